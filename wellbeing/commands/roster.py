"""`wellbeing roster`: brings people and teams in line with a file, and makes one-time links."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from wellbeing.accounts import roster, sign_in
from wellbeing.accounts.roster_file import LARGEST_FILE, RosterFileError, read_roster
from wellbeing.accounts.roster_rows import RosterRow
from wellbeing.accounts.roster_words import told
from wellbeing.clock import SystemClock
from wellbeing.commands import roster_links, roster_roles
from wellbeing.commands.common import BAD_USE, CommandError, add_data, opened, settings_of
from wellbeing.commands.roster_hanging import hanging_on
from wellbeing.commands.roster_links import door_of

MOST_PROBLEMS_TOLD = 50
UNFIT = (
    roster.NoLeadError,
    roster.ManyLeaversError,
    roster.LooksRenamedError,
    roster.UnknownAskerError,
    roster.NobodyAgreesError,
)
REMEDIES = {
    roster.NoLeadError: (
        "Nobody in the file has the role 'wellbeing lead'. Give it to one person at least."
    ),
    roster.UnknownAskerError: (
        "The file gives somebody a role. Say who answers for that: give --by with the work address of "
        "somebody in the file. Nothing was changed."
    ),
    roster.NobodyAgreesError: (
        "Nobody who is wellbeing lead now stays it, and nobody is left who could agree to a new one. "
        "Nothing was changed. Keep the present lead in the file until the new one is agreed; or, if all of "
        "them have left, give the same command with --lead-anew."
    ),
}


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    top = commands.add_parser("roster", help="import people and teams, make one-time links")
    parts = top.add_subparsers(title="roster commands", required=True, metavar="COMMAND")
    bring = parts.add_parser("import", help="compare a CSV file with what is stored, and apply it")
    bring.add_argument("file", type=Path, metavar="FILE", help="the roster, as 'CSV UTF-8'")
    bring.add_argument("--confirm", action="store_true", help="apply the changes that are shown")
    bring.add_argument(
        "--many-leavers",
        action="store_true",
        help="confirm that more than one person in ten has left",
    )
    bring.add_argument(
        "--renamed",
        action="append",
        default=[],
        metavar='"OLD=NEW"',
        help="a unit that was renamed or moved and goes on, like "
        '"Children > Help=Children > Early help"; as often as needed',
    )
    bring.add_argument(
        "--ended",
        action="append",
        default=[],
        metavar="OLD",
        help="a unit that has ended, although its people stand in one new unit",
    )
    roster_roles.add_options(bring)
    bring.add_argument("--json", action="store_true", help="print one JSON object")
    bring.set_defaults(run=run_import)
    links = parts.add_parser("links", help="make a one-time link for everybody without a password")
    roster_links.add_options(links)
    for part in (bring, links):
        add_data(part)


def run_import(arguments: argparse.Namespace) -> None:
    settings = settings_of(arguments.data, demo=False)
    rows = _read(arguments.file)
    with opened(settings) as (session, vault):
        door = door_of(session, vault, SystemClock())
        plan = _compare_or_apply(door, rows, arguments)
        roster_roles.tell(settings, door, arguments)
        waiting = tuple(roster_roles.waiting(door)) if arguments.confirm else ()
        ended = [one.unit.id for one in plan.closed_units]
        hanging = hanging_on(settings.ledger_url, session, ended, door.today)
    if arguments.json:
        found = asdict(plan) | {"hanging": [asdict(one) for one in hanging]}
        print(json.dumps(found, default=str, indent=2))
        return
    for line in told(plan, hanging):
        print(line)
    for line in waiting:
        print(line)
    if arguments.confirm:
        print("Imported." if not plan.changes_nothing else "Nothing had changed.")
    elif not plan.changes_nothing:
        print(f"Nothing is stored yet. {_next_step(plan, many_leavers=arguments.many_leavers)}")


def _compare_or_apply(
    door: sign_in.Door, rows: tuple[RosterRow, ...], arguments: argparse.Namespace
) -> roster.Plan:
    said = roster.Said(tuple(arguments.renamed), tuple(arguments.ended))
    try:
        ask = roster_roles.asked(arguments)
        if arguments.confirm:
            return roster.apply(door, rows, ask=ask, many_leavers=arguments.many_leavers, said=said)
        return roster.preview(door.session, rows, door.today, said, ask)
    except roster.SaidError as error:
        raise CommandError(_listed(arguments.file, error.problems), BAD_USE) from error
    except UNFIT as error:
        raise CommandError(_remedy(error)) from error


def _next_step(plan: roster.Plan, *, many_leavers: bool) -> str:
    """Say already in the preview what the import would refuse."""
    try:
        roster.refuse_unfit(plan, many_leavers=many_leavers)
    except roster.NoLeadError as error:
        return _remedy(error)
    except roster.LooksRenamedError as error:
        return f"Say with --renamed or --ended what becomes of {error} when you give --confirm."
    except roster.ManyLeaversError as error:
        return (
            f"{error}. If the file is whole and they have left, give the same command with "
            "--confirm --many-leavers."
        )
    by = " --by ADDRESS (of whoever answers for the roles)" if plan.roles_wanted else ""
    return f"Give the same command with --confirm{by} to apply this."


def _remedy(error: Exception) -> str:
    if type(error) in REMEDIES:
        return REMEDIES[type(error)]
    if isinstance(error, roster.LooksRenamedError):
        return (
            f"Say first what becomes of {error}, with --renamed or --ended for each. "
            "Nothing was changed; without --confirm the command shows why it asks."
        )
    return (
        f"{error}. Nothing was changed. If the file is whole and they have left, "
        "give the same command with --many-leavers."
    )


def _read(file: Path) -> tuple[RosterRow, ...]:
    try:
        with file.open("rb") as opened_file:
            content = opened_file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise CommandError(f"{file} cannot be read: {error.strerror}.", BAD_USE) from error
    try:
        return read_roster(content)
    except RosterFileError as error:
        raise CommandError(_listed(file, error.problems)) from error


def _listed(file: Path, problems: Sequence[object]) -> str:
    lines = [str(problem) for problem in problems[:MOST_PROBLEMS_TOLD]]
    more = len(problems) - len(lines)
    lines += [f"and {more} more"] if more else []
    return "\n  ".join([f"{file} was not imported; nothing was changed.", *lines])
