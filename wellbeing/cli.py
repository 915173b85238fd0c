"""The `wellbeing` command: one clear line when something cannot be done."""

import argparse
import os
import sys

from sqlalchemy.exc import OperationalError

from wellbeing import logs
from wellbeing.accounts.service import NoOrganisationError
from wellbeing.audit.service import AnchorError, HeadBrokenError
from wellbeing.backup.troubles import BackupError
from wellbeing.commands import (
    audit,
    backup,
    demo,
    doctor,
    documents,
    init,
    jobs,
    keys,
    ledger,
    mail,
    notices,
    person,
    policy,
    privacy,
    privacy_map,
    publish,
    put_right,
    restore,
    roster,
    routes,
    scheduler,
    serve,
    simulate,
)
from wellbeing.commands.common import BAD_USE, FAILED, CommandError
from wellbeing.content.loader import ContentError
from wellbeing.installation import InstallationError
from wellbeing.key_ring import KeyFileError
from wellbeing.migrations.runner import SchemaError
from wellbeing.records.erasure_list import ErasureListError
from wellbeing.sealed import SealBrokenError
from wellbeing.settings import SettingsError

COMMANDS = (
    demo,
    init,
    roster,
    serve,
    scheduler,
    doctor,
    jobs,
    mail,
    notices,
    keys,
    backup,
    restore,
    put_right,
    person,
    policy,
    publish,
    ledger,
    audit,
    simulate,
    privacy,
    privacy_map,
    documents,
    routes,
)

CLOSED = 0o077
# What can go wrong outside the code: each becomes one line on stderr.
EXPECTED = (
    AnchorError,
    BackupError,
    CommandError,
    ContentError,
    ErasureListError,
    HeadBrokenError,
    InstallationError,
    KeyFileError,
    NoOrganisationError,
    OperationalError,
    PermissionError,
    SchemaError,
    SealBrokenError,
    SettingsError,
)


def main(arguments: list[str] | None = None) -> None:
    """Run one subcommand and leave with its exit status."""
    # Whatever starts us: a container and most shells let others read new files.
    os.umask(CLOSED)
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one subcommand; return 0, 1 for a failure or 2 for bad use."""
    logs.set_up()
    parsed = parser().parse_args(arguments)
    try:
        parsed.run(parsed)
    except EXPECTED as error:
        print(f"wellbeing: {line_for(error)}", file=sys.stderr)
        return status_of(error)
    except BrokenPipeError:
        # Whoever read our output, such as `head`, has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return 130
    return 0


def line_for(error: Exception) -> str:
    """Return one line that says what to do; a library's own message may hold values."""
    if isinstance(error, PermissionError):
        return (
            f"{error.filename} may not be written by you. "
            "Choose another folder with --data, or mend its permissions."
        )
    if isinstance(error, OperationalError):
        return (
            "A database cannot be used. Check that it runs, that its disk is not full, and that "
            "the WELLBEING_DATABASE_URL and WELLBEING_KEYS_URL settings are right."
        )
    if isinstance(error, NoOrganisationError):
        return "There is no organisation yet. Run `wellbeing init` first."
    if isinstance(error, ContentError):
        return (
            "The words in content/ of the data folder cannot be used. "
            f"Mend each place named here, or take the file away to have ours again.\n{error}"
        )
    return str(error)


def status_of(error: Exception) -> int:
    if isinstance(error, CommandError):
        return error.status
    return BAD_USE if isinstance(error, SettingsError) else FAILED


def parser() -> argparse.ArgumentParser:
    """Return the parser of all subcommands."""
    top = argparse.ArgumentParser(
        prog="wellbeing",
        description="A stepped-care check-in service for people whose work hurts.",
    )
    commands = top.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_to(commands)
    return top
