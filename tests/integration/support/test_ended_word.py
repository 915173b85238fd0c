"""Whoever had a case reads for two weeks that it has ended: not whose it was, and never why."""

from datetime import timedelta

import pytest

from tests.support.asking import ASKER, PEER, PRACTITIONER, SECOND, Help
from tests.support.cases import open_case, propose, reply, taken
from tests.support.world import TODAY
from wellbeing.support import closing, service
from wellbeing.support.cases import Kind
from wellbeing.support.happened import Use, Useful


def ended(help_: Help, who: str = SECOND) -> tuple[object, ...]:
    with help_.office() as office:
        has_words, days = closing.after_the_end(office, who)
        return (has_words, *days)


def end(help_: Help, request_id: str) -> None:
    with help_.office() as office:
        service.end(office, ASKER, request_id)


def withdraw(help_: Help, _request_id: str) -> None:
    with help_.office() as office:
        service.withdraw(office, ASKER, Kind.TALK)


@pytest.mark.parametrize("ends", [end, withdraw])
def test_who_had_it_reads_the_day_for_two_weeks_and_nobody_else_does(help_: Help, ends) -> None:
    ends(help_, taken(help_))
    at_once = ended(help_)
    help_.home.clock.standing_at += timedelta(days=13)
    late = ended(help_)
    help_.home.clock.standing_at += timedelta(days=1)

    assert at_once == late == (False, TODAY)
    assert ended(help_) == (False,)
    assert ended(help_, PRACTITIONER) == ended(help_, PEER) == (False,)
    with help_.office() as office:
        assert closing.said_to(office, SECOND) == ()
    assert help_.mine()[0].looks == ()


def test_what_nobody_had_and_what_the_contact_ended_leaves_no_word(help_: Help) -> None:
    help_.ask()
    withdraw(help_, "")
    other = open_case(help_)
    with help_.office() as office:
        service.close(office, SECOND, other)

    assert ended(help_) == (False,)


def test_it_is_told_to_who_has_it_at_the_end_and_not_to_who_gave_it_away(help_: Help) -> None:
    request_id = open_case(help_)
    reply(help_, request_id, propose(help_, request_id, PRACTITIONER), yes=True)
    end(help_, request_id)

    assert ended(help_, PRACTITIONER) == (False, TODAY)
    assert ended(help_) == (False,)


@pytest.mark.parametrize("says_no_word_to_anybody", [False, True])
def test_while_somebody_covers_it_is_told_to_who_took_it_and_comes_back(
    help_: Help, says_no_word_to_anybody
) -> None:
    request_id = open_case(help_)
    until = TODAY + timedelta(days=3)
    shown = propose(help_, request_id, PRACTITIONER, since=TODAY, until=until)
    reply(help_, request_id, shown, yes=True)
    end(help_, request_id)
    if says_no_word_to_anybody:
        with help_.office() as office:
            closing.say_useful(office, ASKER, request_id, Useful(Use.YES, "It was.", ""))

    assert ended(help_) == (False, TODAY)
    assert ended(help_, PRACTITIONER) == (False,)


def test_what_the_person_says_afterwards_takes_its_place_and_gives_it_back(help_: Help) -> None:
    request_id = open_case(help_)
    end(help_, request_id)
    said = []
    for whom in (SECOND, ""):
        with help_.office() as office:
            closing.say_useful(office, ASKER, request_id, Useful(Use.YES, "It was.", whom))
        said.append(ended(help_))

    assert said == [(True,), (False, TODAY)]
