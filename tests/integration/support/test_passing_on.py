"""A request passes on by itself: in its order, by staffed hours, and whoever asked is told once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from tests.support.asking import ASKER, BY_NAME, PRACTITIONER, REVIEW, SECOND, TALK, Help
from tests.support.meanwhile import meanwhile
from tests.support.promises import (
    ALL,
    THIRD,
    after,
    begin_anew,
    chosen,
    go_away,
    notices,
    readers,
    three_practitioners,
    tick,
)
from tests.support.world import NOW, TODAY
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing
from wellbeing.sealed import SealBrokenError
from wellbeing.support import service
from wellbeing.support.cases import Kind, Wish

FOUR = timedelta(hours=4)


@pytest.fixture(scope="module")
def organisation(tmp_path_factory) -> Iterator[Help]:
    with three_practitioners(tmp_path_factory.mktemp("passing")) as found:
        yield found


@pytest.fixture
def help_(organisation: Help) -> Help:
    begin_anew(organisation)
    return organisation


@pytest.fixture
def asked(help_: Help) -> list[str]:
    """Let somebody choose one of three practitioners; return all three in their order."""
    help_.ask(chosen(PRACTITIONER), takes_part=False)
    with help_.office() as office:
        (filed,) = office.cabinet.of_asker(ASKER, office.today)
    return [*filed.case.contacts, *filed.case.queue]


def test_only_the_chosen_one_can_open_it_at_first(help_: Help, asked) -> None:
    assert asked[0] == PRACTITIONER
    assert set(asked) == ALL
    assert readers(help_) == {PRACTITIONER}
    assert notices(help_) == 1


def test_unopened_it_goes_to_the_second_and_the_third_and_each_is_told_once(
    help_: Help, asked
) -> None:
    first, second, third = asked
    notices(help_)

    found = []
    for moment in (FOUR - timedelta(minutes=1), FOUR, FOUR, timedelta(hours=24), FOUR * 7):
        help_.home.clock.standing_at = NOW + moment
        tick(help_)
        tick(help_)
        found.append((readers(help_), notices(help_)))

    assert found == [
        ({first}, 0),
        ({first, second}, 1),
        ({first, second}, 0),
        ({first, second, third}, 1),
        ({first, second, third}, 0),
    ]


def test_what_is_opened_and_not_taken_passes_on_as_well(help_: Help, asked) -> None:
    with help_.office() as office:
        service.look(office, PRACTITIONER, help_.inbox(PRACTITIONER)[0])

    after(help_, FOUR)

    assert readers(help_) == set(asked[:2])


def test_what_is_taken_stays_where_it_is(help_: Help, asked) -> None:
    help_.take(PRACTITIONER, help_.inbox(PRACTITIONER)[0])
    notices(help_)

    after(help_, timedelta(days=7))

    assert readers(help_) == {PRACTITIONER}
    assert notices(help_) == 0


def test_who_asked_sees_to_whom_it_passed_and_to_whom_it_will(help_: Help, asked) -> None:
    names = {PRACTITIONER: "Practitioner", SECOND: "Pat Second", THIRD: "Kim Third"}
    (before,) = help_.mine()

    after(help_, FOUR)

    (mine,) = help_.mine()
    assert [one.name for one in before.to_pass_on] == [names[each] for each in asked[1:]]
    assert [(one.name, one.at) for one in mine.passed_on] == [(names[asked[1]], NOW + FOUR)]
    assert [one.name for one in mine.to_pass_on] == [names[asked[2]]]


def test_a_contact_who_is_away_or_has_left_is_passed_over_at_once(help_: Help, asked) -> None:
    first, second, third = asked
    go_away(help_, first, TODAY, TODAY)
    with help_.home.session() as session, writing(session):
        session.query(PersonRow).filter_by(id=second).update({"left_on": TODAY})

    after(help_, timedelta(minutes=1))

    assert readers(help_) == {first, third}


def test_the_person_is_told_once_when_nobody_has_taken_it_by_the_promised_time(
    help_: Help,
) -> None:
    help_.ask(TALK, takes_part=False)
    notices(help_)

    told = []
    for at in (16, 17, 18, 48):
        help_.home.clock.standing_at = datetime(2026, 3, 6, tzinfo=UTC) + timedelta(hours=at)
        tick(help_)
        (mine,) = help_.mine()
        told.append((notices(help_), mine.is_overdue))

    assert told == [(0, False), (1, True), (0, True), (0, True)]


def test_when_the_service_stood_still_everything_missed_is_done_once(help_: Help, asked) -> None:
    notices(help_)

    after(help_, timedelta(days=6))

    assert readers(help_) == ALL
    assert notices(help_) == 3
    assert help_.mine()[0].is_overdue


def test_it_passes_on_at_no_hour_at_which_nobody_is_there(help_: Help, asked) -> None:
    after(help_, timedelta(hours=12))

    assert readers(help_) == {PRACTITIONER}


def test_a_request_that_cannot_be_opened_stops_no_other_and_is_told_of(help_: Help, asked) -> None:
    help_.ask(REVIEW, takes_part=False)
    with help_.office() as office:
        mine = office.cabinet.of_asker(ASKER, office.today)
        (review,) = [one.id for one in mine if one.case.wish == REVIEW]
        with writing(office.session):
            broken = {"sealed": b"broken" * 60, "id": review}
            office.session.execute(
                text("UPDATE support_request SET sealed = :sealed WHERE id = :id"), broken
            )
    notices(help_)

    with pytest.raises(SealBrokenError):
        after(help_, FOUR)

    assert notices(help_) == 1


def test_what_is_taken_back_while_the_clock_ticks_goes_to_nobody(help_: Help, asked) -> None:
    notices(help_)
    help_.home.clock.standing_at = NOW + FOUR

    def withdraw() -> None:
        with help_.office() as other:
            service.withdraw(other, ASKER, Kind.TALK)

    with help_.office() as office:
        engine = office.session.get_bind()
        assert isinstance(engine, Engine)
        with meanwhile(engine, ASKER, withdraw):
            service.keep_promises(office)

    assert (readers(help_), notices(help_)) == (set(), 0)


def test_the_page_names_the_next_opening_where_a_moment_went_by_unused(help_: Help, asked) -> None:
    help_.home.clock.standing_at = NOW + timedelta(hours=9)

    (mine,) = help_.mine()

    morning = datetime(2026, 3, 5, 9, tzinfo=UTC)
    assert [one.at for one in mine.to_pass_on] == [morning, morning + timedelta(hours=1)]


def test_taking_it_back_meanwhile_ends_it(help_: Help, asked) -> None:
    with help_.office() as office:
        service.withdraw(office, ASKER, Kind.TALK)

    after(help_, timedelta(days=7))

    assert readers(help_) == set()


def test_who_is_away_over_the_whole_promise_gets_nothing_and_cannot_be_chosen(
    help_: Help,
) -> None:
    go_away(help_, PRACTITIONER, TODAY, TODAY + timedelta(days=9))
    help_.ask(TALK, takes_part=False)

    assert readers(help_) == {SECOND, THIRD}
    with help_.office() as office:
        ahead = service.ahead(office, ASKER, chosen(PRACTITIONER))
    assert ahead.wish.first == ""
    assert {one.id for one in ahead.choosable} == {SECOND, THIRD}


def test_without_cover_nothing_is_promised_and_the_day_somebody_is_back_is_known(
    help_: Help,
) -> None:
    for who, days in ((PRACTITIONER, 9), (SECOND, 12), (THIRD, 9)):
        go_away(help_, who, TODAY, TODAY + timedelta(days=days))

    with pytest.raises(service.NobodyToAskError) as refused:
        help_.ask(TALK, takes_part=False)

    assert (refused.value.is_away, refused.value.back_on) == (True, TODAY + timedelta(days=12))
    assert help_.mine() == ()


def test_who_has_taken_as_many_as_they_take_at_once_gets_no_more(help_: Help) -> None:
    for name in ("moved", "supervisor", "past supervisor"):
        help_.ask(chosen(SECOND), who=BY_NAME[name], takes_part=False)
        with help_.office() as office:
            (filed,) = office.cabinet.of_asker(BY_NAME[name], office.today)
        help_.take(SECOND, filed.id)

    help_.ask(REVIEW, takes_part=False)

    (mine,) = help_.mine()
    assert mine.to == ("Kim Third", "Practitioner")


def test_a_supervisor_who_was_chosen_is_asked_alone(help_: Help) -> None:
    help_.ask(Wish(Kind.TALK, with_whom="supervisor"), takes_part=False)
    after(help_, timedelta(days=1))

    (mine,) = help_.mine()
    assert mine.to == ("Supervisor",)
    assert mine.passed_on == ()
