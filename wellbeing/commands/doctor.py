"""`wellbeing doctor`: looks at an installation and says what is unsafe and how to mend it."""

import argparse
import json
import shutil
import sqlite3
import stat
import sys
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from wellbeing import installation
from wellbeing.commands.common import FAILED, CommandError, add_data
from wellbeing.database import SAFE_WAL
from wellbeing.key_ring import KeyFileError, KeyRing
from wellbeing.migrations import runner
from wellbeing.settings import LOOPBACK, Settings

ENOUGH_BYTES = 200 * 1024 * 1024


@dataclass(frozen=True)
class Finding:
    """One thing looked at: is it well, and what to do when not."""

    name: str
    well: bool
    advice: str


Check = Callable[[Settings], Finding]


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("doctor", help="look for unsafe settings and say how to mend them")
    add_data(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    found = installation.Installation.read(arguments.data)
    if found is None:
        raise CommandError(f"{arguments.data} holds no organisation yet. Run `wellbeing init`.")
    findings = examine(Settings.of(arguments.data.resolve(), found))
    if arguments.json:
        print(json.dumps([vars(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            print(f"{'ok  ' if finding.well else 'MEND'}  {finding.name}")
            if not finding.well:
                print(f"      {finding.advice}")
    if not all(finding.well for finding in findings):
        sys.exit(FAILED)


def examine(settings: Settings) -> tuple[Finding, ...]:
    """Look at everything, in the order in which an operator would mend it."""
    return tuple(check(settings) for check in CHECKS)


def key_file(settings: Settings) -> Finding:
    try:
        KeyRing.read(settings.key_file)
    except KeyFileError as error:
        return Finding("key file", False, str(error))
    return Finding("key file", True, "")


def keys_apart(settings: Settings) -> Finding:
    apart = settings.demo or settings.data not in settings.key_file.resolve().parents
    return Finding(
        "key file outside the data folder",
        apart,
        "Move the key file out of the data folder and set WELLBEING_KEY_FILE: a backup that "
        "holds both protects nothing.",
    )


def stores_apart(settings: Settings) -> Finding:
    apart = make_url(settings.keys_url).database != make_url(settings.database_url).database
    return Finding(
        "key store apart from the database",
        apart,
        "Set WELLBEING_KEYS_URL to a database of its own.",
    )


def data_private(settings: Settings) -> Finding:
    mode = stat.S_IMODE(settings.data.stat().st_mode)
    return Finding(
        "data folder closed to others",
        not mode & 0o007,
        f"Run: chmod 750 {settings.data}",
    )


def journal(settings: Settings) -> Finding:
    on_sqlite = settings.database_url.startswith("sqlite")
    mode = "WAL, FULL" if sqlite3.sqlite_version_info >= SAFE_WAL else "TRUNCATE, EXTRA"
    name = f"SQLite {sqlite3.sqlite_version}, journal {mode}" if on_sqlite else "PostgreSQL"
    return Finding(name, True, "")


def schema(settings: Settings) -> Finding:
    try:
        current = runner.is_current(settings)
    except OperationalError:
        return Finding("databases can be opened", False, "Check the WELLBEING_*_URL settings.")
    return Finding("schema of this version", current, "Start the service once: it migrates itself.")


def encrypted_line(settings: Settings) -> Finding:
    return Finding(
        "encrypted connections, or this machine only",
        settings.is_https or settings.host in LOOPBACK,
        "Put a TLS proxy in front and set WELLBEING_PUBLIC_URL=https://…",
    )


def mail_encrypted(settings: Settings) -> Finding:
    mail = settings.mail
    return Finding(
        "mail leaves encrypted",
        not mail.is_configured or mail.security != "none" or mail.host in LOOPBACK,
        "Set WELLBEING_SMTP_SECURITY to starttls or tls.",
    )


def disk(settings: Settings) -> Finding:
    return Finding(
        "at least 200 MB of free disk",
        shutil.disk_usage(settings.data).free >= ENOUGH_BYTES,
        "Free some disk: below this the service may not be able to save.",
    )


CHECKS: tuple[Check, ...] = (
    key_file,
    keys_apart,
    stores_apart,
    data_private,
    journal,
    schema,
    encrypted_line,
    mail_encrypted,
    disk,
)
