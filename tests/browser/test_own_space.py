"""A person's own space from end to end: on a phone without a script, and by keyboard at a desk.

Where the journey of each part is, by module of `tests/browser` unless it says otherwise:

- kit written, moved, in two windows, on paper  test_kit, test_first_visit
- kit: do one now, a line brought back          here
- kit for the signs of a check-in               here
- a section shared, read, put away and ended    test_sharing
- sheet for a conversation                      test_looking_back (paper), here (shared, and who looked)
- weeks, notes                                  test_looking_back, here (notes on and off)
- after a hard event                            test_learning, here (from an answer to the day of contact)
- learning, exercises                           test_learning
- look of pages                                 test_preferences
- one question a page, with Back                tests/journeys/test_ways_browser.py
- calendar, paper, text messages                test_paper_and_calendar, test_text_messages
- a fresh start after a change at work          test_own_say
- what a pressure was about, one more question  test_own_say (switched on, ticked), here (what comes of it)
- a pause, contact wishes that stand in asking  here
- whose device this is                          here
- my data: download, deleting everything        here
- shared device, session's end                  test_shared_device, test_first_visit,
                                                tests/attacks/test_sent_too_late.py
"""

from itertools import count
from zipfile import ZipFile

import pytest
from playwright.sync_api import expect

from tests.integration.checkins.visitor import Visitor
from tests.support.asking import PRACTITIONER, join
from tests.support.browsing import PHONE, WIDE, tab
from tests.support.databases import on_sqlite
from tests.support.hands import Hand
from tests.support.passwords import let_have
from tests.support.settled_home import settled_home
from tests.support.world import NOW, TODAY
from wellbeing.content.loader import content
from wellbeing.first_aid_kit import service as kits
from wellbeing.week import Week

pytestmark = pytest.mark.browser
WEEK = Week(2026, 10)
PASSWORD = "a long enough password"
WORDS = "Walk once round the pond"
# By keyboard these are as other pages with the same choices, which test_own_say goes through.
ON_A_PHONE = pytest.mark.parametrize("used", ["phone"], indirect=True)
HARD = {"sleep": "1", "org": "2", "life": "3", "event": "direct"}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("own-space") / "instance"
    data.mkdir(mode=0o700)
    with settled_home(on_sqlite(data)) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        with home.session() as session:
            join(session, "2" * 32, "Robin", "blue", "practitioner")
        yield home


@pytest.fixture(scope="module")
def address(home):
    with home.served() as address:
        yield address


@pytest.fixture(scope="module")
def numbers():
    return count(1)


@pytest.fixture
def ann(home, numbers):
    """Somebody new in the red team, who takes part and has a password."""
    number = next(numbers)
    person_id = f"{number:032x}"
    with home.session() as session:
        join(session, person_id, f"Person {number}", "red")
        let_have(session, person_id, PASSWORD, TODAY)
    visitor = Visitor(home, person_id)
    visitor.agree()
    return visitor


@pytest.fixture(scope="module", params=["phone", "keyboard"])
def used(request, browser, address):
    """Lend a phone without a script, or a desk with a keyboard and scripts; each test signs in anew."""
    by_keyboard = request.param == "keyboard"
    width = WIDE if by_keyboard else PHONE
    with tab(browser, address, javascript=by_keyboard, width=width) as page:
        yield Hand(page, by_keyboard)


@pytest.fixture
def hand(used, home, address, ann):
    name, value = home.cookie_of(ann.person_id)
    used.page.context.clear_cookies()
    used.page.context.add_cookies([{"name": name, "value": value, "url": address}])
    yield used
    wrong = [*used.wrong]
    used.wrong.clear()
    assert wrong == []


def test_a_line_for_five_minutes_is_shown_taken_out_and_brought_back(hand):
    hand.open("/my-kit/tank")
    hand.write("A new line", WORDS)
    hand.tick("Fits five minutes")
    hand.press("Add to Something active")
    hand.follow("My kit")
    hand.follow("Do one now")
    hand.sees(WORDS)

    hand.open("/my-kit/tank")
    hand.follow(WORDS)
    hand.press("Take out")
    hand.open("/my-kit/do-one-now")
    hand.misses(WORDS)
    hand.open("/my-kit/tank")
    hand.unfold("Put something back")
    hand.look("a line to put back")
    hand.press("Put it in again", exact=False)
    hand.open("/my-kit")
    hand.sees(WORDS)


def test_a_device_is_said_to_be_ones_own_and_a_sign_brings_its_line_of_the_kit(home, hand, ann):
    hand.open("/preferences/device")
    hand.tick("Only I use it")
    hand.press("Keep this")
    hand.sees("Only you use this device.")

    with home.session() as session:
        notebook = kits.Notebook(session, home.vault, ann.person_id, NOW)
        kits.add(notebook, "signs", [kits.NewLine("body", (WORDS,))])
    ann.check_in(HARD)
    hand.open("/my-step")
    hand.sees(WORDS)


def test_notes_are_switched_on_written_and_switched_off_with_what_was_in_them(hand):
    hand.open("/my-weeks/notes")
    hand.press("Switch notes on")
    hand.follow("Write about this week")
    hand.write("My note", WORDS)
    hand.press("Save")
    expect(hand.page.locator("#note")).to_contain_text(WORDS)
    hand.open("/my-weeks/notes")
    hand.follow("Switch notes off")
    hand.tick("Delete them all. For 7 days I can still bring them back")
    hand.look("before notes are off")
    hand.press("Switch notes off")
    hand.sees("Notes are off.")
    hand.open(f"/my-weeks/{WEEK}")
    hand.misses(WORDS)


def test_a_sheet_is_shared_and_who_looked_is_told(home, hand):
    hand.open("/my-weeks/conversation")
    hand.write("What I want to say", WORDS)
    hand.press("Save and show for printing")
    hand.sees(WORDS)
    hand.follow("Back to writing")
    hand.follow("Share it as it is saved now")
    hand.tick("Practitioner, practitioner")
    hand.press("See what they will read")
    hand.write("Your password", PASSWORD)
    hand.press("Share this")

    reader = Visitor(home, PRACTITIONER)
    (path,) = [one for one in reader.get("/shared-with-me").links if "/shared-with-me/" in one]
    assert WORDS in reader.get(path).text
    hand.open("/my-data")
    hand.row("practitioner")
    hand.look("who looked")
    hand.open("/sharing")
    hand.press("End this now", exact=False)
    assert WORDS not in reader.get(path).text


def test_what_is_said_of_contact_stands_in_the_request_to_one_chosen_person(hand):
    hand.open("/preferences/contact")
    hand.tick("By text or email")
    hand.write("When is it safe to contact you?", "Tuesdays 10 to 12")
    hand.press("Keep this")
    hand.open("/ask/someone")
    expect(hand.main.get_by_label("By text or email", exact=True)).to_be_checked()
    expect(hand.main.get_by_label("When is it safe")).to_have_value("Tuesdays 10 to 12")
    hand.tick("A wellbeing or occupational health contact")
    hand.press("See what they will read")
    hand.tick("Robin")
    hand.press("Show it with this choice")
    hand.sees("It goes first to")
    hand.look("before it is sent")
    hand.press("Send this")
    hand.open("/my-requests")
    for said in (
        "Robin",
        "by text or email",
        "Tuesdays 10 to 12",
        "Friday 6 March",
        "If nobody takes it",
    ):
        hand.sees(said)


@ON_A_PHONE
def test_a_pause_of_eight_weeks_is_kept_without_a_reason(hand):
    hand.open("/when-you-are-asked")
    hand.page.get_by_label("First day away").fill("2026-03-09")
    hand.page.get_by_label("Last day away").fill("2026-05-01")
    hand.press("Keep this")
    hand.open("/preferences")
    hand.sees("1 May")


@ON_A_PHONE
def test_ticks_about_a_pressure_bring_their_offer_and_an_event_its_days(hand, ann):
    ann.check_in(HARD)
    hand.open("/my-step")
    hand.tick("Staffing")
    hand.press("Keep this")
    hand.sees("You ticked: Staffing. Only you see this.")
    hand.sees("You see this because you ticked “Staffing”.")
    hand.open("/what-helps")
    hand.sees("In the first days: about 3 days after it")
    hand.open(f"/my-weeks/{WEEK}")
    hand.unfold("What it was about")
    expect(hand.main.get_by_text("Staffing", exact=True)).to_be_visible()


@ON_A_PHONE
def test_the_one_more_question_is_switched_on_answered_and_found_again(hand):
    found = content().questions.one_more
    assert found is not None
    extra = found.of_week(WEEK)
    hand.open("/preferences/one-more-question")
    hand.press("Switch it on")
    hand.open("/this-week/pressure-and-support")
    hand.tick("5–7 days", within=extra.title)
    while "/send" not in hand.page.url:
        hand.press("Next")
    hand.press("Send my answers")
    hand.open("/my-weeks")
    hand.row(f"{extra.in_short} 5–7 days")


def test_everything_is_downloaded_and_then_deleted_with_the_password_alone(home, hand, ann):
    with home.session() as session:
        notebook = kits.Notebook(session, home.vault, ann.person_id, NOW)
        kits.add(notebook, "limits", [kits.NewLine("limits", (WORDS,))])
    hand.open("/my-data")
    hand.write("Your password", "another password")
    hand.press("Download everything")
    hand.write("Your password", PASSWORD)
    with ZipFile(hand.download("Download everything")) as handed:
        assert WORDS in handed.read("data.json").decode()

    hand.follow("Delete everything")
    hand.press("Go on")
    hand.look("deleting without a password")
    hand.write("Your password", PASSWORD)
    hand.press("Go on")
    hand.look("the second press")
    hand.press("Delete everything now")
    hand.sees("Everything is deleted")
    hand.look("deleted")
    hand.open("/my-kit")
    hand.misses(WORDS)
    hand.open("/my-data/deleted")
    hand.press("Sign out")
