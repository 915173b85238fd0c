"""The person decides first: what is shown is what is kept, and each word can be taken back."""

from datetime import timedelta

import pytest

from tests.support.asking import ASKER, PRACTITIONER, SECOND
from tests.support.formal import EVIDENCE, NOTHING, WISH
from tests.support.world import NOW, TODAY
from wellbeing.formal import service
from wellbeing.formal.service import Evidence, Item, NotThereError, Stage
from wellbeing.stepped_care import Step
from wellbeing.support import service as support
from wellbeing.support.service import ChangedError, Kind, Wish


def test_agreeing_sends_one_request_and_begins_nothing(parties):
    parties.take_part()

    request_id = parties.agree()

    assert parties.helping.inbox(PRACTITIONER) == (request_id,)
    assert parties.mine().stage is Stage.AGREED
    assert parties.counted() == {"formal_agreement": 1, "formal_evidence": 1, "intervention": 0}
    assert parties.step() is not Step.FORMAL


def test_to_share_nothing_is_a_full_choice(parties):
    request_id = parties.agreed_and_taken(NOTHING)

    assert parties.counted()["formal_evidence"] == 0
    parties.sign_off(request_id)

    assert parties.mine().stage is Stage.BEGUN


def test_what_changed_since_it_was_looked_at_is_shown_again(parties):
    with parties.bureau() as bureau:
        shown = service.ahead(bureau, ASKER, WISH, EVIDENCE).mark
        other = Evidence((Item("words", "In their own words", ("Something else",)),))
        with pytest.raises(ChangedError):
            service.agree(bureau, ASKER, WISH, other, shown)

    assert set(parties.counted().values()) == {0}
    assert parties.helping.mine() == ()


def test_who_only_wants_to_talk_can_agree_later_and_nothing_is_sent_again(parties):
    parties.helping.ask(Wish(Kind.FORMAL), takes_part=False)
    assert parties.mine().stage is Stage.ASKED
    mails = parties.helping.waiting_mail()

    request_id = parties.agree()

    assert [one.wish.kind for one in parties.helping.mine()] == [Kind.FORMAL]
    assert parties.mine().standing.agreement.request == request_id
    assert parties.helping.waiting_mail() == mails


def test_only_who_has_taken_the_request_opens_what_is_shared(parties):
    request_id = parties.agree()

    for who in (PRACTITIONER, SECOND):
        with pytest.raises(NotThereError):
            parties.look(request_id, who)
    parties.helping.take(SECOND, request_id)

    assert parties.look(request_id, SECOND) == EVIDENCE
    with pytest.raises(NotThereError):
        parties.look(request_id, PRACTITIONER)


def test_every_look_is_told_to_the_person_at_once(parties):
    request_id = parties.agreed_and_taken()

    parties.look(request_id)
    parties.look(request_id)

    ((by, on, times),) = [
        (one.by, one.on, one.times) for one in parties.mine().standing.agreement.looks
    ]
    assert (by, on, times) == (PRACTITIONER, TODAY, 2)


def test_what_is_shared_is_ended_in_one_press_and_can_be_shared_anew(parties):
    request_id = parties.agreed_and_taken()

    assert parties.stop_sharing()
    with pytest.raises(NotThereError):
        parties.look(request_id)
    assert parties.counted()["formal_evidence"] == 0

    parties.agree(EVIDENCE)
    assert parties.look(request_id) == EVIDENCE
    assert parties.counted()["formal_agreement"] == 1


def test_what_is_shared_ends_by_itself_after_90_days(parties):
    request_id = parties.agreed_and_taken()

    parties.home.clock.standing_at = NOW + timedelta(days=90)
    assert parties.look(request_id) == EVIDENCE
    parties.home.clock.standing_at = NOW + timedelta(days=91)

    with pytest.raises(NotThereError):
        parties.look(request_id)


def test_an_agreement_taken_back_leaves_the_request_and_nothing_to_sign(parties):
    request_id = parties.agreed_and_taken()
    parties.look(request_id)

    assert parties.take_back()

    with pytest.raises(service.NotAgreedError):
        parties.sign_off(request_id)
    assert parties.mine().stage is Stage.ASKED
    assert parties.counted() == {"formal_agreement": 1, "formal_evidence": 0, "intervention": 0}
    assert parties.helping.mine()[0].is_open


def test_a_no_takes_everything_back_and_is_not_asked_again(parties):
    parties.take_part()
    request_id = parties.agreed_and_taken()
    before = parties.step()

    parties.close_access()

    assert parties.mine().stage is Stage.NOTHING
    assert not parties.may_open(request_id)
    assert "H3" in parties.rules()
    assert parties.step() is before


def test_where_nobody_takes_part_no_rule_hears_of_it(parties):
    parties.begun()

    assert parties.helping.current() is None
    assert parties.mine().stage is Stage.BEGUN


def test_who_is_in_formal_support_can_not_begin_it_again(parties):
    parties.begun()
    parties.close_access()

    with pytest.raises(support.AlreadyFormalError):
        parties.agree()

    assert parties.counted()["intervention"] == 1
