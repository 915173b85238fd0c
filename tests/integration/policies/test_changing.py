"""A policy comes into force by two people, from the next week on, and by nothing else."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from tests.support.policies import IDS, LEAD, REP, TEXT, Office, with_line
from wellbeing.accounts.rows import PersonRow, RoleRow
from wellbeing.database import writing
from wellbeing.policies import service
from wellbeing.policies.rows import PolicyChangeRow
from wellbeing.week import Week

STRICTER = with_line("high", 10)


def rows(home):
    with home.session() as session:
        found = session.scalars(select(PolicyChangeRow)).all()
        session.expunge_all()
    return found


def a_row(**values):
    kept = {
        "id": "a" * 32,
        "text": TEXT,
        "text_sha256": "b" * 64,
        "policy_sha256": "c" * 64,
        "shipped_as": "",
        "why": "because",
        "proposed_by": LEAD,
        "proposed_on": date(2026, 3, 4),
        "decision": "approved",
        "decided_by": REP,
        "decided_on": date(2026, 3, 4),
        "decided_why": "",
        "from_week": "2026-W11",
    }
    return PolicyChangeRow(**{**kept, **values})


def test_the_policy_of_the_release_is_kept_whole_and_once(home, office):
    assert not office.adopt()

    (kept,) = rows(home)
    assert (kept.text, kept.shipped_as, kept.decision) == (TEXT, "2026-01-05.toml", "founding")
    assert (kept.proposed_by, kept.decided_by, kept.from_week) == (None, None, "2026-W10")


@pytest.mark.parametrize(
    "wrong",
    [
        {"decided_by": LEAD},
        {"decided_by": None},
        {"decided_on": None},
        {"from_week": None},
        {"proposed_by": None},
        {"why": ""},
        {"decision": "settled"},
        {"decision": "open"},
        {"decision": "declined", "from_week": None},
        {"decision": "declined", "from_week": None, "decided_why": "no", "decided_by": LEAD},
        {"decision": "withdrawn"},
        {"decision": "founding", "proposed_by": None, "decided_by": None},
        {"from_week": "2026-W10"},
    ],
    ids=str,
)
def test_the_database_itself_refuses_what_two_people_did_not_agree(home, office, wrong):
    with home.session() as session, pytest.raises(IntegrityError), writing(session):
        session.add(a_row(**wrong))


def test_the_same_row_without_a_fault_is_kept(home, office):
    with home.session() as session, writing(session):
        session.add(a_row())

    assert len(rows(home)) == 2


def test_an_agreed_policy_begins_with_the_next_week_and_changes_no_earlier_one(office):
    begins = office.agree_on(STRICTER)

    assert begins == office.this_week.plus(1)
    weeks = [office.this_week.plus(number) for number in (-9, 0, 1, 20)]
    assert [office.high_of(week) for week in weeks] == [9, 9, 10, 10]


def test_a_policy_waits_for_its_own_monday_when_that_is_later(office):
    monday = office.this_week.plus(6).monday

    begins = office.agree_on(with_line("in_force_from", monday, STRICTER))

    assert begins == Week.of(monday)
    assert (office.high_of(begins.plus(-1)), office.high_of(begins)) == (9, 10)


def test_a_monday_far_ahead_is_refused_since_nothing_else_could_be_proposed(office):
    monday = office.this_week.plus(27).monday

    with pytest.raises(service.NotAPolicyError, match="write a nearer Monday"):
        office.propose(with_line("in_force_from", monday, STRICTER))


def test_nobody_agrees_to_their_own_proposal(home, office):
    with home.session() as session, writing(session):
        session.add(RoleRow(person_id=LEAD, role="staff_representative", from_on=date(2024, 1, 1)))
    change_id = office.propose(STRICTER)

    with pytest.raises(service.OwnProposalError):
        office.approve(change_id, by=LEAD)
    with pytest.raises(service.OwnProposalError):
        office.decline(change_id, "I thought again.", by=LEAD)

    assert office.approve(change_id) == office.this_week.plus(1)


def test_nothing_begins_that_somebody_proposed_who_has_left(home, office):
    """Whoever leaves and joins again has a new id, and could agree with themselves."""
    change_id = office.propose(STRICTER)
    with home.session() as session, writing(session):
        lead = session.get_one(PersonRow, LEAD)
        lead.left_on, lead.email_key = office.this_week.monday, None

    with pytest.raises(service.ProposerLeftError):
        office.approve(change_id)
    office.decline(change_id, "Somebody else may propose it.")


def test_only_a_wellbeing_lead_proposes_and_withdraws(office):
    others = [person_id for person_id in IDS.values() if person_id != LEAD]
    for person_id in others:
        with pytest.raises(service.NotTheirsError):
            office.propose(STRICTER, by=person_id)
    change_id = office.propose(STRICTER)
    for person_id in others:
        with pytest.raises(service.NotTheirsError):
            office.withdraw(change_id, by=person_id)


def test_only_a_staff_representative_decides(office):
    change_id = office.propose(STRICTER)

    for person_id in IDS.values():
        if person_id != REP:
            with pytest.raises(service.NotTheirsError):
                office.approve(change_id, by=person_id)
            with pytest.raises(service.NotTheirsError):
                office.decline(change_id, "no", by=person_id)


def test_declining_needs_a_reason_and_leaves_the_policy_in_force(home, office):
    change_id = office.propose(STRICTER)
    with pytest.raises(service.NoReasonError):
        office.decline(change_id, "  ")

    office.decline(change_id, "Too strict for us.")

    declined = next(row for row in rows(home) if row.id == change_id)
    assert (declined.decision, declined.decided_why) == ("declined", "Too strict for us.")
    assert office.high_of(office.this_week.plus(3)) == 9
    assert office.propose(STRICTER)


def test_a_second_decision_comes_too_late(office):
    change_id = office.propose(STRICTER)
    office.withdraw(change_id)

    with pytest.raises(service.AlreadyDecidedError):
        office.approve(change_id)
    with pytest.raises(service.AlreadyDecidedError):
        office.decline(change_id, "no")
    assert office.high_of(office.this_week.plus(3)) == 9


def test_while_one_is_open_or_waits_for_its_monday_there_is_no_other(home, office):
    change_id = office.propose(STRICTER)
    with pytest.raises(service.BlockedError):
        office.propose(with_line("high", 11))
    office.approve(change_id)
    with pytest.raises(service.BlockedError):
        office.propose(with_line("high", 11))

    home.clock.standing_at += timedelta(weeks=1)

    assert office.propose(with_line("high", 11))


@pytest.mark.parametrize(
    "text",
    [TEXT, with_line("version", 2), with_line("in_force_from", "2026-03-16"), f"\n\n{TEXT}  \n"],
    ids=["the same", "another version", "another Monday", "more room around it"],
)
def test_what_changes_nothing_is_not_proposed(office, text):
    with pytest.raises(service.NothingNewError):
        office.propose(text)


def test_a_proposal_needs_a_reason(office):
    with pytest.raises(service.NoReasonError):
        office.propose(STRICTER, why=" \n")


def test_a_better_source_is_a_change(office):
    assert office.propose(TEXT.replace("# half of 18", "# one half of 18"))


def test_of_several_decisions_at_the_same_moment_one_counts(home, office):
    change_id = office.propose(STRICTER)
    ready, counted = Barrier(4), []

    def window(decide):
        ready.wait()
        try:
            decide()
        except service.AlreadyDecidedError:
            counted.append("late")
        else:
            counted.append("counts")

    ways = (
        lambda: office.approve(change_id),
        lambda: office.approve(change_id),
        lambda: office.decline(change_id, "no"),
        lambda: office.withdraw(change_id),
    )
    threads = [Thread(target=window, args=(way,)) for way in ways]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(counted) == ["counts", "late", "late", "late"]
    assert len([row for row in rows(home) if row.decision != "founding"]) == 1


def test_of_two_processes_that_start_at_the_same_moment_one_keeps_the_policy(home):
    office = Office(home)
    ready, kept = Barrier(2), []

    def process():
        ready.wait()
        kept.append(office.adopt())

    threads = [Thread(target=process) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(kept) == [False, True]
    assert len(rows(home)) == 1


def test_of_two_proposals_at_the_same_moment_one_is_kept(home, office):
    ready, came = Barrier(2), []

    def window(text):
        ready.wait()
        try:
            office.propose(text)
        except service.BlockedError:
            came.append("blocked")
        else:
            came.append("kept")

    threads = [Thread(target=window, args=(with_line("high", high),)) for high in (11, 10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(came) == ["blocked", "kept"]
