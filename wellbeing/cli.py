"""The `wellbeing` command: one clear line when something cannot be done."""

import argparse
import sys

from wellbeing import logs
from wellbeing.commands import doctor, init, roster, serve
from wellbeing.commands.common import FAILED, CommandError
from wellbeing.installation import InstallationError
from wellbeing.key_ring import KeyFileError
from wellbeing.migrations.runner import SchemaError

COMMANDS = (init, roster, serve, doctor)


def main(arguments: list[str] | None = None) -> None:
    """Run one subcommand and leave with its exit status."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one subcommand; return 0, 1 for a failure or 2 for bad use."""
    logs.set_up()
    parsed = parser().parse_args(arguments)
    try:
        parsed.run(parsed)
    except CommandError as error:
        print(f"wellbeing: {error}", file=sys.stderr)
        return error.status
    except (InstallationError, KeyFileError, SchemaError) as error:
        print(f"wellbeing: {error}", file=sys.stderr)
        return FAILED
    except PermissionError as error:
        print(
            f"wellbeing: {error.filename} may not be written by you. "
            "Choose another folder with --data, or mend its permissions.",
            file=sys.stderr,
        )
        return FAILED
    except KeyboardInterrupt:
        return 130
    return 0


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
