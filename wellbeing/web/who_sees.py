"""The table "who can see what", made from the access matrix that the guard itself uses."""

from collections.abc import Iterable
from dataclasses import dataclass

from wellbeing.web.access_matrix import ANYONE, STAFF, AccessMatrix, Line, Scope

EVERYONE_FOR_THEMSELVES = "Only you"
_BESIDE_OTHERS = "You"
UNITS = (
    "Everyone, for their own team and the units above it. "
    "Supervisors and managers also for the units they lead"
)
TEAM = (
    "Everyone in the team, and those who lead it; "
    "where nobody does, those who lead the nearest unit above"
)
LED = "Those who lead the unit; where nobody does, those who lead the nearest unit above"
ADDRESSED = (
    "The people a request was sent to, while it is open. "
    "They must hold their role, outside the line of management of the person who asked"
)

IN_CASE = (
    "The two people of one case: who asked, and who has it at present. "
    "Once it is closed, only who asked, for 13 weeks"
)
SHARED = (
    "The one person it was shared with, after signing in, until the day that was chosen "
    "or until it is ended"
)

SAID = (
    "Those whom its person chose to read it, in a role that answers: auditors, wellbeing leads, staff "
    "representatives. Never anybody above that person"
)

CALLED = (
    "The responders of your organisation whom it went to, in their order: never anybody who leads its person. "
    "For 7 days"
)

RECEIVED = (
    "The one person it was sent to, after signing in, as long as they lead whoever sent it. "
    "Until it is taken back, for 13 weeks after the answer, or for 53 weeks without one"
)


@dataclass(frozen=True)
class Seen:
    """One line of the table."""

    what: str
    done: str
    who: str


def who_sees(matrix: AccessMatrix) -> tuple[Seen, ...]:
    """Return one line for each line of the matrix that holds in a real organisation."""
    return tuple(
        Seen(line.object, line.action, who_of(line, matrix))
        for line in matrix.lines
        if line.scope is not Scope.DEMO
    )


def together(told: Iterable[str]) -> tuple[str, ...]:
    """Return each once; beside somebody who may see a part of it, "only" is not true."""
    found = tuple(dict.fromkeys(told))
    if len(found) == 1:
        return found
    return tuple(_BESIDE_OTHERS if one == EVERYONE_FOR_THEMSELVES else one for one in found)


def who_of(line: Line, matrix: AccessMatrix) -> str:
    if ANYONE in line.roles:
        return matrix.roles[ANYONE]
    if line.scope in {Scope.OWN, Scope.ASKER} and STAFF in line.roles:
        return EVERYONE_FOR_THEMSELVES
    if line.scope is Scope.UNIT and STAFF in line.roles:
        return UNITS
    by_scope = {
        Scope.ADDRESSED: ADDRESSED,
        Scope.SHARED: SHARED,
        Scope.CALLED: CALLED,
        Scope.RECEIVED: RECEIVED,
        Scope.SAID: SAID,
        Scope.IN_CASE: IN_CASE,
        Scope.TEAM: TEAM,
        Scope.LED: LED,
    }
    if line.scope in by_scope:
        return by_scope[line.scope]
    return ", ".join(matrix.roles[role] for role in line.roles)
