"""A few people of the sample tick what a pressure was about, begin anew, or want one more question."""

import pytest

from tests.support.histories import history as written
from tests.support.played import played
from wellbeing.accounts import service as accounts
from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.preferences.asked import Pages, pages_of
from wellbeing.preferences.contact import ContactWishes, contact_wishes_of
from wellbeing.preferences.service import forget_person
from wellbeing.simulation.life import Answered
from wellbeing.simulation.organisation import Staff
from wellbeing.simulation.own_say import FRESH_START, TICKS, WANTS_ONE_MORE, WISHES, OwnSay

FEW = 0.15
MANY, SOME = 400, 80


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    with played(tmp_path_factory.mktemp("own-say"), people=3, weeks=4) as (opened, _):
        yield opened


def test_few_say_something_and_it_is_kept_as_the_pages_would_keep_it(opened):
    present = accounts.present(opened.session, opened.today)
    person = next(iter(accounts.people(opened.session, present, opened.today)))
    check_in = written("3+org=3")[0].check_in
    assert check_in is not None
    week = opened.desk.this_week
    with writing(opened.session, person.id):
        history.record(
            opened.desk, person.id, week, history.Answers(check_in), "a form", replace=True
        )
    staff = Staff(name=person.name, work_email=person.work_email, team=None)  # type: ignore[arg-type]
    answered = Answered(check_in, 2)
    plays = [OwnSay(opened, seed) for seed in range(MANY)]
    ticked = 0
    for play in plays[:SOME]:
        play.after(person.id, staff, answered, week)
        if history.about(opened.desk, person.id, week):
            ticked += 1
            with writing(opened.session, person.id):
                history.keep_about(opened.desk, person.id, week, ())
    wanted = [one for one in plays if one.answers(staff, answered, week).armour is not None]

    assert 0 < ticked < FEW * SOME
    assert 0 < len(wanted) < FEW * MANY
    assert max(TICKS, WANTS_ONE_MORE) < FEW
    assert FRESH_START < TICKS / 10


def test_a_few_are_asked_in_another_way_or_said_how_they_like_to_be_contacted(opened):
    present = accounts.present(opened.session, opened.today)
    person = next(iter(accounts.people(opened.session, present, opened.today)))
    kept = (opened.session, opened.vault, person.id)
    staff = Staff(name=person.name, work_email=person.work_email, team=None)  # type: ignore[arg-type]
    ways, wishes = [], []
    for seed in range(SOME):
        with writing(opened.session, person.id):
            forget_person(*kept)
        OwnSay(opened, seed).begin(person.id, staff)
        ways.append(pages_of(*kept))
        wishes.append(contact_wishes_of(*kept))

    assert set(ways) == set(Pages)
    assert set(WISHES) < set(wishes)
    assert all(
        usual > SOME * (1 - 2 * FEW)
        for usual in (ways.count(Pages.PARTS), wishes.count(ContactWishes()))
    )
