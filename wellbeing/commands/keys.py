"""`wellbeing keys`: says which key wraps the data keys, and changes it while the service runs."""

import argparse
import json
from collections.abc import Callable
from enum import StrEnum

from wellbeing.audit.service import Act, Kind
from wellbeing.clock import SystemClock
from wellbeing.commands.common import add_data, any_settings_of, opened, scribe_of
from wellbeing.key_ring import KeyRing, one_change_at_a_time
from wellbeing.sealed import Vault
from wellbeing.settings import Settings

_IN_USE = "in use"
_LEFT = "of a change that was broken off: `wellbeing keys rotate` ends it"
_OLD = "kept for older backups"


class Point(StrEnum):
    """Where a change of keys can be broken off."""

    LOOKED = "looked at what is there"
    KEY_FILE = "new key in the key file"
    SOME = "some data keys wrapped"
    ALL = "all data keys wrapped"


Reached = Callable[[Point], object]


def _go_on(_point: Point) -> None:
    """Do nothing at a point; a test breaks off there."""


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "keys", help="look at the keys, or wrap the data keys with a new one"
    )
    actions = parser.add_subparsers(title="actions", required=True, metavar="ACTION")
    status = actions.add_parser("status", help="say how many data keys each key wraps")
    add_data(status)
    status.add_argument("--json", action="store_true", help="print one JSON object")
    status.set_defaults(run=show_status)
    rotate = actions.add_parser("rotate", help="make a new key and wrap every data key with it")
    add_data(rotate)
    rotate.set_defaults(run=run_rotate)


def show_status(arguments: argparse.Namespace) -> None:
    settings = any_settings_of(arguments.data)
    ring = KeyRing.read(settings.key_file)
    with opened(settings) as (_session, vault):
        wrapped = vault.wrapped_by()
    if arguments.json:
        print(json.dumps({"active": ring.active, "data_keys": dict(wrapped)}))
        return
    for name in ring.wrapping:
        held = wrapped.get(name, 0)
        now = _IN_USE if name == ring.active else _LEFT if held else _OLD
        print(f"{name}: wraps {held} data keys, {now}")


def run_rotate(arguments: argparse.Namespace) -> None:
    settings = any_settings_of(arguments.data)
    # In this order: in a sample both lock the same folder.
    with opened(settings) as (session, vault), one_change_at_a_time(settings.key_file):
        scribe = scribe_of(session, vault, SystemClock().now())
        scribe.note_first(session, Act(Kind.KEYS_ROTATED))
        rotate(settings, vault)


def rotate(settings: Settings, vault: Vault, reached: Reached = _go_on) -> None:
    """Wrap every data key with a new key; a rotation that was interrupted is finished first.

    The key file is written before the first data key is wrapped with its new key: stopped at any
    point, it holds every key that is in use.
    """
    ring = KeyRing.read(settings.key_file)
    begun = any(name != ring.active for name in vault.wrapped_by()) and len(ring.wrapping) > 1
    reached(Point.LOOKED)
    if begun:
        print(f"Finishing the change to {ring.active} that was begun before.")
    else:
        ring = ring.with_new_active()
        ring.write(settings.key_file)
    reached(Point.KEY_FILE)
    done = 0
    for count in vault.rewrap(ring):
        done += count
        print(f"{done} data keys wrapped", flush=True)
        reached(Point.SOME)
    reached(Point.ALL)
    print(f"Every data key is wrapped with {ring.active}.")
    print(f"Keep a copy of the key file apart from backups: {settings.key_file}")
