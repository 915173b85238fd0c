"""The documents as pages and files: for whom they are, and that they are the same words everywhere."""

import pytest

from tests.support.house import opened, prepare
from tests.support.pages import Page
from tests.support.policies import LEAD, REP, STAFF, Office
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.documents.book import KINDS

PATH = "/documents"
AUDITOR = next(one.id for one in CHARACTERS if one.name == "auditor")
FILLED = """
[[filled]]
blank = "lawful-basis"
words = "Article 6(1)(e), <b>as advised</b>."
by = "Ada Lee, data protection officer"
on = 2026-03-02

[[filled]]
blank = "transfers"
words = "This was dated ahead."
by = "Ada Lee"
on = 2026-03-05
"""


@pytest.fixture
def home(database):
    settings = prepare(database)
    content = settings.data / "content"
    content.mkdir()
    (content / "documents.toml").write_text(FILLED, "utf-8")
    with opened(settings, database, NOW) as home:
        with home.session() as session:
            settle(session)
        Office(home).adopt()
        yield home


def page(home, who, path=PATH):
    answer = home.browser_of(who).get(path)
    return Page(answer.text, path, answer.status_code)


@pytest.mark.parametrize("who", [LEAD, REP, AUDITOR], ids=["lead", "representative", "auditor"])
def test_those_who_watch_over_it_find_every_document(home, who):
    found = page(home, who)

    assert found.h1 == "Documents"
    for kind in KINDS:
        assert f"{PATH}/{kind.name}" in found.links
    assert PATH in page(home, who, "/privacy-report").links


def test_for_everybody_else_nothing_of_it_is_there(home):
    for path in (PATH, f"{PATH}/hazard-log", f"{PATH}/hazard-log/file.md"):
        assert page(home, STAFF, path).status == 404
        assert page(home, None, path).status in {302, 303}


def test_page_and_files_say_the_same(home):
    browser = home.browser_of(AUDITOR)
    for kind in KINDS:
        shown = Page(browser.get(f"{PATH}/{kind.name}").text, kind.name, 200)
        alone = browser.get(f"{PATH}/{kind.name}/file.html")
        written = browser.get(f"{PATH}/{kind.name}/file.md")

        assert shown.h1 == kind.title
        assert written.headers["Content-Disposition"] == f'attachment; filename="{kind.name}.md"'
        assert written.text.startswith(f"# {kind.title}: Org")
        headings = [line[3:] for line in written.text.splitlines() if line.startswith("## ")]
        assert len(headings) > 3
        assert alone.text.count("<h2>") == len(headings)
        assert [each for each in headings if each.replace("\\", "") not in shown.text] == []
        assert "<script" not in alone.text
        assert "default-src 'none'" in alone.text


def test_what_the_organisation_filled_in_stands_there_as_typed(home):
    browser = home.browser_of(LEAD)
    path = f"{PATH}/impact-assessment"
    shown, alone = (browser.get(each).text for each in (path, f"{path}/file.html"))

    for text in (shown, alone):
        assert "Filled in by Ada Lee, data protection officer, 2 March 2026:" in text
        assert "Article 6(1)(e), &lt;b&gt;as advised&lt;/b&gt;." in text
        assert "This was dated ahead." not in text


@pytest.mark.parametrize("path", ["nothing", "hazard-log/file.exe", "nothing/file.md"])
def test_what_is_no_document_is_not_there(home, path):
    assert page(home, LEAD, f"{PATH}/{path}").status == 404
