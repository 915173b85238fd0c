"""Writes released figures as files: for a spreadsheet, in which nothing can act as a formula, or as JSON."""

import csv
import json
from collections.abc import Iterator, Sequence
from io import StringIO

from wellbeing.disclosure import Calendar, Released, Rhythm, Tally
from wellbeing.heatmaps import words
from wellbeing.heatmaps.measured import in_file
from wellbeing.organisation_events.service import Event
from wellbeing.web.spreadsheet import harmless

HEADINGS = (
    "unit",
    "about",
    "rhythm",
    "from",
    "until",
    "people",
    "in words",
    "middle",
    "low",
    "high",
    "change",
)
Row = dict[str, str | int | float | None]


def rows(
    figures: Sequence[Released], tallies: Sequence[Tally], calendar: Calendar
) -> tuple[Row, ...]:
    """Return one row for each figure and each share of a tally; what is withheld has no row."""
    return (*map(_figure, figures), *_shares(tallies, calendar, figures))


def event_rows(happened: Sequence[Event]) -> tuple[Row, ...]:
    """Return one row for each event of the organisation, marked in the pictures or not."""
    return tuple(
        {
            **dict.fromkeys(HEADINGS, ""),
            "about": "Event of the organisation",
            "from": event.starts_on.isoformat(),
            "until": (event.ends_on or event.starts_on).isoformat(),
            "people": None,
            "in words": event.name,
            "middle": None,
            "low": None,
            "high": None,
        }
        for event in happened
    )


def as_csv(found: Sequence[Row]) -> str:
    written = StringIO()
    # Texts in quotation marks: what separates cells in one country must not split them in another.
    lines = csv.DictWriter(written, HEADINGS, quoting=csv.QUOTE_NONNUMERIC)
    lines.writeheader()
    for row in found:
        lines.writerow(
            {
                name: harmless(value) if isinstance(value, str) else value
                for name, value in row.items()
            }
        )
    return written.getvalue()


def as_json(found: Sequence[Row]) -> str:
    """Return the same rows with the scale they stand on."""
    written = {
        "scale": {"lowest": 0, "highest": 4, "higher is": "better"},
        **in_file(),
        "figures": found,
    }
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _figure(figure: Released) -> Row:
    return {
        "unit": figure.label,
        "about": words.INDICATORS[figure.indicator],
        "rhythm": words.rhythm_in_words(figure.window),
        "from": figure.window.starts_on.isoformat(),
        "until": figure.window.ends_on.isoformat(),
        "people": figure.people,
        "in words": figure.words,
        "middle": figure.estimate,
        "low": figure.low,
        "high": figure.high,
        "change": str(figure.change) if figure.change else "",
    }


def _shares(
    tallies: Sequence[Tally], calendar: Calendar, figures: Sequence[Released]
) -> Iterator[Row]:
    for tally in tallies:
        (cycle,) = calendar.windows(tally.cycle, Rhythm.CYCLE)
        for share in tally.shares:
            yield {
                "unit": figures[0].label if figures else "",
                "about": f"Share of people: {words.STANDINGS[share.standing]}",
                "rhythm": "cycle",
                "from": cycle.starts_on.isoformat(),
                "until": cycle.ends_on.isoformat(),
                "people": tally.people,
                "in words": words.share_in_words(share.percent),
                "middle": None,
                "low": None,
                "high": None,
                "change": "",
            }
