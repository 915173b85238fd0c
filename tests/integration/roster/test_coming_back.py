"""Whoever comes back after their account was deleted is somebody new, and no old row is theirs."""

from tests.support.rosters import two_teams, without
from wellbeing.accounts import forgetting, roster, service
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing

BACK = "hub1@example.org"


def test_who_comes_back_joins_anew_and_the_row_of_before_stays_nobodys(office):
    office.bring(two_teams())
    before = office.person(BACK).id
    office.later(days=1)
    office.bring(without(two_teams(), BACK))
    office.later(days=30)
    with writing(office.session):
        forgetting.forget_account(office.session, before, office.today)

    assert roster.preview(office.session, without(two_teams(), BACK), office.today).changes_nothing
    plan = office.bring(two_teams())

    assert [one.person.work_email for one in plan.joiners] == [BACK]
    assert office.person(BACK).id != before
    assert office.home(BACK) == "Hubs"
    assert service.people(office.session, [before], office.today) == ()
    assert office.session.get(PersonRow, before).email_key is None
    assert office.bring(two_teams()).changes_nothing
