"""Of a hundred thousand marks that somebody changed, for each thing a mark opens, none opens anything."""

from base64 import urlsafe_b64decode

import pytest
from sqlalchemy import create_engine

from tests.support import proofs
from tests.support.mutants import mutants
from wellbeing.key_ring import KeyRing
from wellbeing.rhythm.feed_service import CALENDAR
from wellbeing.rhythm.links import answer_link
from wellbeing.rhythm.stop_links import STOP
from wellbeing.rhythm.tokens import make_mark, read_mark
from wellbeing.sealed import Vault
from wellbeing.week import Week

SECRET = bytes(range(32))
RING = KeyRing("k1", {"k1": SECRET}, SECRET[::-1], SECRET[:16] * 2, SECRET)
VAULT = Vault(RING, create_engine("sqlite://"))
WEEKS = [Week(2025, 50).plus(number) for number in range(60)]
ANSWERS = [f"answer {week}" for week in WEEKS]
ASKED = "answer 2026-W11"
PURPOSES = (STOP, ASKED, CALENDAR)
# Its mark has both signs that other ways of writing base 64 write otherwise.
ROW = next(
    row
    for number in range(1_000)
    for row in [VAULT.row_key("somebody", str(number))]
    if all({"-", "_"} <= set(make_mark(VAULT, purpose, row)) for purpose in PURPOSES)
)


@pytest.mark.parametrize("purpose", PURPOSES)
def test_no_changed_mark_opens_anything(purpose, record_property):
    others = [each for each in (*ANSWERS, STOP, CALENDAR, "", "answer") if each != purpose]
    tried = {*mutants(VAULT, purpose, ROW, others)}

    accepted = [each for each in tried if read_mark(VAULT, purpose, each) is not None]

    # Which is how many there are without chance: no run tries other ones.
    proofs.record_only(record_property, "marks", {purpose: len(tried), "accepted": len(accepted)})
    assert len(tried) > 100_000
    assert accepted == []
    assert read_mark(VAULT, purpose, make_mark(VAULT, purpose, ROW)) == ROW


def test_a_mark_is_made_with_the_key_file_of_its_installation():
    other = Vault(KeyRing("k1", {"k1": SECRET}, SECRET, SECRET, SECRET), create_engine("sqlite://"))

    for purpose in PURPOSES:
        assert read_mark(other, purpose, make_mark(VAULT, purpose, ROW)) is None


def test_the_link_of_a_week_is_made_for_that_week():
    link = answer_link(VAULT, "https://w.example", ROW, "2026-W11")

    assert link.rsplit("/", 1)[1] == make_mark(VAULT, ASKED, ROW)
    assert len(urlsafe_b64decode(link.rsplit("/", 1)[1])) == 48
