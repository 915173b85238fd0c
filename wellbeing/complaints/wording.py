"""Complaints in words: days, states, and who reads them."""

from datetime import date

from wellbeing.accounts.people import Role
from wellbeing.complaints.record import Said
from wellbeing.complaints.service import Choice

ROLES = {
    Role.AUDITOR: "auditor",
    Role.WELLBEING_LEAD: "wellbeing lead",
    Role.STAFF_REPRESENTATIVE: "staff representative",
}


def day_in_words(day: date) -> str:
    return f"{day:%A} {day.day} {day:%B %Y}"


def reader_in_words(choice: Choice) -> str:
    """Return a name with its role, or all names of a role: whoever of them comes first reads it."""
    role = ROLES[choice.role]
    if len(choice.ids) > 1:
        return f"Any {role}: {', '.join(choice.names)}"
    return f"{choice.names[0]}, {role}"


def state_of(said: Said) -> str:
    """Say in a few words where it is."""
    if said.answered_on is not None:
        return f"Answered on {day_in_words(said.answered_on)}"
    if said.read_on is not None:
        return f"Read on {day_in_words(said.read_on)}, not answered yet"
    return "Received, not read yet"


def clock_of(said: Said, today: date) -> str:
    """Say how many days of the thirty have gone, and how many are left."""
    if said.answered_on is not None:
        taken = (said.answered_on - said.said_on).days
        return f"It took {_days(taken)}" if taken else "It came on the same day"
    left = (said.answer_by - today).days
    if left < 0:
        return f"{_days(-left)} late"
    return f"{_days(left)} left" if left else "Today is the last day"


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count} days"
