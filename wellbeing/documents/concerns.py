"""Shows concerns with their controls as sections: what is built, what shows it, what stays open."""

from collections.abc import Iterable

from wellbeing.documents.controls import Concern, Control
from wellbeing.documents.measured import measured
from wellbeing.records.parts import Blank, Section, Table

OF_ITS_DAY = (
    "A figure was measured no later than the day beside it, with the program of that day and on made-up people. "
    "It is no measure of this installation."
)
HEADINGS = ("Control that is there", "Shown by")


def section_of(letter: str, concern: Concern, blanks: tuple[Blank, ...] = ()) -> Section:
    rows = tuple((one.says, _shown_by(one)) for one in concern.controls)
    return Section(
        f"{letter}{concern.number}. {concern.title}",
        (f"What it would mean: {concern.harm}", f"What stays open: {concern.stays}"),
        Table(f"Controls of {letter}{concern.number}", HEADINGS, rows),
        blanks,
    )


def sections_of(letter: str, concerns: Iterable[Concern]) -> tuple[Section, ...]:
    return tuple(section_of(letter, one) for one in concerns)


def _shown_by(control: Control) -> str:
    """Name the test by its file and name, and add what was measured where this version ships it."""
    said = list(filter(None, map(measured, control.measured)))
    return " ".join((f"{control.test}.", *said)) if said else control.test
