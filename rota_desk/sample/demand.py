"""Who waits in the sample: two pasted tables of counts, a month apart."""

from __future__ import annotations

import datetime as dt

from rota_desk.edits.demand import keep_demand
from rota_desk.sample.author import Author
from rota_desk.sample.scene import Scene

MONTH = dt.timedelta(weeks=4)
TABLES = (
    """Procedure\tUnder 6 weeks\t6 to 13 weeks\tOver 13 weeks\tTotal
Gastroscopy\t212\t61\t9\t282
Colonoscopy\t248\t97\t21\t366
Flexible sigmoidoscopy\t74\t12\t1\t87
ERCP\t11\t2\t0\t13
Capsule endoscopy\t19\t8\t2\t29
Total\t564\t180\t33\t777""",
    """Procedure\tUnder 6 weeks\t6 to 13 weeks\tOver 13 weeks\tTotal
Gastroscopy\t198\t54\t6\t258
Colonoscopy\t261\t104\t17\t382
Flexible sigmoidoscopy\t69\t15\t1\t85
ERCP\t9\t3\t0\t12
Capsule endoscopy\t22\t6\t1\t29
Total\t559\t182\t25\t766""",
)


def lay_demand(author: Author, scene: Scene) -> None:
    """Paste the table of a month ago and that of last week."""
    for number, text in enumerate(TABLES):
        day = scene.anchor.monday - dt.timedelta(days=3) - (1 - number) * MONTH
        with author.at(scene.anchor.moment(day, "15:10")) as work:
            keep_demand(work, day=day, text=text)
