"""`wellbeing ledger`: checks the ledger of released figures, or shows what it holds."""

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from sqlalchemy.orm import Session

from wellbeing.commands.common import CommandError, add_data, any_settings_of, reading
from wellbeing.database import Journal, make_engine, reader_url
from wellbeing.ledger import service as ledger
from wellbeing.publishing.belonging import lost_entry
from wellbeing.settings import Settings

TOO_LATE = ", since the weeks it looks at were not kept whole any more"


@dataclass(frozen=True)
class Spending:
    """What the costliest line of a cycle's cohort has spent so far, of what it may."""

    cycle: int
    most_spent: float
    limit: float


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("ledger", help="check or show the ledger of released figures")
    parts = parser.add_subparsers(title="ledger", required=True, metavar="ACTION")
    verifying = parts.add_parser("verify", help="check every entry, every plan and every budget")
    add_data(verifying)
    verifying.set_defaults(run=verify)
    showing = parts.add_parser("show", help="show cycles, windows, spending and gaps")
    add_data(showing)
    showing.add_argument("--json", action="store_true", help="print one JSON object")
    showing.set_defaults(run=show)


def verify(arguments: argparse.Namespace) -> None:
    settings = any_settings_of(arguments.data)
    with _reader(settings) as released:
        try:
            found = ledger.verify(released)
        except ledger.LedgerBrokenError as error:
            raise CommandError(f"The ledger is broken: {error}.") from error
        with reading(settings) as session:
            lost = lost_entry(session, released)
    if lost:
        raise CommandError(
            f"The ledger is broken: entry {lost} of the ledger, which was published, is not in it."
        )
    print(f"{found.entries} entries, {found.cycles} cycles, {found.windows} windows: all whole.")
    print(f"Nobody spent more than {found.most_spent:.4f} of {found.limit:.4f} in a cycle.")
    print(f"The ledger ends with {found.head}")


def show(arguments: argparse.Namespace) -> None:
    with _reader(any_settings_of(arguments.data)) as released:
        windows = ledger.printed(released)
        spending = tuple(_spending(released))
        gaps = sorted(ledger.not_released(released))
        late = {note.subject for note in ledger.noted(released, ledger.NoteKind.TOO_LATE)}
    if arguments.json:
        written = {
            "windows": [asdict(window) for window in windows],
            "spending": [asdict(one) for one in spending],
            "not_released": [str(gap) for gap in gaps],
            "too_late": sorted(late),
        }
        print(json.dumps(written, indent=2, default=str))
        return
    for window in windows:
        dates = f"{window.starts_on} to {window.ends_on}"
        print(f"cycle {window.cycle}  {window.rhythm:5}  {dates}  {window.figures} figures")
    for one in spending:
        print(f"cycle {one.cycle}: at most {one.most_spent:.4f} of {one.limit:.4f} spent")
    for gap in gaps:
        print(f"{gap}: not released{TOO_LATE if str(gap) in late else ''}")


def _spending(released: Session) -> Iterator[Spending]:
    most: dict[int, ledger.Spent] = {}
    for line in ledger.spending(released):
        if line.cycle not in most or line.spent > most[line.cycle].spent:
            most[line.cycle] = line
    return (Spending(line.cycle, line.spent, line.limit) for line in most.values())


@contextmanager
def _reader(settings: Settings) -> Iterator[Session]:
    engine = make_engine(reader_url(settings.ledger_url), Journal.LEDGER_READER)
    try:
        with Session(engine) as session:
            yield session
    finally:
        engine.dispose()
