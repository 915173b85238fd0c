"""A person who may agree to formal support, and the practitioners who decide, in a small organisation."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta

from sqlalchemy import func, select

from tests.support.asking import ASKER, PRACTITIONER, Help
from tests.support.histories import signs_scoring
from tests.support.house import Home
from tests.support.world import TODAY
from wellbeing.checkins import service as checkins
from wellbeing.content.loader import content
from wellbeing.cover import supporter_store
from wellbeing.cover.kept import Card
from wellbeing.database import writing
from wellbeing.formal import service
from wellbeing.formal.rows import AgreementRow, EvidenceRow, InterventionRow
from wellbeing.formal.service import Bureau, Evidence, Item, SignOff
from wellbeing.history import service as history
from wellbeing.stepped_care import Act, ActKind, CheckIn, Instrument, Step
from wellbeing.support import service as support
from wellbeing.support.service import Kind, Wish

WORDS = "It is the nights that do not end"
EVIDENCE = Evidence((Item("words", "In their own words", (WORDS,)),))
NOTHING = Evidence()
WISH = Wish(Kind.FORMAL, how="video")
SIGNED = SignOff("We talked, and this fits.", ("cbt", "adjustments"), TODAY + timedelta(weeks=6))


@dataclass(frozen=True)
class Parties:
    """The services of formal support in one organisation."""

    home: Home

    @property
    def helping(self) -> Help:
        return Help(self.home)

    @contextmanager
    def bureau(self) -> Iterator[Bureau]:
        with self.helping.office() as office:
            yield Bureau(office, content())

    def take_part(self, who: str = ASKER) -> None:
        """Let somebody agree to check in, so that the rules hear of them."""
        with self.bureau() as bureau:
            checkins.consent(bureau.desk, content().consent, who)

    def be_suggested(self, who: str = ASKER) -> None:
        """Let somebody check in and choose a screen whose sum suggests formal support."""
        self.take_part(who)
        screen = Act(ActKind.SCREEN, Instrument.PHQ_4, 9)
        with self.bureau() as bureau, writing(bureau.session, who):
            desk, week = bureau.desk, bureau.desk.this_week
            answers = history.Answers(CheckIn(signs=signs_scoring(7)))
            history.record(desk, who, week, answers, "a" * 32)
            history.act(desk, who, week, screen)

    def agree(self, evidence: Evidence = EVIDENCE, who: str = ASKER, wish: Wish = WISH) -> str:
        """Agree as it was shown; return the id of the request."""
        with self.bureau() as bureau:
            shown = service.ahead(bureau, who, wish, evidence).mark
            service.agree(bureau, who, wish, evidence, shown)
            filed = bureau.office.cabinet.open_one(who, Kind.FORMAL, bureau.today)
        assert filed is not None
        return filed.id

    def agreed_and_taken(
        self, evidence: Evidence = EVIDENCE, who: str = ASKER, by: str = PRACTITIONER
    ) -> str:
        request_id = self.agree(evidence, who)
        self.helping.take(by, request_id)
        return request_id

    def look(self, request_id: str, by: str = PRACTITIONER) -> Evidence:
        with self.bureau() as bureau:
            return service.look(bureau, by, request_id)

    def sign_off(self, request_id: str, by: str = PRACTITIONER, made: SignOff = SIGNED) -> None:
        with self.bureau() as bureau:
            service.sign_off(bureau, by, request_id, made)

    def begun(self, evidence: Evidence = EVIDENCE) -> str:
        """Let formal support begin, as the pages would; return the id of its request."""
        request_id = self.agreed_and_taken(evidence)
        if not evidence.is_empty:
            self.look(request_id)
        self.sign_off(request_id)
        return request_id

    def begun_with(self, words: str, reason: str, who: str) -> None:
        """Let it begin for somebody, with these words shared and this reason given.

        The practitioner has room for it, whatever they have already.
        """
        with self.home.session() as session, writing(session):
            supporter_store.keep_card(session, PRACTITIONER, Card(most_at_once=20))
        request_id = self.agree(Evidence((Item("words", "Own words", (words,)),)), who)
        with self.bureau() as bureau:
            filed = bureau.office.cabinet.open_one(who, Kind.FORMAL, bureau.today)
        assert filed is not None
        (by, *_) = filed.case.contacts
        self.helping.take(by, request_id)
        self.look(request_id, by)
        self.sign_off(request_id, by, replace(SIGNED, reason=reason))

    def refuse(self, request_id: str, by: str = PRACTITIONER) -> None:
        with self.bureau() as bureau:
            service.refuse(bureau, by, request_id, "It is the hours.", "Ask for fewer nights.")

    def take_back(self, who: str = ASKER) -> bool:
        with self.bureau() as bureau:
            return service.take_back(bureau, who)

    def stop_sharing(self, who: str = ASKER) -> bool:
        with self.bureau() as bureau:
            return service.stop_sharing(bureau, who)

    def close_access(self, who: str = ASKER) -> None:
        with self.bureau() as bureau:
            support.withdraw(bureau.office, who, Kind.FORMAL)

    def person_says(self, *, ends: bool = True, who: str = ASKER) -> bool:
        with self.bureau() as bureau:
            return service.person_says(bureau, who, ends=ends)

    def practitioner_says(
        self, request_id: str, *, ends: bool = True, by: str = PRACTITIONER
    ) -> bool:
        with self.bureau() as bureau:
            return service.practitioner_says(bureau, by, request_id, ends=ends)

    def mine(self, who: str = ASKER) -> service.Mine:
        with self.bureau() as bureau:
            return service.mine(bureau, who)

    def theirs(self, by: str = PRACTITIONER) -> tuple[service.Theirs, ...]:
        with self.bureau() as bureau:
            return service.all_theirs(bureau, by)

    def may_open(self, request_id: str, by: str = PRACTITIONER) -> bool:
        with self.bureau() as bureau:
            return service.may_open(bureau, by, request_id)

    def step(self, who: str = ASKER) -> Step | None:
        now = self.helping.current(who)
        return now.placement.step if now else None

    def rules(self, who: str = ASKER) -> list[str]:
        now = self.helping.current(who)
        return [reason.rule for reason in now.placement.reasons] if now else []

    def counted(self) -> dict[str, int]:
        """Count the rows of each table."""
        rows = (AgreementRow, EvidenceRow, InterventionRow)
        with self.home.session() as session:
            return {
                row.__tablename__: session.scalar(select(func.count()).select_from(row)) or 0
                for row in rows
            }
