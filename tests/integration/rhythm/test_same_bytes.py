"""No weekly mail depends on anybody's answers: its bytes and its moment are the same without them."""

import re

import pytest
from sqlalchemy import func, select

from tests.integration.rhythm.organisations import WEEK, organisation
from tests.support import proofs
from wellbeing.history import service as history
from wellbeing.history.rows import CheckInRow
from wellbeing.key_ring import KeyRing

WEEKS = proofs.size(reduced=1, whole=2)
# Address, name of the mail, date, and the marks in its links.
DIFFERENCES = (
    (rb"(?m)^(Date: |Message-ID: <)[^\r\n@]+", rb"\1-"),
    (rb"/[\w-]{64}(?![\w-])", b"/-"),
)


@pytest.fixture
def two(tmp_path, post):
    people, ring = proofs.size(reduced=44, whole=3_000), KeyRing.fresh()
    with (
        organisation(tmp_path / "silent", people, post, ring) as silent,
        organisation(tmp_path / "lively", people, post, ring) as lively,
    ):
        silent.live(WEEKS, is_lively=False)
        lively.live(WEEKS, is_lively=True)
        yield silent, lively


def without_the_differences(to: str, mail: bytes) -> bytes:
    same = mail.replace(to.encode(), b"-")
    for pattern, instead in DIFFERENCES:
        same = re.sub(pattern, instead, same)
    return same


@pytest.mark.slow
def test_what_people_answer_changes_no_byte_and_no_moment_of_any_mail(two, record_property):
    silent, lively = two
    steps = {
        current.placement.step
        for person_id in lively.ids
        for current in [history.current(lively.history(), person_id, WEEK.plus(WEEKS - 1))]
        if current is not None
    }
    answered = lively.session.scalar(select(func.count()).select_from(CheckInRow))

    proofs.record_only(
        record_property,
        "same bytes",
        {"people": len(lively.ids), "mails": len(lively.mails), "check-ins": answered,
         "steps": len(steps), "requests": lively.asked},
    )  # fmt: skip
    assert answered > len(lively.ids)
    assert min(len(steps), lively.asked) > 1
    assert silent.session.scalar(select(func.count()).select_from(CheckInRow)) == 0
    assert len(silent.mails) > WEEKS * len(silent.ids)
    assert sorted(silent.mails) == sorted(lively.mails)
    kinds = {without_the_differences(to, mail) for _moment, to, mail in lively.mails}
    assert len(kinds) == 1
