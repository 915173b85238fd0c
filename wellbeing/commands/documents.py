"""`wellbeing documents`: what data protection and safety need on paper, from the real settings."""

import argparse
from collections.abc import Collection
from pathlib import Path

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.clock import Clock, SystemClock, local_day
from wellbeing.commands.common import BAD_USE, CommandError, add_data, any_settings_of, opened
from wellbeing.content.loader import content
from wellbeing.database import Journal, make_engine, reader_url
from wellbeing.documents.book import BY_NAME, KINDS, Document, write
from wellbeing.documents.facts import Facts, look_up
from wellbeing.documents.writing import FORMATS, as_markdown
from wellbeing.policies.service import Board
from wellbeing.settings import Settings


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser(
        "documents",
        help="write impact assessment, record of processing, hazard log and others from the settings",
    )
    add_data(parser)
    parser.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help=f"which of them (default: all): {', '.join(BY_NAME)}",
    )
    parser.add_argument(
        "--write", type=Path, metavar="FOLDER", help="write each into this folder, as .md and .html"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    act(arguments, SystemClock())


def act(arguments: argparse.Namespace, clock: Clock) -> None:
    """Make the documents; print them, or write them where they are wished for."""
    unknown = [name for name in arguments.names if name not in BY_NAME]
    if unknown:
        raise CommandError(
            f"There is no document {', '.join(unknown)}. There are: {', '.join(BY_NAME)}.", BAD_USE
        )
    found = made(any_settings_of(arguments.data), clock, arguments.names)
    if arguments.write is None:
        print("\n".join(map(as_markdown, found)), end="")
        return
    for document in found:
        _keep(document, arguments.write)
        state = (
            f"draft, {document.open_blanks} blanks open" if document.is_draft else "no blank open"
        )
        print(f"{document.kind.name}: version {document.version}, {state}")


def made(settings: Settings, clock: Clock, names: Collection[str] = ()) -> list[Document]:
    """Make the named documents of an installation, or all of them."""
    # Importing the application declares every column there is.
    import wellbeing.app  # noqa: F401

    facts = _facts(settings, clock)
    return [write(one, facts) for one in KINDS if not names or one.name in names]


def _facts(settings: Settings, clock: Clock) -> Facts:
    engine = make_engine(reader_url(settings.ledger_url), Journal.LEDGER_READER)
    try:
        with opened(settings) as (session, vault), Session(engine) as released:
            today = local_day(clock.now(), accounts.organisation(session).zone)
            board = Board(session, vault, clock.now(), today, folder=settings.policies)
            return look_up(board, released, settings, content(settings.data / "content"))
    finally:
        engine.dispose()


def _keep(document: Document, folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for ending, (_, as_text) in FORMATS.items():
            (folder / f"{document.kind.name}.{ending}").write_text(as_text(document), "utf-8")
    except PermissionError:
        raise
    except OSError as error:
        raise CommandError(f"{folder} cannot be written: {error.strerror}.") from error
