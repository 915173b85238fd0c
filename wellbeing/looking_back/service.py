"""Keeps what a person writes for themself: never overwritten in silence, deleted with a way back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from wellbeing.database import writing
from wellbeing.history.service import Desk
from wellbeing.looking_back import papers, store
from wellbeing.looking_back.papers import Paper
from wellbeing.looking_back.places import SWITCH, Place, note_of
from wellbeing.week import Week

NOTES, ON = "notes", "on"
# In bytes, of one place. More than anybody deletes there in a day: a row must not grow without end.
MOST_DELETED_IN_A_DAY = 64 * 1024
_SWITCHED_ON = Paper(texts=((NOTES, ON),))


class ChangedMeanwhileError(Exception):
    """The paper was saved from another window since this one was opened; nothing was changed."""

    def __init__(self, now: Paper) -> None:
        """Carry the paper as it stands now."""
        super().__init__("the paper was changed meanwhile")
        self.now = now


class NotesOffError(Exception):
    """Notes were switched off since the page was opened; nothing was kept."""


@dataclass(frozen=True)
class Shelf:
    """All papers of one person, and what it takes to open them."""

    desk: Desk
    person_id: str

    def papers(self, places: Sequence[Place]) -> dict[Place, Paper]:
        """Return those of these places where something lies."""
        labels = {place: place.label(self.desk, self.person_id) for place in places}
        rows = [label.row for label in labels.values()]
        found = store.sealed_at(self.desk.session, rows, self.desk.today)
        if not found:
            return {}
        box = self.desk.vault.box(self.person_id)
        return {
            place: papers.from_bytes(box.open(found[label.row], label))
            for place, label in labels.items()
            if label.row in found
        }

    def paper(self, place: Place) -> Paper:
        """Return a paper; an empty one counts on from what was deleted there.

        So a window that was opened before a deletion is told apart from one that was opened after.
        """
        found = self.papers([place, *place.deleted])
        if place in found:
            return found[place]
        return Paper(max((gone.version + 1 for gone in found.values()), default=0))

    def put(self, place: Place, paper: Paper) -> None:
        label = place.label(self.desk, self.person_id)
        sealed = self.desk.vault.box(self.person_id).seal(papers.to_bytes(paper), label)
        store.put(self.desk.session, label.row, sealed, place.kept_until(self.desk))

    def clear(self, place: Place) -> None:
        store.remove(self.desk.session, place.label(self.desk, self.person_id).row)


def save(shelf: Shelf, place: Place, paper: Paper) -> Paper:
    """Keep a paper; raise ChangedMeanwhileError when it was changed elsewhere.

    The same words sent twice are no change, and emptying it all is deleting it.
    """
    with writing(shelf.desk.session, shelf.person_id):
        return _kept(shelf, place, paper)


def save_note(shelf: Shelf, place: Place, paper: Paper, *, switch_on: bool = False) -> Paper:
    """Keep a note as `save` does; raise NotesOffError when notes are off and shall stay so.

    Otherwise a note that arrives while notes are switched off would lie there and never be seen.
    """
    with writing(shelf.desk.session, shelf.person_id):
        if switch_on:
            shelf.put(SWITCH, _SWITCHED_ON)
        elif not notes_are_on(shelf):
            raise NotesOffError
        return _kept(shelf, place, paper)


def delete(shelf: Shelf, place: Place) -> None:
    """Take a paper away; for seven days it can be brought back."""
    with writing(shelf.desk.session, shelf.person_id):
        now = shelf.paper(place)
        if not now.is_empty:
            _take_away(shelf, place, now)


def deleted(shelf: Shelf, place: Place) -> Paper | None:
    """Return what can still be brought back, the latest first."""
    return _put_together(shelf.papers(place.deleted).values())


def bring_back(shelf: Shelf, place: Place) -> None:
    """Put what was deleted back, under anything that was written there since."""
    with writing(shelf.desk.session, shelf.person_id):
        gone = deleted(shelf, place)
        if gone is not None:
            _written(shelf, place, gone.put_together_with(shelf.paper(place)))
            for each in place.deleted:
                shelf.clear(each)


def notes_are_on(shelf: Shelf) -> bool:
    return shelf.paper(SWITCH).text_of(NOTES) == ON


def switch_notes_on(shelf: Shelf) -> None:
    with writing(shelf.desk.session, shelf.person_id):
        shelf.put(SWITCH, _SWITCHED_ON)


def switch_notes_off(shelf: Shelf, *, delete_all: bool) -> None:
    """Take notes off the person's pages; they stay sealed, or go after seven days, as was chosen."""
    with writing(shelf.desk.session, shelf.person_id):
        shelf.put(SWITCH, Paper())
        if delete_all:
            for week, paper in notes(shelf).items():
                _take_away(shelf, note_of(week), paper)


def notes(shelf: Shelf) -> dict[Week, Paper]:
    """Return every note that is kept, the latest week first."""
    places = {week: note_of(week) for week in kept_weeks(shelf.desk)}
    found = shelf.papers(tuple(places.values()))
    return {week: found[place] for week, place in places.items() if place in found}


def deleted_notes(shelf: Shelf) -> dict[Week, Paper]:
    """Return every note that can still be brought back."""
    drawers = {week: note_of(week).deleted for week in kept_weeks(shelf.desk)}
    found = shelf.papers([place for places in drawers.values() for place in places])
    gone = {
        week: _put_together(found[place] for place in places if place in found)
        for week, places in drawers.items()
    }
    return {week: paper for week, paper in gone.items() if paper is not None}


def kept_weeks(desk: Desk) -> tuple[Week, ...]:
    """Return the weeks a person can look at, this one first."""
    return tuple(desk.this_week.plus(-back) for back in range(desk.kept_weeks + 1))


def forget_old(desk: Desk) -> None:
    """Remove notes with the answers of their weeks, and what was deleted after its seven days."""
    store.remove_before(desk.session, desk.today)


def _kept(shelf: Shelf, place: Place, paper: Paper) -> Paper:
    now = shelf.paper(place)
    if paper.says_the_same_as(now):
        return now
    if paper.version != now.version:
        raise ChangedMeanwhileError(now)
    if paper.is_empty:
        return _take_away(shelf, place, now)
    return _written(shelf, place, paper)


def _put_together(gone: Iterable[Paper]) -> Paper | None:
    """Return what was deleted as one paper, the latest first; versions tell what came after what."""
    found = sorted(gone, key=lambda paper: -paper.version)
    return reduce(lambda now, before: before.put_together_with(now), found) if found else None


def _written(shelf: Shelf, place: Place, paper: Paper) -> Paper:
    newer = replace(paper, version=paper.version + 1, written_on=shelf.desk.today)
    shelf.put(place, newer)
    return newer


def _take_away(shelf: Shelf, place: Place, now: Paper) -> Paper:
    drawer = place.deleted_on(shelf.desk.today)
    before = shelf.papers([drawer]).get(drawer)
    both = now if before is None else before.put_together_with(now)
    shelf.put(drawer, both if len(papers.to_bytes(both)) <= MOST_DELETED_IN_A_DAY else now)
    shelf.clear(place)
    return Paper(now.version + 1)
