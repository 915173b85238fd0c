"""Sharing as pages: looked at before it is kept, confirmed by password, read once signed in, ended."""

from datetime import timedelta

import pytest

from tests.support.asking import ASKER, BY_NAME, PRACTITIONER, SUPERVISOR
from tests.support.histories import default_policy
from tests.support.kits import Reader
from tests.support.passwords import let_have
from tests.support.sharing import Sharers
from tests.support.world import NOW, TODAY
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing
from wellbeing.first_aid_kit import service as kits
from wellbeing.history.service import Desk
from wellbeing.looking_back import papers, places
from wellbeing.looking_back import service as looking_back
from wellbeing.sharing import service
from wellbeing.sharing.views_sharing import FULL, OWN_ADDRESS
from wellbeing.web.access_matrix import shipped

PASSWORD = "a long enough password"
HERE, MINE, THEIRS = "/sharing/new/helping-me", "/sharing", "/shared-with-me"
SAID = "Ask me <b>what</b> I need"
ELSEWHERE = "Nobody else reads this one"
TO = {"to": PRACTITIONER, "days": "14", "why": "So that you know"}


@pytest.fixture
def ann(sharers: Sharers) -> Reader:
    """Somebody with a password and a kit of two sections."""
    with sharers.home.session() as session:
        let_have(session, ASKER, PASSWORD, TODAY)
        notebook = kits.Notebook(session, sharers.home.vault, ASKER, NOW)
        for section, of, text in (("helping-me", "helps", SAID), ("signs", "body", ELSEWHERE)):
            if not kits.kit_of(notebook).page(section).lines:
                kits.add(notebook, section, [kits.NewLine(of, (text,))])
    return Reader(sharers.home.browser_of(ASKER))


@pytest.fixture
def reader(sharers: Sharers) -> Reader:
    return Reader(sharers.home.browser_of(PRACTITIONER))


def looked_at(ann, path=HERE, **chosen):
    """Return the page that shows what would be shared."""
    return ann.send(ann.get(path), {**TO, **chosen}, path, stage="look")


def kept(ann, page, password=PASSWORD):
    """Press "Share this" on that page."""
    form = page.form("")
    data = {**form.filled, "password": password, "stage": "keep"}
    answer = ann.client.post(page.url, data=data)
    if answer.status_code == 303:
        return ann.get(answer.location)
    return type(page)(answer.text, page.url, answer.status_code)


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

    listed = reader.get(THEIRS)
    assert "Staff" not in listed.text
    (address,) = [one for one in listed.links if one.startswith(f"{THEIRS}/")]
    page = reader.get(address)

    words = shown.text.partition("exactly what they will read: ")[2].partition(" With Prac")[0]
    assert words in page.text
    assert SAID.split(maxsplit=1)[0] in words
    assert "4 March 2026 practitioner 1" in ann.get(MINE).text
    assert f"Practitioner {shipped().roles['practitioner']}" in ann.get("/my-data").text


def test_nothing_is_shared_without_the_right_password_and_what_was_chosen_stays(sharers, ann):
    for password, said in (("", "Enter the password"), ("another one", "not the password")):
        page = kept(ann, looked_at(ann), password)

        assert (page.status, page.h1) == (422, "Before you share")
        assert said in page.text
        assert page.form("").filled["why"] == "So that you know"
    assert sharers.mine() == ()
    assert "another one" not in page.html


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


def test_a_stranger_gets_the_same_bytes_for_what_is_there_and_what_never_was(sharers, ann):
    kept(ann, looked_at(ann))
    share_id = sharers.mine()[0].id

    for name in ("supervisor", "moved", "service manager", "auditor", "staff"):
        stranger = sharers.home.browser_of(BY_NAME[name])
        there = stranger.get(f"{THEIRS}/{share_id}")
        never = stranger.get(f"{THEIRS}/{'f' * 32}")

        assert (there.status_code, never.status_code) == (404, 404), name
        assert without_tokens(there.text) == without_tokens(never.text), name
        assert len(there.data) == len(never.data), name
        assert "Nothing is shared with you" in stranger.get(THEIRS).text, name
    assert sharers.mine()[0].looks == ()


def without_tokens(html: str) -> list[str]:
    return [line for line in html.splitlines() if "csrf_token" not in line]


def test_forged_ids_are_not_there_and_end_nothing(sharers, ann, reader):
    kept(ann, looked_at(ann))
    form = ann.get(MINE).form("/sharing/end")
    theirs = reader.get("/account").form("/sign-out")

    for forged in ("0" * 32, "x", "f" * 500, "%00", sharers.mine()[0].id.upper() + "0"):
        assert reader.client.get(f"{THEIRS}/{forged}").status_code == 404, forged
        for one, filled in ((reader, theirs.filled), (ann, form.filled)):
            answer = one.client.post("/sharing/end", data={**filled, "share": forged})
            assert answer.status_code == 303, forged

    assert [one.is_open for one in sharers.mine()] == [True]


def test_a_reader_cannot_end_what_is_another_s(sharers, ann, reader):
    kept(ann, looked_at(ann))
    token = reader.get("/account").form("/sign-out").filled

    reader.client.post("/sharing/end", data={**token, "share": sharers.mine()[0].id})

    assert sharers.mine()[0].is_open


def test_an_address_that_is_nobody_s_looks_the_same_as_one_that_is(sharers, ann):
    pages, told = [], []
    for address in ("moved@example.org", "movet@example.org"):
        page = looked_at(ann, to="address", address=address)
        shown = kept(ann, page)
        pages.append(page.text.replace(address, "ADDRESS"))
        told.append(shown.text.replace(address, "ADDRESS"))
        ann.press(ann.get(MINE), "/sharing/end")

    assert pages[0] == pages[1]
    assert told[0].partition("End this now")[0] == told[1].partition("End this now")[0]
    assert "The service does not say whether anybody here has this address" in pages[0]


def test_whoever_has_the_address_reads_it_and_no_page_of_the_sharer_has_their_name(sharers, ann):
    kept(ann, looked_at(ann, to="address", address="Without.A.Team@example.org"))
    theirs = Reader(sharers.home.browser_of(BY_NAME["without a team"]))

    page = theirs.get(f"{THEIRS}/{sharers.mine()[0].id}")

    assert SAID in page.text
    mine = ann.get(MINE)
    assert "4 March 2026 member of staff 1" in mine.text
    assert "Without a team" not in mine.text


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
    with sharers.home.session() as session, writing(session):
        session.query(PersonRow).filter_by(id=SUPERVISOR).update({"left_on": TODAY})

    again = kept(ann, page)

    assert (again.status, again.h1) == (422, "Share “What helps others help me”")
    assert sharers.mine() == ()


def test_the_most_that_can_be_shared_is_said_and_the_same_can_be_shared_anew(sharers, ann):
    for number in range(service.MOST_OPEN):
        sharers.share(f"nobody{number}@example.org")

    page = kept(ann, looked_at(ann))

    assert page.status == 422
    assert FULL in page.text
    sharers.share("nobody3@example.org")
    assert sum(one.is_open for one in sharers.mine()) == service.MOST_OPEN


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

    assert "They no longer work here, so nobody can open it." in ann.get(MINE).text


def test_what_ended_by_its_day_says_so_and_goes_after_ninety_days(sharers, ann):
    kept(ann, looked_at(ann))
    sharers.home.clock.standing_at += timedelta(days=15)
    ann = Reader(sharers.home.browser_of(ASKER))
    assert "Its time is over." in ann.get(MINE).text

    sharers.home.clock.standing_at += timedelta(days=89)

    ann = Reader(sharers.home.browser_of(ASKER))
    assert "shared nothing in the last 90 days" in ann.get(MINE).text
