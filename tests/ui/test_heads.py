"""Every table's heads have an answer for lines that are gone: Qt asks while they are exchanged.

An error there would end the whole program, for it is raised in the middle of Qt's own work.
"""

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt

from ui.compliance.matrix_model import MatrixModel
from ui.job_plans.week_model import WeekModel
from ui.leave.year_model import YearModel
from ui.oncall.board_model import BoardModel
from ui.patterns.design_model import DesignModel
from ui.provision.demand_map import DemandModel
from ui.rooms.room_model import RoomModel
from ui.roster.cover_view import CoverModel
from ui.roster.fairness_model import FairnessModel
from ui.roster.sheet_model import SheetModel
from ui.widgets.followed import Followed

EMPTY = (
    *(MatrixModel, WeekModel, YearModel, BoardModel, DesignModel, DemandModel, RoomModel),
    *(CoverModel, FairnessModel, SheetModel),
)
ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
BEYOND = 9_999
FOLLOWING = (YearModel, BoardModel, RoomModel)  # they mark whoever is highlighted
ALIKE = (DesignModel, WeekModel)  # always seven days, whatever the lines


@pytest.mark.parametrize("kind", EMPTY)
def test_a_line_that_is_gone_has_no_name(kind: type[QAbstractItemModel]) -> None:
    model = kind(Followed()) if kind in FOLLOWING else kind()
    for role in ROLES:
        assert model.headerData(BEYOND, Qt.Orientation.Vertical, role) in {None, "Each day"}
        if kind not in ALIKE and kind is not FairnessModel and kind is not DemandModel:
            assert model.headerData(BEYOND, Qt.Orientation.Horizontal, role) is None
