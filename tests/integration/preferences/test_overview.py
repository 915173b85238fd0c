"""Everything a person can choose on one page, and whose device this is."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from tests.integration.policies.reader import Reader
from tests.support.world import CHARACTERS
from wellbeing.accounts import sign_in
from wellbeing.accounts.rows import SessionRow
from wellbeing.database import writing
from wellbeing.preferences.asked import (
    Pages,
    all_devices_shared,
    keep_all_devices_shared,
    keep_pages,
    pages_of,
)
from wellbeing.preferences.service import forget_person
from wellbeing.preferences.store import PreferenceRow

OVERVIEW, DEVICE, PAGES = "/preferences", "/preferences/device", "/preferences/pages"
IDS = {character.name: character.id for character in CHARACTERS}
STAFF = IDS["staff"]


@pytest.fixture
def reader(home):
    """A member of staff with one session, who has chosen nothing."""
    with home.session() as session:
        door = sign_in.Door(session, home.vault, home.clock.now(), home.clock.now().date())
        sign_in.sign_out_everywhere(door, STAFF)
    yield Reader(home, STAFF)
    with home.session() as session, writing(session):
        forget_person(session, home.vault, STAFF)


def rows(home):
    with home.session() as session:
        return session.scalar(select(func.count()).select_from(PreferenceRow))


def shared(home):
    """Return what each session of the person counts as."""
    with home.session() as session:
        owner = home.vault.row_key("session-owner", STAFF)
        return set(
            session.scalars(select(SessionRow.shared_device).where(SessionRow.owner == owner))
        )


def test_everything_that_can_be_chosen_stands_on_one_page_with_the_way_to_change_it(reader):
    page = reader.get(OVERVIEW)

    for name in (
        "How pages look",
        "Pages of the check-in",
        "How you like to be contacted",
        "This device",
        "When you are asked",
        "Pause and leave",
        "How messages come",
        "Notes for yourself",
    ):
        assert f"Change {name}" in page.text
    said = ("As for everybody", "You have said nothing", "counts as shared", "No days away", "Off")
    assert all(one in page.text for one in said)
    for link in ("look", "pages", "contact", "device"):
        assert f"{OVERVIEW}/{link}" in page.links
    assert {"/when-you-are-asked", "/my-weeks/notes"} <= set(page.links)


def test_what_was_chosen_is_told_in_words(home, reader):
    reader.send("/preferences/look", theme="dark", text="larger", motion="less", contrast="more")
    reader.send(PAGES, pages="one")
    reader.send(DEVICE, here="own")

    told = reader.get(OVERVIEW).text

    for said in ("Larger text", "More contrast", "Dark", "Nothing moves", "One question on a page"):
        assert said in told
    assert "Only you use this device. You are signed out after 30 minutes" in told
    assert "Only you" not in Reader(home, IDS["supervisor"]).get(OVERVIEW).text.replace(
        "Only you can see this page.", ""
    )


@pytest.mark.parametrize("pages", Pages)
def test_how_many_questions_stand_on_a_page_is_kept_and_the_usual_leaves_nothing(
    home, reader, pages
):
    page = reader.send(PAGES, pages=pages.value)

    assert "Kept. Your check-in is asked like this from now on." in page.text
    assert page.form(PAGES).filled["pages"] == pages.value
    with home.session() as session:
        assert pages_of(session, home.vault, STAFF) is pages
        assert pages_of(session, home.vault, IDS["supervisor"]) is Pages.PARTS
    assert rows(home) == (pages is not Pages.PARTS)


@pytest.mark.parametrize(("path", "field"), [(PAGES, "pages"), (DEVICE, "here")])
def test_what_is_not_on_the_page_is_asked_again(home, reader, path, field):
    page = reader.send(path, **{field: "sideways"})

    assert page.status == 422
    assert "Choose one of these." in page.text
    assert rows(home) == 0


def test_a_way_of_a_later_version_is_the_usual_one(home, reader):
    with home.session() as session:
        keep_pages(session, home.vault, STAFF, Pages.ALL)
        label = home.vault.row_key("check-in pages", STAFF)
        with writing(session):
            session.get(PreferenceRow, label).sealed = b"\x01" + bytes(300)

        assert pages_of(session, home.vault, STAFF) is Pages.PARTS


def test_a_device_is_shared_until_a_person_says_otherwise_and_again_when_they_say_so(home, reader):
    assert reader.get(DEVICE).form(DEVICE).filled["here"] == "shared"

    own = reader.send(DEVICE, here="own")
    assert "You are signed out after 30 minutes without use." in own.text
    assert shared(home) == {False}

    again = reader.send(DEVICE, here="shared")
    assert "counts as shared. You are signed out after 15 minutes" in again.text
    assert shared(home) == {True}


@pytest.mark.parametrize(("here", "minutes"), [("shared", 15), ("own", 30)])
def test_the_session_ends_when_the_page_says_it_does(home, reader, here, minutes):
    reader.send(DEVICE, here=here)
    began = home.clock.standing_at
    try:
        home.clock.standing_at = began + timedelta(minutes=minutes)
        still = reader.client.get("/account").status_code
        home.clock.standing_at += timedelta(minutes=minutes, seconds=1)
        after = reader.client.get("/account").status_code
    finally:
        home.clock.standing_at = began

    assert (still, after) == (200, 302)


def test_nothing_is_remembered_on_the_device_and_its_cookie_ends_with_the_browser(reader):
    reader.send(DEVICE, here="own", everywhere="y")

    kept = reader.client.get_cookie("s")
    assert (kept.max_age, kept.expires) == (None, None)
    assert len(reader.client._cookies) == 1


def test_a_role_that_allows_no_longer_time_is_told_so(home):
    page = Reader(home, IDS["supervisor"]).get(DEVICE)

    assert "Only yours: after 15 minutes without use. Your role here allows no longer" in page.text
    assert "8 hours after you signed in" in page.text


def test_all_devices_count_as_shared_also_the_one_that_was_said_to_be_own(home, reader):
    reader.send(DEVICE, here="own")

    page = reader.send(DEVICE, here="own", everywhere="y")

    assert "Every device counts as shared." in page.text
    assert shared(home) == {True}
    with home.session() as session:
        assert all_devices_shared(session, home.vault, STAFF)
    assert "Every device counts as shared." in reader.get(OVERVIEW).text


@pytest.mark.parametrize(("everywhere", "expected"), [(False, False), (True, True)])
def test_the_tick_when_signing_in_changes_nothing_where_all_devices_are_shared(
    home, reader, everywhere, expected
):
    with home.session() as session:
        keep_all_devices_shared(session, home.vault, STAFF, all_shared=everywhere)
        door = sign_in.Door(session, home.vault, home.clock.now(), home.clock.now().date())
        link = sign_in.make_link(door, STAFF)
        sign_in.set_password_by_link(door, link, "a long enough pass phrase")
    browser = home.app.test_client()
    page = Reader.__new__(Reader)
    page.client = browser
    address = next(one.work_email for one in CHARACTERS if one.id == STAFF)

    page.send("/sign-in", address=address, password="a long enough pass phrase", own_device="y")

    assert shared(home) == {expected}


def test_the_first_visit_asks_whose_device_it_is_and_the_answer_leads_back(home, reader):
    welcome = reader.get("/welcome")
    assert "This device counts as shared" in welcome.text

    said = reader.send("/welcome", f"{DEVICE}?from=welcome", here="own")

    assert said.h1 == welcome.h1
    assert "Only you use this device. You are signed out after 30 minutes" in said.text
    assert shared(home) == {False}


def test_a_first_page_that_is_still_open_takes_nothing_back_that_was_said_of_all_devices(
    home, reader
):
    welcome = reader.get("/welcome")
    reader.send(DEVICE, here="shared", everywhere="y")

    reader.client.post(f"{DEVICE}?from=welcome", data=welcome.form(DEVICE).filled | {"here": "own"})

    assert shared(home) == {True}
    assert "Every device counts as shared." in reader.get(OVERVIEW).text


def test_all_devices_stay_shared_although_what_says_so_cannot_be_opened(home, reader):
    reader.send(DEVICE, here="shared", everywhere="y")
    with home.session() as session, writing(session):
        label = home.vault.row_key("devices", STAFF)
        session.get(PreferenceRow, label).sealed = b"\x01" + bytes(300)

    with home.session() as session:
        assert all_devices_shared(session, home.vault, STAFF)
