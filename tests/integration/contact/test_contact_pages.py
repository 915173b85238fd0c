"""Times and letters as their two people use the pages: what is typed stays, what changed is told."""

from datetime import timedelta

import pytest

from tests.support.asking import BY_NAME, SECOND
from tests.support.kits import KitPage, Reader, box
from tests.support.two import TOMORROW, Two, new_press, wanted
from tests.support.world import NOW
from wellbeing.contact import papers, service, showing
from wellbeing.contact.papers import LONGEST_LETTER
from wellbeing.support import service as support

TIMES = {"day_1": "2026-03-10", "at_1": "10:00", "day_2": "2026-03-11", "at_2": "15:30"}
WORDS = "Any day after 15:00"


class Side(Reader):
    """One of the two, or somebody else, at the pages of a case."""

    def __init__(self, two: Two, who: str) -> None:
        """Open a window."""
        super().__init__(two.home.browser_of(who))
        self.case = f"/cases/{two.id}"
        self.times = f"{self.case}/times"

    def page(self) -> KitPage:
        return self.get(self.case)

    def push(self, page: KitPage, words: str) -> KitPage:
        """Press the button whose form says this."""
        found = next(one for one in page.forms if words in one.filled.values())
        return self.after(self.client.post(found.action, data=found.filled))

    def after(self, answer) -> KitPage:
        assert answer.status_code == 303
        return self.get(answer.location)


@pytest.fixture
def ann(pair: Two) -> Side:
    return Side(pair, pair.asker)


@pytest.fixture
def pat(pair: Two) -> Side:
    return Side(pair, pair.contact)


def offered(pat: Side, **chosen: str) -> KitPage:
    return pat.send(pat.get(pat.times), {**TIMES, "where": "Room 2", **chosen}, pat.times)


def test_a_time_is_offered_picked_moved_and_given_up(pair: Two, ann: Side, pat: Side):
    assert "Ann" not in (page := offered(pat)).text
    assert "Tuesday 10 March, 10:00, for 45 minutes" in page.text
    choices = ann.get(ann.times).form(ann.times).fields["choice"].choices
    page = ann.send(ann.get(ann.times), {"choice": choices[1]}, ann.times)
    assert "Agreed. Either of you" in page.text
    assert "Wednesday 11 March, 15:30" in ann.get("/my-requests").text

    moved = ann.send(ann.get(ann.times), {"which": WORDS}, ann.times)
    assert "You asked for other times. You wrote: " + WORDS in moved.text
    assert WORDS in pat.page().text
    offered(pat)
    ann.send(ann.get(ann.times), {"choice": "none"}, ann.times)
    assert "The person asks for other times." in pat.page().text
    offered(pat)
    pair.pick()
    agreed = pair.page().now.times.agreed
    assert agreed is not None
    page = pat.push(pat.page(), agreed.slot.id)
    assert "No time is agreed." in page.text
    assert "given up by Practitioner" in ann.page().text


WRONG = (
    (dict.fromkeys(TIMES, ""), "Give one time at least"),
    ({"at_1": ""}, "Time 1: give both the day and the time of day."),
    ({"day_2": "2026-03-03"}, "Time 2: This time has passed."),
    ({"day_2": "2036-03-03"}, "Time 2: This is more than half a year ahead."),
    ({"day_1": "2026-03-29", "at_1": "01:30"}, "Time 1: The clocks go forward"),
    ({"at_1": "soon"}, "Write the time as hours and minutes"),
    ({"day_1": "soon"}, "This is not a day we can read."),
    ({"how": "pigeon"}, "The answer that arrived is not one of the choices."),
    ({"where": "x" * 121}, "1 characters too long"),
)


def test_what_cannot_be_offered_is_said_kindly_and_everything_typed_stays(pair: Two, pat: Side):
    for chosen, said in WRONG:
        page = offered(pat, **chosen)

        assert (page.status, said in page.text) == (422, True), chosen
        fields = page.form(pat.times).fields
        for name, value in {**TIMES, "where": "Room 2", **chosen}.items():
            assert name == "how" or fields[name].value == value, (chosen, name)
        assert page.title.startswith("To put right: ")
    assert pair.page().now.times.offered == ()


def test_the_same_time_twice_is_offered_once(pair: Two, pat: Side):
    offered(pat, day_2="2026-03-10", at_2="10:00")

    assert len(pair.page().now.times.offered) == 1


def test_times_offered_on_an_old_page_are_not_sent_and_stay_in_their_boxes(pair: Two, pat: Side):
    pair.offer()
    page = pat.get(pat.times)
    pair.pick()

    answer = pat.send(page, TIMES, pat.times)
    assert answer.status == 409
    assert "This changed while the page was open." in answer.text
    assert "is agreed. It no longer stands once you offer other times." in answer.text
    assert box(answer, pat.times)["day_2"] == TIMES["day_2"]
    assert pair.page().now.times.ahead(TOMORROW - timedelta(days=1)) is not None
    # Whoever has seen it can send it on.
    assert pat.send(answer, {}, pat.times).status == 200
    assert len(pair.page().now.times.offered) == 2


def test_an_answer_to_times_that_were_replaced_is_not_sent_and_its_words_stay(
    pair: Two, ann: Side, pat: Side
):
    pair.offer()
    page = ann.get(ann.times)
    offered(pat)

    answer = ann.send(page, {"choice": "none", "which": WORDS}, ann.times)
    assert (answer.status, box(answer, ann.times)["which"]) == (409, WORDS)
    assert "Tuesday 10 March, 10:00" in answer.text

    pat.push(pat.page(), str(pair.page().now.times.version))
    answer = ann.send(page, {"choice": "none", "which": WORDS}, ann.times)
    assert (answer.status, box(answer, ann.case)["letter"]) == (409, WORDS)


def test_words_about_other_times_are_not_dropped_where_a_time_is_picked(pair: Two, ann: Side):
    pair.offer()
    page = ann.get(ann.times)
    picked = page.form(ann.times).fields["choice"].choices[0]

    answer = ann.send(page, {"choice": picked, "which": WORDS}, ann.times)

    assert (answer.status, box(answer, ann.times)["which"]) == (422, WORDS)
    assert "You picked a time, so this would not be sent." in answer.text


def test_a_letter_arrives_and_says_before_it_is_sent_when_it_is_read(ann: Side, pat: Side):
    page = ann.page()
    assert "read today at the earliest, and usually answered by Friday 6 March." in page.text
    assert "Nobody reads this at night." in page.text
    assert "/help-now" in page.links

    ann.send(page, {"letter": "Hello <b>Pat</b>"}, ann.case)
    assert "Not read yet" in ann.page().text
    read = pat.page()
    assert "Hello <b>Pat</b>" in read.text
    assert "Not read yet" not in read.text
    assert "Read on Wednesday 4 March" in ann.page().text


def test_a_letter_that_cannot_be_sent_stays_in_its_box(
    pair: Two, ann: Side, monkeypatch: pytest.MonkeyPatch
):
    for text, said in (
        ("x" * (LONGEST_LETTER + 1), "1 characters too long. The most is 2,000."),
        ("  ", "Write something first."),
    ):
        page = ann.send(ann.page(), {"letter": text}, ann.case)
        assert (page.status, said in page.text) == (422, True)
        assert box(page, ann.case)["letter"] == text.strip()
    monkeypatch.setattr(papers, "MOST_LETTERS", 1)
    page = ann.page()
    pair.write(pair.contact)
    page = ann.send(page, {"letter": "One more"}, ann.case)
    assert (page.status, "no more fit" in page.text) == (422, True)
    assert box(page, ann.case)["letter"] == "One more"
    monkeypatch.setattr(showing, "MOST_LETTERS", 1)
    assert "There are as many letters here as fit." in ann.page().text


def test_after_the_end_the_person_reads_and_what_they_typed_is_not_lost(pair: Two, ann: Side):
    pair.write(pair.contact, "See you")
    page = ann.page()
    with pair.help.office() as office:
        support.withdraw(office, pair.asker, support.Kind.TALK)

    answer = ann.send(page, {"letter": "One more thing"}, ann.case)
    assert "What you wrote was not sent One more thing" in answer.text
    assert "Times and letters . Only you can read them now." in ann.get("/my-requests").text
    assert "See you" in answer.text
    with pytest.raises(AssertionError):
        answer.form(ann.case)
    assert "closed" in ann.get(ann.times).text


def test_who_is_not_in_a_case_gets_the_same_404_as_for_one_that_never_was(pair: Two, pat: Side):
    pair.agree()
    pair.write(pair.asker)
    strangers = [BY_NAME[one] for one in ("supervisor", "peer supporter", "moved", "auditor")]
    for who in (*strangers, SECOND):
        assert_shut(pair, who)

    with pair.help.office() as office:
        support.withdraw(office, pair.asker, support.Kind.TALK)
    assert_shut(pair, pair.contact)
    assert pair.page().earlier[0].times.agreed is not None


def assert_shut(pair: Two, who: str) -> None:
    reader = Reader(pair.home.browser_of(who))
    token = reader.get("/account").form("/sign-out").filled
    for path in ("", "/times", "/call-off", "/afterwards"):
        there = reader.client.post(f"/cases/{pair.id}{path}", data={**token, "letter": "Hello"})
        never = reader.client.post(f"/cases/{'f' * 32}{path}", data={**token, "letter": "Hello"})
        assert (there.status_code, never.status_code) == (404, 404), (who, path)
        assert len(there.data) == len(never.data)
    assert reader.client.get(f"/cases/{pair.id}").status_code == 404
    assert reader.client.get(f"/cases/{pair.id}/times").status_code == 404


def test_afterwards_both_can_say_whether_they_talked(pair: Two, ann: Side, pat: Side):
    pair.agree(NOW + timedelta(minutes=5))
    pair.home.clock.standing_at = NOW + timedelta(minutes=6)

    page = ann.push(ann.page(), "not_held")
    assert "You wrote: it did not take place." in page.text
    assert "It is counted nowhere" in page.text
    assert "Staff wrote: it did not take place." in pat.page().text
    assert "Offer the next times" in pat.page().text


def test_before_anybody_has_taken_it_the_page_says_so(pair: Two, ann: Side):
    with pair.help.office() as office:
        support.hand_back(office, pair.contact, pair.id)

    page = ann.page()
    assert "Nobody has taken this yet" in page.h1
    assert "Contact with" not in page.text


def test_the_list_of_requests_says_that_something_is_new_until_it_is_opened(pair: Two, ann: Side):
    with pair.at(pair.contact) as visitor:
        service.offer(visitor, wanted(TOMORROW), 0)
        service.write(visitor, "Hello", new_press())
    assert "New Times and letters" in ann.get("/my-requests").text
    ann.page()
    assert "New Times and letters" not in ann.get("/my-requests").text


def test_the_desk_of_a_contact_says_what_is_agreed_and_that_something_is_new(pair: Two, pat: Side):
    pair.agree()
    pair.write(pair.asker)

    assert "Agreed: Thursday 5 March, 10:00" in pat.get("/requests").text
    assert "New" in pat.get("/requests").text.split("You have taken this")[1].split()[:1]
    pat.page()
    assert "New" not in pat.get("/requests").text.split()


def test_a_letter_sent_after_the_session_ended_is_there_again_after_signing_in(
    pair: Two, ann: Side
):
    page = ann.page()
    pair.home.clock.standing_at = NOW + timedelta(hours=9)
    data = {**page.form(ann.case).filled, "letter": "Not lost"}
    answer = ann.client.post(ann.case, data=data)
    assert answer.location.endswith("/sign-in")

    ann.client.set_cookie(*pair.home.cookie_of(pair.asker))
    assert box(ann.page(), ann.case)["letter"] == "Not lost"
    assert pair.page().now.letters == ()
