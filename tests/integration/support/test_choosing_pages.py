"""The pages of asking: one contact to read it first, practical wishes, and no form without cover."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.support.asking import ASKER, PRACTITIONER, SECOND, Help
from tests.support.promises import (
    ALL,
    THIRD,
    after,
    begin_anew,
    go_away,
    readers,
    three_practitioners,
)
from tests.support.world import TODAY
from wellbeing.content.loader import content
from wellbeing.cover import own
from wellbeing.cover.service import Card
from wellbeing.preferences.contact import ContactWishes, Interpreter, Way, keep_contact_wishes

SAID = content().support
ASK = "/ask/someone"
WHOM = {"with_whom": "practitioner", "stage": "look"}
CARD = Card(training="Two days of listening", most_at_once=2)


@pytest.fixture(scope="module")
def organisation(tmp_path_factory) -> Iterator[Help]:
    with three_practitioners(tmp_path_factory.mktemp("choosing")) as found:
        Visitor(found.home, ASKER).agree()
        yield found


@pytest.fixture
def help_(organisation: Help) -> Help:
    begin_anew(organisation)
    wish_to_be_reached(organisation, ContactWishes())
    return organisation


@pytest.fixture
def ann(help_: Help) -> Visitor:
    return Visitor(help_.home, ASKER)


def wish_to_be_reached(help_: Help, wishes: ContactWishes) -> None:
    with help_.home.session() as session:
        keep_contact_wishes(session, help_.home.vault, ASKER, wishes)


def chosen_first(ann: Visitor, who: str):
    """Look at what would be sent, with this contact chosen to read it first."""
    return ann.press(ann.press(ann.get(ASK), WHOM, ""), {"first": who, "stage": "look"}, "")


def test_the_page_names_who_reads_it_first_and_to_whom_and_when_it_passes_on(help_, ann) -> None:
    page = chosen_first(ann, SECOND)

    assert "It goes first to Pat Second" in page.text
    for name in ("Practitioner", "Kim Third"):
        assert f"{name} can read it too from Wednesday 4 March, 14:00." in page.text or (
            f"{name} can read it too from Thursday 5 March, 10:00." in page.text
        )
    assert SAID.told.format(moment="Friday 6 March, 17:00") in page.text
    ann.press(page, {"stage": "send"}, "")
    assert readers(help_) == {SECOND}


def test_who_was_chosen_stays_chosen_while_something_else_is_changed(help_, ann) -> None:
    form = ann.press(chosen_first(ann, SECOND), {"stage": "change"}, "")

    page = ann.press(form, {"how": "phone", "stage": "look"}, "")

    assert "It goes first to Pat Second" in page.text


def test_the_first_who_is_free_stays_the_default_and_goes_to_all_of_them(help_, ann) -> None:
    page = ann.press(ann.get(ASK), WHOM, "")

    ann.press(page, {"stage": "send"}, "")

    assert "It goes first to" not in page.text
    assert readers(help_) == ALL


def test_cards_are_read_before_choosing(help_, ann) -> None:
    with help_.office() as office:
        own.keep_card(own.Supporter(office.session, THIRD, office.today), CARD)

    page = ann.press(ann.get(ASK), WHOM, "")

    assert "About Kim Third" in page.text
    assert "Two days of listening" in page.text
    assert "About Pat Second" not in page.text


def test_what_passed_on_stands_on_the_own_page_and_the_step_page(help_, ann) -> None:
    ann.press(chosen_first(ann, SECOND), {"stage": "send"}, "")

    after(help_, timedelta(hours=4))
    ann.sign_in_again()

    page = ann.get("/my-requests").text
    assert "on Wednesday 4 March, 14:00" in page
    assert "Asked on Wednesday 4 March, 10:00" in page
    assert "can read it too from Thursday 5 March, 10:00." in page


@pytest.mark.parametrize("who", ["nobody-of-that-name", "f" * 32])
def test_who_cannot_be_chosen_is_not_sent_to(help_, ann, who: str) -> None:
    shown = chosen_first(ann, SECOND)

    again = ann.press(shown, {"stage": "send", "first": who}, "")

    assert SAID.changed in again.text
    assert readers(help_) == set()


def test_without_cover_the_alternatives_stand_there_instead_of_the_form(help_, ann) -> None:
    for who in ALL:
        go_away(help_, who, TODAY, TODAY + timedelta(days=9))

    page = ann.get("/ask/more")

    assert SAID.no_cover in page.text
    assert "Somebody is back on Monday 16 March." in page.text
    assert "/help-now" in page.links
    assert not [form for form in page.forms if "stage" in dict(form.buttons)]


def test_where_nobody_is_there_so_soon_a_later_day_can_be_chosen_and_nothing_is_lost(
    help_, ann
) -> None:
    for who in ALL:
        go_away(help_, who, TODAY, TODAY + timedelta(days=1))
    typed = WHOM | {"when": "soon", "safe_times": "after 15:00"}

    page = ann.press(ann.get(ASK), typed, "")

    assert SAID.not_in_time in page.text
    assert page.form("").fields["safe_times"].value == "after 15:00"
    later = ann.press(page, {"when": "few_days", "stage": "look"}, "")
    assert "Safe times: after 15:00" in later.text
    assert "By Friday 6 March, 17:00" in later.text


def test_what_is_read_holds_the_practical_wishes_and_no_time_of_asking(help_, ann) -> None:
    page = ann.press(
        ann.get(ASK),
        {
            **WHOM,
            "how": "text",
            "interpreter": "spoken",
            "language": "Polish",
            "safe_times": "After 15:00",
            "may_leave_message": "y",
        },
        "",
    )
    ann.press(page, {"stage": "send"}, "")

    pat = Visitor(help_.home, SECOND)
    read = pat.get(f"/requests/{help_.inbox(SECOND)[0]}").text
    for shown in (page.text, read):
        assert "by Friday 6 March, by text message, with an interpreter (Polish)." in shown
        assert "Safe times: After 15:00" in shown
        assert SAID.may_leave_message in shown
    assert "10:00" not in read
    assert "17:00" not in read


def test_the_form_begins_with_what_the_person_keeps_about_being_reached(help_, ann) -> None:
    wish_to_be_reached(
        help_,
        ContactWishes(
            how="phone", safe_times="Evenings", not_by=(Way.EMAIL,), interpreter=Interpreter.BSL
        ),
    )

    page = ann.press(ann.get(ASK), WHOM, "")

    assert "by Friday 6 March, by phone, with a BSL interpreter." in page.text
    assert "Safe times: Evenings" in page.text
    assert "Please not by email." in page.text
    assert SAID.no_message in page.text


def test_a_wish_in_a_check_in_carries_how_a_person_can_be_reached(help_, ann) -> None:
    wish_to_be_reached(help_, ContactWishes(safe_times="Evenings"))

    last = ann.answer({"talk": "few_days", "talk_with": "practitioner", "talk_how": "phone"})
    ann.press(last, {}, "/this-week/send")

    assert "Safe times: Evenings" in last.text
    assert readers(help_) == ALL
    read = Visitor(help_.home, PRACTITIONER).get(f"/requests/{help_.inbox(PRACTITIONER)[0]}")
    assert "Safe times: Evenings" in read.text
