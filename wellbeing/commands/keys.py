"""`wellbeing keys`: says which key wraps the data keys, and changes it while the service runs."""

import argparse
import json

from wellbeing.audit.service import Act, Kind
from wellbeing.clock import SystemClock
from wellbeing.commands.common import add_data, any_settings_of, opened, scribe_of
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import Vault
from wellbeing.settings import Settings


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
        now = ", in use" if name == ring.active else ""
        print(f"{name}: wraps {wrapped.get(name, 0)} data keys{now}")


def run_rotate(arguments: argparse.Namespace) -> None:
    settings = any_settings_of(arguments.data)
    with opened(settings) as (session, vault):
        scribe = scribe_of(session, vault, SystemClock().now())
        scribe.note_first(session, Act(Kind.KEYS_ROTATED))
        rotate(settings, vault)


def rotate(settings: Settings, vault: Vault) -> None:
    """Wrap every data key with a new key; a rotation that was interrupted is finished first.

    The key file is written before the first data key is wrapped with its new key: stopped at any
    point, it holds every key that is in use.
    """
    ring = KeyRing.read(settings.key_file)
    begun = any(name != ring.active for name in vault.wrapped_by()) and len(ring.wrapping) > 1
    if begun:
        print(f"Finishing the change to {ring.active} that was begun before.")
    else:
        ring = ring.with_new_active()
        ring.write(settings.key_file)
        print(f"Keep a copy of the key file apart from backups: {settings.key_file}")
    done = 0
    for count in vault.rewrap(ring):
        done += count
        print(f"{done} data keys wrapped", flush=True)
    print(f"Every data key is wrapped with {ring.active}.")
