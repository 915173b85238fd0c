"""Formal support ends by both together; the person alone closes access at once."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from tests.support.asking import ASKER, PRACTITIONER, SECOND
from tests.support.formal import EVIDENCE, NOTHING
from tests.support.world import NOW, TODAY
from wellbeing.accounts.rows import RoleRow
from wellbeing.database import writing
from wellbeing.formal import forgetting, service
from wellbeing.formal.service import NotThereError, Stage
from wellbeing.stepped_care import Step


@pytest.mark.parametrize("person_first", [True, False])
def test_it_ends_when_both_say_so_whoever_says_it_first(parties, person_first):
    parties.take_part()
    request_id = parties.begun()
    first, then = parties.person_says, lambda: parties.practitioner_says(request_id)
    if not person_first:
        first, then = then, first

    assert not first()
    assert parties.step() is Step.FORMAL
    assert then()

    assert parties.step() is Step.REACTIVE
    assert "H2" in parties.rules()
    assert parties.mine().stage is Stage.NOTHING
    (told,) = parties.mine().past
    assert told.course.ended_on == TODAY
    assert not parties.helping.mine()[0].is_open
    assert parties.theirs() == ()


def test_either_can_take_their_word_back_before(parties):
    request_id = parties.begun(NOTHING)

    parties.person_says()
    parties.person_says(ends=False)
    assert not parties.practitioner_says(request_id)
    assert not parties.practitioner_says(request_id, ends=False)
    assert not parties.person_says()

    assert parties.mine().stage is Stage.BEGUN


def test_the_person_closes_access_alone_and_at_once_and_the_step_stays(parties):
    parties.take_part()
    request_id = parties.begun()

    parties.close_access()

    with pytest.raises(NotThereError):
        parties.look(request_id)
    (one,) = parties.theirs()
    assert not one.has_case
    assert one.shared == ()
    assert parties.step() is Step.FORMAL
    assert not parties.person_says()
    assert parties.practitioner_says(request_id)
    assert parties.step() is Step.REACTIVE


def test_after_both_ended_it_somebody_can_agree_anew(parties):
    request_id = parties.begun()
    parties.person_says()
    parties.practitioner_says(request_id)

    again = parties.agreed_and_taken(EVIDENCE)
    parties.look(again)
    parties.sign_off(again)

    assert parties.counted()["intervention"] == 2
    assert parties.mine().stage is Stage.BEGUN


def test_where_its_practitioner_is_gone_the_person_names_another(parties):
    request_id = parties.begun()
    parties.close_access()
    with parties.home.session() as session, writing(session):
        session.execute(
            update(RoleRow).where(RoleRow.person_id == PRACTITIONER).values(until_on=TODAY)
        )
    assert parties.theirs() == ()

    with parties.bureau() as bureau:
        assert [each for each, _ in service.who_could(bureau, ASKER)] == [SECOND]
        with pytest.raises(NotThereError):
            service.name_another(bureau, ASKER, PRACTITIONER)
        service.name_another(bureau, ASKER, SECOND)

    assert not parties.person_says()
    assert parties.practitioner_says(request_id, by=SECOND)


def test_while_somebody_looks_after_it_nobody_else_can_be_named(parties):
    parties.begun()

    with parties.bureau() as bureau, pytest.raises(NotThereError):
        service.name_another(bureau, ASKER, SECOND)


def test_what_ended_is_kept_for_53_weeks_and_then_gone(parties):
    request_id = parties.begun()
    parties.person_says()
    parties.practitioner_says(request_id)

    with parties.bureau() as bureau:
        forgetting.forget_old(bureau.session, bureau.office.vault, TODAY + timedelta(weeks=52))
        assert parties.counted()["intervention"] == 1
        forgetting.forget_old(bureau.session, bureau.office.vault, TODAY + timedelta(weeks=53))

    assert set(parties.counted().values()) == {0}


def test_an_agreement_whose_request_ended_stands_no_more(parties):
    parties.agree()
    parties.close_access()

    with parties.bureau() as bureau:
        forgetting.forget_old(bureau.session, bureau.office.vault, TODAY)
        assert bureau.folder.standing(ASKER) is None

    assert parties.counted()["formal_evidence"] == 0


def test_what_was_shared_goes_with_its_request_also_while_formal_support_goes_on(parties):
    parties.begun()
    parties.close_access()

    with parties.bureau() as bureau:
        forgetting.forget_old(bureau.session, bureau.office.vault, TODAY)

    assert parties.counted() == {"formal_agreement": 1, "formal_evidence": 0, "intervention": 1}


def test_formal_support_that_goes_on_is_never_let_go(parties):
    parties.begun()
    parties.close_access()
    parties.home.clock.standing_at = NOW + timedelta(weeks=60)

    with parties.bureau() as bureau:
        forgetting.forget_old(bureau.session, bureau.office.vault, bureau.today)

    assert parties.mine().stage is Stage.BEGUN


def test_after_a_restore_nothing_shared_is_open_and_nothing_unsigned_can_be_signed(parties):
    request_id = parties.agreed_and_taken()
    parties.look(request_id)

    with parties.bureau() as bureau:
        service.after_restore(bureau.session, TODAY)

    with pytest.raises(NotThereError):
        parties.look(request_id)
    with pytest.raises(service.NotAgreedError):
        parties.sign_off(request_id)


def test_everything_a_person_deletes_goes_with_its_key(parties):
    parties.begun()

    with parties.bureau() as bureau, writing(bureau.session):
        keys = forgetting.forget_person(bureau.session, bureau.office.vault, ASKER)

    assert len(keys) == 1
    assert set(parties.counted().values()) == {0}
