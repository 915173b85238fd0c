"""The page of cover for the wellbeing lead: hours, closed days, and the next two weeks by role."""

from datetime import timedelta

import pytest
from sqlalchemy import delete

from tests.support.pages import Page
from tests.support.world import CHARACTERS, TODAY
from wellbeing.accounts.people import Role
from wellbeing.accounts.rows import RoleRow
from wellbeing.cover import own, service
from wellbeing.cover.kept import Away
from wellbeing.database import writing

HERE, HOURS, CLOSE = "/cover", "/cover/hours", "/cover/close"
IDS = {character.name: character.id for character in CHARACTERS}
FREE = {f"{which}_{day}": "" for which in ("opens", "closes") for day in range(7)}


def goes_away(home, name, first, last):
    with home.session() as session:
        supporter = own.Supporter(session, IDS[name], TODAY)
        days = Away(TODAY + timedelta(days=first), TODAY + timedelta(days=last))
        own.go_away(supporter, days)


def test_the_lead_is_told_that_nobody_has_confirmed_the_hours_and_sets_them(read_as):
    lead = read_as("wellbeing lead")
    before = lead.get(HERE)
    after = lead.send(HOURS, opens_4="8:30", closes_4="12.30", opens_5="", closes_5="")

    assert "Nobody has confirmed the hours yet" in before.text
    assert "Monday to Friday, 9:00 to 17:00" in before.text
    assert "The hours are kept." in after.text
    assert "Monday to Thursday, 9:00 to 17:00 Friday, 8:30 to 12:30" in after.text
    assert "Set on 4 March 2026 by Wellbeing Lead." in after.text
    assert "Nobody has confirmed" not in after.text


def test_where_no_time_is_staffed_it_is_said_plainly(read_as):
    page = read_as("wellbeing lead").send(HOURS, **FREE)

    assert "No time is staffed, so nothing can be promised" in page.text
    assert "No hours are staffed. Nothing can be promised" in page.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"closes_0": ""}, "Give both times for Monday, or leave both empty."),
        ({"opens_0": ""}, "Give both times for Monday, or leave both empty."),
        ({"opens_2": "17:00"}, "On Wednesday the end is not after the beginning."),
        ({"opens_2": "18:00"}, "On Wednesday the end is not after the beginning."),
        ({"opens_2": "nine"}, "Write the time as hours and minutes: 9:00."),
        ({"closes_2": "25:00"}, "Write the time as hours and minutes: 9:00."),
    ],
    ids=str,
)
def test_hours_that_cannot_be_are_said_kindly_and_what_was_typed_stays(
    look_as, still_home, typed, told
):
    page = look_as("wellbeing lead").send(HOURS, **typed)

    assert page.status == 422
    assert told in page.text
    fields = page.form(HOURS).fields
    assert {name: fields[name].value or "" for name in typed} == typed
    assert fields["opens_1"].value == "09:00"
    with still_home.session() as session:
        assert not service.is_confirmed(session)


def test_who_sets_hours_later_sees_what_somebody_else_set_and_keeps_what_they_typed(read_as):
    lead = read_as("wellbeing lead")
    read = lead.get(HOURS).form(HOURS).filled
    lead.client.post(HOURS, data=read | {"opens_0": "10:00"})
    late = lead.client.post(HOURS, data=read | {"opens_0": "11:00"})
    page = Page(late.text, HOURS, late.status_code)

    assert late.status_code == 409
    assert "Monday, 10:00 to 17:00" in page.text
    assert page.form(HOURS).fields["opens_0"].value == "11:00"
    assert lead.client.post(HOURS, data=page.form(HOURS).filled).status_code == 303
    assert "Monday, 11:00 to 17:00" in lead.get(HERE).text


def test_a_closed_day_is_entered_shown_and_removed(read_as):
    lead = read_as("wellbeing lead")
    kept = lead.send(CLOSE, day="2026-03-05", name="Training day")
    assert "The closed day is kept." in kept.text
    assert "Training day Thursday 5 March 2026" in kept.text
    assert "Thursday 5 March 2026 Training day" in kept.text

    removed = lead.send(HERE, form=f"{HERE}/reopen")
    assert "The day is like any other again." in removed.text
    assert "Training day" not in removed.text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"day": ""}, "Choose the day."),
        ({"day": "soon"}, "This is not a day we can read."),
        ({"day": "2026-03-03"}, "This day is over."),
        ({"day": "2206-03-05"}, "Choose a day within the next year."),
        ({"name": ""}, "Give it a short name."),
        ({"name": "x" * 41}, "This text is 1 characters too long."),
    ],
    ids=str,
)
def test_a_closed_day_that_cannot_be_is_said_kindly_and_what_was_typed_stays(look_as, typed, told):
    sent = {"day": "2026-03-05", "name": "Training day"} | typed
    page = look_as("wellbeing lead").send(CLOSE, **sent)

    assert page.status == 422
    assert told in page.text
    assert {name: page.form(CLOSE).fields[name].value for name in sent} == sent


def test_a_day_on_which_everybody_of_a_role_is_away_stands_out_without_a_name(read_as, home):
    goes_away(home, "practitioner", 1, 5)
    page = read_as("wellbeing lead").get(HERE)

    assert "Wednesday 4 March 2026 Somebody Somebody" in page.text
    assert "Thursday 5 March 2026 Somebody Nobody" in page.text
    assert "Saturday 7 March 2026 No hours on Saturdays" in page.text
    assert "Monday 9 March 2026 Somebody Nobody" in page.text
    assert "Tuesday 10 March 2026 Somebody Somebody" in page.text
    assert "Days without cover" in page.text
    # Nobody who may be away is named: only who is signed in.
    assert "Peer Supporter" not in page.text
    assert page.text.count("Practitioner") == 1


def test_a_role_that_nobody_holds_is_told_apart_from_a_day_away(read_as, home):
    with home.session() as session, writing(session):
        session.execute(delete(RoleRow).where(RoleRow.role == Role.PEER_SUPPORTER))
    page = read_as("wellbeing lead").get(HERE)

    assert "Nobody has the role: Peer supporter" in page.text
    assert "Days without cover" not in page.text


def test_nobody_else_reads_or_sets_hours(look_as):
    for name in ("staff", "manager of everything", "practitioner"):
        assert [look_as(name).get(path).status for path in (HERE, HOURS, CLOSE)] == [404] * 3
