"""`wellbeing privacy report`: the document for the data protection officer and the staff side."""

import argparse
import json
from dataclasses import asdict
from pathlib import Path

from pydantic import BaseModel
from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.clock import Clock, SystemClock, local_day
from wellbeing.commands.common import CommandError, add_data, any_settings_of, opened
from wellbeing.database import Journal, make_engine, reader_url
from wellbeing.policies.service import Board
from wellbeing.publishing.belonging import lost_entry
from wellbeing.records.facts import Chain, PrivacyReport
from wellbeing.records.markdown import as_markdown
from wellbeing.records.privacy_report import privacy_report
from wellbeing.records.walked import Walked, walk


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("privacy", help="report how the privacy of figures is kept")
    parts = parser.add_subparsers(title="privacy", required=True, metavar="ACTION")
    reporting = parts.add_parser(
        "report", help="write the dated document for the data protection officer"
    )
    add_data(reporting)
    reporting.add_argument("--json", action="store_true", help="write one JSON object")
    reporting.add_argument("--out", type=Path, metavar="FILE", help="write to this file")
    reporting.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    act(arguments, SystemClock())


def act(arguments: argparse.Namespace, clock: Clock) -> None:
    """Write the report, whatever it says; end with status 1 when the ledger is broken."""
    settings = any_settings_of(arguments.data)
    engine = make_engine(reader_url(settings.ledger_url), Journal.LEDGER_READER)
    try:
        with opened(settings) as (session, vault), Session(engine) as released:
            today = local_day(clock.now(), accounts.organisation(session).zone)
            board = Board(session, vault, clock.now(), today, folder=settings.policies)
            found = privacy_report(board, released, _walked(session, released))
    finally:
        engine.dispose()
    _write(as_json(found) if arguments.json else as_markdown(found), arguments.out)
    if not found.chain.is_whole:
        raise CommandError(f"The ledger is broken: {found.chain.trouble}.")


def _walked(session: Session, released: Session) -> Walked:
    """Check the ledger as `wellbeing ledger verify` does, also against what the database knows."""
    found = walk(released)
    lost = lost_entry(session, released) if found.chain.is_whole else 0
    return Walked(Chain(f"entry {lost}, which was published, is not in it")) if lost else found


def as_json(report: PrivacyReport) -> str:
    return json.dumps(asdict(report), indent=2, default=_as_json, ensure_ascii=False) + "\n"


def _as_json(value: object) -> object:
    return value.model_dump(mode="json") if isinstance(value, BaseModel) else str(value)


def _write(text: str, to: Path | None) -> None:
    if to is None:
        print(text, end="")
        return
    try:
        to.write_text(text, "utf-8")
    except PermissionError:
        raise
    except OSError as error:
        raise CommandError(f"{to} cannot be written: {error.strerror}.") from error
