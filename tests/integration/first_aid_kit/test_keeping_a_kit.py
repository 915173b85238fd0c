"""A kit is saved whole, sealed, and never overwritten in silence; on both databases."""

from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from tests.support.house import prepare
from wellbeing.database import Journal, make_engine
from wellbeing.first_aid_kit import service, store
from wellbeing.first_aid_kit.pages import FieldText, Kit, Page
from wellbeing.first_aid_kit.service import ChangedMeanwhileError, Notebook
from wellbeing.first_aid_kit.store import KitRow
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
        yield Notebook(session, vault, "ann of red")


def signs(version: int = 0, body: str = "", feelings: str = "") -> Page:
    return Page("signs", version, (FieldText("body", body), FieldText("feelings", feelings)))


def test_a_kit_that_was_never_written_is_empty_and_makes_no_row(notebook):
    assert service.kit_of(notebook) == Kit()
    assert notebook.session.scalars(select(KitRow)).all() == []


def test_what_is_saved_is_there_again(notebook):
    service.save(notebook, signs(body="My jaw 🙂 שלום"))
    service.save(notebook, Page("tank", 0, (FieldText("relax", "A bath"),)))

    kit = service.kit_of(notebook)
    assert kit.page("signs") == signs(1, "My jaw 🙂 שלום")
    assert kit.page("tank").text_of("relax") == "A bath"


def test_a_page_changed_in_another_window_is_not_overwritten(notebook):
    service.save(notebook, signs(body="First"))
    service.save(notebook, signs(1, body="Second"))

    with pytest.raises(ChangedMeanwhileError) as told:
        service.save(notebook, signs(1, body="Third"))

    assert told.value.now == signs(2, body="Second")
    assert service.kit_of(notebook).page("signs") == signs(2, body="Second")


def test_two_windows_may_change_different_pages(notebook):
    service.save(notebook, signs(body="First"))

    service.save(notebook, Page("tank", 0, (FieldText("relax", "A bath"),)))
    service.save(notebook, signs(1, body="Second"))

    assert service.kit_of(notebook).page("tank").text_of("relax") == "A bath"
    assert service.kit_of(notebook).page("signs").text_of("body") == "Second"


def test_sending_the_same_words_twice_is_no_change(notebook):
    service.save(notebook, signs(body="First"))

    again = service.save(notebook, signs(0, body="First"))

    assert again.version == 1


def test_everything_can_be_taken_out_again(notebook):
    service.save(notebook, signs(body="First"))

    emptied = service.save(notebook, signs(1))

    assert emptied.version == 2
    assert service.kit_of(notebook).page("signs").text_of("body") == ""


def test_a_draft_is_not_part_of_the_kit_until_it_is_saved(notebook):
    service.keep_draft(notebook, signs(body="Half a sent"))

    assert service.kit_of(notebook) == Kit()
    assert service.draft_of(notebook, "signs") == signs(body="Half a sent")
    assert service.draft_of(notebook, "tank") is None
    assert service.unsaved(notebook, ("signs", "tank")) == ("signs",)


def test_saving_a_page_ends_its_draft(notebook):
    service.keep_draft(notebook, signs(body="Half a sent"))

    service.save(notebook, signs(body="Half a sentence"))

    assert service.draft_of(notebook, "signs") is None
    assert len(notebook.session.scalars(select(KitRow)).all()) == 1


def test_a_refused_saving_keeps_the_draft(notebook):
    service.save(notebook, signs(body="First"))
    service.keep_draft(notebook, signs(0, body="Mine"))

    with pytest.raises(ChangedMeanwhileError):
        service.save(notebook, signs(0, body="Mine"))

    assert service.draft_of(notebook, "signs") == signs(0, body="Mine")


def test_a_draft_that_says_what_the_kit_says_is_none(notebook):
    service.save(notebook, signs(body="First"))

    service.keep_draft(notebook, signs(1, body="First"))

    assert service.draft_of(notebook, "signs") is None


def test_a_draft_can_be_thrown_away(notebook):
    service.keep_draft(notebook, signs(body="Half a sent"))

    service.drop_draft(notebook, "signs")

    assert service.draft_of(notebook, "signs") is None


def test_another_person_has_another_kit_and_cannot_open_this_one(notebook):
    service.save(notebook, signs(body="Mine alone"))
    other = Notebook(notebook.session, notebook.vault, "ben")
    assert service.kit_of(other) == Kit()

    row = notebook.session.scalars(select(KitRow)).one()
    moved = store.sealed_at(notebook.session, row.id)
    with pytest.raises(SealBrokenError):
        service._opened_kit(other, moved)


def test_no_row_holds_a_word_or_a_name(notebook):
    service.save(notebook, signs(body="CANARY-KIT"))
    service.keep_draft(notebook, signs(1, body="CANARY-DRAFT"))

    rows = notebook.session.scalars(select(KitRow)).all()
    assert len(rows) == 2
    for row in rows:
        held = row.id + row.sealed
        assert b"CANARY" not in held
        assert b"ann of red" not in held
        assert b"signs" not in held


def test_the_size_of_a_row_is_rounded(notebook):
    sizes = set()
    for body in ("a", "a" * 40):
        version = service.kit_of(notebook).page("signs").version
        service.save(notebook, signs(version, body=body))
        sizes.add(len(notebook.session.scalars(select(KitRow.sealed)).one()))

    assert len(sizes) == 1


def test_two_first_savings_at_once_lose_nothing(house):
    engine, vault = house
    start, refused = Barrier(2), []

    def write(page: Page) -> None:
        with Session(engine) as session:
            notebook = Notebook(session, vault, "ann of red")
            start.wait()
            try:
                service.save(notebook, page)
            except ChangedMeanwhileError:
                refused.append(page)

    writers = [
        Thread(target=write, args=(page,))
        for page in (signs(body="One"), Page("tank", 0, (FieldText("relax", "Two"),)))
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    assert refused == []
    assert texts_in(engine, vault) == {"One", "Two"}


def texts_in(engine: Engine, vault: Vault) -> set[str]:
    with Session(engine) as session:
        kit = service.kit_of(Notebook(session, vault, "ann of red"))
    return {each.text for page in kit.pages for each in page.texts if each.text}
