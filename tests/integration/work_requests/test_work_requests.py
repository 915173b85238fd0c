"""A change at work that a person asks for: what they wrote, to whom they chose, until they take it back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from tests.support.asking import ASKER, BY_NAME, SUPERVISOR
from tests.support.databases import SQLITE
from tests.support.meanwhile import meanwhile
from tests.support.work import SAID, WANTED
from tests.support.world import TODAY
from wellbeing.accounts.rows import SupervisionRow
from wellbeing.database import writing
from wellbeing.sealed import Label, SealBrokenError
from wellbeing.work_requests import service
from wellbeing.work_requests.cupboard import words_key
from wellbeing.work_requests.rows import WorkRequestRow


def test_the_one_who_was_chosen_reads_it_and_answers_and_the_look_is_told(work):
    request_id = work.send()

    seen = work.look(request_id)
    work.look(request_id)
    work.answer(request_id)

    assert (seen.name, seen.filed.words) == ("Staff", SAID)
    (mine,) = work.mine()
    assert [(look.on, look.times) for look in mine.looks] == [(TODAY, 2)]
    assert mine.answer is not None
    assert (mine.answer.will, mine.answer.by) == (True, TODAY + timedelta(days=7))


def test_only_those_who_lead_the_person_can_be_chosen(work):
    with work.desk() as desk:
        names = [(one.name, one.is_own) for one in service.leaders(desk, ASKER)]
        with pytest.raises(service.NotALeaderError):
            service.send(desk, ASKER, replace(WANTED, to=BY_NAME["supervisor of another team"]))

    assert names[0] == ("Supervisor", True)
    assert {name for name, _ in names[1:]} == {
        "Service Manager",
        "Directorate Manager",
        "Manager Of Everything",
    }
    assert work.mine() == ()


@pytest.mark.parametrize(
    "who", ["service manager", "supervisor of another team", "practitioner", "staff", "moved"]
)
def test_whoever_else_leads_or_works_beside_them_finds_nothing(work, who):
    request_id = work.send()

    with pytest.raises(service.NotThereError):
        work.look(request_id, BY_NAME[who])
    with work.desk() as desk:
        assert service.received_by(desk, BY_NAME[who]) == ()


def test_what_is_taken_back_is_gone_and_so_is_the_key_of_its_words(work):
    request_id = work.send()
    work.look(request_id)

    assert work.take_back(request_id)
    assert not work.take_back(request_id)

    with pytest.raises(service.NotThereError):
        work.look(request_id)
    (mine,) = work.mine()
    assert (mine.words, mine.taken_back_on, len(mine.looks)) == ("", TODAY, 1)
    assert work.home.vault.boxes([words_key(request_id)]) == {}


def test_what_is_taken_back_while_it_is_opened_is_not_shown(work):
    request_id = work.send()

    def taken_back() -> None:
        assert work.take_back(request_id)

    with (
        work.desk() as desk,
        meanwhile(desk.session.get_bind(), ASKER, taken_back),
        pytest.raises(service.NotThereError),
    ):
        service.look(desk, SUPERVISOR, request_id)

    assert work.mine()[0].looks == ()


def test_whoever_leads_the_person_no_longer_cannot_open_it_and_the_person_reads_so(work):
    request_id = work.send()
    theirs = SupervisionRow.person_id == SUPERVISOR
    with work.home.session() as session, writing(session):
        session.execute(update(SupervisionRow).where(theirs).values(until_on=TODAY))

    with pytest.raises(service.NotThereError):
        work.look(request_id)
    assert [one.reaches_nobody for one in work.mine()] == [True]


def test_one_press_sends_once_and_nobody_can_flood_a_lead(work):
    wanted = replace(WANTED, press="p" * 32)
    assert work.send(wanted) == work.send(wanted)

    for _ in range(service.MOST_OPEN - 1):
        work.send()

    with pytest.raises(service.FullError):
        work.send()
    assert len(work.mine()) == service.MOST_OPEN


def test_it_goes_13_weeks_after_the_answer_and_before_that_stays(work):
    request_id = work.send()
    work.answer(request_id)

    for days, left in ((90, 1), (91, 0)):
        with work.desk() as desk:
            service.forget_old(desk.session, desk.vault, TODAY + timedelta(days=days))
        assert len(work.mine()) == left


def test_what_nobody_answers_goes_after_a_year_also_when_it_was_read(work):
    request_id = work.send()
    work.look(request_id)

    for weeks, left in ((52, 1), (53, 0)):
        with work.desk() as desk:
            service.forget_old(desk.session, desk.vault, TODAY + timedelta(weeks=weeks))
        assert len(work.mine()) == left


def test_no_row_holds_a_name_or_a_word_in_clear_and_no_other_key_opens_it(work):
    request_id = work.send()

    with work.home.session() as session:
        row = session.get(WorkRequestRow, request_id)
    assert row is not None
    held = b"".join((row.id.encode(), row.asker, row.receiver or b"", row.sealed, row.words or b""))
    for clear in (SAID, ASKER, SUPERVISOR, "cover", "Staff"):
        assert clear.encode() not in held
    assert row.remove_on == TODAY + service.KEPT_UNANSWERED
    with pytest.raises(SealBrokenError):
        work.home.vault.box(ASKER).open(row.sealed, Label("work record", bytes.fromhex(row.id)))


def test_it_is_sent_as_it_was_looked_at_and_suggestions_are_never_there_before(work, ann, lead):
    page = ann.get("/work-requests/new")
    assert page.form("/work-requests/new").filled["words"].strip() == ""

    page = ann.send(page, {}, "/work-requests/new", add="cover-tasks")
    assert page.form("/work-requests/new").filled["words"].strip() == SAID
    chosen = {"topic": "cover", "to": SUPERVISOR, "words": f"{SAID} From Monday."}
    page = ann.send(page, chosen, "/work-requests/new", stage="look")
    assert "From Monday." in page.text
    assert "They do not learn your answers" in page.text
    assert work.mine() == ()
    page = ann.send(page, {}, "/work-requests/new", stage="send")

    (mine,) = work.mine()
    assert mine.words.endswith("From Monday.")
    listed = lead.get("/work-requests")
    assert "Somebody asks for a change at work" in listed.text
    assert (
        "Staff" not in listed.text.partition("What you asked for")[0].partition("Asked of you")[2]
    )
    read = lead.get(f"/work-requests/{mine.id}")
    assert "From Monday." in read.text
    lead.send(read, {"outcome": "not", "said": "Nobody is free."}, f"/work-requests/{mine.id}")
    assert "Nobody is free." in ann.get("/work-requests").text
    assert "This is not possible, and why" in ann.get("/work-requests").text


def test_the_address_of_every_notice_leads_there(work, lead):
    before = lead.client.get("/waiting").location
    work.send()

    assert before != "/work-requests"
    assert lead.client.get("/waiting").location == "/work-requests"


def test_a_hostile_colleague_gets_the_same_bytes_for_what_is_there_and_what_never_was(work):
    if work.home.database.kind != SQLITE:
        pytest.skip("pages behave alike on both databases")
    request_id = work.send()

    for name in ("service manager", "supervisor of another team", "staff", "auditor"):
        stranger = work.home.browser_of(BY_NAME[name])
        there, never = (stranger.get(f"/work-requests/{each}") for each in (request_id, "f" * 32))
        assert (there.status_code, never.status_code) == (404, 404), name
        assert len(there.data) == len(never.data), name
    assert work.mine()[0].looks == ()


def test_after_a_restore_nobody_opens_it_until_it_is_sent_anew(work, ann, lead):
    request_id = work.send()
    work.look(request_id)
    with work.desk() as desk:
        service.after_restore(desk.session, desk.vault, desk.today)

    with pytest.raises(service.NotThereError):
        work.look(request_id)
    assert SAID not in lead.get("/work-requests").text
    page = ann.get("/work-requests")
    assert "Do you still want this?" in page.text
    assert SAID in page.text

    # The form of a new one is filled; nothing is sent by that.
    again = page.form("/work-requests/new").filled
    form = ann.client.post("/work-requests/new", data=again).text
    assert SAID in form
    assert len(work.mine()) == 1
    assert work.take_back(request_id)
    assert work.mine()[0].words == ""


def test_one_that_is_damaged_keeps_no_restore_from_closing_the_others(work):
    damaged, whole = work.send(), work.send()
    with work.desk() as desk, writing(desk.session):
        row = desk.session.get_one(WorkRequestRow, damaged)
        row.sealed = bytes(len(row.sealed))
    with work.desk() as desk:
        service.after_restore(desk.session, desk.vault, desk.today)

    for request_id in (damaged, whole):
        with pytest.raises(service.NotThereError):
            work.look(request_id)
    with work.desk() as desk:
        receivers = desk.session.scalars(select(WorkRequestRow.receiver)).all()
        assert receivers == [None, None]
