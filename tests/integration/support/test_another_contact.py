"""A case moves only with the person's yes: for good, or while somebody is away."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine

from tests.support.asking import ASKER, PEER, PRACTITIONER, SECOND, SUPERVISOR, TALK, Help, join
from tests.support.cases import CALL as LATER_ACTION
from tests.support.cases import (
    agreed,
    may_open,
    notes_for,
    open_case,
    propose,
    reply,
    taken,
    write,
)
from tests.support.meanwhile import meanwhile
from tests.support.promises import go_away
from tests.support.world import TODAY
from wellbeing.cover import own
from wellbeing.cover.service import Card
from wellbeing.support import moving, service
from wellbeing.support.cases import Ending
from wellbeing.support.happened import Proposal

A_DAY = timedelta(days=1)
UNTIL = TODAY + 3 * A_DAY
THIRD = "3" * 32  # one more practitioner


def holder(help_: Help, request_id: str) -> str:
    with help_.office() as office:
        return service.case_of(office, ASKER, request_id).contact


def test_nothing_moves_before_the_person_says_yes(help_: Help) -> None:
    request_id = open_case(help_)

    propose(help_, request_id, PRACTITIONER)

    assert holder(help_, request_id) == SECOND
    assert not may_open(help_, PRACTITIONER, request_id)
    (mine,) = help_.mine()
    assert mine.life.proposal is not None
    assert (mine.life.proposal.by, mine.life.proposal.to) == ("Pat Second", "Practitioner")


def test_a_no_changes_nothing(help_: Help) -> None:
    request_id = open_case(help_)
    shown = propose(help_, request_id, PRACTITIONER)

    reply(help_, request_id, shown, yes=False)

    assert holder(help_, request_id) == SECOND
    assert help_.mine()[0].life.proposal is None
    with pytest.raises(service.ChangedError):
        reply(help_, request_id, shown, yes=True)


@pytest.mark.parametrize("begun", [True, False])
def test_on_a_yes_it_moves_at_once_and_the_old_contact_has_lost_it(
    help_: Help, begun: bool
) -> None:
    request_id = open_case(help_) if begun else taken(help_)

    reply(help_, request_id, propose(help_, request_id, PRACTITIONER), yes=True)

    assert holder(help_, request_id) == PRACTITIONER
    assert help_.inbox(PRACTITIONER) == (request_id,)
    assert not may_open(help_, SECOND, request_id)
    for act in (service.look, service.talked, service.hand_back, service.take):
        with help_.office() as office, pytest.raises(service.NotThereError):
            act(office, SECOND, request_id)
    (mine,) = help_.mine()
    assert [(one.by, one.to) for one in mine.life.moves] == [("Pat Second", "Practitioner")]
    assert mine.handed_back == ()
    with help_.office() as office:
        service.refuse(office, SECOND, request_id)
    assert [name for name, _ in help_.mine()[0].life.refused] == ["Pat Second"]


@pytest.mark.parametrize("along", [True, False])
def test_what_was_agreed_goes_along_only_if_the_person_says_so(help_: Help, along: bool) -> None:
    request_id = open_case(help_)
    agreed(help_, request_id)
    write(help_, SECOND, request_id, LATER_ACTION)

    reply(help_, request_id, propose(help_, request_id, PRACTITIONER), yes=True, notes=along)

    found = notes_for(help_, PRACTITIONER, request_id)
    assert (len(found.agreed), found.draft) == (int(along), None)
    assert len(notes_for(help_, ASKER, request_id).agreed) == 1


def test_a_proposal_that_was_changed_is_not_agreed_to(help_: Help) -> None:
    request_id = open_case(help_)
    shown = propose(help_, request_id, PRACTITIONER)
    propose(help_, request_id, PRACTITIONER, since=TODAY, until=UNTIL)

    with pytest.raises(service.ChangedError):
        reply(help_, request_id, shown, yes=True)
    assert holder(help_, request_id) == SECOND


def test_what_the_person_ends_meanwhile_does_not_move(help_: Help) -> None:
    request_id = open_case(help_)

    def end() -> None:
        with help_.office() as other:
            service.end(other, ASKER, request_id)

    with help_.office() as office:
        engine = office.session.get_bind()
        assert isinstance(engine, Engine)
        wanted = Proposal(SECOND, PRACTITIONER, TODAY)
        with meanwhile(engine, ASKER, end), pytest.raises(service.NotThereError):
            moving.propose(office, request_id, wanted)

    (mine,) = help_.mine()
    assert (mine.ending, mine.life.proposal) == (Ending.CLOSED, None)


def test_what_is_taken_back_while_the_person_says_yes_does_not_move(help_: Help) -> None:
    request_id = open_case(help_)
    shown = propose(help_, request_id, PRACTITIONER)

    def take_back() -> None:
        with help_.office() as other:
            moving.take_proposal_back(other, SECOND, request_id)

    with help_.office() as office:
        engine = office.session.get_bind()
        assert isinstance(engine, Engine)
        with meanwhile(engine, ASKER, take_back), pytest.raises(service.ChangedError):
            moving.answer(office, ASKER, request_id, moving.Reply(shown, yes=True))

    assert holder(help_, request_id) == SECOND


def test_only_free_colleagues_of_the_role_can_be_proposed(help_: Help) -> None:
    request_id = open_case(help_)
    go_away(help_, PRACTITIONER, TODAY, TODAY)

    for to in (PEER, SUPERVISOR, SECOND, PRACTITIONER):
        with pytest.raises(moving.NotFreeError):
            propose(help_, request_id, to)
    with pytest.raises(service.NotThereError):
        propose(help_, request_id, PRACTITIONER, by=PRACTITIONER)
    with help_.office() as office, pytest.raises(service.NotThereError):
        moving.colleagues(office, PRACTITIONER, request_id)


def test_a_colleague_who_is_full_by_then_does_not_get_it(help_: Help) -> None:
    request_id = open_case(help_)
    shown = propose(help_, request_id, PRACTITIONER)
    help_.ask(TALK)
    (other,) = help_.inbox(PRACTITIONER)
    help_.take(PRACTITIONER, other)
    with help_.office() as office:
        supporter = own.Supporter(office.session, PRACTITIONER, office.today)
        own.keep_card(supporter, Card(most_at_once=1))

    with pytest.raises(moving.NotFreeError):
        reply(help_, request_id, shown, yes=True)
    assert holder(help_, request_id) == SECOND


def test_cover_is_for_a_time_and_ends_by_itself(help_: Help) -> None:
    request_id = open_case(help_)
    since = TODAY + A_DAY
    shown = propose(help_, request_id, PRACTITIONER, since=since, until=UNTIL)
    reply(help_, request_id, shown, yes=True)
    has_it = [holder(help_, request_id)]
    for _ in range(4):
        help_.home.clock.standing_at += A_DAY
        has_it.append(holder(help_, request_id))

    assert has_it == [SECOND, PRACTITIONER, PRACTITIONER, PRACTITIONER, SECOND]
    assert not may_open(help_, PRACTITIONER, request_id)


def test_cover_for_days_that_are_over_is_not_proposed_any_more(help_: Help) -> None:
    request_id = open_case(help_)
    shown = propose(help_, request_id, PRACTITIONER, since=TODAY, until=TODAY)
    help_.home.clock.standing_at += A_DAY

    assert help_.mine()[0].life.proposal is None
    with pytest.raises(service.ChangedError):
        reply(help_, request_id, shown, yes=True)
    assert holder(help_, request_id) == SECOND


def test_who_covers_cannot_give_it_away_and_the_one_away_cannot_open_it(help_: Help) -> None:
    request_id = open_case(help_)
    shown = propose(help_, request_id, PRACTITIONER, since=TODAY, until=UNTIL)
    reply(help_, request_id, shown, yes=True)

    assert not may_open(help_, SECOND, request_id)
    with pytest.raises(service.NotThereError):
        propose(help_, request_id, SECOND, by=PRACTITIONER)
    with help_.office() as office:
        moving.end_cover(office, ASKER, request_id)
    assert holder(help_, request_id) == SECOND
    with help_.office() as office, pytest.raises(service.ChangedError):
        moving.end_cover(office, ASKER, request_id)


@pytest.mark.parametrize("ends", ["by the person", "with another contact"])
def test_who_covered_and_tries_afterwards_is_put_on_record(help_: Help, ends: str) -> None:
    request_id = open_case(help_)
    shown = propose(help_, request_id, PRACTITIONER, since=TODAY, until=UNTIL)
    reply(help_, request_id, shown, yes=True)
    with help_.office() as office:
        moving.end_cover(office, ASKER, request_id)
    if ends == "with another contact":
        with help_.home.session() as session:
            join(session, THIRD, "Kim Third", "help", "practitioner")
        reply(help_, request_id, propose(help_, request_id, THIRD), yes=True)

    with help_.office() as office:
        service.refuse(office, PRACTITIONER, request_id)

    (mine,) = help_.mine()
    assert [name for name, _ in mine.life.refused] == ["Practitioner"]
    assert [(one.to, one.until) for one in mine.life.covers] == [("Practitioner", TODAY)]
    assert not may_open(help_, PRACTITIONER, request_id)


def test_the_person_asks_for_cover_only_while_their_contact_is_away(help_: Help) -> None:
    request_id = open_case(help_)
    with help_.office() as office, pytest.raises(service.ChangedError):
        moving.ask_for_cover(office, ASKER, request_id, PRACTITIONER)
    go_away(help_, SECOND, TODAY, UNTIL)

    assert help_.mine()[0].life.away_until == UNTIL
    with help_.office() as office:
        moving.ask_for_cover(office, ASKER, request_id, PRACTITIONER)

    assert holder(help_, request_id) == PRACTITIONER
    (mine,) = help_.mine()
    assert (mine.life.is_covered, mine.life.away_until) == (True, None)
