"""Roles of a roster are asked for: they begin once somebody else agrees, and end at once."""

import pytest

from tests.support.rosters import LEAD, changed, row, two_teams, without
from wellbeing.accounts import granting, roster, sign_in
from wellbeing.accounts.people import Role
from wellbeing.accounts.roster import Ask
from wellbeing.accounts.roster_words import told
from wellbeing.role_grants import service as role_grants
from wellbeing.two_people import AlreadyDecidedError, Board

TOM, DEV = "tom@example.org", "dev@example.org"
BY_TOM, BY_LEAD = Ask(TOM), Ask(LEAD)
WITH_REP = changed(two_teams(), DEV, roles=("staff representative",))


def board(office):
    return Board(office.session, office.vault, office.door.now, office.today)


def agree(office, by, role):
    grant = next(one for one in granting.waiting(office.session) if one.role == role)
    office.session.rollback()
    role_grants.agree(board(office), office.person(by).id, grant.id)


def waiting(office):
    found = {(one.person_id, one.role) for one in granting.waiting(office.session)}
    office.session.rollback()
    return found


def test_a_role_of_the_file_begins_once_somebody_else_has_agreed(office):
    plan = office.bring(WITH_REP, ask=BY_TOM)

    assert [one.role for one in plan.roles_wanted] == ["staff_representative"]
    assert office.person(DEV).roles == frozenset()
    assert waiting(office) == {(office.person(DEV).id, "staff_representative")}
    # Leading a unit follows from the file alone.
    assert "Youth" in office.leads(TOM)

    agree(office, LEAD, "staff_representative")

    assert office.person(DEV).roles == {"staff_representative"}
    assert office.bring(WITH_REP, ask=BY_TOM).changes_nothing


def test_what_waits_is_not_asked_for_twice_and_goes_when_the_file_wants_it_no_more(office):
    office.bring(WITH_REP, ask=BY_TOM)
    assert roster.preview(office.session, WITH_REP, office.today).changes_nothing
    assert office.bring(WITH_REP, ask=BY_TOM).changes_nothing

    plan = office.bring(two_teams(), ask=BY_TOM)

    assert [one.role for one in plan.grants_let_go] == ["staff_representative"]
    assert waiting(office) == set()
    assert office.bring(two_teams(), ask=BY_TOM).changes_nothing


def test_what_was_not_agreed_is_not_asked_for_night_after_night_for_the_same_reason(office):
    office.bring(WITH_REP, ask=BY_TOM)
    (grant,) = granting.waiting(office.session)
    office.session.rollback()
    role_grants.decline(board(office), office.person(LEAD).id, grant.id, "Not now.")

    plan = office.bring(WITH_REP, ask=BY_TOM)

    assert (plan.changes_nothing, waiting(office)) == (True, set())
    assert any("were not agreed to" in line for line in told(plan))
    preview = roster.preview(office.session, WITH_REP, office.today, ask=Ask("aisha@example.org"))
    assert preview.changes_nothing
    office.session.rollback()

    office.bring(WITH_REP, ask=Ask(TOM, why="The team has elected them."))
    assert waiting(office) == {(office.person(DEV).id, "staff_representative")}
    # Agreed since: what was said before counts no more.
    agree(office, LEAD, "staff_representative")
    office.bring(two_teams(), ask=Ask(""))
    office.bring(WITH_REP, ask=BY_TOM)
    assert waiting(office) == {(office.person(DEV).id, "staff_representative")}


def test_a_new_lead_who_was_not_agreed_to_does_not_keep_everybody_without_one(office):
    office.bring(two_teams())
    both = changed(two_teams(), DEV, roles=("wellbeing lead",))
    rep = changed(both, TOM, roles=("manager of service", "staff representative"))
    office.bring(changed(two_teams(), TOM, roles=("manager of service", "staff representative")))
    office.bring(rep, ask=BY_TOM)
    (grant,) = granting.waiting(office.session)
    office.session.rollback()
    role_grants.decline(board(office), office.person(LEAD).id, grant.id, "Not now.")

    office.bring(without(both, LEAD), ask=Ask(TOM, lead_anew=True))

    assert office.person(DEV).roles == {"wellbeing_lead"}


def test_somebody_on_the_roster_answers_for_what_is_asked(office):
    for by in ("", "nobody@example.org"):
        with pytest.raises(roster.UnknownAskerError):
            office.bring(WITH_REP, ask=Ask(by))
        office.session.rollback()
        assert office.person(TOM) is None
    # Where no role is asked for, nobody has to.
    office.bring(two_teams(), ask=Ask(""))


def test_taking_a_role_away_works_at_once_and_ends_its_sessions(office):
    office.bring(WITH_REP)
    token = sign_in.sign_in_as(office.door, office.person(DEV).id)
    stays = sign_in.sign_in_as(office.door, office.person(TOM).id)

    office.bring(two_teams(), ask=Ask(""))

    assert office.person(DEV).roles == frozenset()
    assert sign_in.find(office.door, token).person is None
    assert sign_in.find(office.door, stays).person is not None


def test_who_no_longer_leads_a_team_is_signed_out_at_once(office):
    office.bring(two_teams())
    token = sign_in.sign_in_as(office.door, office.person(DEV).id)

    rows = tuple(
        changed((one,), one.work_email, supervisor_email=TOM)[0] if one.team == "Youth" else one
        for one in two_teams()
    )
    office.bring(rows, ask=Ask(""))

    assert sign_in.find(office.door, token).person is None


def test_a_new_lead_follows_only_when_somebody_is_left_who_can_agree(office):
    office.bring(two_teams())
    moved = changed(without(two_teams(), LEAD), DEV, roles=("wellbeing lead",))

    with pytest.raises(roster.NobodyAgreesError):
        office.bring(moved, ask=BY_TOM)
    office.session.rollback()
    assert Role.WELLBEING_LEAD in office.person(LEAD).roles

    token = sign_in.sign_in_as(office.door, office.person(DEV).id)
    office.bring(moved, ask=Ask(TOM, lead_anew=True))
    # Signs in anew, for as long as the role allows.
    assert sign_in.find(office.door, token).person is None
    assert office.person(DEV).roles == {"wellbeing_lead"}
    assert office.person(LEAD) is None


def test_a_staff_representative_can_agree_to_a_new_lead_when_the_old_one_has_left(office):
    rep = (*WITH_REP, row("rep2@example.org", "Hubs", "aisha@example.org"))
    office.bring(rep)
    moved = changed(without(rep, LEAD), TOM, roles=("manager of service", "wellbeing lead"))

    # Naming it anew is for when nobody is left: here it changes nothing.
    office.bring(moved, ask=Ask("aisha@example.org", lead_anew=True))
    assert office.person(TOM).roles == frozenset()
    agree(office, DEV, "wellbeing_lead")

    assert office.person(TOM).roles == {"wellbeing_lead"}


def test_what_nobody_can_agree_to_is_asked_for_anew_by_somebody_else(office):
    office.bring(WITH_REP, ask=BY_LEAD)
    (stuck,) = granting.waiting(office.session)
    assert granting.who_may_agree(office.session, stuck, office.today) == ()
    office.session.rollback()

    office.bring(WITH_REP, ask=BY_TOM)

    (anew,) = granting.waiting(office.session)
    assert anew.proposed_by == office.person(TOM).id
    agree(office, LEAD, "staff_representative")


def test_what_nobody_can_agree_to_is_not_asked_for_night_after_night(office):
    office.bring(WITH_REP, ask=BY_LEAD)
    (stuck,) = granting.waiting(office.session)
    office.session.rollback()

    assert office.bring(WITH_REP, ask=BY_LEAD).changes_nothing
    # Named by nobody it changes as little.
    assert office.bring(WITH_REP, ask=Ask("")).changes_nothing

    assert [one.id for one in granting.waiting(office.session)] == [stuck.id]


def test_what_somebody_asked_who_has_left_does_not_begin_and_is_asked_for_anew(office):
    office.bring(WITH_REP, ask=BY_TOM)
    gone = office.person(TOM).id
    (grant,) = granting.waiting(office.session)
    office.session.rollback()
    rest = tuple(
        changed((one,), one.work_email, supervisor_email="")[0]
        if one.supervisor_email == TOM
        else one
        for one in without(WITH_REP, TOM)
    )
    office.bring(rest, ask=Ask("aisha@example.org"))

    (anew,) = granting.waiting(office.session)
    office.session.rollback()
    assert (anew.id != grant.id, anew.proposed_by != gone) == (True, True)
    with pytest.raises(AlreadyDecidedError):
        role_grants.agree(board(office), office.person(LEAD).id, grant.id)
