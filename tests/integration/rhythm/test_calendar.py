"""A person's private calendar: off until it is on, ended by one press, the same whatever they did."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from urllib.parse import urlsplit

import pytest
from icalendar import Calendar
from sqlalchemy import update

from tests.integration.checkins.visitor import Visitor
from tests.integration.policies.reader import Reader
from tests.support.databases import on_sqlite
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, NOW
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing
from wellbeing.rhythm import service
from wellbeing.rhythm.feed_service import CALENDAR
from wellbeing.rhythm.service import Away, Desk, Messages, Slot, Wish
from wellbeing.rhythm.stop_links import STOP
from wellbeing.rhythm.tokens import make_mark

HERE = "/when-you-are-asked/calendar"
IDS = {character.name: character.id for character in CHARACTERS}
STAFF = IDS["staff"]
NIGHTS = Slot("Europe/London", day=0, hour=21, quiet=service.Quiet(6, 20))


@pytest.fixture
def database(tmp_path):
    """Pages behave alike on both databases; what is kept is asked of both elsewhere."""
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    return on_sqlite(data)


@pytest.fixture
def home(database):
    with settled_home(database) as home:
        yield home


@pytest.fixture
def reader(home):
    return Reader(home, STAFF)


def desk_of(home, session):
    return Desk(session, home.vault, home.clock.now())


def choose(home, wish, person_id=STAFF):
    with home.session() as session:
        desk = desk_of(home, session)
        now = service.wish_of(desk, person_id)
        service.choose(desk, person_id, Wish(wish.slot, wish.away, now.version))


def press(reader, change):
    page = reader.get(HERE)
    filled = page.form(HERE).filled
    answer = reader.client.post(HERE, data={**filled, "change": change})
    assert answer.status_code == 303
    return path_on(reader.get(HERE))


def path_on(page):
    """Return the path of the address on the page; None while the calendar is off."""
    shown = [
        tag["value"] for name, tag in page.tags if name == "input" and tag.get("id") == "address"
    ]
    return urlsplit(shown[0]).path if shown else None


def fetch(home, path):
    """Fetch as a calendar program does: without a cookie."""
    return home.app.test_client().get(path)


def begins(answer):
    return [event.start for event in Calendar.from_ical(answer.data).events]


def test_it_is_off_until_its_person_turns_it_on(home, reader):
    assert path_on(reader.get(HERE)) is None
    assert "This is off until you turn it on." in reader.get(HERE).text

    address = press(reader, "on")

    assert fetch(home, address).status_code == 200


def test_it_has_an_entry_a_week_at_the_person_s_own_day_and_hour_through_a_clock_change(
    home, reader
):
    choose(home, Wish(NIGHTS))

    answer = fetch(home, press(reader, "on"))

    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in answer.headers
    found = begins(answer)
    first = datetime(2026, 3, 2, 21, tzinfo=UTC)
    # Summer time begins on 29 March.
    winter = [first + timedelta(weeks=number) for number in range(4)]
    summer = [datetime(2026, 3, 30, 20, tzinfo=UTC) + timedelta(weeks=each) for each in range(5)]
    assert found == winter + summer


def test_a_week_of_the_rota_without_work_has_no_entry(home, reader):
    choose(home, Wish(Slot("Europe/London", 2, 10, (frozenset(range(5)), frozenset()))))

    found = begins(fetch(home, press(reader, "on")))

    assert 4 <= len(found) <= 5
    assert {later - earlier for earlier, later in pairwise(found)} <= {
        timedelta(weeks=2),
        timedelta(weeks=2, hours=-1),
    }


def test_its_bytes_are_the_same_whatever_its_person_did_or_wishes_beside_the_hours(home, reader):
    address = press(reader, "on")
    before = fetch(home, address).data
    visitor = Visitor(home, STAFF)
    visitor.agree()

    visitor.check_in({"sleep": "3", "talk": "soon"})
    after_answers = fetch(home, address).data
    slot = Slot("Europe/London", 2, 10, messages=Messages.NONE)
    choose(home, Wish(slot, Away(NOW.date(), NOW.date() + timedelta(weeks=8))))
    after_a_pause = fetch(home, address).data
    home.clock.standing_at += timedelta(days=1, hours=3)
    a_day_later = fetch(home, address).data

    assert before == after_answers == after_a_pause == a_day_later
    assert len(begins(fetch(home, address))) == 9
    choose(home, Wish(NIGHTS))
    assert fetch(home, address).data != before


def test_nothing_in_it_names_anybody_or_what_it_is_for(home, reader):
    said = fetch(home, press(reader, "on")).text

    who = next(each for each in CHARACTERS if each.id == STAFF)
    for word in (who.name, who.id, "wellbeing", "check-in", "Europe/London", "ATTENDEE", "VALARM"):
        assert word not in said.replace(home.settings.address, "")
    assert said.count("SUMMARY:A page is there for you") == 9
    assert said.count(f"{home.settings.address}/this-week") == 18


def test_an_entry_keeps_its_name_from_week_to_week_and_a_new_address_has_other_names(home, reader):
    def names(path):
        return [str(event["uid"]) for event in Calendar.from_ical(fetch(home, path).data).events]

    address = press(reader, "on")
    first = names(address)
    home.clock.standing_at += timedelta(weeks=1)
    second = names(address)
    reader = Reader(home, STAFF)

    assert len(set(first)) == 9
    assert second[:-1] == first[1:]
    assert not set(names(press(reader, "renew"))) & set(second)


@pytest.mark.parametrize("ending", ["off", "renew"])
def test_an_old_address_gives_the_same_page_as_one_that_never_was(home, reader, ending):
    old = press(reader, "on")

    now = press(reader, ending)

    made_up = fetch(home, f"/calendar/{'x' * 64}.ics")
    ended = fetch(home, old)
    assert (ended.status_code, made_up.status_code) == (404, 404)
    assert ended.data == made_up.data
    assert (now is None) == (ending == "off")
    if now:
        assert fetch(home, now).status_code == 200


def test_it_ends_on_the_day_its_person_leaves_before_any_row_is_removed(home, reader):
    address = press(reader, "on")
    with home.session() as session, writing(session):
        session.execute(
            update(PersonRow)
            .where(PersonRow.id == STAFF)
            .values(left_on=NOW.date() + timedelta(days=1))
        )
    assert fetch(home, address).status_code == 200

    home.clock.standing_at += timedelta(days=1)

    ended, made_up = fetch(home, address), fetch(home, f"/calendar/{'x' * 64}.ics")
    assert (ended.status_code, ended.data) == (404, made_up.data)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("on", "Your calendar is turned on."),
        ("renew", "Your calendar has a new address. The old one has ended."),
        ("off", "Your calendar is off."),
    ],
)
def test_each_button_says_what_it_did(reader, change, said):
    filled = reader.get(HERE).form(HERE).filled
    if change != "on":
        press(reader, "on")

    reader.client.post(HERE, data={**filled, "change": change})

    assert said in reader.get(HERE).text
    assert said not in reader.get(HERE).text


def test_where_it_is_on_no_button_that_ends_an_address_stands_out(reader):
    assert 'class="button" name="change" value="on"' in reader.get(HERE).html

    press(reader, "on")

    found = [tag for _name, tag in reader.get(HERE).tags if tag.get("name") == "change"]
    assert [(tag["value"], tag["class"]) for tag in found] == [
        ("renew", "button quiet"),
        ("off", "button quiet"),
    ]


def test_a_new_address_asked_for_where_the_calendar_is_off_is_not_promised(reader):
    filled = reader.get(HERE).form(HERE).filled

    reader.client.post(HERE, data={**filled, "change": "renew"})

    text = reader.get(HERE).text
    assert "Your calendar is off." in text
    assert "new address" not in text


def test_turning_it_on_twice_keeps_the_address_and_renewing_does_not_turn_it_on(home, reader):
    filled = reader.get(HERE).form(HERE).filled
    address = press(reader, "on")

    reader.client.post(HERE, data={**filled, "change": "on"})
    assert path_on(reader.get(HERE)) == address
    press(reader, "off")
    reader.client.post(HERE, data={**filled, "change": "renew"})

    assert path_on(reader.get(HERE)) is None


@pytest.mark.parametrize("sent", ["", "yes", "ON", "\x00", "on" * 9_000])
def test_another_button_changes_nothing_and_says_what_to_do(reader, sent):
    filled = reader.get(HERE).form(HERE).filled

    answer = reader.client.post(HERE, data={**filled, "change": sent})

    assert answer.status_code == 422
    assert "Choose" in answer.text
    assert path_on(reader.get(HERE)) is None


def test_no_other_mark_opens_a_calendar_and_a_calendar_s_mark_opens_nothing_else(home, reader):
    address = press(reader, "on")
    mark = address.removeprefix("/calendar/").removesuffix(".ics")
    row = service.address_of(home.vault, STAFF)

    of_the_row = make_mark(home.vault, CALENDAR, row)
    of_a_mail = make_mark(home.vault, STOP, row)

    for other in (of_the_row, of_a_mail, mark.swapcase(), mark[:-1], mark + "A"):
        assert fetch(home, f"/calendar/{other}.ics").status_code == 404
    assert home.app.test_client().post(f"/messages/{mark}").status_code == 404
