"""`wellbeing publish`: publishes what is due, says what that would be, or confirms a move."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wellbeing.audit.service import Act, Kind
from wellbeing.clock import Clock, SystemClock
from wellbeing.commands import erasures
from wellbeing.commands.common import CommandError, add_data, any_settings_of, opened, scribe_of
from wellbeing.database import make_engine
from wellbeing.disclosure import Window
from wellbeing.job_runs import ledger_is_broken
from wellbeing.lease import give_back_lease, new_holder, raise_fence, take_lease
from wellbeing.ledger import service as ledger
from wellbeing.publishing.beginning import empty_cycle
from wellbeing.publishing.belonging import trouble
from wellbeing.publishing.confirming import confirm_moved
from wellbeing.publishing.place import place_of
from wellbeing.publishing.preview import preview
from wellbeing.publishing.service import LedgerMismatchError, Press, publish_due
from wellbeing.publishing.witness import Witness, witness_of
from wellbeing.publishing.witness_file import WitnessError
from wellbeing.rhythm.service import Desk, leave_out_running_weeks
from wellbeing.sealed import Vault
from wellbeing.settings import Settings

LATE = "not released, since the weeks they look at are not kept whole any more"
BROKEN = (
    "The last look at the ledger found it broken, so nothing is published. Put back the newest whole "
    "one, and run `wellbeing jobs run verify-ledger`."
)
HELD = (
    "Another process holds the timetable and publishes by itself within a minute. "
    "Stop it first to publish from here."
)


@dataclass(frozen=True)
class Shop:
    """What the command works with."""

    session: Session
    released: Session
    vault: Vault
    place: str
    witness: Witness
    now: datetime

    def note(self, kind: Kind) -> None:
        """Write down what is about to be done: it reaches more than one database."""
        scribe_of(self.session, self.vault, self.now).note_first(self.session, Act(kind))

    def press(self, fence: int) -> Press:
        parts = (self.session, self.released, self.vault, fence)
        return Press(*parts, place=self.place, witness=self.witness)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("publish", help="publish the team figures that are due")
    add_data(parser)
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--dry-run", action="store_true", help="say what would come out; reads no answers"
    )
    what.add_argument(
        "--confirm-moved",
        action="store_true",
        help="publish from here after a move or a restore, whether or not it was noticed; no other "
        "copy may publish any more, and what closed since is noted as not released",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    act(arguments, SystemClock())


def act(arguments: argparse.Namespace, clock: Clock) -> None:
    with _shop(any_settings_of(arguments.data), clock) as shop:
        if arguments.dry_run:
            _tell(shop)
        elif arguments.confirm_moved:
            _confirm(shop)
        else:
            _publish(shop)


def _tell(shop: Shop) -> None:
    stopped = trouble(shop.session, shop.released, shop.place, shop.witness)
    if stopped is not None:
        raise CommandError(stopped)
    coming = list(preview(shop.session, shop.released, shop.now))
    for one in coming:
        what = LATE if one.is_late else f"{one.units} units, {one.figures} figures"
        print(f"{_in_words(one.window)}: {what}")
    print(f"{len(coming)} windows would close." if coming else "Nothing is due.")
    _tell_of_empty_cycle(shop)


def _publish(shop: Shop) -> None:
    if ledger_is_broken(shop.session):
        raise CommandError(BROKEN)
    with _refused(), _lease(shop) as fence:
        shop.note(Kind.PUBLISHED)
        published = publish_due(shop.press(fence), shop.now)
    if published.late:
        print(f"{published.late} windows came too late: {LATE}")
    print(f"Opened {published.cycles} cycles, closed {published.windows} windows.")
    print(f"The ledger ends with {published.head}")
    _tell_of_empty_cycle(shop)


def _confirm(shop: Shop) -> None:
    with _refused(), _lease(shop) as fence:
        shop.note(Kind.MOVE_CONFIRMED)
        # First: while the trouble stands no weekly mail leaves.
        leave_out_running_weeks(Desk(shop.session, shop.vault, shop.now, fence))
        lost = confirm_moved(shop.press(fence), shop.now)
    print(f"From now on this place publishes. {lost} windows were noted as not released.")


def _tell_of_empty_cycle(shop: Shop) -> None:
    empty = empty_cycle(shop.session, shop.released, shop.now)
    if empty is not None:
        print(empty)


@contextmanager
def _refused() -> Iterator[None]:
    """Turn what publishing refuses into one line."""
    try:
        yield
    except ledger.StalePublisherError as error:
        raise CommandError(f"Another process publishes already: {error}. Try again.") from error
    except (LedgerMismatchError, WitnessError, ledger.NotWrittenError) as error:
        raise CommandError(f"{error}") from error


@contextmanager
def _lease(shop: Shop) -> Iterator[int]:
    """Hold the timetable's lease, its number above all that the ledger has seen."""
    holder = new_holder()
    if take_lease(shop.session, holder) is None:
        raise CommandError(HELD)
    try:
        seen = shop.witness.salvage()
        above = max(ledger.highest_fence(shop.released), seen.fence if seen else 0)
        yield raise_fence(shop.session, above)
    finally:
        give_back_lease(shop.session, holder)


@contextmanager
def _shop(settings: Settings, clock: Clock) -> Iterator[Shop]:
    with opened(settings) as (session, vault):
        # Nobody who had everything deleted may be in figures, though they came back with a file.
        erasures.refuse_unknown(settings, session, vault, clock)
        engine = make_engine(settings.ledger_url, settings.ledger_journal)
        keys = make_engine(settings.keys_url, settings.side_journal)
        try:
            with Session(engine) as released:
                place, witness = place_of(settings, released), witness_of(settings, keys)
                yield Shop(session, released, vault, place, witness, clock.now())
        finally:
            engine.dispose()
            keys.dispose()


def _in_words(window: Window) -> str:
    return f"{window.rhythm} from {window.starts_on} to {window.ends_on}"
