"""A supporter's own pages: their card, their limit of open requests, and their days away."""

from datetime import date, timedelta

import pytest

from tests.support.world import CHARACTERS, TODAY
from wellbeing.cover import own, service, supporter_store
from wellbeing.cover.kept import Away, Card
from wellbeing.database import writing

HERE, CARD, AWAY = "/my-hours", "/my-hours/card", "/my-hours/away"
IDS = {character.name: character.id for character in CHARACTERS}
WRITTEN = {
    "training": "TRiM practitioner",
    "languages": "English, Polish",
    "hours": "Mornings",
    "first_conversation": "We walk or sit.\nYou decide what you say.",
    "how_long": "About 45 minutes",
    "written_down": "Nothing.",
    "most_at_once": "2",
}


@pytest.mark.parametrize("name", ["peer supporter", "practitioner"])
def test_a_supporter_writes_their_card_and_reads_it_as_others_do(read_as, home, name):
    reader = read_as(name)
    assert "No card is written yet." in reader.get(HERE).text
    page = reader.send(CARD, **WRITTEN)

    assert "Your card is kept." in page.text
    for words in (
        "English, Polish",
        "We walk or sit.",
        "About 45 minutes",
        "taken 2 requests that are still open",
    ):
        assert words in page.text
    with home.session() as session:
        card = service.cards(session, [IDS[name]])[IDS[name]]
    assert {text: str(getattr(card, text)) for text in WRITTEN} == WRITTEN


def test_a_line_left_empty_is_left_out(read_as):
    page = read_as("peer supporter").send(CARD, **WRITTEN | {"how_long": ""})

    assert "Languages" in page.text
    assert "How long" not in page.text


def test_a_card_that_is_too_long_is_said_kindly_and_nothing_typed_is_lost(look_as, still_home):
    typed = WRITTEN | {"languages": "x" * 121, "first_conversation": "y" * 501}
    page = look_as("peer supporter").send(CARD, **typed)

    assert page.status == 422
    assert "This text is 1 characters too long." in page.text
    assert {name: page.form(CARD).fields[name].value.strip() for name in typed} == typed
    with still_home.session() as session:
        assert service.cards(session, [IDS["peer supporter"]]) == {}


def test_days_away_are_entered_shown_and_removed(read_as):
    reader = read_as("peer supporter")
    entered = reader.send(AWAY, first="2026-03-09", last="2026-03-13")
    assert "Kept: you are away Monday 9 March 2026 to Friday 13 March 2026." in entered.text
    single = reader.send(AWAY, first="20/04/2026", last="")
    assert "Kept: you are away Monday 20 April 2026." in single.text

    removed = reader.send(HERE, form=f"{HERE}/back", first="2026-03-09")
    assert "These days away are removed." in removed.text
    assert "9 March" not in removed.text
    assert "20 April" in removed.text


def test_days_away_that_have_begun_can_be_entered_as_long_as_they_go_on(read_as):
    page = read_as("peer supporter").send(AWAY, first="2026-03-02", last="2026-03-05")

    assert "Kept: you are away Monday 2 March 2026 to Thursday 5 March 2026." in page.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"first": ""}, "Choose the first day."),
        ({"last": "later"}, "This is not a day we can read."),
        ({"last": "2026-03-08"}, "The last day is before the first."),
        ({"first": "2026-03-02", "last": ""}, "This day is over."),
        ({"first": "2026-03-02", "last": "2026-03-03"}, "This day is over."),
        ({"first": "1926-03-02"}, "This day is over."),
        ({"first": "2062-03-02"}, "Choose a day within the next year."),
        ({"last": "2062-03-02"}, "Choose a day within the next year."),
    ],
    ids=str,
)
def test_days_away_that_cannot_be_are_said_kindly_and_what_was_typed_stays(
    look_as, still_home, typed, told
):
    sent = {"first": "2026-03-09", "last": "2026-03-13"} | typed
    page = look_as("peer supporter").send(AWAY, **sent)

    assert page.status == 422
    assert told in page.text
    assert {name: page.form(AWAY).fields[name].value for name in sent} == sent
    with still_home.session() as session:
        everybody = list(IDS.values())
        assert service.away(session, everybody, date(2000, 1, 1), date(2100, 1, 1)) == {}


def test_the_page_has_no_place_for_a_reason(look_as):
    fields = look_as("practitioner").get(AWAY).form(AWAY).fields

    assert set(fields) == {"csrf_token", "first", "last"}


def test_a_supporter_sees_and_removes_only_their_own_days(read_as, home):
    with home.session() as session:
        other = own.Supporter(session, IDS["practitioner"], TODAY)
        own.go_away(other, Away(TODAY + timedelta(days=5), TODAY + timedelta(days=6)))
        with writing(session):
            supporter_store.keep_card(session, IDS["practitioner"], Card("Nurse"))
    reader = read_as("peer supporter")
    page = reader.get(HERE)
    reader.send(AWAY, first="2026-03-20")
    reader.send(HERE, form=f"{HERE}/back", first="2026-03-09")

    assert "9 March" not in page.text
    assert "Nurse" not in page.text
    with home.session() as session:
        assert len(own.days_away(own.Supporter(session, IDS["practitioner"], TODAY))) == 1


def test_who_supports_nobody_has_no_such_page(look_as):
    for name in ("staff", "supervisor", "wellbeing lead"):
        assert [look_as(name).get(path).status for path in (HERE, CARD, AWAY)] == [404] * 3


def test_the_requests_page_leads_here_for_supporters_alone(look_as):
    assert HERE in look_as("peer supporter").get("/requests").links
    assert HERE in look_as("practitioner").get("/requests").links
    assert HERE not in look_as("supervisor").get("/requests").links


def test_the_list_of_what_is_kept_leads_here_once_a_card_is_written(read_as):
    supporter = read_as("practitioner")
    assert HERE not in supporter.get("/my-data").links
    supporter.send(CARD, **WRITTEN)

    assert HERE in supporter.get("/my-data").links
    page = read_as("staff").get("/my-data")
    assert "Your card as a supporter" not in page.text
    assert HERE not in page.links
