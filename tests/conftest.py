"""The run that decides draws the same cases every time; ROTA_DESK_ROAM=1 lets them roam."""

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True)
if not os.environ.get("ROTA_DESK_ROAM"):
    settings.load_profile("steady")
