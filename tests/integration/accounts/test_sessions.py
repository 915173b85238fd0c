"""Sessions end by themselves, by their person, and at once when somebody leaves."""

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from tests.integration.accounts.conftest import character
from tests.support.world import TODAY, unit_id
from wellbeing.accounts import sign_in
from wellbeing.accounts.rows import PersonRow, SessionRow
from wellbeing.accounts.store import begin_leading
from wellbeing.database import writing

SHARED_IDLE = 15
OWN_IDLE = 30
STAFF = character("staff")


@pytest.mark.parametrize(("shared", "minutes"), [(True, SHARED_IDLE), (False, OWN_IDLE)])
def test_a_session_ends_when_it_is_not_used(entrance, ann, shared, minutes):
    token = entrance.sign_in(ann, shared=shared)

    entrance.wait(minutes=minutes)
    assert entrance.person_of(token) == ann.id
    entrance.wait(minutes=minutes, seconds=1)
    assert entrance.person_of(token) is None


def test_a_session_ends_after_half_a_day_however_much_it_is_used(on_either):
    token = on_either.sign_in(STAFF)
    for _minute in range(0, 12 * 60, 20):
        assert on_either.person_of(token) == STAFF.id
        on_either.wait(minutes=20)

    assert on_either.person_of(token) == STAFF.id
    on_either.wait(seconds=1)
    assert on_either.person_of(token) is None


def test_an_ended_session_says_whose_it_was_but_nobody_is_signed_in(entrance, ann):
    token = entrance.sign_in(ann)
    entrance.wait(hours=1)

    found = sign_in.find(entrance.door, token)

    assert found.person is None
    assert found.expired_owner == entrance.door.owner(ann.id)
    assert sign_in.find(entrance.door, "unknown").expired_owner is None


def test_reading_pages_rarely_writes(entrance, ann):
    token = entrance.sign_in(ann)
    started = entrance.now

    def seen():
        entrance.session.rollback()
        return entrance.session.scalar(select(SessionRow.seen_at))

    entrance.wait(seconds=60)
    entrance.person_of(token)
    assert seen() == started
    entrance.wait(seconds=1)
    entrance.person_of(token)
    assert seen() == entrance.now


def test_leading_a_team_shortens_the_session_from_the_day_it_begins(entrance, ann):
    token = entrance.sign_in(ann)
    with writing(entrance.session):
        begin_leading(entrance.session, [(ann.id, unit_id("red"))], TODAY)

    found = sign_in.find(entrance.door, token).person
    assert found is not None
    assert found.roles == {"supervisor"}
    entrance.wait(minutes=15, seconds=1)
    assert entrance.person_of(token) is None


def test_the_oldest_of_too_many_sessions_ends(entrance, ann):
    tokens = []
    for _number in range(6):
        tokens.append(entrance.sign_in(ann))
        entrance.wait(seconds=1)

    assert [entrance.person_of(token) is not None for token in tokens] == [False] + [True] * 5


def test_a_practitioner_is_signed_in_at_one_place_only(entrance):
    practitioner = character("practitioner")
    entrance.give_password(practitioner)

    first, second = entrance.sign_in(practitioner), entrance.sign_in(practitioner)

    assert entrance.person_of(first) is None
    assert entrance.person_of(second) == practitioner.id


def test_signing_out_ends_one_session_and_signing_out_everywhere_all(on_either):
    other = character("moved")
    on_either.give_password(other)
    tokens = [on_either.sign_in(STAFF) for _ in range(3)]
    stays = on_either.sign_in(other)

    sign_in.sign_out(on_either.door, tokens[0])
    assert [on_either.person_of(token) for token in tokens] == [None, STAFF.id, STAFF.id]

    sign_in.sign_out_everywhere(on_either.door, STAFF.id)
    assert [on_either.person_of(token) for token in tokens] == [None] * 3
    assert on_either.person_of(stays) == other.id


def test_who_leaves_is_signed_out_at_that_moment(entrance, ann):
    token = entrance.sign_in(ann)
    with writing(entrance.session):
        entrance.session.execute(
            update(PersonRow).where(PersonRow.id == ann.id).values(left_on=TODAY)
        )

    assert entrance.person_of(token) is None


def test_a_person_sees_their_own_sessions_the_newest_first(entrance, ann):
    tokens = []
    for shared in (True, False):
        tokens.append(entrance.sign_in(ann, shared=shared))
        entrance.wait(minutes=5)

    found = sign_in.sessions(entrance.door, ann.id)

    assert [one.shared_device for one in found] == [False, True]
    assert sign_in.is_session_of(tokens[1], found[0])
    assert not sign_in.is_session_of(tokens[0], found[0])
    assert sign_in.sessions(entrance.door, character("moved").id) == ()


def test_a_page_is_shown_although_the_database_cannot_be_written(on_either, monkeypatch):
    monkeypatch.setattr("wellbeing.database.BUSY_MS", 100)
    token = on_either.sign_in(STAFF)
    on_either.session.rollback()
    on_either.engine.dispose()
    on_either.wait(minutes=5)

    with Session(on_either.engine) as busy, writing(busy):
        busy.execute(update(PersonRow).values(name="Somebody"))

        assert on_either.person_of(token) == STAFF.id


def test_a_session_moved_to_another_row_is_nobodys(entrance, ann):
    other = character("moved")
    entrance.give_password(other)
    entrance.sign_in(ann)
    token = entrance.sign_in(other)
    with writing(entrance.session):
        found = entrance.session.execute(select(SessionRow.owner, SessionRow.person))
        sealed = {row.owner: row.person for row in found}
        entrance.session.execute(
            update(SessionRow)
            .where(SessionRow.owner == entrance.door.owner(other.id))
            .values(person=sealed[entrance.door.owner(ann.id)])
        )

    with pytest.raises(Exception, match="cannot be opened here"):
        sign_in.find(entrance.door, token)


def test_a_session_begins_anew_each_time(entrance, ann):
    assert entrance.sign_in(ann) != entrance.sign_in(ann)
