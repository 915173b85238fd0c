"""One-time links and passwords: used once, by one request, and every session ends."""

import threading
from contextlib import contextmanager

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.integration.accounts.conftest import PASSWORD, character
from tests.support.meanwhile import meanwhile
from wellbeing.accounts import own, sign_in
from wellbeing.accounts.rows import LinkRow, PasswordRow
from wellbeing.accounts.sign_in import LinkUsedError, WeakPasswordError, WrongSignInError
from wellbeing.accounts.tries import FREE_TRIES, TooManyTriesError

OTHER = "seven quiet boats at noon"


def test_a_link_names_its_person_and_sets_their_password_once(entrance):
    somebody = character("moved")
    token = sign_in.make_link(entrance.door, somebody.id)

    assert sign_in.person_of_link(entrance.door, token).id == somebody.id
    sign_in.set_password_by_link(entrance.door, token, PASSWORD)

    assert entrance.sign_in(somebody)
    with pytest.raises(LinkUsedError):
        sign_in.set_password_by_link(entrance.door, token, OTHER)
    with pytest.raises(LinkUsedError):
        sign_in.person_of_link(entrance.door, token)


def test_a_link_ends_after_seven_days_or_with_the_next_one(entrance):
    first = sign_in.make_link(entrance.door, character("moved").id)
    second = sign_in.make_link(entrance.door, character("moved").id)

    with pytest.raises(LinkUsedError):
        sign_in.person_of_link(entrance.door, first)
    entrance.wait(days=7, seconds=-1)
    assert sign_in.person_of_link(entrance.door, second).name == "Moved"
    entrance.wait(seconds=1)
    with pytest.raises(LinkUsedError):
        sign_in.set_password_by_link(entrance.door, second, PASSWORD)


def test_two_requests_at_once_use_a_link_once(on_either):
    somebody = character("moved")
    token = sign_in.make_link(on_either.door, somebody.id)
    answers = []

    def run(password):
        with Session(on_either.engine) as session:
            try:
                sign_in.set_password_by_link(on_either.door_on(session), token, password)
                answers.append(password)
            except LinkUsedError:
                answers.append(None)

    threads = [threading.Thread(target=run, args=(password,)) for password in (PASSWORD, OTHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers.count(None) == 1
    won = next(password for password in answers if password)
    assert on_either.sign_in(somebody, won)


def test_only_the_hash_of_a_link_and_of_a_password_is_kept(on_either):
    token = sign_in.make_link(on_either.door, character("staff").id)

    kept = [
        str(value)
        for row in (LinkRow, PasswordRow)
        for found in on_either.session.execute(select(row.__table__))
        for value in found
    ]

    assert not [one for one in kept if token in one or PASSWORD in one]


def test_a_weak_password_leaves_link_and_sessions_as_they_were(entrance, ann):
    session = entrance.sign_in(ann)
    token = sign_in.make_link(entrance.door, ann.id)

    with pytest.raises(WeakPasswordError, match="at least"):
        sign_in.set_password_by_link(entrance.door, token, "short")

    assert sign_in.person_of_link(entrance.door, token).id == ann.id
    assert entrance.person_of(session) == ann.id


def test_a_new_password_ends_every_session_and_every_pause(entrance, ann):
    session = entrance.sign_in(ann)
    for _ in range(FREE_TRIES):
        with pytest.raises(WrongSignInError):
            entrance.sign_in(ann, "wrong")

    entrance.give_password(ann, OTHER)

    assert entrance.person_of(session) is None
    assert entrance.sign_in(ann, OTHER)
    with pytest.raises(WrongSignInError):
        entrance.sign_in(ann, PASSWORD)


def test_changing_the_password_needs_the_old_one(entrance, ann):
    session = entrance.sign_in(ann)

    with pytest.raises(WrongSignInError):
        sign_in.change_password(entrance.door, ann.id, "not this one", OTHER)
    assert entrance.person_of(session) == ann.id

    sign_in.change_password(entrance.door, ann.id, PASSWORD, OTHER)
    assert entrance.person_of(session) is None
    assert entrance.sign_in(ann, OTHER)


def test_the_old_password_cannot_be_guessed_from_an_open_session(entrance, ann):
    for _ in range(FREE_TRIES):
        with pytest.raises(WrongSignInError):
            sign_in.change_password(entrance.door, ann.id, "not this one", OTHER)

    with pytest.raises(TooManyTriesError):
        sign_in.change_password(entrance.door, ann.id, PASSWORD, OTHER)


def test_ones_own_name_and_address_are_no_password(entrance):
    supervisor = character("supervisor")
    token = sign_in.make_link(entrance.door, supervisor.id)

    with pytest.raises(WeakPasswordError, match="own name"):
        sign_in.set_password_by_link(entrance.door, token, "supervisorsupervisor")


def test_looking_for_a_good_new_password_is_not_counted_as_wrong_tries(entrance, ann):
    for _ in range(FREE_TRIES + 1):
        with pytest.raises(WeakPasswordError):
            sign_in.change_password(entrance.door, ann.id, PASSWORD, "too short")

    sign_in.change_password(entrance.door, ann.id, PASSWORD, OTHER)

    assert entrance.sign_in(ann, OTHER)


def changed_anew(door, who, password):
    sign_in.change_password(door, who.id, password, "nine slow trains at dawn")


def asked_again(door, who, password):
    own.confirm(door, who.id, password)


@contextmanager
def changed_by_link_meanwhile(entrance, who):
    """Let somebody choose another password by a link while the old one is looked at."""
    link = sign_in.make_link(entrance.door, who.id)

    def change() -> None:
        with Session(entrance.engine) as session:
            sign_in.set_password_by_link(entrance.door_on(session), link, OTHER)

    pause = entrance.door.pause(who.work_email).hex()
    with meanwhile(entrance.engine, pause, change, passed=1):
        yield


@pytest.mark.parametrize("act", [asked_again, changed_anew])
def test_a_password_changed_meanwhile_hands_nothing_out_and_is_not_changed_back(on_either, act):
    somebody = character("staff")

    with changed_by_link_meanwhile(on_either, somebody), pytest.raises(WrongSignInError):
        act(on_either.door, somebody, PASSWORD)

    assert on_either.sign_in(somebody, OTHER)


def test_a_change_of_password_that_is_pressed_twice_at_once_is_made(on_either):
    somebody = character("staff")

    def first() -> None:
        with Session(on_either.engine) as session:
            sign_in.change_password(on_either.door_on(session), somebody.id, PASSWORD, OTHER)

    pause = on_either.door.pause(somebody.work_email).hex()
    with meanwhile(on_either.engine, pause, first, passed=1):
        sign_in.change_password(on_either.door, somebody.id, PASSWORD, OTHER)

    assert on_either.sign_in(somebody, OTHER)


def test_a_password_changed_while_the_old_one_was_looked_at_opens_nothing(on_either):
    somebody = character("staff")

    with changed_by_link_meanwhile(on_either, somebody), pytest.raises(WrongSignInError):
        on_either.sign_in(somebody)

    assert sign_in.sessions(on_either.door, somebody.id) == ()
    assert on_either.sign_in(somebody, OTHER)
