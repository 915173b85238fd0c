"""Reading and writing a kit, so that two windows never overwrite each other in silence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.database import writing
from wellbeing.first_aid_kit import earlier, store
from wellbeing.first_aid_kit.drafts import draft_of, drop_draft, keep_draft, unsaved
from wellbeing.first_aid_kit.earlier import Earlier, TakenOut
from wellbeing.first_aid_kit.lines import MOST_LINES, Kit, Line, Page, Typed
from wellbeing.first_aid_kit.meeting import Brought, brought_forward
from wellbeing.first_aid_kit.notebook import Notebook

__all__ = [
    "Brought",
    "Earlier",
    "Kit",
    "Line",
    "Notebook",
    "Page",
    "TakenOut",
    "Typed",
    "brought_forward",
    "draft_of",
    "drop_draft",
    "keep_draft",
    "unsaved",
]


@dataclass(frozen=True)
class NewLine:
    """A line as it was typed, or tapped from the suggestions."""

    list: str
    texts: tuple[str, ...]
    five_minutes: bool = False


@dataclass(frozen=True)
class Change:
    """What a window makes of a line: the version it showed, and the one it showed when it was opened."""

    line_id: str
    version: int
    opened: int
    texts: tuple[str, ...]
    five_minutes: bool = False


class ChangedMeanwhileError(Exception):
    """The line was changed or taken out in another window; nothing was changed now."""

    def __init__(self, now: Line | None = None) -> None:
        """Carry the line as it stands now; None when it was taken out."""
        super().__init__("the line was changed meanwhile")
        self.now = now


class FullError(Exception):
    """The list has as many lines as a list may have; nothing was added."""


class NoLongerKeptError(Exception):
    """What should be put back is not kept any more."""


def kit_of(notebook: Notebook) -> Kit:
    """Return what the person has written; an empty kit before the first line."""
    return notebook.opened(store.sealed_at(notebook.session, notebook.kit_row))


def add(notebook: Notebook, section: str, new: Iterable[NewLine]) -> Page:
    """Add lines at the end of their lists, all or none; their draft is done with."""
    found = tuple(new)

    def change(kit: Kit) -> Kit:
        page = kit.page(section)
        for one in found:
            line = Line(accounts.new_id(), one.list, one.texts, one.five_minutes)
            page = page.with_line(line)
            _require_room(page, one.list)
        store.remove(notebook.session, notebook.draft_row(section))
        return _numbered(kit, page)

    return _changing(notebook, change).page(section)


def change(notebook: Notebook, section: str, wanted: Change) -> Line:
    """Change a line in its place; raise ChangedMeanwhileError when another window did so before."""

    def apply(kit: Kit) -> Kit:
        page = kit.page(section)
        now = page.line(wanted.line_id)
        if now is None:
            raise ChangedMeanwhileError
        newer = page.with_change(now.id, wanted.texts, five_minutes=wanted.five_minutes)
        if newer == page:
            return kit
        if now.version != wanted.version:
            raise ChangedMeanwhileError(now)
        # Keeping while typing comes again and again; the page is kept as it stood before the first.
        if wanted.version == wanted.opened:
            kit = earlier.with_page_kept(notebook, kit, page)
        return _numbered(kit, newer)

    return _require(_changing(notebook, apply).page(section).line(wanted.line_id))


def move(notebook: Notebook, section: str, line_id: str, by: int) -> None:
    """Move a line up or down in its list; one that is gone stays where it is."""
    _changing(notebook, lambda kit: _numbered(kit, kit.page(section).with_moved(line_id, by)))


def take_out(notebook: Notebook, section: str, line_id: str, version: int) -> None:
    """Take a line out; for seven days it can be put in again. One that is out already stays out."""

    def apply(kit: Kit) -> Kit:
        page = kit.page(section)
        line = page.line(line_id)
        if line is None:
            return kit
        if line.version != version:
            raise ChangedMeanwhileError(line)
        kept = earlier.with_line_kept(notebook, kit, page, line)
        return _numbered(kept, page.without(line_id))

    _changing(notebook, apply)


def put_in_again(notebook: Notebook, section: str, line_id: str) -> None:
    """Put a line that was taken out where it stood; raise NoLongerKeptError after seven days."""

    def apply(kit: Kit) -> Kit:
        page = kit.page(section)
        if page.line(line_id) is not None:
            return kit
        kept = earlier.named(notebook, kit, section, line_id)
        found = earlier.page_of(notebook, kept) if kept else None
        if kept is None or found is None:
            raise NoLongerKeptError
        again = page.with_line(found.lines[0], min(kept.place, len(page.lines)))
        _require_room(again, found.lines[0].list)
        return _numbered(earlier.let_go(notebook, kit, kept), again)

    _changing(notebook, apply)


def put_back(notebook: Notebook, section: str, name: str, seen: int) -> None:
    """Let a page stand as it was; `seen` is how many changes it had when that was chosen.

    The page that stands now is kept as an earlier one. Raises ChangedMeanwhileError when another
    window changed it since, NoLongerKeptError after seven days.
    """

    def apply(kit: Kit) -> Kit:
        now = kit.page(section)
        kept = earlier.named(notebook, kit, section, name)
        found = earlier.page_of(notebook, kept) if kept else None
        if kept is None or found is None or kept.is_line:
            raise NoLongerKeptError
        if found.says_the_same_as(now):
            return kit
        if now.number != seen:
            raise ChangedMeanwhileError
        return _numbered(earlier.with_page_kept(notebook, kit, now), now.put_back(found))

    _changing(notebook, apply)


def earlier_pages(notebook: Notebook, section: str) -> tuple[Earlier, ...]:
    """Return a page as it stood before each change of the last seven days, the latest first."""
    return earlier.pages_kept(notebook, kit_of(notebook), section)


def taken_out(notebook: Notebook, section: str) -> tuple[TakenOut, ...]:
    """Return the lines that were taken out in the last seven days, the latest first."""
    return earlier.lines_kept(notebook, kit_of(notebook), section)


def forget_old(session: Session, today: date) -> None:
    """Remove for good what was changed or taken out more than seven days ago."""
    with writing(session):
        store.forget_kept(session, today)


def _changing(notebook: Notebook, change: Callable[[Kit], Kit]) -> Kit:
    """Open the kit, change it and keep it, all in one; nothing is written when nothing changes."""
    with writing(notebook.session, notebook.person_id):
        kit = notebook.opened(store.sealed_to_change(notebook.session, notebook.kit_row))
        newer = change(kit)
        if newer != kit:
            notebook.put(newer)
        return newer


def _numbered(kit: Kit, page: Page) -> Kit:
    """Put a changed page into the kit, as its next version."""
    if page.lines == kit.page(page.section).lines:
        return kit
    return kit.with_page(replace(page, number=page.number + 1))


def _require_room(page: Page, list_id: str) -> None:
    if len(page.of(list_id)) > MOST_LINES:
        raise FullError


def _require(line: Line | None) -> Line:
    if line is None:
        raise ChangedMeanwhileError
    return line
