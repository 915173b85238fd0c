"""Writes a document as a file: Markdown, or a page that lies alone on a disk."""

from collections.abc import Callable, Iterator, Mapping
from html import escape

from wellbeing.documents.book import Document
from wellbeing.records.alone import page_alone
from wellbeing.records.markdown import document
from wellbeing.records.parts import Blank, Section, Table


def as_markdown(found: Document) -> str:
    return document(found.heading, found.leads, found.sections)


def as_html(found: Document) -> str:
    """Write a page that needs no network, no script and no service."""
    return page_alone(
        found.heading,
        (
            f"<header><h1>{escape(found.heading)}</h1>",
            *(f"<p>{escape(said)}</p>" for said in found.leads),
            "</header><main>",
            *(text for one in found.sections for text in _section(one)),
            "</main>",
        ),
    )


FORMATS: Mapping[str, tuple[str, Callable[[Document], str]]] = {
    "md": ("text/markdown", as_markdown),
    "html": ("text/html", as_html),
}


def _section(section: Section) -> Iterator[str]:
    yield f"<section><h2>{escape(section.title)}</h2>"
    yield from (f"<p>{escape(said)}</p>" for said in section.says)
    if section.points:
        yield from ("<ul>", *(f"<li>{escape(one)}</li>" for one in section.points), "</ul>")
    if section.table:
        yield from _table(section.table)
    for blank in section.blanks:
        yield from _blank(blank)
    yield "</section>\n"


def _table(table: Table) -> Iterator[str]:
    # On a small screen it scrolls by itself, and is reached by keyboard.
    label = escape(table.caption)
    yield f'<div class="wide" tabindex="0" role="group" aria-label="{label}"><table>'
    yield f"<caption>{label}</caption><thead><tr>"
    yield from (f'<th scope="col">{escape(heading)}</th>' for heading in table.headings)
    yield "</tr></thead><tbody>"
    for first, *others in table.rows:
        yield f'<tr><th scope="row">{escape(first)}</th>'
        yield from (f"<td>{escape(cell)}</td>" for cell in others)
        yield "</tr>\n"
    yield "</tbody></table></div>"


def _blank(blank: Blank) -> Iterator[str]:
    state = "blank" if blank.said else "blank open"
    yield f'<div class="{state}"><p>{escape(blank.asks)}</p>'
    if blank.said:
        yield f"<p><strong>Filled in by {escape(blank.by)}:</strong> {escape(blank.said)}</p></div>"
    else:
        yield f"<p><strong>To be filled in by {escape(blank.who)}</strong> ({escape(blank.key)})</p></div>"
