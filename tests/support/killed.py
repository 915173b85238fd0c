"""A publisher of its own process that is killed with -9 at a named moment of one window.

python -m tests.support.killed MAIN KEYS LEDGER KEY_FILE WITNESS WINDOW MOMENT DRAWS
"""

import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.support.press import CALENDAR, Works, publication
from wellbeing.database import Journal, make_engine
from wellbeing.key_ring import KeyRing
from wellbeing.publishing.noise import discrete_gaussian
from wellbeing.publishing.service import Press, publish_due
from wellbeing.publishing.witness import KeptWitness
from wellbeing.sealed import Vault

NOISE = "noise drawn"
FILE = "witness in its file alone"
WITNESS = "witness told"
ROWS = "rows in the ledger's transaction"
LEDGER = "ledger committed"
MAIN = "database committed"
MOMENTS = (NOISE, FILE, WITNESS, ROWS, LEDGER, MAIN)
WRITES_WITNESS = ("INSERT INTO publishing_witness", "UPDATE publishing_witness")


def publish_until(works: Works, window: int, moment: str, draws: Path) -> int:
    """Let another process publish a window and die at this moment; return how it ended."""
    engines = (works.main, works.keys, works.ledger_engine)
    urls = [engine.url.render_as_string(hide_password=False) for engine in engines]
    key_file = works.witness_file.with_suffix("").with_suffix(".json")
    command = [sys.executable, "-m", "tests.support.killed", *urls]
    done = subprocess.run(
        [*command, str(key_file), str(works.witness_file), str(window), moment, str(draws)],
        check=False,
        timeout=120,
        capture_output=True,
    )
    return done.returncode


@dataclass
class Killer:
    """Ends this process at its moment."""

    moment: str
    rows_are_in: bool = False

    def at(self, moment: str) -> None:
        if moment == self.moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def on_keys(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith(WRITES_WITNESS):
            self.at(FILE)

    def before_ledger(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("INSERT INTO release_cell"):
            self.at(WITNESS)

    def after_ledger(self, _connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.startswith("INSERT INTO release_cell"):
            self.rows_are_in = True
            self.at(ROWS)

    def after_ledger_commit(self, _session: Session) -> None:
        if self.rows_are_in:
            self.at(LEDGER)

    def after_main_commit(self, _session: Session) -> None:
        if self.rows_are_in:
            self.at(MAIN)


def main(arguments: Sequence[str]) -> None:
    *urls, key_file, witness, window, moment, draws = arguments
    journals = (Journal.MAIN, Journal.SIDE, Journal.LEDGER)
    engines = [make_engine(url, journal) for url, journal in zip(urls, journals, strict=True)]
    killer = Killer(moment)
    event.listen(engines[1], "before_cursor_execute", killer.on_keys)
    event.listen(engines[2], "before_cursor_execute", killer.before_ledger)
    event.listen(engines[2], "after_cursor_execute", killer.after_ledger)

    def noise(sums: Sequence[int], sigma: float) -> Sequence[int]:
        with Path(draws).open("a", encoding="ascii") as file:
            file.write("drawn\n")
        killer.at(NOISE)
        return discrete_gaussian(sums, sigma)

    vault = Vault(KeyRing.read(Path(key_file)), engines[1])
    with Session(engines[0]) as session, Session(engines[2]) as released:
        event.listen(released, "after_commit", killer.after_ledger_commit)
        event.listen(session, "after_commit", killer.after_main_commit)
        kept = KeptWitness(Path(witness), engines[1])
        press = Press(session, released, vault, 1, noise, witness=kept)
        publish_due(press, publication(CALENDAR.window(int(window))))


if __name__ == "__main__":
    main(sys.argv[1:])
