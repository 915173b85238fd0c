"""A practitioner decides: signs off what was agreed to, or gives a reason and an alternative."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.asking import ASKER, PRACTITIONER, SECOND, now_leads
from tests.support.formal import EVIDENCE, NOTHING, SIGNED
from tests.support.world import NOW, TODAY
from wellbeing.formal import service
from wellbeing.formal.evidence import Evidence, Item
from wellbeing.formal.service import NotThereError, Stage
from wellbeing.stepped_care import Step


def test_a_sign_off_begins_it_with_its_reason_its_act_and_its_notice(parties):
    parties.take_part()
    request_id = parties.agreed_and_taken()
    parties.look(request_id)
    parties.home.clock.standing_at = NOW + timedelta(hours=1)

    parties.sign_off(request_id)

    course = parties.mine().standing.course
    assert (course.reason, course.plan.signer, course.signed_on) == (
        SIGNED.reason,
        PRACTITIONER,
        TODAY,
    )
    assert parties.step() is Step.FORMAL
    assert "H1" in parties.rules()
    assert parties.helping.mine()[0].is_open


def test_who_decides_has_opened_what_was_shared(parties):
    request_id = parties.agreed_and_taken()

    for decide in (parties.sign_off, parties.refuse):
        with pytest.raises(service.NotReadError):
            decide(request_id)
    parties.look(request_id)
    parties.sign_off(request_id)

    assert parties.mine().stage is Stage.BEGUN


def test_what_is_shared_anew_is_opened_anew_before_a_decision(parties):
    request_id = parties.agreed_and_taken()
    parties.look(request_id)
    more = Evidence((*EVIDENCE.items, Item("sheet", "The sheet", ("One more line",))))
    parties.agree(more)

    for decide in (parties.sign_off, parties.refuse):
        with pytest.raises(service.NotReadError):
            decide(request_id)
    parties.look(request_id)
    parties.sign_off(request_id)

    assert parties.mine().stage is Stage.BEGUN


def test_a_no_of_the_practitioner_has_a_reason_and_an_alternative_and_moves_nothing(parties):
    parties.take_part()
    request_id = parties.agreed_and_taken(NOTHING)
    before = parties.step()

    parties.refuse(request_id)

    (told,) = parties.mine().past
    assert (told.agreement.refusal.reason, told.agreement.refusal.alternative) == (
        "It is the hours.",
        "Ask for fewer nights.",
    )
    assert parties.step() is before
    assert parties.counted()["intervention"] == 0
    assert not parties.helping.mine()[0].is_open
    # It stays the person's to ask again, or to say no.
    with parties.bureau() as bureau:
        assert service.mine(bureau, ASKER).is_suggested


@pytest.mark.parametrize(("reason", "alternative"), [("", "A walk"), ("No", ""), ("", "")])
def test_a_no_without_either_is_refused(parties, reason, alternative):
    request_id = parties.agreed_and_taken(NOTHING)

    with parties.bureau() as bureau, pytest.raises(ValueError, match="owes a reason"):
        service.refuse(bureau, PRACTITIONER, request_id, reason, alternative)

    assert parties.mine().stage is Stage.AGREED


def test_a_sign_off_without_a_reason_or_without_help_is_refused(parties):
    request_id = parties.agreed_and_taken(NOTHING)

    with pytest.raises(ValueError, match="owes the person a reason"):
        replace(SIGNED, reason="")
    with pytest.raises(ValueError, match="at least one kind of help"):
        parties.sign_off(request_id, made=replace(SIGNED, helps=()))

    assert parties.mine().stage is Stage.AGREED


def test_without_an_agreement_there_is_nothing_to_sign(parties):
    parties.agreed_and_taken(NOTHING)
    parties.take_back()
    (one,) = parties.theirs()
    assert not one.can_decide

    for decide in (parties.sign_off, parties.refuse):
        with pytest.raises(service.NotAgreedError):
            decide(one.request)


def test_one_agreement_is_signed_off_once(parties):
    request_id = parties.begun(NOTHING)

    with pytest.raises(service.NotAgreedError):
        parties.sign_off(request_id)

    assert parties.counted()["intervention"] == 1


def test_who_has_not_taken_it_decides_nothing(parties):
    request_id = parties.agreed_and_taken(NOTHING)

    for who in (SECOND, ASKER):
        with pytest.raises(NotThereError):
            parties.sign_off(request_id, who)
        assert not parties.may_open(request_id, who)


def test_who_comes_to_lead_the_person_can_not_decide_any_more(parties):
    request_id = parties.agreed_and_taken(NOTHING, by=SECOND)
    with parties.home.session() as session:
        now_leads(session, SECOND, "help", TODAY)

    with pytest.raises(NotThereError):
        parties.sign_off(request_id, SECOND)

    assert parties.theirs(SECOND) == ()
    assert parties.counted()["intervention"] == 0


def test_another_policy_week_later_the_decision_still_names_what_was_agreed_to(parties):
    request_id = parties.agreed_and_taken(NOTHING)
    agreed = parties.mine().standing.agreement
    parties.home.clock.standing_at = NOW + timedelta(weeks=1)

    parties.sign_off(request_id)

    assert parties.mine().standing.agreement == agreed
    assert agreed.agreed_on == TODAY
    assert len(agreed.policy) == 64


def test_where_the_clock_was_set_back_it_is_signed_on_the_day_of_the_agreement(parties):
    request_id = parties.agreed_and_taken(NOTHING)
    parties.home.clock.standing_at = NOW - timedelta(days=1)

    parties.sign_off(request_id)

    assert parties.mine().standing.course.signed_on == TODAY
