"""Everybody reads the cards of those they can ask, and of nobody else."""

from sqlalchemy import delete

from tests.support.asking import now_leads
from tests.support.world import CHARACTERS, TODAY
from wellbeing.accounts.rows import RoleRow
from wellbeing.cover import supporter_store
from wellbeing.cover.kept import Card
from wellbeing.database import writing

HERE = "/people-to-ask"
IDS = {character.name: character.id for character in CHARACTERS}


def write(home, name, card):
    with home.session() as session, writing(session):
        supporter_store.keep_card(session, IDS[name], card)


def test_the_cards_of_those_who_can_be_asked_are_read_before_choosing(read_as, home):
    write(
        home, "peer supporter", Card("TRiM practitioner", "Polish", "", "We walk.", "An hour", "-")
    )
    write(home, "staff", Card("Was a supporter once"))
    page = read_as("without a team").get(HERE)

    assert "Peer Supporter Peer supporter Training TRiM practitioner Languages Polish" in page.text
    assert "Usually there" not in page.text
    assert "Practitioner Practitioner No card is written yet." in page.text
    assert "Was a supporter once" not in page.text
    assert "Requests are read: Monday to Friday, 9:00 to 17:00." in page.text


def test_neither_who_leads_a_person_nor_they_themselves_are_among_them(read_as, home):
    named = "Practitioner Practitioner"
    assert named in read_as("staff").get(HERE).text
    assert named not in read_as("practitioner").get(HERE).text

    with home.session() as session:
        now_leads(session, IDS["practitioner"], "red", TODAY)

    assert named not in read_as("staff").get(HERE).text
    assert named in read_as("peer supporter").get(HERE).text


def test_where_nobody_can_be_asked_the_page_says_so_and_leads_to_help(look_as, home, read_as):
    with home.session() as session, writing(session):
        session.execute(delete(RoleRow))
    page = read_as("staff").get(HERE)

    assert "Nobody has one of these roles for you at present." in page.text
    assert "/help-now" in page.links
    assert HERE in look_as("staff").get("/ask/someone").links
