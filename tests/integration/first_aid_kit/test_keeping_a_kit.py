"""A kit is kept sealed, and never overwritten in silence; on both databases."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.support.house import prepare
from tests.support.world import NOW
from wellbeing.database import Journal, make_engine
from wellbeing.first_aid_kit import service, store
from wellbeing.first_aid_kit.lines import MOST_LINES, Kit, Typed
from wellbeing.first_aid_kit.service import (
    Change,
    ChangedMeanwhileError,
    FullError,
    NewLine,
    Notebook,
)
from wellbeing.first_aid_kit.store import KeptRow, KitRow
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import SealBrokenError, Vault


@pytest.fixture
def house(database):
    """Lend the engine of the main database and the vault."""
    settings = prepare(database)
    engine = make_engine(settings.database_url)
    keys = make_engine(settings.keys_url, Journal.SIDE)
    yield engine, Vault(KeyRing.read(settings.key_file), keys)
    engine.dispose()
    keys.dispose()


@pytest.fixture
def notebook(house):
    engine, vault = house
    with Session(engine) as session:
        yield Notebook(session, vault, "ann of red", NOW)


def add(notebook, *texts, of="body", section="signs"):
    return service.add(notebook, section, [NewLine(of, (text,)) for text in texts]).lines


def said(notebook, section="signs"):
    return [line.text for line in service.kit_of(notebook).page(section).lines]


def words(line, text, version=None, opened=None):
    seen = line.version if version is None else version
    return Change(line.id, seen, seen if opened is None else opened, (text,))


def test_a_kit_that_was_never_written_is_empty_and_makes_no_row(notebook):
    assert service.kit_of(notebook) == Kit()
    assert notebook.session.scalars(select(KitRow)).all() == []


def test_what_is_added_is_there_again_in_its_order(notebook):
    add(notebook, "My jaw 🙂 שלום", "I sleep badly")
    service.add(notebook, "tank", [NewLine("relax", ("A bath",), five_minutes=True)])

    assert said(notebook) == ["My jaw 🙂 שלום", "I sleep badly"]
    assert service.kit_of(notebook).page("tank").lines[0].five_minutes


def test_the_same_line_twice_is_one_line(notebook):
    add(notebook, "My jaw")

    add(notebook, "My jaw", "My jaw")

    assert said(notebook) == ["My jaw"]


def test_two_windows_that_add_lose_nothing(notebook):
    add(notebook, "From the first")
    add(notebook, "From the second")

    assert said(notebook) == ["From the first", "From the second"]


def test_a_line_changed_in_another_window_is_not_overwritten(notebook):
    (line,) = add(notebook, "First")
    service.change(notebook, "signs", words(line, "Second"))

    with pytest.raises(ChangedMeanwhileError) as told:
        service.change(notebook, "signs", words(line, "Third"))

    assert told.value.now is not None
    assert told.value.now.text == "Second"
    assert said(notebook) == ["Second"]


def test_two_windows_may_change_different_lines_of_one_page(notebook):
    one, two = add(notebook, "One", "Two")

    service.change(notebook, "signs", words(one, "One, changed"))
    service.change(notebook, "signs", words(two, "Two, changed"))

    assert said(notebook) == ["One, changed", "Two, changed"]


def test_a_line_taken_out_in_another_window_is_not_changed_in_silence(notebook):
    (line,) = add(notebook, "First")
    service.take_out(notebook, "signs", line.id, line.version)

    with pytest.raises(ChangedMeanwhileError) as told:
        service.change(notebook, "signs", words(line, "Second"))

    assert told.value.now is None
    assert said(notebook) == []


def test_a_line_changed_in_another_window_is_not_taken_out(notebook):
    (line,) = add(notebook, "First")
    service.change(notebook, "signs", words(line, "Second"))

    with pytest.raises(ChangedMeanwhileError):
        service.take_out(notebook, "signs", line.id, line.version)

    assert said(notebook) == ["Second"]


def test_sending_the_same_words_twice_is_no_change(notebook):
    (line,) = add(notebook, "First")
    service.change(notebook, "signs", words(line, "Second"))

    again = service.change(notebook, "signs", words(line, "Second"))

    assert again.text == "Second"
    assert len(service.earlier_pages(notebook, "signs")) == 1


def test_a_list_has_room_for_so_many_lines_and_then_nothing_is_added(notebook):
    add(notebook, *(f"Line {number}" for number in range(MOST_LINES)))

    with pytest.raises(FullError):
        service.add(
            notebook, "signs", [NewLine("feelings", ("Flat",)), NewLine("body", ("Tense",))]
        )

    assert len(said(notebook)) == MOST_LINES
    add(notebook, "Flat", of="feelings")


def test_what_is_typed_is_no_part_of_the_kit_until_it_is_added(notebook):
    typed = (Typed("line-body-1", "Half a sent"),)

    service.keep_draft(notebook, "signs", typed)

    assert service.kit_of(notebook) == Kit()
    assert service.draft_of(notebook, "signs") == typed
    assert service.draft_of(notebook, "tank") == ()
    assert service.unsaved(notebook, ("signs", "tank")) == ("signs",)


def test_adding_ends_the_draft_and_so_does_typing_nothing(notebook):
    for end in (
        lambda: add(notebook, "Half a sentence"),
        lambda: service.keep_draft(notebook, "signs", (Typed("line-body-1", ""),)),
        lambda: service.drop_draft(notebook, "signs"),
    ):
        service.keep_draft(notebook, "signs", (Typed("line-body-1", "Half a sent"),))

        end()

        assert service.draft_of(notebook, "signs") == ()


def test_a_refused_adding_keeps_the_draft(notebook):
    add(notebook, *(f"Line {number}" for number in range(MOST_LINES)))
    service.keep_draft(notebook, "signs", (Typed("line-body-1", "One more"),))

    with pytest.raises(FullError):
        add(notebook, "One more")

    assert service.unsaved(notebook, ("signs",)) == ("signs",)


def test_another_person_has_another_kit_and_cannot_open_this_one(notebook):
    add(notebook, "Mine alone")
    other = Notebook(notebook.session, notebook.vault, "ben", NOW)
    assert service.kit_of(other) == Kit()

    row = notebook.session.scalars(select(KitRow)).one()
    with pytest.raises(SealBrokenError):
        other.opened(store.sealed_at(notebook.session, row.id))


def test_no_row_holds_a_word_or_a_name(notebook):
    one, two = add(notebook, "CANARY-KIT", "CANARY-OUT")
    service.change(notebook, "signs", words(one, "CANARY-CHANGED"))
    service.take_out(notebook, "signs", two.id, two.version)
    service.keep_draft(notebook, "signs", (Typed("line-body-1", "CANARY-DRAFT"),))

    kits = notebook.session.scalars(select(KitRow)).all()
    kept = notebook.session.scalars(select(KeptRow)).all()
    assert (len(kits), len(kept)) == (2, 2)
    for row in (*kits, *kept):
        held = row.id + row.sealed
        for said_in_clear in (b"CANARY", b"ann of red", b"signs", one.id.encode()):
            assert said_in_clear not in held


def test_the_size_of_a_row_is_rounded(notebook):
    (line,) = add(notebook, "a")
    before = len(notebook.session.scalars(select(KitRow.sealed)).one())

    service.move(notebook, "signs", line.id, 1)
    add(notebook, "b", of="feelings")

    assert before % 256 == len(notebook.session.scalars(select(KitRow.sealed)).one()) % 256


def test_two_first_lines_at_once_lose_nothing(house):
    engine, vault = house
    start = Barrier(2)

    def write(text: str) -> None:
        with Session(engine) as session:
            start.wait()
            add(Notebook(session, vault, "ann of red", NOW), text)

    writers = [Thread(target=write, args=(text,)) for text in ("One", "Two")]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    with Session(engine) as session:
        later = Notebook(session, vault, "ann of red", NOW + timedelta(days=1))
        assert sorted(said(later)) == ["One", "Two"]
