"""Strangers, forged ids and addresses: nobody learns that something is shared, or whose an address is."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import delete, event

from tests.integration.sharing.sharer import MINE, SAID, THEIRS, kept, looked_at
from tests.support.asking import BY_NAME
from tests.support.kits import Reader
from tests.support.sharing import Sharers
from wellbeing.database import writing
from wellbeing.extensions import db
from wellbeing.sharing.rows import SharedRow


def test_a_stranger_gets_the_same_bytes_for_what_is_there_and_what_never_was(sharers, ann):
    kept(ann, looked_at(ann))
    share_id = sharers.mine()[0].id

    for name in ("supervisor", "moved", "service manager", "auditor", "staff"):
        stranger = sharers.home.browser_of(BY_NAME[name])
        there = stranger.get(f"{THEIRS}/{share_id}")
        never = stranger.get(f"{THEIRS}/{'f' * 32}")

        assert (there.status_code, never.status_code) == (404, 404), name
        assert without_tokens(there.text) == without_tokens(never.text), name
        assert len(there.data) == len(never.data), name
        assert "Nothing is shared with you" in stranger.get(THEIRS).text, name
    assert sharers.mine()[0].looks == ()


def without_tokens(html: str) -> list[str]:
    return [line for line in html.splitlines() if "csrf_token" not in line]


def test_forged_ids_are_not_there_and_end_nothing(sharers, ann, reader):
    kept(ann, looked_at(ann))
    form = ann.get(MINE).form("/sharing/end")
    theirs = reader.get("/account").form("/sign-out")

    for forged in ("0" * 32, "x", "f" * 500, "%00", sharers.mine()[0].id.upper() + "0"):
        assert reader.client.get(f"{THEIRS}/{forged}").status_code == 404, forged
        for one, filled in ((reader, theirs.filled), (ann, form.filled)):
            answer = one.client.post("/sharing/end", data={**filled, "share": forged})
            assert answer.status_code == 303, forged

    assert [one.is_open for one in sharers.mine()] == [True]


def test_a_reader_cannot_end_what_is_another_s(sharers, ann, reader):
    kept(ann, looked_at(ann))
    token = reader.get("/account").form("/sign-out").filled

    reader.client.post("/sharing/end", data={**token, "share": sharers.mine()[0].id})

    assert sharers.mine()[0].is_open


def test_an_address_that_is_nobody_s_looks_the_same_as_one_that_is(sharers, ann):
    pages, told = [], []
    for address in ("moved@example.org", "movet@example.org"):
        page = looked_at(ann, to="address", address=address)
        shown = kept(ann, page)
        pages.append(page.text.replace(address, "ADDRESS"))
        told.append(shown.text.replace(address, "ADDRESS"))
        ann.press(ann.get(MINE), "/sharing/end")

    assert pages[0] == pages[1]
    assert "Whoever has this address can open it." in told[1]
    assert told[0].partition("End this now")[0] == told[1].partition("End this now")[0]
    assert "The service does not say whether anybody here has this address" in pages[0]


def test_an_address_that_is_nobody_s_asks_the_databases_the_same(sharers, ann):
    asked = []
    for address in ("moved@example.org", "movet@example.org"):
        with statements(sharers) as said:
            page = looked_at(ann, to="address", address=address)
            kept(ann, page)
        asked.append(said)
        with sharers.home.session() as session, writing(session):
            session.execute(delete(SharedRow))

    assert asked[0] == asked[1]
    assert any("INSERT INTO outbox" in one for one in asked[0])


@contextmanager
def statements(sharers: Sharers) -> Iterator[list[str]]:
    """Give what is said to the main database and to the key store."""
    said: list[str] = []

    def says(_connection, _cursor, statement, *_more):
        said.append(statement)

    with sharers.home.app.app_context():
        engines = (db.engine, sharers.home.vault._keys)
    for engine in engines:
        event.listen(engine, "before_cursor_execute", says)
    try:
        yield said
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", says)


def test_whoever_has_the_address_reads_it_and_no_page_of_the_sharer_has_their_name(sharers, ann):
    kept(ann, looked_at(ann, to="address", address="Without.A.Team@example.org"))
    theirs = Reader(sharers.home.browser_of(BY_NAME["without a team"]))

    page = theirs.get(f"{THEIRS}/{sharers.mine()[0].id}")

    assert SAID in page.text
    mine = ann.get(MINE)
    assert "4 March 2026 member of staff 1" in mine.text
    assert "Without a team" not in mine.text
