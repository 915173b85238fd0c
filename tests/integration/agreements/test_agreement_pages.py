"""A team's agreement as its people use it, in a browser without JavaScript."""

from datetime import timedelta

import pytest

from tests.support.databases import on_sqlite
from tests.support.pages import Page, answers
from tests.support.settled_home import settled_home
from tests.support.world import CHARACTERS, NOW, unit_id
from wellbeing.content.loader import content

RED = unit_id("red")
HERE = f"/our-agreement/{RED}"
CHANGE = f"{HERE}/change"
STAFF = CHARACTERS[0]
PARTS = content().agreement.parts


@pytest.fixture
def home(tmp_path):
    database = on_sqlite(tmp_path)
    with settled_home(database) as home:
        yield home


class Reader:
    """One person of the world with one window."""

    def __init__(self, home, name):
        self.client = home.browser_of(next(who for who in CHARACTERS if who.name == name).id)

    def get(self, path):
        answer = self.client.get(path)
        return Page(answer.text, path, answer.status_code)

    def send(self, page, chosen=None, action=CHANGE, **more):
        """Send a form of the page with some boxes changed, and follow where it leads."""
        data = {**answers(page.form(action), chosen or {}), **more}
        answer = self.client.post(action, data=data)
        if answer.status_code == 303:
            return self.get(answer.location)
        return Page(answer.text, action, answer.status_code)


@pytest.fixture
def ann(home):
    return Reader(home, "staff")


@pytest.fixture
def lead(home):
    return Reader(home, "supervisor")


def typed(page, part="respect"):
    return page.form(CHANGE).fields[f"part-{part}"].value.strip()


def agree(reader, text, part="respect"):
    return reader.send(reader.get(CHANGE), {f"part-{part}": text})


def test_what_one_writes_everybody_in_the_team_and_whoever_leads_it_reads(ann, lead, home):
    saved = agree(ann, "We let each other finish.")

    assert "Saved." in saved.text
    for reader in (ann, lead, Reader(home, "moved")):
        assert "We let each other finish." in reader.get("/our-agreement").text
        assert "Where nobody leads the team" in reader.get("/our-agreement").text
    for name in ("supervisor of another team", "directorate manager", "wellbeing lead"):
        assert Reader(home, name).get(HERE).status == 404


def test_no_page_says_who_wrote(ann, lead):
    agree(ann, "We let each other finish.")
    agree(lead, "We greet each other.")

    for path in (HERE, CHANGE, f"{HERE}/versions", f"{HERE}/versions/1"):
        page = lead.get(path)
        assert page.status == 200
        said = page.text.partition(page.h1)[2].partition("Signed in as")[0]
        assert "Staff" not in said
        assert "Supervisor" not in said


def test_ideas_are_offered_to_tap_and_none_stands_there_before(ann):
    fresh = ann.get(CHANGE)
    assert all(typed(fresh, part.id) == "" for part in PARTS)
    assert "Nobody has written here yet" in ann.get(HERE).text

    tapped = ann.send(fresh, {"part-open": "Typed before"}, add="respect.2")

    assert typed(tapped) == PARTS[0].ideas[1]
    assert typed(tapped, "open") == "Typed before"
    assert "It is not saved until you press Save" in tapped.text
    assert ("add", "respect.2") not in tapped.form(CHANGE).buttons
    assert ("add", "respect.1") in tapped.form(CHANGE).buttons
    assert "Nobody has written here yet" in ann.get(HERE).text


@pytest.mark.parametrize("tapped", ["", "respect", "respect.0", "respect.99", "nothing.1", "a.b.c"])
def test_what_is_no_idea_of_ours_goes_into_no_box(ann, tapped):
    page = ann.send(ann.get(CHANGE), {"part-open": "Mine"}, add=tapped)

    assert page.status == 200
    assert [typed(page, part.id) for part in PARTS] == ["", "Mine", "", "", ""]


def test_two_who_write_different_parts_are_both_saved(ann, lead):
    first, second = ann.get(CHANGE), lead.get(CHANGE)
    ann.send(first, {"part-respect": "From one"})

    saved = lead.send(second, {"part-open": "From the other"})

    assert "both are kept" in saved.text
    assert "From one" in saved.text
    assert "From the other" in saved.text


def test_two_who_write_the_same_part_see_both_texts_and_choose(ann, lead):
    first, second = ann.get(CHANGE), lead.get(CHANGE)
    ann.send(first, {"part-respect": "From one"})

    apart = lead.send(second, {"part-respect": "From the other"})

    assert apart.status == 409
    assert "Nothing is lost" in apart.text
    assert "Their text From one" in apart.text
    assert typed(apart) == "From the other"
    assert "From the other" not in ann.get(HERE).text
    joined = lead.send(apart, together="1")
    assert typed(joined) == "From one\nFrom the other"
    assert "They are not saved yet" in joined.text
    saved = lead.send(joined)
    assert "From one" in saved.text
    assert "From the other" in saved.text


def test_the_other_text_stays_in_view_while_an_idea_is_tapped_and_mine_may_take_its_place(
    ann, lead
):
    first, second = ann.get(CHANGE), lead.get(CHANGE)
    ann.send(first, {"part-respect": "From one"})
    apart = lead.send(second, {"part-respect": "From the other"})

    tapped = lead.send(apart, add="open.1")
    assert "Their text From one" in tapped.text
    saved = lead.send(tapped)

    assert "From the other" in saved.text
    assert "From one" not in saved.text
    assert "From one" in lead.get(f"{HERE}/versions/1").text


def test_a_forged_name_of_a_part_puts_nothing_together(ann):
    agree(ann, "From one")

    page = ann.send(ann.get(CHANGE), {"part-respect": "Mine"}, together="1", met="no-such-part")

    assert page.status == 200
    assert typed(page) == "Mine"


def test_a_text_that_is_too_long_stays_in_its_box_with_a_word_what_to_do(ann):
    page = agree(ann, "a" * 2_100)

    assert page.status == 422
    assert "100 characters too long" in page.text
    assert typed(page) == "a" * 2_100


def test_an_earlier_version_is_read_and_put_back(ann):
    agree(ann, "We greet.")
    agree(ann, "We do not greet.")
    old = ann.get(f"{HERE}/versions/1")
    assert "We greet." in old.text

    back = ann.send(old, action=f"{HERE}/versions/1/put-back")

    assert "Version 1 stands again. The one before it is kept too." in back.text
    listed = ann.get(f"{HERE}/versions").text
    assert "Version 3" in listed
    assert "Version 1 again" in listed
    assert "This says the same as what stands now" in ann.get(f"{HERE}/versions/1").text


def test_putting_back_changes_nothing_when_somebody_saved_meanwhile(ann, lead):
    agree(ann, "We greet.")
    agree(ann, "We wave.")
    old = ann.get(f"{HERE}/versions/1")
    agree(lead, "We nod.")

    refused = ann.send(old, action=f"{HERE}/versions/1/put-back")

    assert "nothing was put back" in refused.text
    assert "We nod." in refused.text


def test_hurting_words_are_taken_out_of_an_earlier_version_after_one_question(ann):
    agree(ann, "Words about somebody")
    assert "change the agreement first" in ann.get(f"{HERE}/versions/1").text
    assert ann.client.get(f"{HERE}/versions/1/take-out").status_code == 303
    agree(ann, "We greet.")
    asked = ann.get(f"{HERE}/versions/1/take-out")
    assert "cannot be undone" in asked.text

    ann.send(asked, action=f"{HERE}/versions/1/take-out")

    emptied = ann.get(f"{HERE}/versions/1")
    assert "The words of this version were taken out." in emptied.text
    assert "somebody" not in emptied.text
    assert not [form for form in emptied.forms if "put-back" in form.action]
    refused = ann.client.post(
        f"{HERE}/versions/1/put-back", data=ann.get(CHANGE).form(CHANGE).filled
    )
    assert "has no words any more" in ann.get(refused.location).text


def test_every_version_can_be_reached_however_many_there_are(ann, home):
    for number in range(1, 54):
        agree(ann, f"Line {number}")

    newest = ann.get(f"{HERE}/versions")
    way = next(link for link in newest.links if "from=" in link)
    oldest = ann.get(way)

    assert f"{HERE}/versions/53" in newest.links
    assert f"{HERE}/versions/1" in oldest.links
    assert not [link for link in oldest.links if "from=" in link]


@pytest.mark.parametrize("number", ["0", "7", "9" * 40])
def test_a_version_that_is_not_there_is_not_found(ann, number):
    assert ann.get(f"{HERE}/versions/{number}").status == 404


def test_what_was_typed_before_the_session_ended_is_shown_again(ann, home):
    page = ann.get(CHANGE)
    home.clock.standing_at = NOW + timedelta(days=1)
    data = answers(page.form(CHANGE), {"part-respect": "Typed for long"})
    kept = ann.client.post(CHANGE, data=data)

    assert kept.status_code == 303
    assert "/sign-in" in kept.location
    assert ann.get(HERE).status == 302
    ann.client.set_cookie(*home.cookie_of(STAFF.id))
    again = ann.get(CHANGE)

    assert typed(again) == "Typed for long"
    assert "Typed for long" in ann.send(again).text


def test_somebody_without_a_team_is_told_so(home):
    page = Reader(home, "without a team").get("/our-agreement")

    assert page.status == 200
    assert "You belong to no team at present" in page.text


def test_who_leads_several_teams_finds_the_way_to_each(home):
    page = Reader(home, "supervisor of another team").get("/our-agreement")

    assert "Our agreement: Blue" in page.h1
    assert f"/our-agreement/{unit_id('green')}" in page.links
