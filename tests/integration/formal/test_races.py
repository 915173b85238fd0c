"""An agreement taken back and a sign-off at the same moment: one of them comes first, and holds."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine

from tests.support import proofs
from tests.support.asking import ASKER, PRACTITIONER
from tests.support.formal import NOTHING, SIGNED, WISH, Parties
from tests.support.meanwhile import meanwhile
from tests.support.settled_home import settled_home
from wellbeing.formal import service
from wellbeing.formal.service import Stage
from wellbeing.support.service import ChangedError, Kind

PAIRS = proofs.size(4, 1_000)
BACK, SIGNED_OFF = "taken back", "signed off"


@pytest.fixture
def parties(database):
    with settled_home(database) as home:
        yield Parties(home)


def raced(parties, together, *, looks_first):
    """Let both happen at once; return who held. Whoever looks at their page first is often too late."""
    request_id, barrier = parties.agreed_and_taken(NOTHING), Barrier(2)

    def takes_back():
        with parties.bureau() as bureau:
            barrier.wait(60)
            if looks_first:
                service.mine(bureau, ASKER)
            try:
                return BACK if service.take_back(bureau, ASKER) else ""
            except service.AlreadySignedOffError:
                return ""

    def signs():
        with parties.bureau() as bureau:
            barrier.wait(60)
            try:
                service.sign_off(bureau, PRACTITIONER, request_id, SIGNED)
            except service.NotAgreedError:
                return ""
            return SIGNED_OFF

    told = [together.submit(one) for one in (takes_back, signs)]
    return [one.result(120) for one in told]


def clear(parties):
    """Bring the person back to where nothing was asked."""
    with parties.bureau() as bureau:
        standing = bureau.folder.standing(ASKER)
        if standing is not None:
            request_id = standing.agreement.request
            service.person_says(bureau, ASKER, ends=True)
            service.practitioner_says(bureau, PRACTITIONER, request_id, ends=True)
    parties.close_access()


def test_an_agreement_taken_back_is_never_signed_off(parties, database, record_property):
    held = []
    with ThreadPoolExecutor(2) as together:
        for number in range(PAIRS):
            told = raced(parties, together, looks_first=bool(number % 2))
            stage = parties.mine().stage
            held.append((tuple(filter(None, told)), stage is Stage.BEGUN))
            clear(parties)

    figures = {
        "pairs": len(held),
        "taken back": sum(told == (BACK,) for told, _ in held),
        "signed off": sum(told == (SIGNED_OFF,) for told, _ in held),
        "both or neither": sum(len(told) != 1 for told, _ in held),
        "begun without agreement": sum(begun is not (SIGNED_OFF in told) for told, begun in held),
    }
    proofs.report(record_property, f"formal-taken-back-while-signed-{database.kind}", figures)
    assert figures["both or neither"] == figures["begun without agreement"] == 0


@pytest.mark.parametrize("how", ["take_back", "close_access"])
def test_what_is_taken_back_between_looking_and_signing_is_not_signed_off(parties, how):
    request_id = parties.agreed_and_taken(NOTHING)
    with parties.bureau() as bureau:
        engine = bureau.session.get_bind()
        assert isinstance(engine, Engine)
        wrong = (service.NotAgreedError, service.NotThereError)
        with meanwhile(engine, ASKER, getattr(parties, how)), pytest.raises(wrong):
            service.sign_off(bureau, PRACTITIONER, request_id, SIGNED)

    assert parties.counted()["intervention"] == 0


def test_what_is_ended_between_finding_and_opening_is_not_shown(parties):
    request_id = parties.agreed_and_taken()
    with parties.bureau() as bureau:
        engine = bureau.session.get_bind()
        assert isinstance(engine, Engine)
        with (
            meanwhile(engine, ASKER, parties.stop_sharing),
            pytest.raises(service.NotThereError),
        ):
            service.look(bureau, PRACTITIONER, request_id)

    assert parties.mine().standing.agreement.looks == ()


def test_two_who_agree_at_once_agree_once(parties):
    with parties.bureau() as bureau:
        engine = bureau.session.get_bind()
        assert isinstance(engine, Engine)
        shown = service.ahead(bureau, ASKER, WISH, NOTHING).mark
        with (
            meanwhile(engine, ASKER, lambda: parties.agree(NOTHING)),
            pytest.raises(ChangedError),
        ):
            service.agree(bureau, ASKER, WISH, NOTHING, shown)

    assert parties.counted()["formal_agreement"] == 1
    assert [one.wish.kind for one in parties.helping.mine()] == [Kind.FORMAL]
