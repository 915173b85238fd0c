"""The files of a download: a page to read, data for programs with their schema, and tables."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from wellbeing.records.export_book import LEFT_OUT, PARTS
from wellbeing.records.export_filling import Filled, filled
from wellbeing.records.export_page import page_of
from wellbeing.records.export_parts import Asked, Cell, Column, Holds, Part, Row
from wellbeing.web.spreadsheet import harmless

FORMAT, VERSION = "wellbeing my data", 1
SCHEMA_ADDRESS = f"urn:wellbeing:my-data:{VERSION}"
PAGE, DATA, SCHEMA, TABLES = "read-me-first.html", "data.json", "schema.json", "tables"
# The oldest day a ZIP can name: the files say themselves when they were made.
_NO_DAY = (1980, 1, 1, 0, 0, 0)
_KINDS: Mapping[Holds, Mapping[str, Any]] = {
    Holds.TEXT: {"type": ["string", "null"]},
    Holds.NUMBER: {"type": ["number", "null"]},
    Holds.YES_OR_NO: {"type": ["boolean", "null"]},
    Holds.TEXTS: {"type": "array", "items": {"type": "string"}},
}


def zip_of(asked: Asked) -> bytes:
    """Return everything as one ZIP; it is made in memory, and nothing of it touches a disk."""
    found, today = filled(asked, PARTS), asked.visit.desk.today
    written = {
        PAGE: page_of(found, today).encode(),
        DATA: _json(data_of(found, today.isoformat())),
        SCHEMA: _json(schema()),
        **{f"{TABLES}/{one.part.id}.csv": table_of(one) for one in found},
    }
    held = io.BytesIO()
    with ZipFile(held, "w", ZIP_DEFLATED) as packed:
        for name, content in written.items():
            entry = ZipInfo(name, _NO_DAY)
            entry.compress_type = ZIP_DEFLATED
            packed.writestr(entry, content)
    return held.getvalue()


def data_of(found: Sequence[Filled], made_on: str) -> dict[str, Any]:
    """Return everything as values for programs; `schema` says what they look like."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_on": made_on,
        "parts": {one.part.id: _part(one) for one in found},
        "not_opened": [one.part.id for one in found if not one.is_whole],
        "left_out": dict(LEFT_OUT),
    }


def schema() -> dict[str, Any]:
    """Return the published description of the data, made from the parts themselves."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ADDRESS,
        "title": "Everything this service keeps about one person",
        **_object(
            {
                "format": {"const": FORMAT},
                "version": {"const": VERSION},
                "made_on": {"type": "string", "format": "date"},
                "parts": _object({part.id: _schema_of(part) for part in PARTS}),
                "not_opened": {"type": "array", "items": {"type": "string"}},
                "left_out": {"type": "object", "additionalProperties": {"type": "string"}},
            }
        ),
    }


def table_of(one: Filled) -> bytes:
    """Return a part for a spreadsheet: with its mark of UTF-8, and nothing that acts as a formula."""
    written = io.StringIO()
    lines = csv.writer(written, quoting=csv.QUOTE_NONNUMERIC)
    lines.writerow([column.heading for column in one.part.columns])
    lines.writerows([_harmless(cell) for cell in row] for row in one.rows)
    return written.getvalue().encode("utf-8-sig")


def _part(one: Filled) -> dict[str, Any]:
    columns = one.part.columns
    return {
        "title": one.part.title,
        "kept": one.until,
        "rows": [_named(columns, row) for row in one.rows],
    }


def _named(columns: tuple[Column, ...], row: Row) -> dict[str, Any]:
    return {column.id: cell for column, cell in zip(columns, row, strict=True)}


def _schema_of(part: Part) -> dict[str, Any]:
    row = _object({one.id: {"title": one.heading, **_KINDS[one.holds]} for one in part.columns})
    return _object(
        {
            "title": {"const": part.title},
            "kept": {"type": "string"},
            "rows": {"type": "array", "items": row},
        }
    )


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _harmless(cell: Cell) -> str | int | float:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case tuple():
            return harmless("; ".join(cell))
        case str():
            return harmless(cell)
        case _:
            return cell


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
