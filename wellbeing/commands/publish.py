"""`wellbeing publish`: publishes what is due, says what that would be, or confirms a move."""

import argparse
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from wellbeing.clock import Clock, SystemClock
from wellbeing.commands.common import CommandError, add_data, any_settings_of, opened
from wellbeing.database import make_engine
from wellbeing.disclosure import Window
from wellbeing.ledger import service as ledger
from wellbeing.publishing.belonging import trouble
from wellbeing.publishing.confirming import confirm_moved
from wellbeing.publishing.place import place_of
from wellbeing.publishing.preview import preview
from wellbeing.publishing.service import LedgerMismatchError, Press, publish_due
from wellbeing.sealed import Vault
from wellbeing.settings import Settings

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
    now: datetime


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
        help="publish from here after a move or a restore; no other copy may publish any more",
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
    stopped = trouble(shop.session, shop.released, shop.place)
    if stopped is not None:
        raise CommandError(stopped)
    coming = list(preview(shop.session, shop.released, shop.now))
    for one in coming:
        print(f"{_in_words(one.window)}: {one.units} units, {one.figures} figures")
    print(f"{len(coming)} windows would close." if coming else "Nothing is due.")


def _publish(shop: Shop) -> None:
    with _lease(shop) as fence:
        press = Press(shop.session, shop.released, shop.vault, fence, place=shop.place)
        try:
            published = publish_due(press, shop.now)
        except (LedgerMismatchError, ledger.StalePublisherError) as error:
            raise CommandError(str(error)) from error
    print(f"Opened {published.cycles} cycles, closed {published.windows} windows.")
    print(f"The ledger ends with {published.head}")


def _confirm(shop: Shop) -> None:
    if trouble(shop.session, shop.released, shop.place) is None:
        print("Nothing stops publishing here: there is nothing to confirm.")
        return
    with _lease(shop) as fence:
        press = Press(shop.session, shop.released, shop.vault, fence, place=shop.place)
        lost = confirm_moved(press, shop.now)
    print(f"From now on this place publishes. {lost} windows were noted as not released.")


@contextmanager
def _lease(shop: Shop) -> Iterator[int]:
    """Hold the timetable's lease, its number above all that the ledger has seen."""
    # Imported here: it loads the timetable, which a dry run does not need.
    from wellbeing.scheduler import give_back_lease, raise_fence, take_lease

    holder = f"publish:{os.getpid()}:{secrets.token_hex(4)}"
    if take_lease(shop.session, holder) is None:
        raise CommandError(HELD)
    try:
        yield raise_fence(shop.session, ledger.highest_fence(shop.released))
    finally:
        give_back_lease(shop.session, holder)


@contextmanager
def _shop(settings: Settings, clock: Clock) -> Iterator[Shop]:
    with opened(settings) as (session, vault):
        engine = make_engine(settings.ledger_url, settings.ledger_journal)
        try:
            with Session(engine) as released:
                place = place_of(settings, released)
                yield Shop(session, released, vault, place, clock.now())
        finally:
            engine.dispose()


def _in_words(window: Window) -> str:
    return f"{window.rhythm} from {window.starts_on} to {window.ends_on}"
