"""A screen is there only where the policy has it on, and only for somebody who said yes to it."""

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.integration.screens import screening
from tests.integration.screens.screening import PC_PTSD_5, PHQ_4, answer, choose
from tests.support.house import opened, prepare
from tests.support.wording import forbidden_in
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.content.loader import content
from wellbeing.screens import service
from wellbeing.screens.published import OFFERED, screen

TEXTS = content().screens
BOTH = [(PHQ_4, screen(OFFERED[0])), (PC_PTSD_5, screen(OFFERED[1]))]
WORKING = [who for who in CHARACTERS if who.works_here]
PAGES = [
    "/more-questions",
    *(f"{each}{end}" for each in (PHQ_4, PC_PTSD_5) for end in ("", "/done")),
]
POSTS = [f"{each}{end}" for each in (PHQ_4, PC_PTSD_5) for end in ("/yes", "/no", "")]


def opt_in_of(visitor, one):
    with visitor.desk() as desk:
        return service.opted_in(desk, visitor.person_id, one)


@pytest.fixture
def house_without(database, tmp_path):
    """The installation as it is shipped: no policy has switched a screen on."""
    with opened(prepare(database), database, NOW) as home:
        home.app.config["WTF_CSRF_ENABLED"] = False
        with home.session() as session:
            settle(session)
        yield home


def test_as_shipped_no_screen_is_there_for_anybody_in_any_role(house_without):
    for who in WORKING:
        visitor = Visitor(house_without, who.id)

        assert [visitor.get(path).status for path in PAGES] == [404] * len(PAGES), who.name
        assert [visitor.post(path, {}).status for path in POSTS] == [404] * len(POSTS), who.name


def test_as_shipped_the_step_page_does_not_mention_them(house_without):
    ann = Visitor(house_without, CHARACTERS[0].id)
    ann.agree()
    ann.check_in({"event": "direct"})

    page = ann.get("/my-step")

    assert "/more-questions" not in " ".join(page.links)
    assert TEXTS.title not in page.text
    assert "screen" not in page.text.lower()


def test_a_screen_that_alone_is_off_is_not_there(database, tmp_path):
    settings = screening.switched_on(prepare(database), tmp_path / "p", off=(screening.OFF[0],))
    with opened(settings, database, NOW) as home:
        with home.session() as session:
            settle(session)
        ann = Visitor(home, CHARACTERS[0].id)
        ann.agree()

        assert ann.get(PHQ_4).status == 404
        assert "PHQ-4" not in ann.get("/more-questions").text
        assert "PC-PTSD-5" in ann.get("/more-questions").text


@pytest.mark.parametrize(
    "path", ["/more-questions/elsewhere", "/more-questions/phq_4", "/more-questions/phq-4"]
)
def test_an_unknown_screen_is_not_there(ann, path):
    assert ann.get(path).status == 404


def test_a_person_reads_what_it_is_and_is_not_before_they_choose(ann):
    page = ann.get("/more-questions")

    for said in (*TEXTS.limits, TEXTS.who_can_see, TEXTS.what_rules_do, TEXTS.what_stays):
        assert said in page.text
    for address, one in BOTH:
        assert one.full_name in page.text
        assert page.form(f"{address}/yes")
        assert not [form for form in page.forms if form.action == f"{address}/no"]
        assert all(paragraph in page.text for paragraph in one.licence)
    assert "9 or more of 12" in page.text
    assert "3 or more of 5" in page.text


@pytest.mark.parametrize(("address", "one"), BOTH)
def test_without_a_yes_the_questions_are_not_asked(ann, address, one):
    page = ann.get(address)

    assert page.url == "/more-questions"
    assert one.items[0].text not in page.text


@pytest.mark.parametrize(("address", "one"), BOTH)
def test_a_yes_is_for_one_screen_and_a_no_ends_it_at_once(ann, address, one):
    other = next(each for _, each in BOTH if each is not one)

    asked = choose(ann, address)
    page = ann.get("/more-questions")

    assert asked.url == address
    assert opt_in_of(ann, one) is not None
    assert opt_in_of(ann, other) is None
    assert "You said yes on 4 March 2026." in page.text
    ended = ann.post(f"{address}/no", page.form(f"{address}/no").filled)
    assert TEXTS.opted_out in ended.text
    assert opt_in_of(ann, one) is None
    assert ann.get(address).url == "/more-questions"


def test_a_second_yes_changes_nothing_and_a_second_no_is_fine(ann):
    page = ann.get("/more-questions")
    for _ in range(2):
        ann.post(f"{PHQ_4}/yes", page.form(f"{PHQ_4}/yes").filled)
    with ann.desk() as desk:
        first = service.opted_in(desk, ann.person_id, screen(OFFERED[0]))
    assert first is not None
    assert first.since == NOW.date()

    page = ann.get("/more-questions")
    for _ in range(2):
        assert ann.post(f"{PHQ_4}/no", page.form(f"{PHQ_4}/no").filled).status == 200


def test_somebody_who_does_not_take_part_reads_first_what_they_would_agree_to(home):
    stranger = Visitor(home, CHARACTERS[1].id)
    token = stranger.get("/account").form("/sign-out").filled

    assert stranger.get(PHQ_4).url == "/welcome"
    assert stranger.post(f"{PHQ_4}/yes", token).url == "/welcome"
    assert stranger.post(PHQ_4, {**token, "item-1": "3"}).url == "/welcome"
    assert opt_in_of(stranger, screen(OFFERED[0])) is None
    page = stranger.get("/more-questions")
    assert page.status == 200
    assert not [form for form in page.forms if "/yes" in form.action]


def test_stopping_to_take_part_ends_every_yes_and_leaves_the_results_to_be_read(bea):
    answer(bea, PHQ_4, 1, 1, 0, 0)
    page = bea.get("/consent")
    bea.post("/consent", {**page.form("/consent").filled, "choice": "withdraw"})

    assert [opt_in_of(bea, one) for _, one in BOTH] == [None, None]
    assert "2 of 12" in bea.get(f"{PHQ_4}/done").text
    assert "2 of 12" in bea.get("/more-questions").text


def test_no_page_says_a_word_a_tired_person_should_not_meet(bea):
    answer(bea, PHQ_4, 3, 3, 3, 3)
    answer(bea, PC_PTSD_5, 1, 1, 1, 1, 1)

    assert {path: forbidden_in(bea.get(path).text) for path in PAGES} == {
        path: [] for path in PAGES
    }


def test_the_titles_on_a_shared_device_are_neutral(bea):
    answer(bea, PHQ_4, 3, 3, 3, 3)

    for path in PAGES:
        assert bea.get(path).title == TEXTS.title
