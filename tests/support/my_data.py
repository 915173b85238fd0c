"""One person about whom something different stands everywhere, and what is found in their download."""

import io
import json
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

from sqlalchemy import update

from tests.support.asking import Help
from tests.support.cases import put_life
from tests.support.formal import Parties
from tests.support.histories import default_policy
from tests.support.house import Home
from tests.support.my_calls import put_call
from tests.support.saying import Sayers
from tests.support.sharing import Sharers
from tests.support.two import put_papers
from wellbeing.accounts.rows import MembershipRow, PersonRow, UnitRow
from wellbeing.accounts.sign_in import make_link, sign_in_as
from wellbeing.actions.rows import AnswerRow, PassedUpRow, TeamActionRow
from wellbeing.checkins import by_link
from wellbeing.checkins import service as checkins
from wellbeing.checkins.drafts import Draft
from wellbeing.checkins.visit import Visit
from wellbeing.content.loader import content
from wellbeing.cover import store as cover_store
from wellbeing.cover import supporter_store
from wellbeing.cover.kept import TEXTS, Away, Card, ClosedDay
from wellbeing.database import writing
from wellbeing.first_aid_kit import service as kits
from wellbeing.history import service as history
from wellbeing.looking_back import papers, places
from wellbeing.looking_back import service as looking_back
from wellbeing.preferences.asked import Pages, keep_pages
from wellbeing.preferences.contact import ContactWishes, Interpreter, keep_contact_wishes
from wellbeing.records.export_parts import Asked
from wellbeing.rhythm import number_service
from wellbeing.rhythm import service as rhythm
from wellbeing.sharing import service as sharing
from wellbeing.stepped_care import Act, ActKind, CheckIn, Event
from wellbeing.support import service as support
from wellbeing.work_requests.cupboard import Cupboard
from wellbeing.work_requests.record import Answer, Record

SLEPT_BADLY = CheckIn(signs=(3, 2, 3, 2, 3, 1), op=2, org=3, life=1, support=0)


def asked_by(home: Home, session: Any, person_id: str) -> Asked:
    """Return what a page of this person hands to the download."""
    now = home.clock.now()
    desk = history.Desk(session, home.vault, default_policy(), now.date())
    return Asked(Visit(person_id, desk, home.zone, now, content()))


def files_in(packed: bytes) -> dict[str, str]:
    with ZipFile(io.BytesIO(packed)) as held:
        return {name: held.read(name).decode("utf-8-sig") for name in held.namelist()}


def data_in(packed: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files_in(packed)["data.json"])
    return found


@dataclass
class Planter:
    """Writes a word of its own into every place that keeps words of this person."""

    home: Home
    session: Any
    person_id: str
    unit_id: str
    planted: dict[str, str] = field(default_factory=dict)

    def word(self, where: str) -> str:
        made = f"{secrets.choice('bcdfgh')}{secrets.token_hex(6)}"
        self.planted[where] = made
        return made

    @property
    def asked(self) -> Asked:
        return asked_by(self.home, self.session, self.person_id)

    def everywhere(self) -> None:
        self.account()
        self.kit()
        self.papers()
        self.weeks()
        self.request()
        self.share()
        self.ahead()
        self.change_at_work()
        self.formal()
        self.complaint()
        put_call(self.home, self.session, self.person_id, self.word("how to reach them now"))
        self.log()
        self.number()
        self.cover()
        self.preferences()

    def account(self) -> None:
        own_unit = f"unit-{self.person_id}"[:32]
        opened = self.home.clock.now().date() - timedelta(days=300)
        with writing(self.session):
            self.session.execute(
                update(PersonRow)
                .where(PersonRow.id == self.person_id)
                .values(name=self.word("name"), work_email=f"{self.word('address')}@example.org")
            )
            self.session.add(
                UnitRow(
                    id=own_unit,
                    level="team",
                    name=self.word("team"),
                    parent_id=None,
                    opened_on=opened,
                    closed_on=None,
                )
            )
            self.session.flush()
            until = opened + timedelta(days=30)
            self.session.add(
                MembershipRow(
                    person_id=self.person_id, unit_id=own_unit, from_on=opened, until_on=until
                )
            )
        sign_in_as(self.asked.door, self.person_id)
        make_link(self.asked.door, self.person_id)

    def kit(self) -> None:
        notebook = self.notebook
        first = content().kit.sections[0]
        where = first.lists[0].id
        lines = [
            kits.NewLine(where, (self.word("kit"),)),
            kits.NewLine(where, (self.word("kit taken out"),)),
            kits.NewLine(where, (self.word("kit before"),)),
        ]
        _, out, changed = kits.add(notebook, first.id, lines).lines
        kits.take_out(notebook, first.id, out.id, out.version)
        later = kits.Change(changed.id, changed.version, changed.version, (self.word("kit after"),))
        kits.change(notebook, first.id, later)
        kits.keep_draft(notebook, first.id, (kits.Typed("line", self.word("kit typed")),))

    @property
    def notebook(self) -> kits.Notebook:
        now = self.home.clock.now()
        return kits.Notebook(self.session, self.home.vault, self.person_id, now)

    def papers(self) -> None:
        shelf = looking_back.Shelf(self.asked.visit.desk, self.person_id)
        week = shelf.desk.this_week
        looking_back.switch_notes_on(shelf)
        for place, where in (
            (places.note_of(week), "note"),
            (places.note_of(week.plus(-2)), "note deleted"),
            (places.SHEET, "sheet"),
        ):
            paper = papers.Paper(texts=(("text", self.word(where)),))
            looking_back.save(shelf, place, paper)
        looking_back.delete(shelf, places.note_of(week.plus(-2)))

    def weeks(self) -> None:
        desk, week = self.asked.visit.desk, self.asked.visit.desk.this_week
        checkins.consent(desk, content().consent, self.person_id)
        armour = history.Armour(self.word("one more question"), 2)
        answers = history.Answers(SLEPT_BADLY, self.word("talk with"), armour=armour)
        sent = checkins.Sent(week, answers, secrets.token_hex(16))
        checkins.submit(desk, content().consent, self.person_id, sent)
        with writing(self.session, self.person_id):
            history.act(desk, self.person_id, week, Act(ActKind.TALK_WITHDRAWN))
            history.keep_about(desk, self.person_id, week, [self.word("ticked")])
            later = history.Answers(CheckIn(signs=(0, 0, 0, 0, 0, 1), event=Event.SECOND_HAND))
            by_link._let_wait(desk, self.person_id, week, later)
        typed = Draft({self.word("draft"): "1"})
        checkins.keep_draft(desk, self.person_id, week.plus(-1), typed)

    def request(self) -> None:
        helping = Help(self.home)
        wish = support.Wish(
            support.Kind.REVIEW, words=self.word("request"), safe_times=self.word("safe")
        )
        helping.ask(wish, self.person_id)
        named = ("letter", "answer to a letter", "place of a time", "which time would fit")
        letter, answer, place, fits = (self.word(one) for one in named)
        put_papers(helping, self.person_id, wish.kind, (letter, answer, place, fits))
        done = ("agreed action", "drafted action", "reference", "useful")
        put_life(helping, self.person_id, wish.kind, [self.word(one) for one in done])

    def share(self) -> None:
        """Share words that stand nowhere else, with a reason."""
        wanted = sharing.Wanted("helping-me", 14, self.word("why it is shared"))
        sharers = Sharers(self.home)
        sharers.share_words(self.word("shared"), who=self.person_id, wanted=wanted)

    def formal(self) -> None:
        """Let formal support begin, with words for its practitioner and a reason of theirs."""
        words, reason = self.word("shared for formal support"), self.word("why it was signed off")
        Parties(self.home).begun_with(words, reason, self.person_id)

    def ahead(self) -> None:
        """Choose contact on a later day, and a hello that somebody was told of."""
        week = self.asked.visit.desk.this_week
        on = self.home.clock.now().date()
        booked = checkins.Booked(on, asks=True, with_whom=self.word("with whom later"))
        told = checkins.Told("0" * 32, "0" * 32, on, week)
        said = checkins.SaidAhead(self.person_id, (booked,), hello=True, told=(told,))
        with writing(self.session, self.person_id):
            checkins.Folder(self.session, self.home.vault).keep(said)

    def change_at_work(self) -> None:
        """Ask for a change at work: filed, since not everybody is led by somebody."""
        today = self.home.clock.now().date()
        answer = Answer(True, self.word("answer at work"), today, today)
        record = Record(self.person_id, "0" * 32, "cover", today, answer=answer)
        with writing(self.session, self.person_id):
            cupboard = Cupboard(self.session, self.home.vault)
            cupboard.file(record, self.word("change at work"))

    def complaint(self) -> None:
        """Say that something is wrong to somebody who does not lead them, and be answered."""
        sayers = Sayers(self.home)
        said_id = sayers.say(who=self.person_id, words=self.word("complaint"))
        sayers.answer(said_id, words=self.word("answer to a complaint"))

    def log(self) -> None:
        """Stand for something in a log, pass it up, and answer it: the rows, without the ways there."""
        today, action = self.home.clock.now().date(), secrets.token_hex(16)
        with writing(self.session):
            self.session.add(
                TeamActionRow(
                    id=action,
                    unit_id=self.unit_id,
                    area="",
                    idea="",
                    heard=self.word("heard"),
                    does=self.word("does"),
                    did="",
                    owner_id=self.person_id,
                    due_on=today,
                    state="doing",
                    began_on=today,
                    changed_on=today,
                    version=1,
                    turn=secrets.randbelow(2**30),
                )
            )
            self.session.flush()
            by = {"action_id": action}
            self.session.add(
                PassedUpRow(
                    **by, to_unit_id=self.unit_id, passed_by=self.person_id, passed_on=today
                )
            )
            self.session.flush()
            said = {"number": 1, "decision": "no", "why": self.word("answer")}
            self.session.add(AnswerRow(**by, **said, answered_by=self.person_id, answered_on=today))

    def preferences(self) -> None:
        whose = (self.session, self.home.vault, self.person_id)
        wishes = ContactWishes(
            safe_times=self.word("safe times"),
            interpreter=Interpreter.SPOKEN,
            language=self.word("language"),
        )
        keep_contact_wishes(*whose, wishes)
        keep_pages(*whose, Pages.ONE)

    def number(self) -> None:
        desk = rhythm.Desk(self.session, self.home.vault, self.home.clock.now())
        for where in ("number", "number that waits"):
            number = f"+4477{secrets.randbelow(10**8):08}"
            code = number_service.ask_for_code(desk, self.person_id, number)
            if where == "number":
                number_service.confirm(desk, self.person_id, code)
            self.planted[where] = number

    def cover(self) -> None:
        """As somebody who was a supporter, and set hours, has it."""
        today = self.home.clock.now().date()
        training, languages, hours, first, how_long, kept = (
            self.word(f"card {name}") for name in TEXTS
        )
        card = Card(training, languages, hours, first, how_long, kept)
        with writing(self.session):
            supporter_store.keep_card(self.session, self.person_id, card)
            supporter_store.add_away(self.session, self.person_id, Away(today, today))
            later = len(cover_store.closed_days(self.session))
            closed = ClosedDay(today + timedelta(days=later), self.word("closed day"))
            cover_store.close(self.session, closed, self.person_id, today)
