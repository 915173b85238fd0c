"""A person says when they are asked; whoever holds a mail can end it and learn nothing."""

import base64
from datetime import timedelta
from operator import xor

import pytest

from tests.integration.policies.reader import Reader
from tests.support.hostile import TEXTS
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS
from wellbeing.rhythm import service
from wellbeing.rhythm.service import Desk, Messages
from wellbeing.rhythm.stop_links import STOP
from wellbeing.rhythm.telling import told
from wellbeing.rhythm.tokens import make_mark, read_mark

HERE = "/when-you-are-asked"
IDS = {character.name: character.id for character in CHARACTERS}
STAFF = IDS["staff"]


@pytest.fixture
def home(database):
    with settled_home(database) as home:
        yield home


@pytest.fixture
def reader(home):
    return Reader(home, STAFF)


def wish(home, person_id=STAFF):
    with home.session() as session:
        return service.wish_of(Desk(session, home.vault, home.clock.now()), person_id)


def link(home, person_id=STAFF):
    row = service.address_of(home.vault, person_id)
    return f"/messages/{make_mark(home.vault, STOP, row)}"


def enrolled(home, *person_ids):
    with home.session() as session:
        service.enrol(Desk(session, home.vault, home.clock.now()), person_ids)


def test_who_said_nothing_is_asked_on_wednesday_at_ten(reader):
    page = reader.get(HERE)

    assert "No messages are sent at present: this installation sends no mail yet." in page.text
    assert page.form(f"{HERE}?weeks=1").filled["day"] == "2"


def test_what_is_chosen_is_kept_and_told(home, reader):
    kept = reader.send(
        HERE, f"{HERE}?weeks=1", day="0", hour="21", quiet_from="6", quiet_until="20",
        worked_0=["0", "5"], messages="invitation", away_first="2026-04-01", away_last="2026-04-09",
    )  # fmt: skip

    assert "Kept." in kept.text
    with home.session() as session:
        desk = Desk(session, home.vault, home.clock.now())
        now = told(service.wish_of(desk, STAFF), desk, STAFF)
    assert now.what == "One message a week, and no reminder."
    assert now.next == "The next message comes on Monday 9 March, between 21:00 and 22:00."
    slot = wish(home).slot
    assert str(slot) == "Europe/London 0 21 33 6-20 invitation"
    assert wish(home).away.last.isoformat() == "2026-04-09"
    again = reader.get(HERE).form(f"{HERE}?weeks=1").filled
    assert (again["hour"], again["away_first"]) == ("21", "2026-04-01")


def test_a_rota_begins_with_this_week_on_the_page_and_reads_the_same_a_week_later(home, reader):
    page = reader.get(f"{HERE}?weeks=2")
    assert "Days you work this week" in page.text
    assert "Days you work next week" in page.text

    reader.send(f"{HERE}?weeks=2", worked_0=["0", "1"], worked_1=["4"], day="0")
    home.clock.standing_at += timedelta(weeks=1)

    shown = Reader(home, STAFF).get(HERE).form(f"{HERE}?weeks=2").filled
    assert shown["worked_0"] == ["4"] or shown["worked_0"] == "4"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"hour": "21"}, "21:00 lies in your quiet hours, 20:00 to 08:00."),
        ({"hour": "25"}, "Choose one from the list."),
        ({"day": ""}, "Choose one from the list."),
        ({"zone": "Europe/Nowhere"}, "Choose one from the list."),
        ({"worked_0": []}, "Choose at least one day that you work."),
        ({"worked_0": ["9"]}, "A day arrived that is not one of the seven."),
        ({"away_first": "2026-04-01"}, "Fill in both days, or leave both empty."),
        ({"away_last": "2026-04-01"}, "Fill in both days, or leave both empty."),
        ({"away_first": "soon", "away_last": "2026-04-01"}, "This is not a day we can read."),
        (
            {"away_first": "2026-04-02", "away_last": "2026-04-01"},
            "The last day is before the first.",
        ),
        (
            {"away_first": "2036-04-02", "away_last": "2036-04-03"},
            "Choose a day within about a year.",
        ),
    ],
)
def test_what_cannot_be_is_told_kindly_and_nothing_typed_is_lost(home, reader, typed, said):
    path = f"{HERE}?weeks=1"
    filled = reader.get(HERE).form(path).filled | {"worked_0": ["0", "1"], "messages": "both"}

    answer = reader.client.post(path, data=filled | typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert wish(home).version == 0
    if "away_first" in typed:
        assert f'value="{typed["away_first"]}"' in answer.text


def test_hostile_texts_in_every_field_are_errors_and_never_faults(reader):
    path = f"{HERE}?weeks=1"
    filled = reader.get(HERE).form(path).filled
    for text in list(TEXTS.values())[::9]:
        for name in filled:
            if name != "csrf_token":
                answer = reader.client.post(path, data=filled | {name: text})
                assert answer.status_code in {303, 409, 422}, (name, text)


def test_two_windows_do_not_overwrite_each_other_silently(home, reader):
    path = f"{HERE}?weeks=1"
    first = reader.get(HERE).form(path).filled | {"worked_0": ["0", "1"], "messages": "both"}
    assert reader.client.post(path, data=first | {"day": "1"}).status_code == 303

    late = reader.client.post(path, data=first | {"day": "4"})

    assert late.status_code == 409
    assert "Something else was chosen meanwhile" in late.text
    assert wish(home).slot.day == 1


def test_one_press_in_a_mail_ends_the_messages_without_a_page_or_a_session(home):
    enrolled(home, STAFF)
    anybody = home.app.test_client()

    looked = anybody.get(link(home))
    assert wish(home).slot.messages is Messages.BOTH
    pressed = anybody.post(link(home), data={"List-Unsubscribe": "One-Click"})

    assert (looked.status_code, pressed.status_code) == (200, 200)
    assert wish(home).slot.messages is Messages.NONE
    assert "Set-Cookie" not in pressed.headers


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "null"}, {"Origin": "https://mail.example"}, {"Sec-Fetch-Site": "cross-site"}],
    ids=str,
)
def test_a_mail_program_on_another_site_may_end_the_messages_and_nothing_else(home, headers):
    enrolled(home, STAFF)

    pressed = home.app.test_client().post(link(home), headers=headers)
    elsewhere = home.browser_of(STAFF).post(HERE, headers=headers)

    assert (pressed.status_code, elsewhere.status_code) == (200, 403)
    assert wish(home).slot.messages is Messages.NONE


def test_who_has_no_fixed_days_chooses_all_seven_and_is_asked_on_the_day_they_choose(home, reader):
    assert "No fixed days, as in bank or agency work?" in reader.get(HERE).text

    reader.send(HERE, f"{HERE}?weeks=1", day="6", worked_0=[str(day) for day in range(7)])

    with home.session() as session:
        desk = Desk(session, home.vault, home.clock.now())
        assert "comes on Sunday" in told(service.wish_of(desk, STAFF), desk, STAFF).next


def test_a_second_press_changes_nothing_and_keeps_no_open_page_from_being_sent(home):
    enrolled(home, STAFF)
    anybody = home.app.test_client()
    anybody.post(link(home))
    after_one = wish(home)

    anybody.post(link(home))

    assert wish(home) == after_one


def test_a_link_does_not_show_the_address_of_a_row(home):
    row = service.address_of(home.vault, STAFF)
    marks = {make_mark(home.vault, purpose, row) for purpose in (STOP, "something else")}
    opened = [base64.urlsafe_b64decode(mark) for mark in marks]

    assert len(marks) == 2
    for each in opened:
        assert not any(row[start : start + 4] in each for start in range(29))
    assert opened[0][:16] != opened[1][:16]
    assert opened[0][16:] != opened[1][16:]


def test_two_links_do_not_show_what_the_addresses_of_their_rows_have_in_common(home):
    rows = [service.address_of(home.vault, IDS[name]) for name in ("staff", "supervisor")]
    hidden = [base64.urlsafe_b64decode(make_mark(home.vault, STOP, row))[16:] for row in rows]

    assert bytes(map(xor, *hidden)) != bytes(map(xor, *rows))


def test_a_mark_for_one_thing_opens_nothing_else(home):
    enrolled(home, STAFF)
    row = service.address_of(home.vault, STAFF)
    other = make_mark(home.vault, "something else", row)

    assert read_mark(home.vault, "something else", other) == row
    assert home.app.test_client().post(f"/messages/{other}").status_code == 404
    assert wish(home).slot.messages is Messages.BOTH


def test_the_page_of_a_link_is_the_same_whoever_it_was_sent_to_and_whatever_they_do(home):
    anybody = home.app.test_client()
    enrolled(home, STAFF, IDS["supervisor"])
    texts = [
        answer.text.replace(link(home, IDS[name]), "/messages/-")
        for name in ("staff", "supervisor")
        for press in (anybody.get, anybody.post, anybody.post, anybody.get)
        for answer in [press(link(home, IDS[name]))]
    ]

    assert texts[:4] == texts[4:]
    assert texts[0] == texts[3]
    assert texts[1] == texts[2]


@pytest.mark.parametrize("change", [0, 5, 31, 44, 50, 63])
def test_a_link_that_was_changed_anywhere_opens_nothing(home, change):
    enrolled(home, STAFF)
    mark = link(home).rsplit("/", 1)[1]
    other = "A" if mark[change] != "A" else "B"
    broken = mark[:change] + other + mark[change + 1 :]

    answer = home.app.test_client().post(f"/messages/{broken}")

    assert answer.status_code == 404
    assert "This link does not work" in answer.text
    assert wish(home).slot.messages is Messages.BOTH


@pytest.mark.parametrize("who", ["supervisor", "service manager", "wellbeing lead", "practitioner"])
def test_nobody_else_reads_what_a_person_chose(home, reader, who):
    reader.send(HERE, f"{HERE}?weeks=1", day="6", worked_0=["6"], messages="none")

    assert Reader(home, IDS[who]).get(HERE).form(f"{HERE}?weeks=1").filled["day"] == "2"
