"""Nothing that is typed or sent brings the service down or loses what a person wrote."""

import unicodedata

import pytest

from tests.support import proofs
from tests.support.acting import BY_NAME, Hand
from tests.support.by_link import link_of
from tests.support.databases import on_sqlite
from tests.support.hostile import BODIES, TEXTS
from tests.support.house import opened, prepare
from tests.support.rounds import Round, for_roles, front_doors
from tests.support.sweep import questions
from tests.support.walking import Walker, forms_of, target_of
from tests.support.world import CHARACTERS, NOW, TODAY, settle
from wellbeing.accounts import sign_in
from wellbeing.accounts.sign_in import Door
from wellbeing.web.forms import CONTROLS, in_its_own_direction
from wellbeing.week import Week

STAFF = CHARACTERS[0]
WALKERS = ("staff", "wellbeing lead", "supervisor", "nobody")
FORMS = {"staff": 30, "wellbeing lead": 4, "supervisor": 4, "nobody": 4}
WHO = {
    "staff": STAFF.id,
    "wellbeing lead": BY_NAME["wellbeing lead"].id,
    "supervisor": BY_NAME["supervisor"].id,
    "nobody": None,
}
# Everyday runs try one of so many; `.ci/long` tries everything with everything.
TEXTS_IN_TURN, CHOICES_IN_TURN, BODIES_IN_TURN = 18, 24, 16


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("hostile") / "instance"
    data.mkdir()
    database = on_sqlite(data)
    with opened(prepare(database), database, NOW) as home:
        home.app.config["PAGES_FOR_ERRORS"] = True
        with home.session() as session:
            settle(session)
            Hand(session).adds()
        yield home


@pytest.fixture(scope="module", params=WALKERS)
def walker(request, home):
    """Return somebody with every form they meet; what staff meet anyway is tried as staff alone."""
    who = WHO[request.param]
    walker = Walker(home.browser_of(who))
    only: frozenset[str] = frozenset()
    more = [link_of(home, STAFF.id, Week.of(TODAY))]
    if who is None:
        with home.session() as session:
            door = Door(session, home.vault, home.clock.now(), TODAY)
            more.append(f"/set-password/{sign_in.make_link(door, STAFF.id)}")
    else:
        roles = BY_NAME[request.param].roles_now
        only = for_roles(home.app, *roles) if roles else frozenset()
        consent = walker.get("/consent")
        walker.post("/consent", {**consent.form("/consent").filled, "choice": "agree"})
        walker.post("/my-weeks/notes", walker.get("/my-weeks/notes").form("/my-weeks/notes").filled)
    found = forms_of(Round(walker, only).go(*front_doors(home.app), *more).pages)
    assert len(found) >= FORMS[request.param]
    return walker, tuple(found.values()), WALKERS.index(request.param)


def as_kept(text):
    """Return a text as it may be shown again: composed, one kind of line end, no controls."""
    lines = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    return " ".join(CONTROLS.sub("", lines).split())


def ways_to_keep(text):
    """Return how a text may stand in its box again: without turning around, where others read it."""
    return as_kept(text), as_kept(in_its_own_direction(text))


def is_a_page_of_ours(page):
    return page.status < 500 and bool(page.title.strip()) and bool(page.h1.strip())


def in_turn(cases, number, every):
    """Return one of so many cases, for the next number those beside them; whole runs get all."""
    step = proofs.size(every, 1)
    return [case for place, case in enumerate(cases) if (place + number) % step == 0]


# Each form takes some of the texts, and each text goes to some of the forms.
@pytest.mark.parametrize(("number", "name"), [*enumerate(TEXTS)], ids=TEXTS)
def test_every_form_takes_every_text_or_says_clearly_why_not(walker, number, name):
    walking, forms, _ = walker
    text = TEXTS[name]

    for address, found in in_turn(forms, number, TEXTS_IN_TURN):
        page = walking.get(address)
        form = next((one for one in page.forms if one.fields.keys() == found.fields.keys()), found)
        typed = dict.fromkeys(form.texts, text)

        answer = walking.post(target_of(page, form), {**form.filled, **typed})

        assert is_a_page_of_ours(answer), f"{address}: {answer.status} {answer.text[:200]}"
        if answer.status == 422:
            again = next(one for one in answer.forms if set(one.texts) >= set(form.texts))
            for one in typed:
                ways = [""] if form.fields[one].kind == "password" else ways_to_keep(text)
                assert as_kept(again.fields[one].value) in ways, f"{address}: {one}"


@pytest.mark.parametrize(("number", "name"), [*enumerate(TEXTS)], ids=TEXTS)
def test_every_choice_and_hidden_field_refuses_what_was_not_offered(walker, number, name):
    walking, forms, _ = walker
    text = TEXTS[name]

    for address, form in in_turn(forms, number, CHOICES_IN_TURN):
        page = walking.get(address)
        hidden = [one.name for one in form.fields.values() if one.kind == "hidden"]
        choices = {one.name: text for one in form.fields.values() if one.choices}
        for changed in [choices, *({one: text} for one in hidden if one != "csrf_token")]:
            answer = walking.post(target_of(page, form), {**form.filled, **changed})

            assert is_a_page_of_ours(answer), f"{address} {list(changed)}: {answer.status}"


def test_every_form_can_be_sent_twice(walker, posted, record_property):
    walking, forms, place = walker
    sizes = {
        "forms": len(forms),
        "texts for each": len(in_turn(TEXTS, 0, TEXTS_IN_TURN)),
        "addresses": len(posted),
        "bodies for each": len(in_turn(BODIES, 0, BODIES_IN_TURN)),
    }
    proofs.record_only(record_property, f"hostile forms of {WALKERS[place]}", sizes)

    for address, form in forms:
        target = target_of(walking.get(address), form)
        answers = [walking.post(target, form.filled) for _ in range(2)]

        assert all(is_a_page_of_ours(answer) for answer in answers), address


@pytest.fixture(scope="module")
def posted(home):
    """Return every address that takes what is posted."""
    return [
        asked
        for asked in questions(home.app)
        if asked.method == "POST" and asked.endpoint and "sign-out" not in asked.path
    ]


# Each address gets some of these from each of the four, and others from each.
@pytest.mark.parametrize(("number", "name"), [*enumerate(BODIES)], ids=BODIES)
def test_bytes_that_no_form_sends_get_a_clear_answer(walker, posted, number, name):
    walking, forms, place = walker
    kind, body = BODIES[name]
    token = next(form.fields["csrf_token"].value for _, form in forms)

    for asked in in_turn(posted, number + place, BODIES_IN_TURN):
        answer = walking.send_raw(asked.path, kind, body, token)

        assert answer.status < 500, f"{asked.endpoint}: {answer.status}"
        assert answer.status < 400 or is_a_page_of_ours(answer), f"{asked.endpoint}"
