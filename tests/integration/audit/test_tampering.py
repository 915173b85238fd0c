"""Thousands of random harms to a real log in a real database, each of them found."""

from collections import Counter
from random import Random  # noqa: TID251  # Which harm is done is drawn, the same each time.

import pytest

from tests.support import proofs
from tests.support.audited import DAY, book_on
from tests.support.tampering import HARM, harmed
from wellbeing.audit.service import Anchor, AuditBrokenError

LENGTH = 12


@pytest.fixture
def book(database):
    with book_on(database) as opened:
        yield opened


def is_found(book, *anchors):
    try:
        book.whole(*anchors)
    except AuditBrokenError:
        return True
    return False


def test_every_random_edit_deletion_swap_and_truncation_is_found(book, database, record_property):
    book.write(LENGTH)
    held = book.held()
    chance, tries = Random(1), proofs.size(60, 10_000)
    done, missed = Counter[str](), []
    for number in range(tries):
        name, spoilt = harmed(held, chance)
        book.put_back(spoilt)
        done[name] += 1
        if not is_found(book):
            missed.append((number, name))
    book.put_back(held)

    figures = {"database": database.kind, "changes": tries, "missed": len(missed), "kinds": done}
    proofs.report(record_property, f"audit-{database.kind}", figures)
    assert missed == []
    assert set(done) == set(HARM)
    assert book.whole().events == LENGTH


def test_only_an_anchor_knows_each_earlier_state_put_back_whole(book):
    earlier = []
    for _ in range(5):
        book.write(2)
        earlier.append(book.held())
    anchor = Anchor.of(book.whole().head, DAY)

    for held in earlier[:-1]:
        book.put_back(held)
        assert not is_found(book)
        assert is_found(book, anchor)
    book.put_back(earlier[-1])
    assert not is_found(book, anchor)
