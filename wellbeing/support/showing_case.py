"""A case ready to be shown: what was agreed, what is proposed, and where it goes."""

from dataclasses import dataclass
from datetime import date

from wellbeing.content.loader import Content
from wellbeing.support.desk import OwnDesk
from wellbeing.support.life import Life, Moved
from wellbeing.support.notes import Doer, Note
from wellbeing.support.wording import day_in_words

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShownNote:
    """One action in words, as a reader sees it."""

    what: str
    who: str
    by_when: str
    agreed: str
    mark: str
    is_own: bool


@dataclass(frozen=True)
class ShownProposal:
    """What a contact proposes, in words."""

    said: str
    words: str
    mark: str
    to_id: str
    to: str


@dataclass(frozen=True)
class ShownLife:
    """What stands on a person's own page about a case after somebody took it."""

    contact: str
    has_talked: bool
    proposal: ShownProposal | None
    away: str
    is_covered: bool
    agreed: tuple[ShownNote, ...]
    draft_waits: bool
    kept_outside: str
    reference: str
    refused: tuple[str, ...]
    can_say_useful: bool
    said_useful: str


@dataclass(frozen=True)
class ShownDesk:
    """What a contact reads above their lists."""

    held: str
    away: str
    covered: tuple[str, ...]
    has_words: bool
    ended: tuple[str, ...]


SAID_USEFUL = {"yes": "Yes", "partly": "Partly", "no": "No"}


def shown_note(note: Note, names: dict[Doer, str], reader: str) -> ShownNote:
    action = note.action
    return ShownNote(
        what=action.what,
        who=names[action.doer],
        by_when=day_in_words(action.by_when) if action.by_when else "",
        agreed=day_in_words(note.agreed_on) if note.agreed_on else "",
        mark=note.mark,
        is_own=note.written_by == reader,
    )


def shown_life(words: Content, life: Life) -> ShownLife:
    """Return a case for its asker."""
    kept = life.kept
    agreed = [
        shown_note(one.note, _doers("You", one.contact, "Both of you"), "") for one in life.agreed
    ]
    refused = [f"{who}, {day_in_words(one.on)}{_times(one.times)}" for who, one in life.refused]
    return ShownLife(
        contact=life.contact,
        has_talked=life.talked_on is not None,
        proposal=shown_proposal(life.proposal) if life.proposal else None,
        away=_until(life.contact, life.away_until),
        is_covered=life.is_covered,
        agreed=tuple(agreed),
        draft_waits=life.draft_waits,
        kept_outside=words.support.kept_outside.format(name=kept.by) if kept else "",
        reference=kept.line if kept else "",
        refused=tuple(refused),
        can_say_useful=life.can_say_useful,
        said_useful=SAID_USEFUL[life.useful.use] if life.useful else "",
    )


def shown_proposal(moved: Moved) -> ShownProposal:
    when = _between(moved.since, moved.until)
    said = f"{moved.by} would like {moved.to} to be there for you{when}."
    return ShownProposal(said, moved.words, moved.mark, moved.to_id, moved.to)


def shown_desk(desk: OwnDesk) -> ShownDesk:
    room = desk.room
    return ShownDesk(
        held=f"You have {room.held} of the {room.most} that your card says.",
        away=_between(desk.away_from, desk.away_until).strip(),
        covered=tuple(
            f"One of your cases is with {one.by} until {day_in_words(one.until)}."
            for one in desk.covered
        ),
        has_words=desk.has_words,
        ended=tuple(f"A case that you had has ended ({day_in_words(on)})." for on in desk.ended),
    )


def _doers(asker: str, contact: str, both: str) -> dict[Doer, str]:
    return {Doer.ASKER: asker, Doer.CONTACT: contact, Doer.BOTH: both}


def doers_for(asker: str, contact: str) -> dict[Doer, str]:
    """Return the names of those who may do something, as either of the two reads them."""
    return _doers(asker, contact, "Both of you")


def life_facts(life: Life) -> Pairs:
    """Return how a case moved, by name and value."""
    moved = [f"To {one.to} on {day_in_words(one.on)}" for one in life.moves]
    covered = [f"{one.to}{_between(one.since, one.until)}" for one in life.covers]
    facts = (
        ("Talked", f"Written down on {day_in_words(life.talked_on)}" if life.talked_on else ""),
        ("Went over, as you agreed", ". ".join(moved)),
        ("Somebody covered", ". ".join(covered)),
    )
    return tuple((name, value) for name, value in facts if value)


def _between(since: date | None, until: date | None) -> str:
    if since is None or until is None:
        return ""
    return f" from {day_in_words(since)} until {day_in_words(until)}"


def _until(name: str, last: date | None) -> str:
    return f"{name} is away until {day_in_words(last)}." if last and name else ""


def _times(times: int) -> str:
    return "" if times == 1 else f", {times} times"
