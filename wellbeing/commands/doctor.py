"""`wellbeing doctor`: looks at an installation and says what is unsafe and how to mend it."""

import argparse
import json
from zoneinfo import ZoneInfoNotFoundError

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from wellbeing.address_settings import LOOPBACK
from wellbeing.commands.common import CommandError, add_data, any_settings_of
from wellbeing.commands.doctor_cover import COVER
from wellbeing.commands.doctor_figures import figures
from wellbeing.commands.doctor_going_live import GOING_LIVE
from wellbeing.commands.doctor_keeping import disk, kept_too_long
from wellbeing.commands.doctor_policy import policy
from wellbeing.commands.doctor_roles import roles_apart
from wellbeing.commands.doctor_running import RUNNING
from wellbeing.commands.doctor_unsafe import UNSAFE
from wellbeing.commands.findings import Check, Finding
from wellbeing.commands.stopped import beginning, why_stopped
from wellbeing.database import (
    LEDGER,
    LEDGER_READER,
    Journal,
    existing,
    make_engine,
    reader_url,
)
from wellbeing.key_ring import KeyFileError, KeyRing, has_check
from wellbeing.migrations import runner
from wellbeing.sealed import SealBrokenError, Vault
from wellbeing.settings import Settings

_NO_CHECK = (
    "It is of an earlier version and has no checksum: damage to it may stay unseen. `wellbeing keys rotate` "
    "writes one; copy the file anew afterwards."
)


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("doctor", help="look for unsafe settings and say how to mend them")
    add_data(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    findings = examine(any_settings_of(arguments.data))
    if arguments.json:
        print(json.dumps([vars(finding) for finding in findings], indent=2))
    else:
        for finding in findings:
            print(f"{finding.mark}  {finding.name}")
            if finding.warns or not finding.well:
                print(f"      {finding.advice}")
    unwell = sum(not finding.well for finding in findings)
    if unwell:
        raise CommandError(f"{unwell} of {len(findings)} things looked at need mending.")


def examine(settings: Settings) -> tuple[Finding, ...]:
    """Look at everything, in the order in which an operator would mend it."""
    return tuple(_looked(check, settings) for check in CHECKS)


def _looked(check: Check, settings: Settings) -> Finding:
    try:
        return check(settings)
    except ZoneInfoNotFoundError:
        # What is told of dates needs the zone; that it is missing has a line of its own.
        name = check.__name__.replace("_", " ")
        return Finding(name, well=False, advice="Put the time zone data right first.")


def key_file(settings: Settings) -> Finding:
    try:
        KeyRing.read(settings.key_file)
    except KeyFileError as error:
        return Finding("key file", well=False, advice=str(error))
    return Finding("key file", well=True, advice=_NO_CHECK, warns=not has_check(settings.key_file))


def keys_belong(settings: Settings) -> Finding:
    name = "key file belongs to the key store"
    keys = make_engine(existing(settings.keys_url), settings.side_journal)
    try:
        Vault(KeyRing.read(settings.key_file), keys).check()
    except (KeyFileError, SealBrokenError, SQLAlchemyError):
        advice = "Put back the key file and the key store that belong together."
        return Finding(name, well=False, advice=advice)
    finally:
        keys.dispose()
    return Finding(name, well=True)


def keys_apart(settings: Settings) -> Finding:
    apart = settings.demo or settings.data not in settings.key_file.resolve().parents
    return Finding(
        "key file outside the data folder",
        apart,
        "Move the key file out of the data folder and set WELLBEING_KEY_FILE: a backup that "
        "holds both protects nothing.",
    )


def stores_apart(settings: Settings) -> Finding:
    apart = _place(settings.keys_url) != _place(settings.database_url)
    return Finding(
        "key store apart from the database",
        apart,
        "Set WELLBEING_KEYS_URL to a database of its own.",
    )


def ledger_reader(settings: Settings) -> Finding:
    name = "the web side can only read released figures"
    # A file is always opened for reading only.
    if settings.ledger_url.startswith("sqlite"):
        return Finding(name, well=True)
    engine = make_engine(reader_url(settings.ledger_url), Journal.LEDGER_READER)
    try:
        with engine.connect() as connection:
            only_reads = bool(connection.scalar(_ONLY_READS, {"reader": LEDGER_READER}))
    except SQLAlchemyError:
        only_reads = False
    finally:
        engine.dispose()
    return Finding(name, only_reads, _reader_advice(settings))


def publishing(settings: Settings) -> Finding:
    stopped = why_stopped(settings)
    return Finding("nothing stops team figures from coming out", not stopped, stopped)


def schema(settings: Settings) -> Finding:
    try:
        current = runner.is_current(settings)
    except SQLAlchemyError:
        current = False
    return Finding(
        "databases of this version",
        current,
        "Check the WELLBEING_*_URL settings, then start the service once: it migrates itself.",
    )


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


def _reader_advice(settings: Settings) -> str:
    account = make_url(settings.database_url).username or "the account of the service"
    statements = (
        f"CREATE ROLE {LEDGER_READER} NOLOGIN; (unless it exists)",
        f'GRANT {LEDGER_READER} TO "{account}";',
        f"GRANT USAGE ON SCHEMA {LEDGER} TO {LEDGER_READER};",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA {LEDGER} TO {LEDGER_READER};",
    )
    return (
        "Let an administrator of PostgreSQL run, in the database of the service: "
        + " ".join(statements)
        + " Then take from this role and from PUBLIC whatever else they may do with tables."
    )


def _place(url: str) -> tuple[str | None, int | None, str | None]:
    parsed = make_url(url)
    return parsed.host, parsed.port, parsed.database


_ONLY_READS = text(f"""
    SELECT current_user = :reader
        AND has_schema_privilege('{LEDGER}', 'USAGE')
        AND NOT has_schema_privilege('{LEDGER}', 'CREATE')
        AND bool_or(nspname = '{LEDGER}')
        AND bool_and((nspname = '{LEDGER}') = has_table_privilege(pg_class.oid, 'SELECT'))
        AND NOT bool_or(has_table_privilege(pg_class.oid, 'INSERT, UPDATE, DELETE, TRUNCATE'))
    FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE relkind IN ('r', 'p') AND nspname NOT IN ('pg_catalog', 'information_schema')
""")  # noqa: S608 - only our own constants
# These stop the start of the service.
STOPPING: tuple[Check, ...] = (
    key_file,
    keys_apart,
    stores_apart,
    encrypted_line,
    mail_encrypted,
    kept_too_long,
    *UNSAFE,
)
CHECKS: tuple[Check, ...] = (
    key_file,
    keys_apart,
    stores_apart,
    keys_belong,
    *UNSAFE,
    schema,
    policy,
    figures,
    ledger_reader,
    publishing,
    beginning,
    encrypted_line,
    mail_encrypted,
    kept_too_long,
    disk,
    roles_apart,
    *COVER,
    *GOING_LIVE,
    *RUNNING,
)
