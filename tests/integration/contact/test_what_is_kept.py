"""What lies in the database, and that everything ends with the case."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from tests.support.asking import SECOND
from tests.support.two import LETTER, PLACE, TOMORROW, Two
from wellbeing.contact import service
from wellbeing.contact.rows import PaperRow
from wellbeing.records.erasing import Eraser
from wellbeing.support import service as support


def rows(two: Two) -> list[bytes]:
    with two.home.session() as session:
        return list(session.scalars(select(PaperRow.sealed)))


def test_no_word_of_a_letter_or_a_place_stands_in_the_database(two: Two):
    two.agree()
    two.write(two.asker)
    (sealed,) = rows(two)
    two.write(two.asker)
    two.write(two.contact, "Then we walk")

    (later,) = rows(two)
    for one in (sealed, later):
        assert not re.search(rb"walk|library|quiet|asker|contact|phone|2026", one)
    # Nobody can tell from it whether one letter was written or three.
    assert len(sealed) == len(later)
    # What is sought here is really in there.
    page = two.page()
    assert page.now.letters[0].text == LETTER
    assert page.now.times.agreed is not None
    assert page.now.times.agreed.slot.where == PLACE


def test_when_the_case_ends_the_contact_has_lost_everything_and_the_person_reads_on(two: Two):
    two.agree()
    two.write(two.contact)
    with two.help.office() as office:
        support.withdraw(office, two.asker, support.Kind.TALK)

    for look in (two.page, two.open):
        with pytest.raises(service.NotThereError):
            look(two.contact)
    page = two.page()
    assert (page.is_open, len(page.earlier[0].letters)) == (False, 1)
    for who in (two.asker, two.contact):
        with pytest.raises(service.NotThereError):
            two.write(who)

    two.home.clock.standing_at += timedelta(weeks=13)
    with pytest.raises(service.NotThereError):
        two.page()
    with two.help.office() as office:
        support.forget_old(office.session, office.vault, office.today)
    assert rows(two) == []


def test_deleting_a_person_leaves_no_paper_of_theirs(two: Two):
    two.write(two.asker)
    today = TOMORROW.date()
    with two.home.session() as session:
        eraser = Eraser(session, two.home.vault, two.home.settings.erasures, today)
        eraser.erase(two.asker)

    assert rows(two) == []


def test_who_takes_a_case_over_reads_nothing_of_the_one_before(pair: Two):
    pair.agree()
    pair.write(pair.asker)
    with pair.help.office() as office:
        support.hand_back(office, pair.contact, pair.id)
    page = pair.page()
    assert (page.is_open, page.other, len(page.earlier)) == (False, "", 1)
    pair.help.take(SECOND, pair.id)

    theirs = pair.open(SECOND)
    assert (theirs.now.letters, theirs.now.times.version, theirs.earlier) == ((), 0, ())
    with pytest.raises(service.NotThereError):
        pair.open(pair.contact)
    mine = pair.page()
    assert mine.other == "Pat Second"
    assert [len(one.letters) for one in mine.earlier] == [1]
