"""What a person's own kit says for the answers they have just given; only they see it, signed in."""

from dataclasses import dataclass

from wellbeing.checkins.offered import REPORTED
from wellbeing.checkins.visit import Visit
from wellbeing.first_aid_kit import service as kits
from wellbeing.first_aid_kit.service import Brought
from wellbeing.history.service import Current
from wellbeing.stepped_care import SIGNS, CheckIn

TANK = "tank"
LITTLE_SUPPORT = 1


@dataclass(frozen=True)
class FromKit:
    """What is brought forward for this week's answers, or else the first of what fills the tank."""

    brought: tuple[Brought, ...]
    first_of_tank: tuple[str, ...]


def from_kit(visit: Visit, current: Current | None) -> FromKit:
    notebook = kits.Notebook(visit.desk.session, visit.desk.vault, visit.person_id, visit.now)
    kit, words = kits.kit_of(notebook), visit.words.kit
    named = answers_named(_just_given(visit, current))
    section = words.section(TANK)
    lists = (kit.page(TANK).of(one.id) for one in section.lists) if section else ()
    return FromKit(
        kits.brought_forward(words, kit, named),
        tuple(lines[0].text for lines in lists if lines),
    )


def answers_named(given: CheckIn | None) -> frozenset[str]:
    """Return the signs named on at least one day that are not usual, little support, and an event."""
    if given is None:
        return frozenset()
    signs = {name for name, score in zip(SIGNS, given.signs, strict=True) if score}
    named = signs - given.usual
    if given.support is not None and given.support <= LITTLE_SUPPORT:
        named |= {"support"}
    if given.event in REPORTED:
        named |= {"event"}
    return frozenset(named)


def _just_given(visit: Visit, current: Current | None) -> CheckIn | None:
    """Return the answers of a week that can still be chosen; older ones say nothing about now."""
    if current is None or current.answers is None or current.answered_week not in visit.open_weeks:
        return None
    return current.answers.check_in
