"""What stands beside the answers the rules see: ticks about a pressure, and the optional question."""

from dataclasses import fields, replace

import pytest

from tests.integration.history.conftest import MONDAY_OF, Office, check_in
from tests.support.databases import Database, on_sqlite
from wellbeing.database import writing
from wellbeing.history import service
from wellbeing.history.indicators import items_of
from wellbeing.history.kept import CHECK_IN, LENGTHS, Drawer, weeks_label
from wellbeing.history.service import Answers, Armour
from wellbeing.history.store import weeks_for_releases
from wellbeing.stepped_care import CheckIn

WEEK = MONDAY_OF
HARD = Answers(check_in("5+org=3+op=2"))
TAGS = ("staffing", "amount-of-work")


@pytest.fixture
def database(tmp_path) -> Database:
    return on_sqlite(tmp_path)


def tick(office: Office, tags=TAGS, week=WEEK) -> None:
    with office.session() as session, writing(session):
        service.keep_about(office.desk(session, week), "ada", week, tags)


def about(office: Office, week=WEEK):
    with office.session() as session:
        return service.about(office.desk(session, week), "ada", week)


def record(office: Office, person: str) -> bytes:
    row = weeks_label(office.vault, person)
    with office.session() as session:
        sealed = weeks_for_releases(session, [row.row])[row.row]
    return office.vault.box(person).open(sealed, row)


def test_nothing_is_said_until_it_is_and_then_it_can_be_changed(office: Office) -> None:
    office.send("ada", WEEK, HARD)
    assert about(office) is None

    tick(office)
    assert about(office) == TAGS
    tick(office, ())

    assert about(office) == ()


def test_without_a_check_in_nothing_is_kept(office: Office) -> None:
    tick(office)

    assert about(office) is None


def test_ticks_outlast_a_check_in_sent_again_while_the_pressures_are_the_same(
    office: Office,
) -> None:
    office.send("ada", WEEK, HARD)
    tick(office)

    slept = replace(HARD, check_in=replace(HARD.check_in, signs=(0, 0, 0, 0, 0, 0)))
    office.send("ada", WEEK, slept, form="again 1")
    assert about(office) == TAGS
    eased = replace(HARD, check_in=replace(HARD.check_in, org=1))
    office.send("ada", WEEK, eased, form="again 2")

    assert about(office) is None


def test_neither_reaches_the_rules_or_what_a_release_reads(office: Office) -> None:
    """Two people with the same answers, one with everything beside them: every placement and byte is equal."""
    for number, word in enumerate(("3", "4", "9+org=3", "9+org=3")):
        week = WEEK.plus(number)
        plain = Answers(check_in(word))
        office.send("bob", week, plain)
        office.send("ada", week, replace(plain, armour=Armour("job_well", number % 4)))
        tick(office, TAGS, week)

    last = WEEK.plus(3)
    with office.session() as session:
        desk = office.desk(session, last)
        ada, bob = (service.everything(desk, person) for person in ("ada", "bob"))
    assert ada.weeks == bob.weeks
    assert ada.state == bob.state
    assert record(office, "ada") == record(office, "bob")
    assert [one.about for one in ada.check_ins] == [TAGS] * 4
    assert ada.check_ins[1].answers.armour == Armour("job_well", 1)


def test_the_answers_that_rules_and_releases_read_have_no_room_for_either() -> None:
    names = {field.name for field in fields(CheckIn)}

    assert names == {
        *("signs", "usual", "op", "org", "life", "support", "support_not_needed"),
        *("impact", "event", "talk"),
    }
    assert items_of.__annotations__["check_in"] is CheckIn


def test_a_row_is_as_long_with_everything_ticked_as_with_nothing(office: Office) -> None:
    office.send("bob", WEEK, HARD)
    most = replace(HARD, talk_with="someone_outside_my_team", talk_how="text_or_email")
    office.send("ada", WEEK, replace(most, armour=Armour("time_to_recover", 3)))
    tick(office, tuple(f"a-tag-of-this-length-{number}" for number in range(19)))

    with office.session() as session:
        found = {
            person: Drawer(session, office.vault, person).check_ins([WEEK])[WEEK]
            for person in ("ada", "bob")
        }
        lengths = session.connection().exec_driver_sql("SELECT length(sealed) FROM check_in")
        assert len({length for (length,) in lengths}) == 1
    assert found["ada"].about is not None
    assert LENGTHS[CHECK_IN] > 900
