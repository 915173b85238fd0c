"""A person says how they like to be contacted: for their own eyes, until they send a request."""

import pytest
from sqlalchemy import func, select

from tests.integration.policies.reader import Reader
from tests.support.world import CHARACTERS
from wellbeing.database import writing
from wellbeing.preferences.contact import (
    KIND,
    ContactWishes,
    Interpreter,
    Way,
    contact_wishes_of,
    keep_contact_wishes,
)
from wellbeing.preferences.kept import Slip
from wellbeing.preferences.service import forget_person
from wellbeing.preferences.store import PreferenceRow

HERE = "/preferences/contact"
NOTHING = f"{HERE}/nothing"
IDS = {character.name: character.id for character in CHARACTERS}
SAID = {
    "how": "writing",
    "not_by": ["phone", "text"],
    "safe_times": "Tuesdays 10 to 12",
    "may_leave_message": "yes",
    "interpreter": "spoken",
    "language": "Polish",
}
WISHES = ContactWishes(
    how="writing",
    safe_times="Tuesdays 10 to 12",
    may_leave_message=True,
    not_by=(Way.PHONE, Way.TEXT),
    interpreter=Interpreter.SPOKEN,
    language="Polish",
)


@pytest.fixture
def reader(home):
    yield Reader(home, IDS["staff"])
    keep(home, ContactWishes())


def keep(home, wishes, person_id=IDS["staff"]):
    with home.session() as session:
        keep_contact_wishes(session, home.vault, person_id, wishes)


def wishes(home, person_id=IDS["staff"]):
    with home.session() as session:
        return contact_wishes_of(session, home.vault, person_id)


def rows(home):
    with home.session() as session:
        return session.scalar(select(func.count()).select_from(PreferenceRow))


def test_who_said_nothing_prefers_nothing_and_no_message_may_be_left(home, reader):
    page = reader.get(HERE)

    assert wishes(home) == ContactWishes()
    assert not wishes(home).may_leave_message
    assert page.form(HERE).filled["may_leave_message"] == "no"
    assert "Delete what I said here" not in page.text
    assert rows(home) == 0


def test_what_was_said_stands_there_again_and_is_told_to_nobody(home, reader):
    page = reader.send(HERE, **SAID)

    assert "Kept. Only you can see it." in page.text
    assert wishes(home) == WISHES
    filled = reader.get(HERE).form(HERE).filled
    again = {name: held.strip() for name, held in filled.items()}
    assert again.items() >= {k: v for k, v in SAID.items() if k != "not_by"}.items()
    another = Reader(home, IDS["supervisor"])
    assert "Tuesdays" not in another.get(HERE).text
    assert wishes(home, IDS["supervisor"]) == ContactWishes()


def test_the_page_of_all_preferences_tells_it_without_the_times(reader):
    reader.send(HERE, **SAID)
    told = reader.get("/preferences").text

    for said in ("By text or email", "Not: Phone calls, Text messages", "Polish"):
        assert said in told
    assert "You have said when it is safe" in told
    assert "Tuesdays" not in told


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"how": "phone", "not_by": ["phone"]}, "The way you would like stands here too"),
        ({"how": "writing", "not_by": ["text", "email"]}, "The way you would like stands here"),
        ({"how": "pigeon"}, "Choose one of these."),
        ({"not_by": ["pigeon"]}, "Choose from these."),
        ({"interpreter": "bsl"}, "or leave this line empty"),
        ({"safe_times": "x" * 301}, "1 characters too long"),
    ],
)
def test_what_cannot_be_is_said_and_what_was_typed_stays(home, reader, wrong, said):
    page = reader.send(HERE, **{**SAID, **wrong})

    assert page.status == 422
    assert said in page.text
    assert page.form(HERE).filled["language"] == "Polish"
    assert rows(home) == 0


@pytest.mark.parametrize("way", ["one press", "by saying nothing"])
def test_taking_it_back_leaves_nothing_behind(home, reader, way):
    keep(home, WISHES)
    nothing = {"how": "", "safe_times": "", "may_leave_message": "no", "language": ""}

    page = (
        reader.send(HERE, NOTHING)
        if way == "one press"
        else reader.send(HERE, **nothing, not_by=[], interpreter="no")
    )

    assert "Nothing of it is kept" in page.text
    assert rows(home) == 0


def test_its_row_cannot_be_read_from_outside_and_opens_nowhere_else(home):
    keep(home, WISHES)
    with home.session() as session:
        row = session.scalars(select(PreferenceRow)).one()
        assert b"Tuesday" not in row.sealed
        with writing(session):
            other = home.vault.row_key(KIND, IDS["supervisor"])
            session.add(PreferenceRow(id=other, sealed=row.sealed))

    assert wishes(home, IDS["supervisor"]) == ContactWishes()
    keep(home, ContactWishes())
    keep(home, ContactWishes(), IDS["supervisor"])


def test_words_of_a_later_version_are_as_if_nothing_were_said(home):
    keep(home, WISHES)
    with home.session() as session, writing(session):
        row = session.scalars(select(PreferenceRow)).one()
        from_later = home.vault.box(IDS["staff"])
        label = Slip(session, home.vault, IDS["staff"], KIND).label
        row.sealed = from_later.seal(b'{"how": 7, "by": "owl"}', label)

    assert wishes(home) == ContactWishes()
    keep(home, ContactWishes())


def test_a_person_who_is_forgotten_leaves_none_of_it(home):
    keep(home, WISHES)
    keep(home, ContactWishes(how="phone"), IDS["supervisor"])

    with home.session() as session, writing(session):
        forget_person(session, home.vault, IDS["staff"])

    assert wishes(home) == ContactWishes()
    assert wishes(home, IDS["supervisor"]).how == "phone"
    assert rows(home) == 1
    keep(home, ContactWishes(), IDS["supervisor"])
