"""Asking for a human: to whom it goes, that it is asked once, and that it can be taken back."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from tests.support.asking import (
    ASKER,
    BY_NAME,
    FORMAL,
    PEER,
    PRACTITIONER,
    REVIEW,
    SECOND,
    SUPERVISOR,
    TALK,
    Help,
    join,
    now_leads,
)
from tests.support.canaries import found_in_folder, found_in_tables
from wellbeing.database import writing
from wellbeing.stepped_care import Step
from wellbeing.support import service
from wellbeing.support.cases import Ending, Kind, Wish

THURSDAY = date(2026, 3, 5)
FRIDAY = date(2026, 3, 6)
ALL = {PRACTITIONER, SECOND, PEER, SUPERVISOR, *BY_NAME.values()} - {ASKER}


def reached(help_: Help) -> set[str]:
    """Return everybody whose list is not empty."""
    return {who for who in ALL if help_.inbox(who)}


@pytest.mark.parametrize(
    ("wish", "to"),
    [
        (TALK, {PRACTITIONER, SECOND}),
        (REVIEW, {PRACTITIONER, SECOND}),
        (FORMAL, {PRACTITIONER, SECOND}),
        (Wish(Kind.TALK, with_whom="peer_supporter"), {PEER}),
        (Wish(Kind.TALK, with_whom="supervisor"), {SUPERVISOR}),
        (Wish(Kind.TALK, with_whom="outside_team"), {PRACTITIONER, SECOND, PEER}),
    ],
    ids=["practitioner", "review", "formal", "peer supporter", "supervisor", "outside the team"],
)
def test_a_wish_reaches_those_it_is_for_and_nobody_else(help_: Help, wish: Wish, to) -> None:
    assert help_.ask(wish)

    assert reached(help_) == to
    assert help_.waiting_mail() == len(to)


def test_outside_my_team_leaves_the_team_out(help_: Help) -> None:
    with help_.home.session() as session:
        join(session, "3" * 32, "Red Peer", "red", "peer_supporter")

    help_.ask(Wish(Kind.TALK, with_whom="outside_team"))
    help_.ask(FORMAL)

    assert not help_.inbox("3" * 32)


@pytest.mark.parametrize("unit", ["red", "help", "org"])
def test_nobody_above_the_person_hears_of_it(help_: Help, unit: str) -> None:
    with help_.home.session() as session:
        now_leads(session, SECOND, unit, THURSDAY - timedelta(days=1))

    help_.ask(REVIEW)

    assert reached(help_) == {PRACTITIONER}


def test_a_practitioner_is_never_their_own_contact(help_: Help) -> None:
    help_.ask(REVIEW, who=PRACTITIONER)

    assert not help_.inbox(PRACTITIONER)
    assert help_.inbox(SECOND)


def test_without_anybody_to_ask_nothing_is_sent_and_nothing_is_promised(help_: Help) -> None:
    with pytest.raises(service.NobodyToAskError):
        help_.ask(Wish(Kind.TALK, with_whom="supervisor"), who=BY_NAME["without a team"])
    with pytest.raises(service.NobodyToAskError):
        help_.ask(Wish(Kind.TALK, with_whom="somebody else"))

    assert help_.mine() == ()
    assert help_.current() is None
    assert help_.waiting_mail() == 0


@pytest.mark.parametrize(
    ("wish", "due"),
    [
        (TALK, FRIDAY),
        (Wish(Kind.TALK, soon=True, with_whom="practitioner"), THURSDAY),
        (REVIEW, date(2026, 3, 11)),
        (FORMAL, FRIDAY),
    ],
    ids=["talk", "talk soon", "review", "formal soon"],
)
def test_each_wish_has_its_promise(help_: Help, wish: Wish, due: date) -> None:
    help_.ask(wish)

    (mine,) = help_.mine()
    assert (mine.due_on, mine.is_overdue) == (due, False)
    assert "Practitioner" in mine.to


def test_asking_to_talk_opens_reactive_support_by_its_own_rule(help_: Help) -> None:
    help_.ask(TALK)

    current = help_.current()
    assert current is not None
    assert current.placement.step is Step.REACTIVE
    assert current.placement.rules == ("U5",)
    assert current.talk_open


def test_asking_for_formal_support_moves_no_step(help_: Help) -> None:
    help_.ask(FORMAL)

    current = help_.current()
    assert current is not None
    assert current.placement.step is Step.PREVENTION
    assert current.placement.formal_suggested
    assert "F5" in current.placement.rules


def test_a_review_is_nothing_the_rules_hear_of(help_: Help) -> None:
    help_.ask(REVIEW)

    assert help_.current() is None


def test_who_does_not_take_part_reaches_a_human_and_no_rule_hears_of_it(help_: Help) -> None:
    for wish in (TALK, FORMAL):
        help_.ask(wish, takes_part=False)

    assert len(help_.inbox(PRACTITIONER)) == 2
    assert help_.current() is None


def test_asking_twice_for_the_same_does_not_double(help_: Help) -> None:
    assert help_.ask(TALK)
    mail = help_.waiting_mail()

    assert not help_.ask(Wish(Kind.TALK, with_whom="supervisor"))

    assert len(help_.mine()) == 1
    assert not help_.inbox(SUPERVISOR)
    assert help_.waiting_mail() == mail
    assert help_.ask(REVIEW)
    assert help_.ask(FORMAL)
    assert len(help_.inbox(SECOND)) == 3


def test_the_database_itself_refuses_a_second_open_request_of_a_kind(help_: Help) -> None:
    with help_.office() as office:
        case = service.ahead(office, ASKER, TALK).case
        with writing(office.session, ASKER):
            office.cabinet.file(case)
            with pytest.raises(IntegrityError):
                office.cabinet.file(case)
            office.session.rollback()


def test_the_database_itself_refuses_an_ended_request_that_would_never_be_removed(
    help_: Help,
) -> None:
    help_.ask(TALK)

    with (
        help_.home.session() as session,
        pytest.raises(IntegrityError),
        writing(session, ASKER),
    ):
        session.execute(text("UPDATE support_request SET open_place = NULL"))


def test_a_wish_that_is_taken_back_leaves_every_list_and_closes_the_wish(help_: Help) -> None:
    help_.ask(TALK)
    with help_.office() as office:
        assert service.withdraw(office, ASKER, Kind.TALK)
        assert not service.withdraw(office, ASKER, Kind.TALK)

    (mine,) = help_.mine()
    current = help_.current()
    assert reached(help_) == set()
    assert mine.ending is Ending.WITHDRAWN
    assert current is not None
    assert not current.talk_open
    assert help_.ask(TALK)


def test_a_request_for_formal_support_that_is_taken_back_is_the_person_s_no(help_: Help) -> None:
    help_.ask(FORMAL)
    with help_.office() as office:
        service.withdraw(office, ASKER, Kind.FORMAL)

    current = help_.current()
    assert current is not None
    assert not current.placement.formal_suggested
    assert "H3" in current.placement.rules
    assert not help_.inbox(SECOND)


def test_withdrawing_what_was_never_asked_is_no_news_of_the_week(help_: Help) -> None:
    with help_.office() as office:
        for kind in Kind:
            assert not service.withdraw(office, ASKER, kind)

    assert help_.current() is None


def test_ended_requests_are_removed_with_their_keys_after_a_quarter_of_a_year(help_: Help) -> None:
    help_.ask(TALK)
    help_.ask(REVIEW)
    with help_.office() as office:
        service.withdraw(office, ASKER, Kind.TALK)
        keys = sum(office.vault.wrapped_by().values())
        assert service.forget_old(office.session, office.vault, office.today) == 0

    help_.home.clock.standing_at += timedelta(weeks=13)

    assert [one.wish.kind for one in help_.mine()] == [Kind.REVIEW]
    with help_.office() as office:
        assert service.forget_old(office.session, office.vault, office.today) == 1
        assert service.forget_old(office.session, office.vault, office.today) == 0
        assert sum(office.vault.wrapped_by().values()) == keys - 1
        rows = office.session.execute(text("SELECT id FROM support_request")).all()
        assert len(rows) == 1


def test_nothing_of_a_request_stands_in_clear_anywhere(help_: Help) -> None:
    word = "canary-1f3b5d7f9a1b3c5d7e"
    help_.ask(Wish(Kind.REVIEW, how="in_person", words=f"About {word}."))
    help_.ask(FORMAL)
    wanted = [word, "in_person", "review", "formal", f'"{ASKER}"']
    found = []

    for url in (help_.home.database.main, help_.home.database.keys):
        found += [
            one
            for one in found_in_tables(url, wanted)
            if " in support_" in one or " in outbox" in one or word in one or "data_key" in one
        ]
    found += found_in_folder(help_.home.database.data, [word])

    assert found == []
