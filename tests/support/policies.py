"""Policies of a test's own: texts with some lines changed, and two people who agree on them."""

import re
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import update
from sqlalchemy.orm import Session

from tests.support.histories import POLICIES
from tests.support.house import Home
from tests.support.world import CHARACTERS
from wellbeing.clock import local_day
from wellbeing.database import writing
from wellbeing.policies import service
from wellbeing.policies.changes import text_hash
from wellbeing.policies.rows import PolicyChangeRow
from wellbeing.week import Week

NAME = "2026-01-05.toml"
TEXT = (POLICIES / NAME).read_text(encoding="utf-8")
IDS = {character.name: character.id for character in CHARACTERS}
LEAD, REP, STAFF = IDS["wellbeing lead"], IDS["staff representative"], IDS["staff"]


def with_line(key: str, value: object, text: str = TEXT) -> str:
    """Return a policy's text with one number changed and its source left beside it."""
    changed, times = re.subn(rf"(?m)^({re.escape(key)} = )[^\s#]+", rf"\g<1>{value}", text, count=1)
    assert times == 1, key
    return changed


def without_table(name: str, text: str = TEXT) -> str:
    """Return a text as an older release wrote it, before this table was asked for."""
    changed, times = re.subn(rf"(?ms)^\[{name}\].*?(?=^\[)", "", text, count=1)
    assert times == 1, name
    return changed


def lay_out(folder: Path, *texts: str) -> Path:
    """Let a release's folder hold these policy files and no other, each named after its Monday."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for text in texts:
        day = re.search(r"(?m)^in_force_from = (\S+)", text)
        (folder / f"{day[1] if day else 'none'}.toml").write_text(text, encoding="utf-8")
    return folder


@dataclass
class Office:
    """An organisation whose wellbeing lead and staff representative change the policy."""

    home: Home
    mails: bool = False

    def board(self, session: Session) -> service.Board:
        now = self.home.clock.now()
        today = local_day(now, self.home.zone)
        folder = self.home.settings.policies
        return service.Board(session, self.home.vault, now, today, self.mails, folder)

    @property
    def this_week(self) -> Week:
        return Week.of(local_day(self.home.clock.now(), self.home.zone))

    def adopt(self) -> bool:
        with self.home.session() as session:
            board = self.board(session)
            return service.adopt(session, board.today, board.folder)

    def propose(self, text: str, why: str = "It was asked for.", by: str = LEAD) -> str:
        with self.home.session() as session:
            return service.propose(self.board(session), by, text, why)

    def approve(self, change_id: str, by: str = REP, note: str = "") -> Week:
        with self.home.session() as session:
            return service.approve(self.board(session), by, change_id, note)

    def decline(self, change_id: str, why: str, by: str = REP) -> None:
        with self.home.session() as session:
            service.decline(self.board(session), by, change_id, why)

    def withdraw(self, change_id: str, by: str = LEAD) -> None:
        with self.home.session() as session:
            service.withdraw(self.board(session), by, change_id)

    def agree_on(self, text: str) -> Week:
        return self.approve(self.propose(text))

    def standing(self) -> service.Standing:
        with self.home.session() as session:
            board = self.board(session)
            return service.standing(session, board.today, board.folder)

    def high_of(self, week: Week) -> int:
        """Return the line of U1 in a week: one number tells which policy decides."""
        with self.home.session() as session:
            book = service.rulebook(session, self.home.settings.policies)
        return book.at(week).reactive.high

    @property
    def folder(self) -> Path:
        """Where the files of the release lie; a copy that a test may spoil."""
        found = self.home.settings.policies
        if found is None:
            raise AssertionError("this home has no folder of its own")
        return found

    def spoil(self, week: Week, text: str) -> None:
        """Put another text with its own hash into a kept row, behind the service's back."""
        self.change_row(week, text=text, text_sha256=text_hash(text))

    def change_row(self, week: Week, **values: str) -> None:
        with self.home.session() as session, writing(session):
            session.execute(
                update(PolicyChangeRow)
                .where(PolicyChangeRow.from_week == str(week))
                .values(**values)
            )
