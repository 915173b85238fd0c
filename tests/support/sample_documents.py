"""The documents of a sample installation, as they lie in `docs/dpia`.

After a change of columns, routes, times or words: `python -m tests.support.sample_documents`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import delete, update

from tests.support.databases import Database, on_sqlite
from tests.support.house import prepare
from tests.support.source import ROOT
from tests.support.world import settle
from wellbeing.accounts.rows import OrganisationRow
from wellbeing.backup_settings import Backup
from wellbeing.clock import StandingClock
from wellbeing.commands.common import opened
from wellbeing.commands.documents import made
from wellbeing.database import writing
from wellbeing.documents.book import Document
from wellbeing.documents.writing import as_markdown
from wellbeing.opening.rows import OpeningRow
from wellbeing.policies import service as policies
from wellbeing.settings import Mail, Settings
from wellbeing.sms_settings import NOTIFY_URL, Gateway, Sms

FOLDER = ROOT / "docs" / "dpia"
DAY = datetime(2026, 12, 1, 9, tzinfo=UTC)
NAME = "Sample Care"


@contextmanager
def sample() -> Iterator[Settings]:
    """Lay out an organisation with a relay, a gateway for texts and backups, and lend its settings."""
    with TemporaryDirectory(prefix="wb-documents-") as place:
        data = Path(place) / "data"
        data.mkdir()
        yield laid_out(on_sqlite(data))


def laid_out(database: Database) -> Settings:
    settings = replace(
        prepare(database),
        mail=Mail(host="relay.example.org", sender="no-reply@example.org"),
        sms=Sms(Gateway.NOTIFY, NOTIFY_URL, "secret-key", "template"),
        backup=Backup(Path("/backups"), Path("/elsewhere"), "wellbeing-backup-1:public"),
        public_url="https://wellbeing.example.org",
    )
    with opened(settings) as (session, _vault):
        settle(session)
        with writing(session):
            session.execute(update(OrganisationRow).values(name=NAME, nation="england"))
            # Nothing of "Going live" is filled in here, so nothing could be open.
            session.execute(delete(OpeningRow))
        policies.adopt(session, DAY.date())
    return settings


def of(settings: Settings) -> list[Document]:
    return made(settings, StandingClock(DAY))


def main() -> None:
    with sample() as settings:
        for document in of(settings):
            (FOLDER / f"{document.kind.name}.md").write_text(as_markdown(document), "utf-8")


if __name__ == "__main__":
    main()
