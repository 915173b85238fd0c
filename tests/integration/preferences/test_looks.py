"""A person says how pages look for them; no page fails for it, and nothing tells anybody else."""

from contextlib import contextmanager

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from tests.integration.policies.reader import Reader
from tests.support import query_guard
from tests.support.world import CHARACTERS
from wellbeing.database import writing
from wellbeing.preferences import service
from wellbeing.preferences.service import Contrast, Drawer, Look, Motion, TextSize, Theme
from wellbeing.preferences.store import LookRow

HERE = "/preferences/look"
USUAL = f"{HERE}/usual"
IDS = {character.name: character.id for character in CHARACTERS}
CHOSEN = {"text": "largest", "contrast": "more", "theme": "calm", "motion": "less"}
LOOK = Look(TextSize.LARGEST, Contrast.MORE, Theme.CALM, Motion.LESS)


@pytest.fixture
def reader(home):
    """A member of staff who has chosen nothing."""
    yield Reader(home, IDS["staff"])
    with home.session() as session:
        service.back_to_usual(Drawer(session, home.vault, IDS["staff"]))


def first_element(page):
    return next(dict(held) for tag, held in page.tags if tag == "html")


def chosen_on(page):
    return {
        name.removeprefix("data-"): value
        for name, value in first_element(page).items()
        if name.startswith("data-") and name != "data-answers-form"
    }


def rows(home):
    with home.session() as session:
        return session.scalar(select(func.count()).select_from(LookRow))


def keys(home):
    return sum(home.vault.wrapped_by().values())


def look(home, person_id=IDS["staff"]):
    with home.session() as session:
        return service.look_of(Drawer(session, home.vault, person_id))


def test_who_chose_nothing_sees_pages_as_their_device_says(home, reader):
    page = reader.get(HERE)

    assert chosen_on(page) == {}
    assert page.form(HERE).filled["theme"] == "device"
    assert "Back to usual" not in page.text
    assert rows(home) == 0


def test_what_is_chosen_holds_on_every_page_of_theirs_and_on_nobody_else_s(home, reader):
    kept = reader.send(HERE, **CHOSEN)

    assert "Kept. Pages look like this for you now" in kept.text
    assert kept.form(HERE).filled == {**kept.form(HERE).filled, **CHOSEN}
    for address in (HERE, "/account", "/teams", "/when-you-are-asked", "/there-is-no-such-page"):
        assert chosen_on(reader.get(address)) == CHOSEN
    assert chosen_on(Reader(home, IDS["supervisor"]).get(HERE)) == {}
    assert look(home) == LOOK


def test_two_people_have_a_look_each(home, reader):
    reader.send(HERE, **CHOSEN)
    another = Reader(home, IDS["supervisor"])
    another.send(HERE, theme="dark")

    assert look(home) == LOOK
    assert look(home, IDS["supervisor"]) == Look(theme=Theme.DARK)
    another.send(HERE, USUAL)
    assert look(home) == LOOK
    assert rows(home) == 1


@pytest.mark.parametrize("address", ["/help-now", "/learning"])
def test_a_page_that_does_not_know_who_reads_it_looks_as_the_device_says(reader, address):
    reader.send(HERE, **CHOSEN)

    assert chosen_on(reader.get(address)) == {}


def cookie_of(home, reader):
    """Return what the browser's cookie says, once it has been shown what was said last."""
    reader.get("/account")
    opened = home.app.session_interface.get_signing_serializer(home.app)
    return opened.loads(reader.client.get_cookie("s").value)


def test_the_browser_is_given_nothing_of_it_and_signed_out_it_looks_as_before(home, reader):
    before = cookie_of(home, reader)
    reader.send(HERE, **CHOSEN)

    assert cookie_of(home, reader) == before
    assert chosen_on(reader.send(HERE, "/sign-out")) == {}
    assert chosen_on(reader.get("/sign-in")) == {}


def test_a_look_can_be_looked_at_first_and_is_not_kept(home, reader):
    tried = reader.send(HERE, **CHOSEN, act="try")

    assert chosen_on(tried) == CHOSEN
    assert "It is not kept yet" in tried.text
    assert tried.form(HERE).filled["theme"] == "calm"
    assert chosen_on(reader.get(HERE)) == {}
    assert rows(home) == 0


@pytest.mark.parametrize("way", ["one press", "by choosing"])
def test_the_way_back_to_usual_leaves_neither_a_row_nor_a_key(home, reader, way):
    before = keys(home)
    reader.send(HERE, **CHOSEN)
    assert (rows(home), keys(home)) == (1, before + 1)

    usual = {"text": "usual", "contrast": "device", "theme": "device", "motion": "device"}
    page = reader.send(HERE, USUAL) if way == "one press" else reader.send(HERE, **usual)

    assert "Done. Pages look as usual again" in page.text
    assert chosen_on(page) == {}
    assert (rows(home), keys(home)) == (0, before)


@pytest.mark.parametrize("name", CHOSEN)
def test_what_is_not_on_the_page_is_refused_kindly_and_changes_nothing(home, reader, name):
    page = reader.send(HERE, **{**CHOSEN, name: "glitter"})

    assert page.status == 422
    assert "Choose one of these for" in page.text
    assert page.form(HERE).filled.items() >= {k: v for k, v in CHOSEN.items() if k != name}.items()
    assert rows(home) == 0


def test_a_theme_that_is_chosen_tells_the_browser_its_paper_and_the_device_is_not_asked(reader):
    page = reader.send(HERE, **{**CHOSEN, "theme": "dark"})

    said = [dict(held) for tag, held in page.tags if tag == "meta"]
    colours = [one for one in said if one.get("name") == "theme-color"]
    assert {"name": "color-scheme", "content": "dark"} in said
    assert colours == [{"name": "theme-color", "content": "#1a2424"}]


def test_its_row_cannot_be_read_from_outside_and_its_key_opens_nothing_else(home, reader):
    reader.send(HERE, **CHOSEN)
    with home.session() as session:
        row = session.scalars(select(LookRow)).one()
        drawer = Drawer(session, home.vault, IDS["staff"])

        assert b"calm" not in row.sealed
        assert row.id == drawer.label.row
        assert home.vault.boxes([IDS["staff"]]).keys().isdisjoint({drawer.key_name})
        assert (
            Look.from_bytes(home.vault.box(drawer.key_name).open(row.sealed, drawer.label)) == LOOK
        )


def lock(home, drawer):
    """Let the key of a look be wrapped by a key that the key file does not hold."""
    slot = home.vault.row_key("data-key", drawer.key_name)
    with Session(home.vault._keys) as held, writing(held):
        held.execute(
            text("UPDATE data_key SET wrapped_by = 'k9' WHERE slot = :slot"), {"slot": slot}
        )


@pytest.mark.parametrize("broken", ["key gone", "key locked", "moved", "from a later version"])
def test_a_look_that_cannot_be_read_is_the_usual_one_and_no_page_fails(home, reader, broken):
    reader.send(HERE, **CHOSEN)
    with home.session() as session, writing(session):
        drawer = Drawer(session, home.vault, IDS["staff"])
        if broken == "key gone":
            home.vault.destroy(drawer.key_name)
        elif broken == "key locked":
            lock(home, drawer)
        elif broken == "moved":
            session.execute(text("UPDATE own_look SET sealed = zeroblob(64)"))
        else:
            sealed = home.vault.box(drawer.key_name).seal(b'{"theme": "violet"}', drawer.label)
            session.merge(LookRow(id=drawer.label.row, sealed=sealed))

    page = reader.get("/account")

    assert page.status == 200
    assert chosen_on(page) == {}


@pytest.mark.parametrize("broken", ["key gone", "key locked"])
def test_a_new_look_is_kept_over_one_whose_key_is_gone_or_locked(home, reader, broken):
    reader.send(HERE, **CHOSEN)
    before = keys(home)
    with home.session() as session:
        drawer = Drawer(session, home.vault, IDS["staff"])
        if broken == "key gone":
            home.vault.destroy(drawer.key_name)
        else:
            lock(home, drawer)

    page = reader.send(HERE, theme="dark")

    assert "Kept. Pages look like this for you now" in page.text
    assert look(home) == Look(theme=Theme.DARK)
    assert (rows(home), keys(home)) == (1, before)


@contextmanager
def without_its_table(home):
    with home.session() as session:
        with writing(session):
            session.execute(text("ALTER TABLE own_look RENAME TO away"))
        yield
        with writing(session):
            session.execute(text("ALTER TABLE away RENAME TO own_look"))


def test_a_page_stands_although_its_look_cannot_be_asked_for(home, reader):
    reader.send(HERE, **CHOSEN)
    with without_its_table(home):
        page = reader.get("/there-is-no-such-page")

    assert page.status == 404
    assert chosen_on(page) == {}


def test_a_page_of_figures_opens_the_look_of_its_reader_and_of_nobody_else(home, reader):
    """The guard of every test of figures would name any other key, and any other row."""
    reader.send(HERE, **CHOSEN)

    with query_guard.watching_figures() as found:
        assert chosen_on(reader.get("/teams")) == CHOSEN
    with home.session() as session, home.app.test_request_context("/teams"):
        others = Drawer(session, home.vault, IDS["supervisor"])
        asked = (home.vault.row_key("data-key", others.key_name),)
        assert not query_guard.is_allowed(query_guard.A_DATA_KEY, asked)

    assert found == []
