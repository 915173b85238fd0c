"""A team's agreement in the database: every version kept, none overwritten, nobody named."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, TODAY, unit_id
from wellbeing.agreements import service
from wellbeing.agreements.rows import TeamAgreementRow
from wellbeing.agreements.service import PartText, Team

RED = unit_id("red")


@pytest.fixture
def home(database):
    with settled_home(database) as home:
        yield home


@pytest.fixture
def team(home):
    with home.session() as session:
        yield Team(session, RED, TODAY)


def save(team, read, **texts):
    return service.save(team, read, [PartText(part, text) for part, text in texts.items()])


def opened_again(team, number):
    found = service.version(team, number)
    assert found is not None
    return found


def test_before_the_first_saving_nothing_is_agreed_and_no_idea_stands_there(team):
    assert service.latest(team).number == 0
    assert service.latest(team).is_empty
    assert save(team, 0, respect="", open="").version.number == 0


def test_every_saving_is_a_version_and_saying_the_same_again_is_none(team):
    save(team, 0, respect="We greet.")
    save(team, 1, respect="We greet.", open="We ask.")
    again = save(team, 2, respect="We greet.", open="We ask.")

    assert again.version.number == 2
    assert [each.number for each in service.versions(team, None, 9)] == [2, 1]
    assert opened_again(team, 1).text_of("respect") == "We greet."


def test_two_teams_have_nothing_to_do_with_each_other(team):
    other = replace(team, unit_id=unit_id("blue"))
    save(team, 0, respect="We greet.")
    save(team, 1, respect="We wave.")

    assert service.latest(other).is_empty
    assert service.version(other, 1) is None
    save(other, 0, respect="We knock.")
    save(other, 1, respect="We call.")
    service.take_out(other, 1)
    assert opened_again(team, 1).text_of("respect") == "We greet."
    assert service.put_back(team, 1, seen=2).text_of("respect") == "We greet."


def test_two_who_changed_different_parts_are_both_kept_at_once(team):
    save(team, 0, respect="We greet.", open="We ask.")
    save(team, 1, respect="We greet everyone.", open="We ask.")

    saved = save(team, 1, respect="We greet.", open="We ask twice.")

    assert saved.is_joined
    assert saved.version.text_of("respect") == "We greet everyone."
    assert saved.version.text_of("open") == "We ask twice."


def test_two_who_changed_one_part_are_told_of_each_other_and_nothing_is_written(team):
    save(team, 0, respect="We greet.")
    save(team, 1, respect="We greet everyone.")

    with pytest.raises(service.ChangedMeanwhileError) as told:
        save(team, 1, respect="We greet loudly.")

    assert told.value.now.number == 2
    assert [(one.box, one.theirs) for one in told.value.meetings] == [
        ("We greet loudly.", "We greet everyone.")
    ]
    assert service.latest(team).number == 2


def test_an_earlier_version_is_put_back_as_a_new_one_and_nothing_is_lost(team):
    save(team, 0, respect="We greet.")
    save(team, 1, respect="We do not greet.")

    again = service.put_back(team, 1, seen=2)

    assert (again.number, again.put_back) == (3, 1)
    assert service.latest(team).text_of("respect") == "We greet."
    assert opened_again(team, 2).text_of("respect") == "We do not greet."
    assert service.put_back(team, 1, seen=3).number == 3


def test_nothing_is_put_back_over_what_was_saved_meanwhile(team):
    save(team, 0, respect="We greet.")
    save(team, 1, respect="We wave.")
    save(team, 2, respect="We nod.")

    with pytest.raises(service.ChangedMeanwhileError):
        service.put_back(team, 1, seen=2)

    assert service.latest(team).text_of("respect") == "We nod."


def test_words_that_hurt_can_be_taken_out_of_an_earlier_version_for_good(team):
    save(team, 0, respect="Words about somebody")
    with pytest.raises(service.NoSuchVersionError):
        service.take_out(team, 1)
    save(team, 1, respect="We greet.")

    service.take_out(team, 1)

    assert opened_again(team, 1).is_taken_out
    assert opened_again(team, 1).written_on == TODAY
    assert "somebody" not in str(service.versions(team, None, 9))
    with pytest.raises(service.NoSuchVersionError):
        service.put_back(team, 1, seen=2)


def test_who_opened_a_version_that_was_emptied_since_loses_no_word(team):
    save(team, 0, respect="Words about somebody")
    save(team, 1, respect="We greet.")
    service.take_out(team, 1)

    with pytest.raises(service.ChangedMeanwhileError) as told:
        save(team, 1, respect="We wave.")

    assert told.value.meetings[0].theirs == "We greet."


@pytest.mark.parametrize("number", [4, 10**30])
def test_a_number_that_is_no_version_finds_none(team, number):
    save(team, 0, respect="We greet.")

    assert service.version(team, number) is None
    assert [each.number for each in service.versions(team, 10**30, 9)] == [1]
    with pytest.raises(service.NoSuchVersionError):
        service.put_back(team, number, seen=1)


def test_nothing_in_the_table_could_say_who_wrote(team):
    assert {column.name for column in TeamAgreementRow.__table__.columns} == {
        "unit_id",
        "number",
        "texts",
        "written_on",
        "put_back",
    }


def test_many_savings_at_once_make_one_version_each_and_lose_no_part(home):
    parts = ["respect", "open", "hard-days", "time", "again"]

    def write(part):
        with home.session() as session:
            return save(Team(session, RED, TODAY), 0, **{part: f"About {part}"}).version.number

    with ThreadPoolExecutor(len(parts)) as pool:
        numbers = list(pool.map(write, parts))

    assert sorted(numbers) == [1, 2, 3, 4, 5]
    with home.session() as session:
        stands = service.latest(Team(session, RED, TODAY))
    assert {part: stands.text_of(part) for part in parts} == {
        part: f"About {part}" for part in parts
    }


@pytest.mark.parametrize(
    ("name", "teams"),
    [
        ("staff", ["red"]),
        ("supervisor", ["red"]),
        ("supervisor of another team", ["blue", "green"]),
        ("service manager", ["help", "blue"]),
        ("past supervisor", ["red"]),
        ("without a team", []),
    ],
)
def test_an_agreement_belongs_to_the_team_and_to_whoever_leads_it(team, name, teams):
    who = next(each for each in CHARACTERS if each.name == name)

    found = service.teams_of(team.session, who.id, TODAY)

    assert [each.id for each in found] == [unit_id(each) for each in teams]


def test_a_version_keeps_its_own_day(team):
    save(team, 0, respect="We greet.")
    save(replace(team, today=TODAY + timedelta(days=9)), 1, respect="We wave.")

    days = [each.written_on for each in service.versions(team, None, 9)]
    assert days == [TODAY + timedelta(days=9), TODAY]
