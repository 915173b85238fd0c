"""One question on a page, in parts, or all on one: the same check-in, whatever it asks for."""

import re
from dataclasses import dataclass

import pytest

from tests.integration.checkins.visitor import SEND, Visitor, form_of
from tests.integration.checkins.ways import (
    HARD,
    MORE,
    NO_MORE,
    PRESSES,
    QUESTIONS,
    WEEK,
    asked_on,
    one_home,
    prefers,
    walk,
)
from tests.support.pages import Page
from tests.support.world import CHARACTERS
from wellbeing.checkins.drafts import Draft
from wellbeing.preferences.asked import Pages


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    with one_home(tmp_path_factory) as home:
        yield home


@dataclass(frozen=True)
class Walk:
    """Every page of one check-in, up to the one that sends, and what was kept by then."""

    person: Visitor
    pages: tuple[Page, ...]
    kept: Draft

    @property
    def asking(self):
        return self.pages[:-1]


@pytest.fixture(scope="module")
def walks(home):
    """The same hard week in each way, each by somebody else."""
    return {pages: walked_by(home, number, pages) for number, pages in enumerate(Pages, 1)}


def walked_by(home, number, pages):
    person = Visitor(home, CHARACTERS[number].id)
    person.agree()
    prefers(person, pages)
    return Walk(person, tuple(walk(person, HARD)), person.draft(WEEK))


@pytest.mark.parametrize("pages", Pages)
def test_each_way_asks_the_same_and_gives_the_same_draft(walks, pages):
    walked = walks[pages]

    *before, last = walked.asking
    always = [one.id for part in QUESTIONS.parts for one in part.questions]
    # What the signs call for stands on the last page; it comes once more, with what the wish to talk does.
    once = [one for one in asked_on(before) if one not in MORE]
    assert once == always
    here = {"one": 1, "parts": 2, "all": 12}[pages]
    assert asked_on([last]) == [*MORE, *always[-here:]]
    assert asked_on(walked.asking[:1]) == always[: {"one": 1, "parts": 3, "all": 12}[pages]]
    assert len(walked.asking) == PRESSES[pages]
    assert walked.kept == Draft(HARD)


@pytest.mark.parametrize("pages", Pages)
def test_what_is_sent_is_the_same_and_sending_it_twice_is_sending_it_once(walks, pages):
    person, last = walks[pages].person, walks[pages].pages[-1]
    sent = form_of(last, SEND)

    first, again = (person.post(sent.action, sent.filled) for _ in range(2))

    assert len(receipt(first)) == 1
    assert receipt(first) == receipt(again)
    sent_in = person.sent(WEEK)
    assert sent_in is not None
    assert (sent_in.check_in.signs, sent_in.check_in.impact) == ((3,) * 6, 2)
    assert person.draft(WEEK) is None
    assert person.current(WEEK) is not None


def receipt(page):
    return re.findall(r"Saved\. Receipt (\S+)", page.text)


def test_a_page_says_which_question_of_how_many_it_is(walks):
    walked = walks[Pages.ONE]

    said = [re.findall(r"Question (\d+) of (\d+)", page.text) for page in walked.asking]
    # What was called for stands on the last page, so that no title tells of it.
    assert said == [[(str(number), "12")] for number in (*range(1, 13), 12)]
    assert "Last page" in walked.pages[-1].text
    assert "15 questions on one page" in walks[Pages.ALL].asking[-1].text


@pytest.mark.parametrize("pages", Pages)
def test_what_a_browser_keeps_is_the_same_whatever_was_answered(home, walks, pages):
    hard = walks[pages]
    calm = Visitor(home, CHARACTERS[4 + list(Pages).index(pages)].id)
    calm.agree()
    prefers(calm, pages)

    went = {(page.url, page.title) for page in walk(calm, NO_MORE)}

    assert {(page.url, page.title) for page in hard.pages} == went
    # Nor does a link that changes an answer lead anywhere else.
    assert changes_on(hard.pages[-1]) == changes_on(calm.get(SEND_IN[pages]))


SEND_IN = {pages: SEND if pages is Pages.PARTS else f"{SEND}?way={pages}" for pages in Pages}


def changes_on(page):
    return {link for link in page.links if link.startswith("/this-week/")}


def test_an_address_and_a_title_do_not_say_what_is_asked(walks):
    kept = " ".join(f"{page.url} {page.title}" for page in walks[Pages.ONE].pages).lower()

    assert not any(one.id in kept for one in QUESTIONS.every_question if len(one.id) > 3)
