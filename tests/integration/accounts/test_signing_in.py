"""Signing in: the same answers for everybody, and pauses that cannot be got round."""

import threading

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.integration.accounts.conftest import PASSWORD, character
from wellbeing.accounts import sign_in
from wellbeing.accounts import sign_in_store as kept
from wellbeing.accounts.rows import LinkRow, PauseRow, SessionRow
from wellbeing.accounts.sign_in import WrongSignInError
from wellbeing.accounts.tries import FREE_TRIES, TooManyTriesError


def try_once(entrance, address, password="not the right password", session=None):
    door = entrance.door if session is None else entrance.door_on(session)
    return sign_in.sign_in(door, address, password, shared_device=False)


def fail(entrance, address, times):
    for _ in range(times):
        with pytest.raises(WrongSignInError):
            try_once(entrance, address)


def test_the_right_password_opens_a_session_of_that_person(entrance, ann):
    token = entrance.sign_in(ann)

    assert entrance.person_of(token) == ann.id
    assert entrance.person_of(token + "x") is None
    assert entrance.person_of("") is None


@pytest.mark.parametrize("written", [str.upper, str.title, lambda address: f"  {address} "])
def test_one_address_may_be_written_in_several_ways(entrance, ann, written):
    assert try_once(entrance, written(ann.work_email), PASSWORD)


@pytest.mark.parametrize("address", ["nobody@example.org", "", "\x00", "'; DROP TABLE person; --"])
def test_an_unknown_address_and_a_wrong_password_are_answered_alike(entrance, ann, address):
    for each in (address.replace("\x00", ""), ann.work_email):
        with pytest.raises(WrongSignInError) as refusal:
            try_once(entrance, each)

        assert str(refusal.value) == ""


def test_somebody_without_a_password_cannot_sign_in_with_any(entrance):
    for password in ("", PASSWORD, "None"):
        with pytest.raises(WrongSignInError):
            entrance.sign_in(character("moved"), password)


@pytest.mark.parametrize("name", ["left", "not yet here"])
def test_who_does_not_work_here_today_cannot_sign_in(entrance, name):
    somebody = character(name)
    with pytest.raises(sign_in.LinkUsedError):
        entrance.give_password(somebody)

    with pytest.raises(WrongSignInError):
        entrance.sign_in(somebody)


@pytest.mark.parametrize("known", [True, False])
def test_known_and_unknown_addresses_are_paused_alike(entrance, ann, known):
    address = ann.work_email if known else "nobody@example.org"
    waits = []
    for _ in range(10):
        fail(entrance, address, 1)
        free_at = kept.free_at(entrance.session, entrance.door.pause(address))
        assert free_at is not None
        waits.append((free_at - entrance.now).total_seconds())
        entrance.now = free_at

    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 3600]


def test_during_a_pause_not_even_the_right_password_is_looked_at(entrance, ann):
    fail(entrance, ann.work_email, FREE_TRIES)

    with pytest.raises(TooManyTriesError) as pause:
        entrance.sign_in(ann)

    entrance.now = pause.value.free_at
    assert entrance.sign_in(ann)


def test_a_pause_is_about_one_address_and_ends_when_it_signs_in(entrance, ann):
    other = character("moved")
    entrance.give_password(other)
    fail(entrance, ann.work_email, FREE_TRIES)

    assert entrance.sign_in(other)
    entrance.wait(seconds=1)
    assert entrance.sign_in(ann)
    fail(entrance, ann.work_email, FREE_TRIES)


def test_failures_of_an_hour_ago_are_forgotten(entrance, ann):
    fail(entrance, ann.work_email, FREE_TRIES)
    entrance.wait(hours=1, seconds=1)

    fail(entrance, ann.work_email, FREE_TRIES)


def test_many_tries_at_once_are_counted_one_by_one(on_either):
    answers = []

    def run():
        with Session(on_either.engine) as session:
            try:
                try_once(on_either, character("staff").work_email, session=session)
            except (WrongSignInError, TooManyTriesError) as error:
                answers.append(type(error))

    threads = [threading.Thread(target=run) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers.count(WrongSignInError) == FREE_TRIES
    assert answers.count(TooManyTriesError) == 12 - FREE_TRIES


def test_no_table_says_who_signed_in_or_whose_address_was_tried(on_either):
    on_either.sign_in(character("staff"))
    fail(on_either, "somebody.else@example.org", 1)

    held = [
        str(value)
        for row in (SessionRow, PauseRow)
        for found in on_either.session.execute(select(row.__table__))
        for value in found
    ]

    assert held
    assert not [one for one in held if character("staff").id in one or "somebody" in one]


def test_what_ended_a_day_ago_is_removed(on_either):
    on_either.sign_in(character("staff"))
    sign_in.make_link(on_either.door, character("moved").id)
    fail(on_either, "nobody@example.org", 1)
    on_either.wait(days=9)
    still = on_either.sign_in(character("staff"))

    sign_in.forget_stale(on_either.door)

    counts = {
        row.__tablename__: on_either.session.scalar(select(func.count()).select_from(row))
        for row in (SessionRow, PauseRow, LinkRow)
    }
    assert counts == {"login_session": 1, "sign_in_pause": 0, "one_time_link": 0}
    assert on_either.person_of(still) == character("staff").id
