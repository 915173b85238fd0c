"""Choosing a screen, answering it once a week, and what a person is told about it."""

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.history.service import Desk, PastScreen
from wellbeing.screens import store
from wellbeing.screens.opt_ins import OptIn
from wellbeing.screens.published import OFFERED, Screen, screen, switched_on
from wellbeing.sealed import Label
from wellbeing.stepped_care import Act, Instrument, Offer
from wellbeing.week import Week

__all__ = ["OptIn", "Screen", "screen", "switched_on"]

OPT_IN = "screen opt-in"
OFFERS = {Offer.PHQ_4: Instrument.PHQ_4, Offer.PC_PTSD_5: Instrument.PC_PTSD_5}
Agreed = Callable[[], bool]


class NotTakingPartError(Exception):
    """The person has not agreed to take part, or their agreement has ended."""


class NotOptedInError(Exception):
    """The person has not chosen this screen."""


class TooSoonError(Exception):
    """This week has a result of this screen already."""


@dataclass(frozen=True)
class Filled:
    """A screen as it is sent; the key makes sending it twice the same as sending it once."""

    screen: Screen
    acts: tuple[Act, ...]
    form_key: str


@dataclass(frozen=True)
class Result:
    """The sum of one week, those of the shorter screens inside it, and what the rules said."""

    week: Week
    sums: tuple[PastScreen, ...]

    @property
    def score(self) -> int:
        return self.sums[0].score

    @property
    def halves(self) -> tuple[PastScreen, ...]:
        return self.sums[1:]

    @property
    def sentences(self) -> tuple[str, ...]:
        return tuple(reason.sentence for each in self.sums for reason in each.reasons)


@dataclass(frozen=True)
class OnMyStep:
    """What the step page says about the screens: which offers it leaves out, and the quiet line."""

    left_out: frozenset[Offer]
    quiet_line: bool


def opted_in(desk: Desk, person_id: str, chosen: Screen) -> OptIn | None:
    """Return a person's yes to a screen, if they gave one."""
    label = _label(desk, person_id, chosen.instrument)
    sealed = store.opt_in(desk.session, label.row)
    return (
        None if sealed is None else OptIn.from_bytes(desk.vault.box(person_id).open(sealed, label))
    )


def opt_in(desk: Desk, person_id: str, chosen: Screen, agreed: Agreed) -> None:
    """Keep a person's yes; a second yes changes nothing."""
    with writing(desk.session, person_id):
        if not agreed():
            raise NotTakingPartError
        if opted_in(desk, person_id, chosen) is None:
            _keep(desk, person_id, chosen, OptIn(desk.today))


def opt_out(desk: Desk, person_id: str, chosen: Screen) -> None:
    """Remove a person's yes; sums that are counted stay in their weeks."""
    with writing(desk.session, person_id):
        store.remove_opt_in(desk.session, _label(desk, person_id, chosen.instrument).row)


def remove_opt_ins(desk: Desk, person_id: str) -> None:
    """Remove every yes of a person who stops taking part, in the caller's transaction."""
    for instrument in OFFERED:
        store.remove_opt_in(desk.session, _label(desk, person_id, instrument).row)


def fill_in(desk: Desk, person_id: str, filled: Filled, agreed: Agreed) -> None:
    """Record the sums in this week, all or none; the same form sent again changes nothing.

    Raises NotTakingPartError, NotOptedInError, or TooSoonError when the week has a result.
    """
    form = hashlib.sha256(filled.form_key.encode()).hexdigest()
    with writing(desk.session, person_id):
        if not agreed():
            raise NotTakingPartError
        chosen = opted_in(desk, person_id, filled.screen)
        if chosen is None:
            raise NotOptedInError
        if chosen.last_form == form:
            return
        if is_too_soon(desk, person_id, filled.screen):
            raise TooSoonError
        for act in filled.acts:
            history.act(desk, person_id, desk.this_week, act)
        _keep(desk, person_id, filled.screen, replace(chosen, last_form=form))


def results(desk: Desk, person_id: str, chosen: Screen) -> tuple[Result, ...]:
    """Return a person's own results of a screen, the latest first, from the weeks that are kept."""
    by_week: dict[Week, list[PastScreen]] = {}
    for past in history.past_screens(desk, person_id):
        if past.instrument in chosen.parts:
            by_week.setdefault(past.week, []).append(past)
    return tuple(
        Result(week, tuple(sorted(sums, key=lambda one: chosen.parts.index(one.instrument))))
        for week, sums in by_week.items()
        # A half recorded alone is a screen for the rules, but no result of the whole.
        if any(one.instrument is chosen.instrument for one in sums)
    )


def is_too_soon(desk: Desk, person_id: str, chosen: Screen) -> bool:
    """Say whether this week has a result; it asks about a longer time than a week."""
    return any(
        past.week == desk.this_week and past.instrument is chosen.instrument
        for past in history.past_screens(desk, person_id)
    )


def on_my_step(desk: Desk, person_id: str, offers: Collection[Offer]) -> OnMyStep:
    """Offer a screen only to somebody who chose it and has not answered it this week.

    Everybody else reads one quiet line, and nothing at all where no screen is switched on.
    """
    there = {one.instrument: one for one in switched_on(desk.policy)}
    due = {
        offer
        for offer, instrument in OFFERS.items()
        if offer in offers and instrument in there and _is_due(desk, person_id, there[instrument])
    }
    return OnMyStep(frozenset(OFFERS) - due, bool(there) and not due)


def _is_due(desk: Desk, person_id: str, chosen: Screen) -> bool:
    if opted_in(desk, person_id, chosen) is None:
        return False
    return not is_too_soon(desk, person_id, chosen)


def _keep(desk: Desk, person_id: str, chosen: Screen, made: OptIn) -> None:
    label = _label(desk, person_id, chosen.instrument)
    sealed = desk.vault.box(person_id).seal(made.to_bytes(), label)
    store.keep_opt_in(desk.session, label.row, sealed)


def _label(desk: Desk, person_id: str, instrument: Instrument) -> Label:
    return Label(OPT_IN, desk.vault.row_key(OPT_IN, person_id, instrument.value))
