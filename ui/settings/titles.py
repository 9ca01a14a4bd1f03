"""The names of the pages of Settings, in their order: what the palette offers from anywhere."""

TITLES = (
    *("You", "Department", "Local figures", "Contract readings", "Bank holidays"),
    *("Sites and rooms", "Activities", "Posts", "Rate cards", "The file"),
    *("Mileage rates", "Approvers", "Escalation", "Who counts as cover", "Department's rules"),
)
