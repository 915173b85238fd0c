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
from wellbeing.commands.doctor_keeping import disk, kept_too_long, own_words
from wellbeing.commands.doctor_keys import (
    database_belongs,
    key_file,
    keys_apart,
    keys_belong,
    keys_not_in_backups,
    stores_apart,
    witness_apart,
)
from wellbeing.commands.doctor_policy import policy
from wellbeing.commands.doctor_roles import roles_apart
from wellbeing.commands.doctor_running import RUNNING
from wellbeing.commands.doctor_unsafe import UNSAFE
from wellbeing.commands.findings import Check, Finding
from wellbeing.commands.stopped import beginning, why_stopped
from wellbeing.content.loader import ContentError
from wellbeing.database import (
    LEDGER,
    LEDGER_READER,
    Journal,
    make_engine,
    reader_url,
)
from wellbeing.migrations import runner
from wellbeing.migrations.runner import SchemaError
from wellbeing.settings import Settings


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
    # What is missing has a line of its own.
    try:
        return check(settings)
    except ZoneInfoNotFoundError:
        return _not_yet(check, "time zone data")
    except ContentError:
        return _not_yet(check, "words in content/")


def _not_yet(check: Check, first: str) -> Finding:
    name = check.__name__.replace("_", " ")
    return Finding(name, well=False, advice=f"Put the {first} right first.")


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
        return Finding(name, well=False, advice="Put the databases right first.")
    finally:
        engine.dispose()
    return Finding(name, only_reads, _reader_advice(settings))


def publishing(settings: Settings) -> Finding:
    stopped = why_stopped(settings)
    return Finding("nothing stops team figures from coming out", not stopped, stopped)


def schema(settings: Settings) -> Finding:
    name = "databases of this version"
    advice = "Check the WELLBEING_*_URL settings, then start the service once: it migrates itself."
    try:
        runner.refuse_lost(settings)
        runner.refuse_later(settings)
        return Finding(name, runner.is_current(settings), advice)
    except SchemaError as error:
        return Finding(name, well=False, advice=str(error))
    except SQLAlchemyError:
        return Finding(name, well=False, advice=advice)


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
    keys_not_in_backups,
    stores_apart,
    database_belongs,
    own_words,
    encrypted_line,
    mail_encrypted,
    kept_too_long,
    *UNSAFE,
)
CHECKS: tuple[Check, ...] = (
    key_file,
    keys_apart,
    keys_not_in_backups,
    stores_apart,
    keys_belong,
    database_belongs,
    witness_apart,
    own_words,
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
