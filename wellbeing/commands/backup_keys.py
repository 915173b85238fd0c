"""Reads the operator's private key for one command: from a file or from what is piped in."""

import argparse
import getpass
import sys
from pathlib import Path

from wellbeing.backup.operator_key import PrivateKey, is_protected
from wellbeing.commands.common import BAD_USE, CommandError

PIPED = "-"


def add_private_key(parser: argparse.ArgumentParser) -> None:
    """Let the command take the private key and its passphrase, and the key file."""
    parser.add_argument(
        "--private-key",
        required=True,
        metavar="FILE",
        help="the private key that `backup make-key` wrote; - reads it from the standard input",
    )
    add_passphrase(parser)


def add_passphrase(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--passphrase-file",
        type=Path,
        metavar="FILE",
        help="a file whose first line is the passphrase of the private key (default: asks for it)",
    )


def private_key(arguments: argparse.Namespace) -> PrivateKey:
    """Read the key; raise a line that says what to do for one that cannot be read."""
    written = _read(arguments.private_key)
    passphrase = ""
    if is_protected(written):
        passphrase = passphrase_in(arguments.passphrase_file) or _asked("Passphrase: ")
    return PrivateKey.parse(written, passphrase)


def passphrase_in(path: Path | None) -> str:
    """Return the first line of a file; nothing without a file."""
    if path is None:
        return ""
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise CommandError(f"The passphrase file {path} cannot be read.", BAD_USE) from error
    if not lines or not lines[0]:
        raise CommandError(f"The passphrase file {path} is empty.", BAD_USE)
    return lines[0]


def new_passphrase(path: Path | None) -> str:
    """Return the passphrase of a new key, asked for twice at a terminal."""
    given = passphrase_in(path)
    if given:
        return given
    given = _asked("Passphrase for the new private key: ")
    if given != _asked("The same again: "):
        raise CommandError("The two are not the same. No key was made.", BAD_USE)
    return given


def _asked(question: str) -> str:
    if not sys.stderr.isatty():
        raise CommandError("The private key has a passphrase. Say --passphrase-file FILE.", BAD_USE)
    given = getpass.getpass(question)
    if not given:
        raise CommandError("Without a passphrase nothing was done.", BAD_USE)
    return given


def _read(named: str) -> str:
    try:
        return sys.stdin.read() if named == PIPED else Path(named).read_text("utf-8")
    except (OSError, ValueError) as error:
        raise CommandError(f"The private key {named} cannot be read.", BAD_USE) from error
