"""Gathers what can be shared as it stands now: reasons, scores, screens, the sheet and own words."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from wellbeing.checkins.visit import Visit
from wellbeing.content.formal_models import FormalWords
from wellbeing.formal.evidence import SCORES, SCREENS, SHEET, WHY, WORDS, Evidence, Item
from wellbeing.history import service as history
from wellbeing.looking_back.sheet import sheet_now
from wellbeing.stepped_care import HIGHEST_SCORE
from wellbeing.stepped_care.rules_screen import NAMES
from wellbeing.week import Week


@dataclass(frozen=True)
class Cupboard:
    """All that a person could share, each thing as the practitioner would read it."""

    items: Mapping[str, Item]

    def chosen(self, ids: Collection[str], words: str) -> Evidence:
        """Return what was ticked, and the person's own words if there are any."""
        found = [item for each, item in self.items.items() if each in ids]
        if words:
            found.append(Item(WORDS, "In their own words", (words,)))
        return Evidence(tuple(found))


def cupboard_of(visit: Visit) -> Cupboard:
    """Return what there is to share; what is empty is not offered."""
    text = visit.words.formal
    made: tuple[Callable[[Visit, FormalWords], Item], ...] = (_why, _scores, _screens, _sheet)
    items = (make(visit, text) for make in made)
    return Cupboard({one.id: one for one in items if one.lines or one.sheet})


def _why(visit: Visit, text: FormalWords) -> Item:
    now = history.current(visit.desk, visit.person_id, visit.this_week)
    suggested = now.suggested if now else None
    if suggested is None:
        return _item(text, WHY, ())
    reasons = suggested.formal_reasons
    return _item(text, WHY, tuple(f"{one.sentence} (Rule {one.rule})" for one in reasons))


def _scores(visit: Visit, text: FormalWords) -> Item:
    weeks = history.past_weeks(visit.desk, visit.person_id, text.weeks)
    return _item(
        text,
        SCORES,
        tuple(
            f"{_week(one.week)}: {one.w} of {HIGHEST_SCORE}" for one in weeks if one.w is not None
        ),
    )


def _screens(visit: Visit, text: FormalWords) -> Item:
    found = history.past_screens(visit.desk, visit.person_id)
    return _item(
        text,
        SCREENS,
        tuple(
            f"{_week(one.week)}: {NAMES[one.instrument]}, {one.score} of {one.instrument.highest}"
            for one in found
        ),
    )


def _sheet(visit: Visit, text: FormalWords) -> Item:
    sheet = sheet_now(visit)
    return Item(SHEET, text.item(SHEET).title, sheet=None if sheet.is_empty else sheet)


def _item(text: FormalWords, item_id: str, lines: tuple[str, ...]) -> Item:
    return Item(item_id, text.item(item_id).title, lines)


def _week(week: Week) -> str:
    monday = week.monday
    return f"Week of {monday.day} {monday:%B %Y}"
