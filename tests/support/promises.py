"""The clock of promises in a small organisation: contacts who are away, and ticks at chosen moments."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import text

from tests.support.asking import PRACTITIONER, SECOND, Help, join
from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.world import NOW, settle
from wellbeing.accounts.rows import PersonRow
from wellbeing.cover import own
from wellbeing.cover.service import Away
from wellbeing.database import writing
from wellbeing.support import service
from wellbeing.support.cases import Kind, Wish

THIRD = "3" * 32
ALL = {PRACTITIONER, SECOND, THIRD}


@contextmanager
def three_practitioners(folder: Path) -> Iterator[Help]:
    """Lend one small organisation for many tests; each begins it anew with `begin_anew`."""
    data = folder / "instance"
    data.mkdir()
    database = on_sqlite(data)
    with opened(prepare(database), database, NOW) as home:
        with home.session() as session:
            settle(session)
            join(session, SECOND, "Pat Second", "help", "practitioner")
            join(session, THIRD, "Kim Third", "help", "practitioner")
        yield Help(home)


def begin_anew(help_: Help) -> None:
    help_.home.clock.standing_at = NOW
    with help_.home.session() as session, writing(session):
        for table in ("support_address", "support_request", "outbox", "supporter_absence"):
            session.execute(text(f"DELETE FROM {table}"))
        session.query(PersonRow).filter(PersonRow.id.in_(ALL)).update({"left_on": None})


def readers(help_: Help) -> set[str]:
    """Return who has something in their list."""
    return {who for who in ALL if help_.inbox(who)}


def notices(help_: Help) -> int:
    """Count and remove the notices that wait."""
    waiting = help_.waiting_mail()
    with help_.home.session() as session, writing(session):
        session.execute(text("DELETE FROM outbox"))
    return waiting


def chosen(who: str) -> Wish:
    """Return a wish to talk that one practitioner is to read first."""
    return Wish(Kind.TALK, with_whom="practitioner", how="phone", first=who)


def go_away(help_: Help, who: str, first: date, last: date) -> None:
    with help_.office() as office:
        own.go_away(own.Supporter(office.session, who, office.today), Away(first, last))


def tick(help_: Help) -> None:
    """Let the job do what is due now."""
    with help_.office() as office:
        service.keep_promises(office)


def after(help_: Help, passed: timedelta) -> None:
    """Let so much time pass since the world stands, and then the clock tick once."""
    help_.home.clock.standing_at = NOW + passed
    tick(help_)
