"""What was changed or taken out stays for seven days, sealed, and can be put back until then."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from wellbeing.first_aid_kit import store
from wellbeing.first_aid_kit.lines import (
    Kept,
    Kit,
    Line,
    Page,
    page_from_bytes,
    page_to_bytes,
)
from wellbeing.first_aid_kit.notebook import KEPT, Notebook
from wellbeing.retention import span_of
from wellbeing.sealed import Label

KEPT_FOR = span_of("kit-before")
# Of each section; the oldest go first when somebody changes very much within a week.
MOST_PAGES, MOST_LINES_OUT = 10, 40


@dataclass(frozen=True)
class Earlier:
    """A page as it stood before something on it was changed or taken out."""

    name: str
    at: datetime
    page: Page


@dataclass(frozen=True)
class TakenOut:
    """A line that was taken out, and where it stood."""

    line: Line
    at: datetime
    place: int


def with_page_kept(notebook: Notebook, kit: Kit, page: Page) -> Kit:
    """Keep a page as it stands, before it changes."""
    kept = _kept(notebook, page.section, f"v{page.number}")
    return _keep(notebook, kit, kept, page)


def with_line_kept(notebook: Notebook, kit: Kit, page: Page, line: Line) -> Kit:
    """Keep one line of a page, before it goes."""
    place = page.lines.index(line)
    kept = replace(_kept(notebook, page.section, line.id), place=place, is_line=True)
    return _keep(notebook, kit, kept, replace(page, lines=(line,)))


def let_go(notebook: Notebook, kit: Kit, kept: Kept) -> Kit:
    """Forget what was kept: it stands in the kit again."""
    store.let_go(notebook.session, [notebook.kept_row(kept.section, kept.name)])
    return replace(kit, kept=tuple(one for one in kit.kept if one != kept))


def still_kept(notebook: Notebook, kit: Kit, section: str) -> tuple[Kept, ...]:
    """Return what can be put back on a page, the latest first."""
    found = (one for one in reversed(kit.kept) if one.section == section)
    return tuple(one for one in found if notebook.now - one.at < KEPT_FOR)


def named(notebook: Notebook, kit: Kit, section: str, name: str) -> Kept | None:
    found = still_kept(notebook, kit, section)
    return next((one for one in found if one.name == name), None)


def pages_kept(notebook: Notebook, kit: Kit, section: str) -> tuple[Earlier, ...]:
    wanted = [one for one in still_kept(notebook, kit, section) if not one.is_line]
    return tuple(Earlier(one.name, one.at, page) for one, page in _opened(notebook, wanted))


def lines_kept(notebook: Notebook, kit: Kit, section: str) -> tuple[TakenOut, ...]:
    wanted = [one for one in still_kept(notebook, kit, section) if one.is_line]
    found = _opened(notebook, wanted)
    return tuple(TakenOut(page.lines[0], one.at, one.place) for one, page in found)


def page_of(notebook: Notebook, kept: Kept) -> Page | None:
    """Open what was kept; None when the tidying has removed it."""
    return next((page for _, page in _opened(notebook, [kept])), None)


def _opened(notebook: Notebook, wanted: Sequence[Kept]) -> tuple[tuple[Kept, Page], ...]:
    """Open what was kept, all at once; what the tidying has removed is left out."""
    if not wanted:
        return ()
    rows = {one: notebook.kept_row(one.section, one.name) for one in wanted}
    sealed, box = store.kept_at(notebook.session, rows.values()), notebook.box()
    return tuple(
        (one, page_from_bytes(box.open(sealed[row], Label(KEPT, row))))
        for one, row in rows.items()
        if row in sealed
    )


def _kept(notebook: Notebook, section: str, name: str) -> Kept:
    # The row's own day is a whole one, and never before the seven days are over.
    gone_on = (notebook.now + KEPT_FOR).date() + timedelta(days=1)
    return Kept(section, name, notebook.now, gone_on)


def _keep(notebook: Notebook, kit: Kit, kept: Kept, page: Page) -> Kit:
    row = notebook.kept_row(kept.section, kept.name)
    sealed = notebook.box().seal(page_to_bytes(page), Label(KEPT, row))
    store.keep_back(notebook.session, row, sealed, kept.gone_on)
    others = tuple(
        one
        for one in kit.kept
        if (one.section, one.name) != (kept.section, kept.name) and notebook.now - one.at < KEPT_FOR
    )
    return _within_bounds(notebook, replace(kit, kept=(*others, kept)), kept)


def _within_bounds(notebook: Notebook, kit: Kit, latest: Kept) -> Kit:
    """Let the oldest of the same kind and section go."""
    most = MOST_LINES_OUT if latest.is_line else MOST_PAGES
    same = [
        one for one in kit.kept if (one.section, one.is_line) == (latest.section, latest.is_line)
    ]
    over = same[:-most]
    if over:
        store.let_go(notebook.session, [notebook.kept_row(one.section, one.name) for one in over])
    return replace(kit, kept=tuple(one for one in kit.kept if one not in over))
