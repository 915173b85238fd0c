"""Days, roles and lists of what is not seen, in the words of the pages of sharing."""

from datetime import date

from wellbeing.sharing.record import SHEET, STAFF

_ROLES = {
    "supervisor": "your supervisor",
    "practitioner": "practitioner",
    "peer_supporter": "peer supporter",
    STAFF: "member of staff",
}
NOT_THE_KIT = (
    "They do not see the rest of your kit, your check-ins, your step, your weeks or your notes. "
    "They do not see what you change in this section later."
)
NOT_THE_SHEET = (
    "They do not see your kit, your check-ins, your notes or your other weeks. "
    "They do not see what you change on the sheet later."
)


def day_in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def in_role(role: str) -> str:
    """Return what somebody is to the person, to stand behind a name."""
    return _ROLES[role]


def not_seen(what: str) -> str:
    return NOT_THE_SHEET if what == SHEET else NOT_THE_KIT
