"""The page of a download, to be read and printed without the service, a network or a script."""

from collections.abc import Iterable, Iterator
from datetime import date
from html import escape

from wellbeing.records.alone import page_alone
from wellbeing.records.export_book import LEFT_OUT
from wellbeing.records.export_filling import Filled
from wellbeing.records.export_parts import Cell, Row
from wellbeing.week import Week

MOST_COLUMNS = 6
NOTHING = ("nothing", "Nothing is kept of these")
LEFT = ("left-out", "What is not in this file, and why")
_WEEK = "week"
NOT_OPENED = "Something here could not be opened. What could be opened is below."
TELL_SOMEBODY = (
    "Something in these parts is damaged and could not be opened. The rest of them is in this file. Tell "
    "whoever runs the service: a backup may still hold it."
)


def page_of(found: Iterable[Filled], made_on: date) -> str:
    """Write the whole page; parts for programs are left out, since another says the same in words."""
    shown = [one for one in found if not one.part.for_programs]
    # What is empty is told last, in one list: most people have a third of all there is.
    full = [one for one in shown if one.rows or not one.is_whole]
    return page_alone(
        "My data",
        (
            f"<h1>My data</h1><p>As it was kept on {made_on.day} {made_on:%B %Y}. ",
            "This file is now as private as the place you keep it in. ",
            "Times are in UTC. The same stands for programs in data.json, described in ",
            "schema.json, and for a spreadsheet in the folder tables.</p>",
            "<nav><ul>",
            *(f'<li><a href="#{one.part.id}">{escape(one.part.title)}</a></li>' for one in full),
            *(f'<li><a href="#{name}">{title}</a></li>' for name, title in (NOTHING, LEFT)),
            "</ul></nav><main>",
            *_not_opened(shown),
            *(text for one in full for text in _section(one)),
            *_nothing(one for one in shown if one not in full),
            *_left_out(),
            "</main>",
        ),
    )


def _not_opened(shown: Iterable[Filled]) -> Iterator[str]:
    """Say at once of which parts something is missing."""
    missing = [one.part for one in shown if not one.is_whole]
    if missing:
        yield '<section id="not-opened"><h2>What could not be opened</h2>'
        yield f"<p>{TELL_SOMEBODY}</p><ul>"
        yield from (f'<li><a href="#{each.id}">{escape(each.title)}</a></li>' for each in missing)
        yield "</ul></section>\n"


def _section(one: Filled) -> Iterator[str]:
    yield f'<section id="{one.part.id}"><h2>{escape(one.part.title)}</h2>'
    yield f"<p>Kept: {escape(one.until)}.</p>"
    if not one.is_whole:
        yield f"<p><strong>{NOT_OPENED}</strong></p>"
    if one.rows and len(one.part.columns) > MOST_COLUMNS:
        yield from _one_by_one(one)
    elif one.rows:
        headings = [column.heading for column in one.part.columns]
        yield from _table(one.part.title, headings, (_weeks_in_words(one, row) for row in one.rows))
    yield "</section>\n"


def _weeks_in_words(one: Filled, row: Row) -> Row:
    """Name a week by its Monday: what a person typed stays as it is, though it looked like a week."""
    pairs = zip(one.part.columns, row, strict=True)
    return tuple(_by_monday(cell) if column.id == _WEEK else cell for column, cell in pairs)


def _by_monday(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    monday = Week.parse(cell).monday
    return f"Week of {monday.day} {monday:%B %Y}"


def _one_by_one(one: Filled) -> Iterator[str]:
    """Show each row as a small table of its own: as columns beside each other nobody could read it."""
    for row in one.rows:
        pairs = zip(one.part.columns, _weeks_in_words(one, row), strict=True)
        said = [(column.heading, cell) for column, cell in pairs if cell not in (None, ())]
        yield from _table(one.part.title, ("", ""), said)
        yield "<br>"


def _table(title: str, headings: Iterable[str], rows: Iterable[Row]) -> Iterator[str]:
    # On a small screen it scrolls by itself, and is reached by keyboard.
    yield f'<div class="wide" tabindex="0" role="group" aria-label="{escape(title)}"><table>'
    if any(headings):
        yield "<thead><tr>"
        yield from (f'<th scope="col">{escape(heading)}</th>' for heading in headings)
        yield "</tr></thead>"
    yield "<tbody>"
    for first, *others in rows:
        yield f'<tr><th scope="row">{escape(_said(first))}</th>'
        yield from (f'<td dir="auto">{escape(_said(cell))}</td>' for cell in others)
        yield "</tr>\n"
    yield "</tbody></table></div>"


def _nothing(empty: Iterable[Filled]) -> Iterator[str]:
    name, title = NOTHING
    yield f'<section id="{name}"><h2>{title}</h2><ul>'
    yield from (f"<li>{escape(one.part.title)}. Kept: {escape(one.until)}.</li>" for one in empty)
    yield "</ul></section>\n"


def _left_out() -> Iterator[str]:
    name, title = LEFT
    yield f'<section id="{name}"><h2>{title}</h2><ul>'
    yield from (f"<li>{escape(why)}</li>" for why in LEFT_OUT.values())
    yield "</ul></section>\n"


def _said(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "Yes" if cell else "No"
        case tuple():
            return "\n".join(cell)
        case _:
            return str(cell)
