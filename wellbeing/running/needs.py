"""What the service needs besides mail: a timetable that runs, and a clock that is right."""

from datetime import datetime, timedelta

from wellbeing import clock_watch
from wellbeing.lease import SILENT_AFTER, database_now, holder_in_words
from wellbeing.running.lines import Line, Office
from wellbeing.scheduler_rows import LEASE, LeaseRow

MOST_APART, A_MINUTE = timedelta(seconds=120), timedelta(minutes=1)
TIMETABLE, CLOCK = "Timetable", "Clock"
START_IT = (
    "Look whether `wellbeing serve`, or `wellbeing scheduler` beside several web processes, runs, "
    "and what it wrote last. While none runs, nothing is sent, published or removed."
)


def timetable(office: Office) -> Line:
    """Say who does what is due, and when it beat last, by the database's clock."""
    row = office.session.get(LeaseRow, LEASE, populate_existing=True)
    if row is None:
        return Line(TIMETABLE, "It has never run here yet.")
    silent = database_now(office.session) - row.beat_at
    if silent > SILENT_AFTER:
        said = f"No timetable has run since {office.said(row.beat_at)}."
        return Line.troubled(TIMETABLE, said, START_IT)
    return Line(TIMETABLE, f"It runs, in {holder_in_words(office.session)}.")


def clock(office: Office, machine: datetime | None = None) -> Line:
    """Say what was seen of the clock; with the machine's own time, compare it with the database's."""
    moved = clock_watch.said_of(clock_watch.kept(office.session))
    if moved:
        said, _, remedy = moved.partition(". ")
        return Line.troubled(CLOCK, f"{said}.", remedy)
    if machine is None:
        return Line(CLOCK, "Nothing speaks against it.")
    apart = abs(machine - database_now(office.session))
    if apart > MOST_APART:
        return Line.troubled(
            CLOCK,
            f"The clocks of this machine and of the database are {apart // A_MINUTE} minutes apart.",
            "Let both machines set their clocks by the network (NTP).",
        )
    return Line(CLOCK, "It agrees with the database's clock.")
