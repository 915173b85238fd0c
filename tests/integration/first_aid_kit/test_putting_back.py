"""What is changed or taken out can be put back for seven days, and then it is gone for good."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, event, select
from sqlalchemy.orm import Session

from tests.support.databases import on_sqlite
from tests.support.house import prepare
from tests.support.world import NOW
from wellbeing.database import Journal, make_engine
from wellbeing.first_aid_kit import service
from wellbeing.first_aid_kit.earlier import MOST_LINES_OUT, MOST_PAGES
from wellbeing.first_aid_kit.service import (
    Change,
    ChangedMeanwhileError,
    NewLine,
    NoLongerKeptError,
    Notebook,
)
from wellbeing.first_aid_kit.store import KeptRow
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import Vault

WEEK = timedelta(days=7)
MOMENT = timedelta(seconds=1)


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    data = tmp_path_factory.mktemp("putting-back") / "instance"
    data.mkdir()
    settings = prepare(on_sqlite(data))
    engine = make_engine(settings.database_url)
    keys = make_engine(settings.keys_url, Journal.SIDE)
    yield engine, Vault(KeyRing.read(settings.key_file), keys)
    engine.dispose()
    keys.dispose()


@pytest.fixture
def at(opened, request):
    """Open the kit of a person of this test's own, at a moment."""
    engine, vault = opened
    with Session(engine) as session:
        yield lambda moment: Notebook(session, vault, request.node.name, moment)


def add(notebook, *texts):
    return service.add(notebook, "signs", [NewLine("body", (text,)) for text in texts]).lines


def said(notebook):
    return [line.text for line in service.kit_of(notebook).page("signs").lines]


def change(notebook, line, text, opened=None):
    seen = line.version
    wanted = Change(line.id, seen, seen if opened is None else opened, (text,))
    return service.change(notebook, "signs", wanted)


def out(notebook, line):
    service.take_out(notebook, "signs", line.id, line.version)


def kept(notebook):
    return len(notebook.session.scalars(select(KeptRow.id)).all())


def test_a_line_that_was_taken_out_comes_back_to_its_place(at):
    now = at(NOW)
    _, two, _ = add(now, "One", "Two", "Three")
    out(now, two)
    assert [one.line.text for one in service.taken_out(now, "signs")] == ["Two"]

    service.put_in_again(now, "signs", two.id)

    assert said(now) == ["One", "Two", "Three"]
    assert service.taken_out(now, "signs") == ()


def test_putting_in_twice_is_putting_in_once(at):
    now = at(NOW)
    (one,) = add(now, "One")
    out(now, one)
    out(now, one)

    for _ in range(2):
        service.put_in_again(now, "signs", one.id)

    assert said(now) == ["One"]


@pytest.mark.parametrize(("passed", "comes_back"), [(WEEK - MOMENT, True), (WEEK, False)])
def test_a_line_can_be_put_in_again_for_seven_days_to_the_second(at, passed, comes_back):
    (one,) = add(at(NOW), "One")
    out(at(NOW), one)
    later = at(NOW + passed)

    assert bool(service.taken_out(later, "signs")) is comes_back
    if comes_back:
        service.put_in_again(later, "signs", one.id)
    else:
        with pytest.raises(NoLongerKeptError):
            service.put_in_again(later, "signs", one.id)
    assert said(later) == (["One"] if comes_back else [])


def test_a_page_stands_again_as_it_was_and_the_newer_one_is_kept_too(at):
    now = at(NOW)
    (one,) = add(now, "Before")
    change(now, one, "After")
    (earlier,) = service.earlier_pages(now, "signs")
    seen = service.kit_of(now).page("signs").number

    service.put_back(now, "signs", earlier.name, seen)

    assert said(now) == ["Before"]
    texts = [each.page.lines[0].text for each in service.earlier_pages(now, "signs")]
    assert texts == ["After", "Before"]


def test_a_page_is_not_put_back_over_a_change_that_was_not_seen(at):
    now = at(NOW)
    (one,) = add(now, "Before")
    newer = change(now, one, "After")
    (earlier,) = service.earlier_pages(now, "signs")
    seen = service.kit_of(now).page("signs").number
    change(now, newer, "From another window")

    with pytest.raises(ChangedMeanwhileError):
        service.put_back(now, "signs", earlier.name, seen)

    assert said(now) == ["From another window"]


@pytest.mark.parametrize("name", ["v999", "", "not-there"])
def test_a_page_that_was_never_kept_cannot_be_put_back(at, name):
    now = at(NOW)
    (one,) = add(now, "One")
    out(now, one)

    for asked in (name, one.id):
        with pytest.raises(NoLongerKeptError):
            service.put_back(now, "signs", asked, 2)
    assert said(now) == []


def test_keeping_while_typing_leaves_one_earlier_page_behind(at):
    now = at(NOW)
    (one,) = add(now, "Before")
    first = change(now, one, "A", opened=one.version)
    second = change(now, first, "Af", opened=one.version)
    change(now, second, "After", opened=one.version)

    (earlier,) = service.earlier_pages(now, "signs")

    assert earlier.page.lines[0].text == "Before"


def test_only_so_much_is_kept_of_a_page_that_changes_all_the_time(at):
    now = at(NOW)
    before = kept(now)
    (line,) = add(now, "0")
    for number in range(1, MOST_PAGES + 4):
        line = change(now, line, str(number))
    for one in add(now, *(f"Line {number}" for number in range(19)))[1:]:
        out(now, one)
    for one in add(now, *(f"Again {number}" for number in range(19)))[1:]:
        out(now, one)
    for one in add(now, *(f"Third {number}" for number in range(19)))[1:]:
        out(now, one)

    assert len(service.earlier_pages(now, "signs")) == MOST_PAGES
    assert len(service.taken_out(now, "signs")) == MOST_LINES_OUT
    assert kept(now) - before == MOST_PAGES + MOST_LINES_OUT


def test_after_seven_days_the_rows_are_removed_for_good(at):
    (one, two) = add(at(NOW), "One", "Two")
    out(at(NOW), one)
    change(at(NOW), two, "Two, changed")
    session, today = at(NOW).session, NOW.date()

    service.forget_old(session, today + timedelta(days=7))
    assert kept(at(NOW)) >= 2
    service.forget_old(session, today + timedelta(days=8))

    assert kept(at(NOW)) == 0
    assert service.taken_out(at(NOW), "signs") == ()
    with pytest.raises(NoLongerKeptError):
        service.put_in_again(at(NOW), "signs", one.id)
    assert said(at(NOW)) == ["Two, changed"]


def test_a_page_asks_the_databases_no_more_often_when_much_was_taken_out(at):
    now, asked = at(NOW), []

    def note(*_):
        asked.append(1)

    def questions():
        asked.clear()
        event.listen(Engine, "before_cursor_execute", note)
        try:
            return len(service.taken_out(now, "signs")), len(asked)
        finally:
            event.remove(Engine, "before_cursor_execute", note)

    lines = add(now, *(f"Line {number}" for number in range(9)))
    out(now, lines[0])
    found_one, of_one = questions()
    for line in lines[1:]:
        out(now, line)

    assert (found_one, of_one) == (1, questions()[1])
    assert questions()[0] == len(lines)
