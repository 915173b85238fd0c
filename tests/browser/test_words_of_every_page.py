"""Every page there is says what it says in short, plain sentences: read as it is shown, to everybody."""

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.integration.screens.screening import FOUR, PC_PTSD_5, PHQ_4, answer, choose
from tests.support import proofs
from tests.support.blocks import blocks_of
from tests.support.by_link import Holder, link_of
from tests.support.databases import on_sqlite
from tests.support.figure_settings import OTHER, FiguresOffice
from tests.support.formal import Parties
from tests.support.granting import Granting
from tests.support.lived_in import lived_in
from tests.support.policies import Office, with_line
from tests.support.reading import grade_of, sentences_in, words_of
from tests.support.ready import pages_of_opening
from tests.support.rounds import Round, endpoint_of, for_roles
from tests.support.sample import NOBODY
from tests.support.sharing import Sharers
from tests.support.walking import Walker
from tests.support.ways_into_cases import pages_of_asking
from tests.support.wording import forbidden_in
from tests.support.world import BY_NAME, CHARACTERS, TODAY
from tests.unit.content.test_wording import HARDEST_GRADE, MOST_WORDS, WISHFUL
from wellbeing.accounts import sign_in
from wellbeing.accounts.sign_in import Door
from wellbeing.week import Week

STAFF = CHARACTERS[0]
WEEK = Week.of(TODAY)
# Fewer words than this are a label, which no measure of sentences fits.
A_SENTENCE = 4
# A rule is one condition and one consequence, and stands beside the plain words for it. Cut in two it
# would say something else.
OF_A_RULE = 45
RULES = frozenset(
    {"policies.rules", "policies.past_policy", "checkins.why", "policies.change", "policies.decide"}
    # All columns of a table, or all that a proof counted, are one list.
    | {"documents.page", "documents.file"}
)
# No page of their own: they lead on, or their answer is a file, a word or a calendar.
NO_PAGES = frozenset(
    {"accounts.leave", "support.waiting", "calendar.fetched", "web.readyz", "web.security_txt"}
    # For a monitoring program that shows its token.
    | {"running.metrics"}
    # What stands there once everything was deleted: the tests of deleting read it.
    | {"deleting.done"}
    # A second page of more than twenty versions, which looks like the first.
    | {"agreements.versions"}
)
# Names of made-up teams are long words, and no words of ours.
HARDER = {"demo.people": 9.0}
# What a world without a past cannot show.
OF_THE_SAMPLE = {"Manages": ("heatmaps.", "actions."), NOBODY: ("demo.",)}


def ways_in(home):
    """Yield who opens which page that no link leads them to, once it is there."""
    policy = Office(home).propose(with_line("high", 10, with_line("spike", 14)))
    figures = FiguresOffice(home).propose(OTHER)
    for who in ("wellbeing lead", "staff representative"):
        yield who, f"/policy-changes/{policy}"
        yield who, f"/figure-settings/{figures}"
    ann = Visitor(home, STAFF.id)
    yield "staff", answer(ann, choose(ann, PHQ_4).url, *(3 for _ in FOUR.items)).url
    yield "staff", choose(ann, PC_PTSD_5).url
    yield "practitioner", f"/shared-with-me/{Sharers(home).share(who=STAFF.id)}"
    taken = Parties(home).agreed_and_taken(who=BY_NAME["moved"].id)
    yield "practitioner", f"/decisions/{taken}/shared"
    yield from pages_of_asking(home)
    link = link_of(home, STAFF.id, WEEK)
    yield "nobody", link
    Holder(home.app.test_client(), link).send(sleep="1", low="1")
    yield "staff", f"/this-week/two-versions/{WEEK}"
    with home.session() as session:
        door = Door(session, home.vault, home.clock.now(), TODAY)
        yield "nobody", f"/set-password/{sign_in.make_link(door, STAFF.id)}"
    # At the end, since it closes check-ins.
    yield from pages_of_opening(home)
    # Last of all: where it is agreed to, it ends the sessions of whom it is for.
    yield "staff representative", f"/roles/{Granting(home).ask()}/decide"


def look_round(home, writers):
    """Let one person of each role go where only they can go, and one go everywhere and write."""
    staff, nobody = writers["staff"], Round(Walker(home.browser_of(None)), who="nobody")
    Office(home).adopt()
    staff.begin()
    # Then there are earlier versions to read.
    staff.write_everywhere(lambda: "first", with_earlier_versions(home.app))
    staff.written.clear()
    rounds = {"staff": staff.write_everywhere(lambda: "second"), "nobody": nobody.go()}
    one_of_each = {tuple(writer.who.roles_now): name for name, writer in writers.items()}
    for roles, name in one_of_each.items():
        only = for_roles(home.app, *roles)
        if only:
            rounds[name] = writers[name].write_everywhere(lambda: "more", only)
    for who, address in ways_in(home):
        if who not in rounds:
            rounds[who] = Round(writers[who].walker, who=who)
        rounds[who].visit(address)
    return rounds.values()


def with_earlier_versions(app):
    kinds = {
        rule.endpoint.partition(".")[0]
        for rule in app.url_map.iter_rules()
        if rule.endpoint.endswith(("earlier", "versions"))
    }
    return {one for one in app.view_functions if one.partition(".")[0] in kinds}


@pytest.fixture(scope="module")
def rounds(tmp_path_factory, sample, as_somebody):
    """Return what everybody saw on their way past every page they may open."""
    folder = tmp_path_factory.mktemp("words")
    data = folder / "instance"
    data.mkdir()
    with lived_in(on_sqlite(data), folder / "policies") as (home, writers):
        seen = [*look_round(home, writers)]
    for who, kinds in OF_THE_SAMPLE.items():
        wanted = {one for one in sample.app.view_functions if one.startswith(kinds)}
        seen.append(Round(Walker(sample.browser_of(as_somebody(who))), wanted, who=who).go())
    return seen


@pytest.fixture(scope="module")
def texts(rounds):
    """Return the pieces of text of every page, by its route and by who saw it where."""
    names = [who.name.title() for who in CHARACTERS]
    return {
        (endpoint_of(one.app, page.url), f"{one.who} at {page.url}"): [
            piece for piece in blocks_of(page.html) if not any(name in piece for name in names)
        ]
        for one in rounds
        for page in one.pages.values()
        if page.html.lstrip().startswith("<!doctype html>")
    }


def test_somebody_met_every_page_there_is(rounds, sample):
    """A page that nobody met has words that nobody read: lead to it by a link, or by `ways_in`."""
    met = set().union(*(one.met for one in rounds))
    pages = {rule.endpoint for rule in sample.app.url_map.iter_rules() if "GET" in rule.methods}

    assert pages - met - NO_PAGES - {"static"} == set()
    assert pages >= NO_PAGES


def test_no_page_says_a_forbidden_or_a_wishful_word(texts):
    said = {
        where: [
            *(word for piece in pieces for word in forbidden_in(piece)),
            *(word for piece in pieces for word in WISHFUL if word in piece.lower()),
        ]
        for (_, where), pieces in texts.items()
    }

    assert {where: words for where, words in said.items() if words} == {}


def test_no_sentence_of_a_page_is_long(texts):
    long = {
        sentence: (len(words_of(sentence)), where)
        for (route, where), pieces in texts.items()
        for sentence in sentences_in(pieces)
        if len(words_of(sentence)) > (OF_A_RULE if route in RULES else MOST_WORDS)
    }

    assert long == {}


def test_a_twelve_or_thirteen_year_old_could_read_every_page(texts, record_property):
    grades = {}
    for page, pieces in texts.items():
        whole = [one for one in sentences_in(pieces) if len(words_of(one)) >= A_SENTENCE]
        if whole:
            grades[page] = round(grade_of(whole), 1)
    hardest = max(grades, key=grades.__getitem__)
    told = {"read": len(grades), "hardest": f"{grades[hardest]} at {hardest[1]}"}
    proofs.record_only(record_property, "words of every page", told)

    hard = {page: one for page, one in grades.items() if one > HARDER.get(page[0], HARDEST_GRADE)}
    assert hard == {}


def test_pieces_are_what_is_shown_and_nothing_that_somebody_typed():
    page = """<!doctype html><head><title>Not this</title></head><h1>A page</h1>
    <p>It says <b>this</b> to you.<br>And this.</p><ul><li>One</li><li dir="auto">My own</li></ul>
    <textarea>typed</textarea><script>let a = "b";</script><td>A cell</td>"""

    assert blocks_of(page) == ("A page", "It says this to you.", "And this.", "One", "A cell")
