"""On both databases: no gap, no event without its act, no act without its event, no harm unseen."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.support.audited import DAY, LEAD, book_on
from tests.support.databases import SQLITE
from wellbeing.accounts.people import Role
from wellbeing.audit import anchors
from wellbeing.audit import service as audit
from wellbeing.audit.keeping import KEPT_FOR
from wellbeing.audit.service import Act, Anchor, AuditBrokenError, HeadBrokenError, Kind
from wellbeing.database import writing

HARM = {
    "UPDATE audit_event SET sealed = mac WHERE number = 3": "event 3 was changed",
    "UPDATE audit_event SET mac = sealed WHERE number = 3": "event 3 was changed",
    "DELETE FROM audit_event WHERE number = 3": "event 3 is missing",
    "DELETE FROM audit_event WHERE number > 3": "event 4 is missing: the log is cut off",
    "DELETE FROM audit_event": "event 1 is missing",
    "UPDATE audit_event SET number = 99 WHERE number = 3; "
    "UPDATE audit_event SET number = 3 WHERE number = 4; "
    "UPDATE audit_event SET number = 4 WHERE number = 99": "event 3 was changed, or is not the one",
    "UPDATE audit_event SET number = -number WHERE number = 3": "event -3 was put in before",
    "INSERT INTO audit_event SELECT 7, sealed, mac FROM audit_event WHERE number = 6": "event 7",
    "DELETE FROM audit_head": "what is kept of the end, event 6, is missing",
    "UPDATE audit_head SET seal = mac": "what is kept of the end, event 6, was changed",
    "UPDATE audit_head SET number = 5": "event 6 was put in after the end",
}


@pytest.fixture
def book(database):
    with book_on(database) as opened:
        yield opened


def test_whatever_is_changed_behind_its_back_is_found_and_named(book):
    book.write(6)
    held = book.held()
    assert book.whole().events == 6
    for harm, said in HARM.items():
        book.harm(*harm.split("; "))
        with pytest.raises(AuditBrokenError, match=said):
            book.whole()
        book.put_back(held)
    assert book.whole().events == 6


def test_a_log_that_lost_its_end_takes_no_more_events(book):
    book.write(3)
    held = book.held()
    for harm in ("DELETE FROM audit_head", "UPDATE audit_head SET number = 2, mac = cut_mac"):
        book.harm(harm)
        with pytest.raises(HeadBrokenError):
            book.write()
        book.put_back(held)

    book.write()
    assert book.whole().events == 4


def test_many_writers_at_once_leave_no_gap(book):
    engine = book.session.get_bind()

    def write(who):
        with Session(engine) as session:
            for _ in range(5):
                # Each about something else: PostgreSQL lets them run side by side.
                with writing(session, who):
                    book.scribe.note(session, Act(Kind.LOOK_REQUEST, who), Act(Kind.JOB_RUN))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, ("ann", "ben", "cat", "dan")))

    assert [event.number for event in book.events()] == list(range(1, 41))
    assert book.whole().events == 40


def test_an_act_that_is_undone_leaves_no_event(book):
    book.write()

    def act_that_fails():
        with writing(book.session, "ann"):
            book.scribe.note(book.session, Act(Kind.POLICY_APPROVED))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act_that_fails()

    assert [event.kind for event in book.events()] == [Kind.POLICY_PROPOSED]
    book.write()
    assert book.whole().events == 2


def test_an_event_says_who_in_which_role_what_about_whom_and_when_under_pseudonyms(book):
    with writing(book.session):
        audit.look(book.session, book.scribe, "ann", Kind.LOOK_REQUEST)
        book.scribe.note(book.session, Act(Kind.ROLE_GIVEN, LEAD.id, Role.AUDITOR.value))

    look, given = book.events()
    assert (look.number, look.on, look.kind) == (1, DAY, Kind.LOOK_REQUEST)
    assert (look.role, given.detail) == ("wellbeing_lead", "auditor")
    assert look.actor == given.actor
    # Whoever acts cannot be told from those whom acts are about.
    assert len({look.actor, look.subject, given.subject}) == 3
    with pytest.raises(ValueError, match="is not a look"), writing(book.session):
        audit.look(book.session, book.scribe, "ann", Kind.ROLE_GIVEN)


def test_an_anchor_that_a_power_cut_left_half_written_stops_nothing(tmp_path):
    file = tmp_path / "anchors"
    first, second = (Anchor(number, DAY, bytes(32)) for number in (4, 5))
    anchors.add(file, first)
    whole = file.read_text("utf-8")

    for left in range(len(second.as_line())):
        file.write_text(whole + second.as_line()[:left])
        assert anchors.read(file) == (first,)
        anchors.add(file, second)
        assert anchors.read(file) == (first, second)

    # Its line alone was not ended.
    file.write_text(whole.rstrip("\n"))
    anchors.add(file, second)
    assert anchors.read(file) == (first, second)


@pytest.mark.parametrize("text", ["no anchor", '{"event": 1}', '{"event": 1, "day": "x\n'])
def test_a_file_of_something_else_is_no_file_of_anchors(tmp_path, text):
    (tmp_path / "anchors").write_text(text)

    with pytest.raises(anchors.AnchorError):
        anchors.read(tmp_path / "anchors")


def test_a_log_put_back_from_an_earlier_day_is_known_by_its_anchor(book, tmp_path):
    book.write(4)
    earlier = book.held()
    book.write(3)
    file = tmp_path / "elsewhere" / "anchors"
    file.parent.mkdir()
    anchors.add(file, Anchor.of(book.whole().head, DAY))

    assert book.whole(*anchors.read(file)).compared == 1
    book.put_back(earlier)
    assert book.whole().events == 4
    with pytest.raises(
        AuditBrokenError, match="event 5 is missing: the anchor of 2026-03-04 knows"
    ):
        book.whole(*anchors.read(file))
    book.write(5)
    with pytest.raises(AuditBrokenError, match="event 7 is not the one that the anchor of"):
        book.whole(*anchors.read(file))


def test_events_go_after_two_years_and_the_rest_stays_whole(book):
    book.write(3)
    known = Anchor.of(book.whole().head, DAY)
    later = replace(book, on=DAY + timedelta(days=9))
    later.write(2)

    audit.forget_old(book.session, book.vault, DAY + KEPT_FOR)
    assert book.whole().events == 5
    audit.forget_old(book.session, book.vault, DAY + KEPT_FOR + timedelta(days=1))

    assert [event.number for event in book.events()] == [4, 5]
    assert (book.whole(known).events, book.whole(known).compared) == (2, 1)
    book.harm("DELETE FROM audit_event WHERE number = 4")
    with pytest.raises(AuditBrokenError, match="event 4 is missing"):
        book.whole()


@pytest.mark.parametrize("database", [SQLITE], indirect=True)
def test_values_that_no_log_holds_break_neither_the_page_nor_the_way_out(book, tmp_path):
    book.write(4)
    book.harm("UPDATE audit_event SET number = -number, mac = 'x' WHERE number = 3")
    book.harm("UPDATE audit_event SET sealed = 5 WHERE number = 2")
    book.harm("UPDATE audit_head SET number = -1, mac = 'x'")

    assert [event.number for event in book.events()] == [1, 4]
    with pytest.raises(HeadBrokenError):
        book.write()
    file = tmp_path / "left"
    assert audit.begin_anew(book.session, book.scribe, file, tmp_path / "own") == 5
    assert len(file.read_text("utf-8").splitlines()) == 5
    assert file.stat().st_mode & 0o077 == 0
    assert book.whole().events == 1


def test_what_was_done_to_old_events_is_not_removed_with_them(book):
    book.write(5)
    book.harm("DELETE FROM audit_event WHERE number = 3")

    audit.forget_old(book.session, book.vault, DAY + KEPT_FOR + timedelta(days=1))

    assert [event.number for event in book.events()] == [4, 5]
    with pytest.raises(AuditBrokenError, match="event 3 is missing"):
        book.whole()


def test_a_log_begun_anew_says_so_keeps_what_was_left_and_goes_on_with_higher_numbers(
    book, tmp_path
):
    book.write(6)
    own = tmp_path / "own"
    anchors.add(own, Anchor.of(replace(book.whole().head, number=8), DAY))
    book.harm("DELETE FROM audit_event WHERE number > 4")
    file = tmp_path / "left"

    first = audit.begin_anew(book.session, book.scribe, file, own)

    assert first == 9
    assert [(one.number, one.kind) for one in book.events()] == [(9, Kind.BEGUN_ANEW)]
    assert book.whole().events == 1
    assert len(file.read_text("utf-8").splitlines()) == 5
    assert not own.exists()
    # What was written out before is not written over.
    with pytest.raises(FileExistsError):
        audit.begin_anew(book.session, book.scribe, file, own)
    assert book.whole().events == 1
