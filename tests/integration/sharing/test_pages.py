"""Sharing as pages: looked at before it is kept, confirmed by password, read once signed in, ended."""

from datetime import timedelta

from tests.integration.sharing.sharer import (
    ELSEWHERE,
    HERE,
    MINE,
    SAID,
    THEIRS,
    TO,
    kept,
    looked_at,
)
from tests.support.asking import ASKER, BY_NAME, PRACTITIONER, SUPERVISOR
from tests.support.histories import default_policy
from tests.support.kits import Reader
from tests.support.meanwhile import meanwhile
from tests.support.world import NOW, TODAY
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing
from wellbeing.extensions import db
from wellbeing.first_aid_kit import service as kits
from wellbeing.history.service import Desk
from wellbeing.looking_back import papers, places
from wellbeing.looking_back import service as looking_back
from wellbeing.sharing import service
from wellbeing.sharing.rows import SharedRow
from wellbeing.sharing.views_sharing import FULL, OWN_ADDRESS
from wellbeing.web.access_matrix import shipped


def test_the_page_shows_exactly_what_will_be_read_before_anything_is_kept(sharers, ann):
    page = looked_at(ann)

    assert page.h1 == "Before you share"
    for said in (SAID, "So that you know", "until 18 March 2026", "Practitioner, practitioner"):
        assert said in page.text
    assert "They do not see the rest of your kit" in page.text
    assert ELSEWHERE not in page.text
    assert sharers.mine() == ()


def test_the_reader_reads_the_same_words_and_the_person_sees_it_on_their_next_page(ann, reader):
    shown = looked_at(ann)
    done = kept(ann, shown)
    assert (done.url, done.status) == (MINE, 200)
    assert "Nobody has opened it." in done.text
    # The address of every notice leads there.
    assert reader.client.get("/waiting").location == THEIRS

    listed = reader.get(THEIRS)
    assert "Staff" not in listed.text
    (address,) = [one for one in listed.links if one.startswith(f"{THEIRS}/")]
    page = reader.get(address)

    words = shown.text.partition("exactly what they will read: ")[2].partition(" With Prac")[0]
    assert words in page.text
    assert SAID.split(maxsplit=1)[0] in words
    assert "4 March 2026 practitioner 1" in ann.get(MINE).text
    assert f"Practitioner, {shipped().roles['practitioner']}" in ann.get("/my-data").text


def test_nothing_is_shared_without_the_right_password_and_what_was_chosen_stays(sharers, ann):
    for password, said in (("", "Enter the password"), ("another one", "not the password")):
        page = kept(ann, looked_at(ann), password)

        assert (page.status, page.h1) == (422, "Before you share")
        assert said in page.text
        assert page.form("").filled["why"] == "So that you know"
        assert "another one" not in page.html
    assert sharers.mine() == ()


def test_a_button_pressed_twice_shares_once_and_pressed_anew_ends_what_was_before(sharers, ann):
    page = looked_at(ann)
    first, second = kept(ann, page), kept(ann, page)

    assert (first.url, second.url) == (MINE, MINE)
    assert [one.is_open for one in sharers.mine()] == [True]

    kept(ann, looked_at(ann))
    assert [one.is_open for one in sharers.mine()] == [True, False]


def test_what_changed_since_it_was_looked_at_is_shown_again_and_not_kept(sharers, ann):
    page = looked_at(ann)
    with sharers.home.session() as session:
        notebook = kits.Notebook(session, sharers.home.vault, ASKER, NOW)
        (line, *_) = kits.add(
            notebook, "helping-me", [kits.NewLine("helps", ("One thing more",))]
        ).lines[::-1]

        again = kept(ann, page)

        assert "Something changed since you looked at it" in again.text
        assert "One thing more" in again.text
        assert sharers.mine() == ()
        kits.take_out(notebook, "helping-me", line.id, line.version)


def test_what_the_person_changes_later_stays_with_them_and_their_page_says_so(sharers, ann, reader):
    kept(ann, looked_at(ann))
    with sharers.home.session() as session:
        notebook = kits.Notebook(session, sharers.home.vault, ASKER, NOW)
        (line, *_) = kits.add(
            notebook, "helping-me", [kits.NewLine("helps", ("Only for me",))]
        ).lines[::-1]
        page = reader.get(f"{THEIRS}/{sharers.mine()[0].id}")

        assert "Only for me" not in page.text
        assert "You changed this section since" in ann.get(MINE).text
        kits.take_out(notebook, "helping-me", line.id, line.version)
    assert "You changed this section since" not in ann.get(MINE).text


def test_one_press_ends_it_and_the_next_page_of_the_reader_is_not_there(sharers, ann, reader):
    kept(ann, looked_at(ann))
    address = f"{THEIRS}/{sharers.mine()[0].id}"
    assert reader.get(address).status == 200

    ended = ann.press(ann.get(MINE), "/sharing/end")

    assert "Ended. Nobody can open it here any more." in ended.text or "You ended it" in ended.text
    there, never = reader.get(address), reader.get(f"{THEIRS}/{'0' * 32}")
    assert (there.status, never.status) == (404, 404)
    assert there.text == never.text
    assert "Nothing is shared with you" in reader.get(THEIRS).text
    assert "4 March 2026 practitioner 1" in ann.get(MINE).text
    assert SAID not in ann.get(MINE).text


def test_a_reader_puts_a_page_away_unopened_or_once_it_was_read(sharers, ann, reader):
    for section in ("signs", "helping-me"):
        kept(ann, looked_at(ann, f"/sharing/new/{section}"))
    unopened, read = sharers.mine()[1].id, sharers.mine()[0].id

    for page, share_id in ((reader.get(THEIRS), unopened), (reader.get(f"{THEIRS}/{read}"), read)):
        answer = reader.press(page, f"{THEIRS}/{share_id}/away")
        assert "Put away." in reader.get(THEIRS).text or "Put away." in answer.text
        assert reader.get(f"{THEIRS}/{share_id}").status == 404

    assert "Nothing is shared with you" in reader.get(THEIRS).text
    assert ann.get(MINE).text.count("They put it away.") == 2
    forged = reader.get("/account").form("/sign-out").filled
    assert reader.client.post(f"{THEIRS}/{'0' * 32}/away", data=forged).status_code == 404


def test_the_page_says_what_is_damaged_and_shows_the_rest(sharers, ann):
    broken, whole = sharers.share(), sharers.share(wanted=service.Wanted("signs", 7))
    with sharers.desk() as desk, writing(desk.session):
        desk.session.get_one(SharedRow, broken).sealed = b"nothing that was ever sealed"

    page = ann.get(MINE)

    assert page.status == 200
    assert "Something else that you shared is damaged." in page.text
    assert [one.id for one in sharers.mine()] == [whole]
    assert "looks may be missing" in ann.get("/my-data").text


def test_what_cannot_be_shared_is_said_and_nothing_is_kept(sharers, ann):
    filled = {**ann.get(HERE).form("").filled, **TO, "stage": "look"}
    cases = (
        ({"to": ""}, "Choose with whom"),
        ({"to": BY_NAME["moved"]}, "is not one of the choices"),
        ({"to": "address", "address": "nobody"}, "Enter the whole address"),
        ({"to": "address", "address": "STAFF@example.org"}, OWN_ADDRESS),
        ({"days": "91"}, "is not one of the choices"),
        ({"why": "x" * 201}, "1 characters too long"),
    )

    for chosen, said in cases:
        answer = ann.client.post(HERE, data={**filled, **chosen})
        assert answer.status_code == 422, chosen
        assert said in answer.text, chosen
    assert sharers.mine() == ()


def test_who_cannot_be_chosen_any_more_is_said(sharers, ann):
    page = looked_at(ann, to=SUPERVISOR)
    assert "Supervisor, your supervisor" in page.text
    assert "who also decides about your work" in page.text
    assert "who also decides about your work" not in looked_at(ann).text
    with sharers.home.session() as session, writing(session):
        session.query(PersonRow).filter_by(id=SUPERVISOR).update({"left_on": TODAY})

    again = kept(ann, page)

    assert (again.status, again.h1) == (422, "Share “What helps others help me”")
    assert sharers.mine() == ()


def test_the_most_that_can_be_shared_is_said_and_the_same_can_be_shared_anew(sharers, ann):
    for number in range(service.MOST_OPEN):
        sharers.keep(f"nobody{number}@example.org")

    page = kept(ann, looked_at(ann))

    assert page.status == 422
    assert FULL in page.text
    sharers.keep("nobody3@example.org")
    assert sum(one.is_open for one in sharers.mine()) == service.MOST_OPEN


def test_what_is_ended_after_the_guard_let_the_reader_in_is_not_there(sharers, ann, reader):
    kept(ann, looked_at(ann))
    share_id = sharers.mine()[0].id
    with sharers.home.app.app_context():
        engine = db.engine

    def ended():
        assert sharers.end(share_id)

    with meanwhile(engine, ASKER, ended):
        page = reader.get(f"{THEIRS}/{share_id}")

    assert page.status == 404
    assert sharers.mine()[0].looks == ()


def test_the_sheet_is_shared_as_it_is_saved_now(sharers, ann, reader):
    assert ann.get("/sharing/new/sheet").h1 == "There is nothing to share yet"
    with sharers.desk() as desk:
        shelf = looking_back.Shelf(
            Desk(desk.session, desk.vault, default_policy(), desk.today), ASKER
        )
        paper = looking_back.save(
            shelf, places.SHEET, papers.Paper(texts=(("say", "About the evenings"),))
        )
        kept(ann, looked_at(ann, "/sharing/new/sheet"))
        looking_back.save(
            shelf, places.SHEET, papers.Paper(paper.version, (("say", "Something else"),))
        )

    page = reader.get(f"{THEIRS}/{sharers.mine()[0].id}")

    assert "What I want to say About the evenings" in page.text
    assert "Something else" not in page.text


def test_a_section_that_is_not_there_or_empty_cannot_be_shared(ann):
    assert ann.get("/sharing/new/nothing-of-ours").status == 404
    assert ann.get("/sharing/new/limits").h1 == "There is nothing to share yet"


def test_a_section_leads_to_sharing_once_something_stands_there(ann):
    assert HERE in ann.get("/my-kit/helping-me").links
    assert not any("/sharing/" in one for one in ann.get("/my-kit/limits").links)


def test_who_has_left_is_said_of_somebody_chosen_by_name(sharers, ann):
    kept(ann, looked_at(ann))
    with sharers.home.session() as session, writing(session):
        session.query(PersonRow).filter_by(id=PRACTITIONER).update({"left_on": TODAY})

    mine = ann.get(MINE).text
    assert "Nobody can open it. They no longer work here." in mine
    assert "They can open it" not in mine


def test_what_ended_by_its_day_says_so_and_goes_after_ninety_days(sharers, ann):
    kept(ann, looked_at(ann))
    sharers.home.clock.standing_at += timedelta(days=15)
    ann = Reader(sharers.home.browser_of(ASKER))
    assert "Its time is over." in ann.get(MINE).text

    sharers.home.clock.standing_at += timedelta(days=89)

    ann = Reader(sharers.home.browser_of(ASKER))
    assert "shared nothing in the last 90 days" in ann.get(MINE).text
