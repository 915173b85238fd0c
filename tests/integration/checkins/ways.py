"""Ways to be asked: what tests of them answer, and how they go through the pages."""

from contextlib import contextmanager

from tests.integration.checkins.visitor import SEND, form_of
from tests.support.databases import on_sqlite
from tests.support.settled_home import settled_home
from wellbeing.checkins import service
from wellbeing.checkins.drafts import Draft
from wellbeing.content.loader import content
from wellbeing.preferences.asked import Pages, keep_pages, pages_of
from wellbeing.week import Week

WEEK = Week(2026, 10)
QUESTIONS = content().questions
PAGE = {one.id: one.page for one in QUESTIONS.every_question}
ALL = "/this-week/all"
CALM = dict.fromkeys(("sleep", "alert", "worry", "irritable", "low", "avoid"), "1")
HARD = {**dict.fromkeys(CALM, "3"), "impact": "2", "talk": "few_days", "talk_how": "phone"}
NO_MORE = {**CALM, "event": "none", "talk": "no"}
MORE = [one.id for one in QUESTIONS.more.questions]
# What answers call for stands on the last page, which comes once more.
PRESSES = {Pages.PARTS: 4 + 1, Pages.ONE: 12 + 1, Pages.ALL: 1 + 1}


@contextmanager
def one_home(tmp_path_factory):
    """Lend one installation for all tests of a file."""
    data = tmp_path_factory.mktemp("ways") / "instance"
    data.mkdir()
    with settled_home(on_sqlite(data)) as home:
        yield home


def prefers(person, pages):
    with person.desk() as desk:
        keep_pages(desk.session, desk.vault, person.person_id, pages)


def preferred(person):
    with person.desk() as desk:
        return pages_of(desk.session, desk.vault, person.person_id)


def filled_in(person, chosen, pages=Pages.ONE):
    """Let a person have answered this much before, and be asked in this way."""
    prefers(person, pages)
    with person.desk() as desk:
        service.keep_draft(desk, person.person_id, WEEK, Draft(chosen))


def alone(question):
    return f"/this-week/{PAGE[question]}"


def changing(last, question):
    """Return the link of the last page that changes one answer."""
    only = f"{alone(question)}?then=send"
    assert only in last.links
    return only


def press(person, page, **chosen):
    return person.press(page, chosen, "/this-week")


def fields(page):
    return form_of(page, "/this-week").fields


def asked_on(pages):
    return [name for page in pages for name, one in fields(page).items() if one.kind == "radio"]


def walk(person, chosen):
    """Answer what is named page by page; return every page up to the one that sends."""
    pages = [person.get("/this-week")]
    while SEND not in pages[-1].url:
        here = pages[-1]
        fitting = {name: said for name, said in chosen.items() if name in fields(here)}
        pages.append(press(person, here, **fitting))
    return pages
