"""What is told of a case after somebody took it: who has it, what is proposed, agreed and kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wellbeing.looks import LookBy
from wellbeing.support.cabinet import Filed
from wellbeing.support.cases import Case
from wellbeing.support.closing import can_be_asked_of
from wellbeing.support.happened import Useful
from wellbeing.support.holding import holder
from wellbeing.support.moving import mark_of
from wellbeing.support.notes import Note
from wellbeing.support.office import Office
from wellbeing.support.pools import Pools


@dataclass(frozen=True)
class Moved:
    """A case moved, or would move, from one contact to another; with days for a time of absence."""

    by: str
    to: str
    on: date
    words: str = ""
    since: date | None = None
    until: date | None = None
    to_id: str = ""
    mark: str = ""


@dataclass(frozen=True)
class Kept:
    """That a contact keeps a note outside this service, and how it is found there."""

    by: str
    on: date
    line: str


@dataclass(frozen=True)
class AgreedTo:
    """An action both agreed to, and with whom."""

    note: Note
    contact: str


@dataclass(frozen=True)
class Life:
    """A case as its asker sees it, beside what was asked."""

    # Who has it now, by name; empty where nobody has it or they cannot answer any more.
    contact: str
    talked_on: date | None
    proposal: Moved | None
    moves: tuple[Moved, ...]
    covers: tuple[Moved, ...]
    is_covered: bool
    # The last day of an absence of whoever took it, while nobody covers for them.
    away_until: date | None
    agreed: tuple[AgreedTo, ...]
    drafts: tuple[AgreedTo, ...]
    draft_waits: bool
    kept: Kept | None
    refused: tuple[tuple[str, LookBy], ...]
    can_say_useful: bool
    useful: Useful | None


class Names:
    """Names by id, with a word for whom no name is kept of."""

    def __init__(self, names: Mapping[str, str], nobody: str) -> None:
        """Know the names."""
        self._names = names
        self._nobody = nobody

    def __call__(self, person_id: str) -> str:
        return self._names.get(person_id, self._nobody)


def life(office: Office, pools: Pools, filed: Filed, names: Names, notes: tuple[Note, ...]) -> Life:
    """Return what is told of a case to its asker."""
    case = filed.case
    has_it = holder(office, pools, case) if case.ending is None else ""
    is_covered = case.ending is None and case.cover_on(office.today) is not None
    taker = case.taken.by if case.taken and case.ending is None else ""
    away = office.rota.away_until(taker) if taker and not is_covered else None
    return Life(
        contact=names(has_it) if has_it else "",
        talked_on=case.talked_on,
        proposal=_proposal(case, names, office.today),
        moves=tuple(
            Moved(names(one.by), names(one.moved_to), one.back_on)
            for one in case.takings
            if one.moved_to and one.back_on
        ),
        covers=tuple(
            Moved("", names(one.by), one.since, since=one.since, until=one.last)
            for one in case.covers
        ),
        is_covered=is_covered,
        away_until=away,
        agreed=tuple(AgreedTo(one, names(one.contact)) for one in notes if one.agreed_on),
        drafts=tuple(AgreedTo(one, names(one.contact)) for one in notes if not one.agreed_on),
        draft_waits=any(
            one.agreed_on is None and one.contact == has_it and one.written_by != case.asker
            for one in notes
        ),
        kept=_kept(case, names),
        refused=tuple((names(one.by), one) for one in case.refused),
        can_say_useful=can_be_asked_of(case),
        useful=case.useful,
    )


def people_in(case: Case) -> set[str]:
    """Return who is named in the life of a case."""
    proposed = {case.proposal.by, case.proposal.to} if case.proposal else set()
    return {*case.had, *proposed, *(one.by for one in case.refused)}


def _proposal(case: Case, names: Names, today: date) -> Moved | None:
    found = case.proposal
    if found is None or not found.stands_on(today):
        return None
    return Moved(
        by=names(found.by),
        to=names(found.to),
        on=found.on,
        words=found.words,
        since=found.since,
        until=found.until,
        to_id=found.to,
        mark=mark_of(found),
    )


def _kept(case: Case, names: Names) -> Kept | None:
    found = case.reference
    return None if found is None else Kept(names(found.by), found.on, found.line)
