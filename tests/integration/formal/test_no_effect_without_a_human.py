"""No effect without a human: whatever is answered and pressed, nothing begins by itself, nobody is told.

Half of the histories go through the engine alone, half through the services as well, where every act
of a person and of a practitioner, allowed or not, comes in an order drawn by chance.
"""

import json
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random  # noqa: TID251  # Drawn from a seed, the same each time.

import pytest
from sqlalchemy import select

from tests.support import proofs
from tests.support.asking import ASKER, BY_NAME, PRACTITIONER, SECOND
from tests.support.formal import EVIDENCE, NOTHING, Parties
from tests.support.histories import default_policy
from tests.support.random_histories import histories
from tests.support.source import PACKAGE, named, python_files
from wellbeing.database import writing
from wellbeing.formal.service import (
    AlreadySignedOffError,
    NotAgreedError,
    NotReadError,
    NotThereError,
)
from wellbeing.history import service as history
from wellbeing.messages.rows import OutboxRow
from wellbeing.sealed import Label
from wellbeing.stepped_care import ActKind, Step, place
from wellbeing.support.service import (
    AlreadyFormalError,
    ChangedError,
    NobodyToAskError,
)

ENGINE, SERVICES = proofs.size(300, 50_000), proofs.size(6, 40)
WEEKS, PRESSES = 8, 20
REFUSED = (
    AlreadyFormalError,
    AlreadySignedOffError,
    ChangedError,
    NobodyToAskError,
    NotAgreedError,
    NotReadError,
    NotThereError,
)
SUPERVISOR = BY_NAME["supervisor"]


@pytest.fixture(scope="module")
def alone() -> Counter[str]:
    """Send every history through the engine, and count what came of it."""
    policy, counted = default_policy(), Counter[str]()
    for weeks in histories("alone", ENGINE, WEEKS):
        placements = place(weeks, policy)
        counted["suggestions"] += any(one.formal_suggested for one in placements)
        counted["interventions"] += any(one.step is Step.FORMAL for one in placements)
    return counted


def test_no_history_reaches_formal_support_by_itself(alone):
    assert alone["interventions"] == 0
    # Else nothing would have been tried: most of them are offered formal support.
    assert alone["suggestions"] > ENGINE // 2


def test_only_the_decision_of_a_human_can_sign_off():
    """No path leads from the engine, a job or a page to an intervention, but the one decision."""
    users = {
        named(path)
        for path in python_files(PACKAGE)
        if "SIGN_OFF_FORMAL" in path.read_text("utf-8")
    }
    begins = {
        named(path)
        for path in python_files(PACKAGE)
        if "InterventionRow" in path.read_text("utf-8")
    }

    assert users == {
        "wellbeing/checkins/words_of_acts.py",
        "wellbeing/formal/deciding.py",
        "wellbeing/stepped_care/acts.py",
        "wellbeing/stepped_care/answers.py",
    }
    assert begins == {"wellbeing/formal/rows.py", "wellbeing/formal/store.py"}


@dataclass
class Play:
    """One person and everybody who might do something to them, pressing by chance."""

    parties: Parties
    chance: Random
    # What should be there, told by hand.
    agreed: bool = False
    signed: int = 0
    chosen: set[str] = field(default_factory=set)
    request: str = ""

    def press(self):
        """Do one thing; what is refused is as good as not pressed."""
        on = (self.agree, self.take, self.look, self.sign) * 3
        deeds = (*on, self.take_back, self.end, self.close)
        with suppress(*REFUSED):
            self.chance.choice(deeds)()

    def agree(self):
        open_before = self.request
        self.request = self.parties.agree(self.chance.choice((EVIDENCE, NOTHING)))
        self.agreed = True
        if self.request != open_before:
            # Whom the page named: all practitioners outside the line.
            self.chosen = {PRACTITIONER, SECOND}

    def take_back(self):
        self.agreed = not self.parties.take_back() and self.agreed

    def take(self):
        if self.request:
            self.parties.helping.take(self._somebody(), self.request)

    def look(self):
        if self.request:
            self.parties.look(self.request, self._somebody())

    def sign(self):
        if not self.request:
            return
        who, agreed = self._somebody(), self.agreed
        self.parties.sign_off(self.request, who)
        self.signed += 1
        if not agreed or who not in (PRACTITIONER, SECOND):
            raise AssertionError(f"signed off by {who}, agreed: {agreed}")

    def end(self):
        self.parties.person_says()
        if self.request and self.parties.practitioner_says(self.request):
            self.agreed = False

    def close(self):
        self.parties.close_access()
        self.request = ""
        if self.parties.counted()["intervention"] == self.signed:
            self.agreed = False

    def _somebody(self):
        return self.chance.choice((*(PRACTITIONER,) * 5, SECOND, ASKER, SUPERVISOR))


def told(parties):
    """Return everybody who has a notice waiting."""
    with parties.home.session() as session:
        vault = parties.home.vault
        sealed = session.execute(select(OutboxRow.id, OutboxRow.sealed)).all()
        opened = (vault.house_box().open(row.sealed, Label("outbox", row.id)) for row in sealed)
        return {json.loads(one)["person"] for one in opened}


def live(parties, weeks):
    """Put a history behind the person, as check-ins and acts of their own do."""
    with parties.bureau() as bureau:
        for given in weeks[:2]:
            week = bureau.desk.this_week
            with writing(bureau.session, ASKER):
                if given.check_in is not None:
                    sent = history.Answers(given.check_in)
                    form = str(given.week)
                    history.record(bureau.desk, ASKER, week, sent, form, replace=True)
                for act in given.acts:
                    if act.kind is not ActKind.END_FORMAL:
                        history.act(bureau.desk, ASKER, week, act)


def test_no_press_begins_it_and_nobody_is_told_whom_nobody_chose(
    parties_anew, alone, record_property
):
    counted = Counter[str]()
    for number, weeks in enumerate(histories("pressed", SERVICES, 2)):
        parties = parties_anew()
        parties.take_part()
        live(parties, weeks)
        play = Play(parties, Random(f"presses:{number}"))
        for _ in range(PRESSES):
            play.press()
        begun = parties.counted()["intervention"]
        counted["signed off"] += play.signed
        counted["without sign-off or agreement"] += begun - play.signed
        counted["told without being chosen"] += len(told(parties) - play.chosen - {ASKER})
        counted["told"] += len(told(parties))
        is_formal = parties.step() is Step.FORMAL
        counted["in formal support without sign-off"] += is_formal and not play.signed

    figures = {
        "histories through the engine": ENGINE,
        "of these, in which formal support was suggested": alone["suggestions"],
        "histories through the services": SERVICES,
        "interventions": counted["signed off"],
        "interventions without sign-off and agreement": alone["interventions"]
        + counted["without sign-off or agreement"]
        + counted["in formal support without sign-off"],
        "messages": counted["told"],
        "messages to anyone they did not choose": counted["told without being chosen"],
    }
    proofs.report(record_property, "no-effect-without-a-human", figures)
    assert figures["interventions without sign-off and agreement"] == 0
    assert figures["messages to anyone they did not choose"] == 0
    assert figures["interventions"] > 0
    assert figures["messages"] > 0
