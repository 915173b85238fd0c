"""A visitor of the sample finds requests to answer, and some that were answered before."""

from datetime import UTC, datetime, timedelta

import pytest

from wellbeing.accounts import cast
from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Role
from wellbeing.complaints import service as complaints
from wellbeing.contact import service as contact
from wellbeing.installation import require
from wellbeing.promise_tests import service as promise_tests
from wellbeing.settings import Settings
from wellbeing.sharing import service as sharing
from wellbeing.simulation import building
from wellbeing.simulation.building import Watcher
from wellbeing.simulation.sample import Sample
from wellbeing.simulation.stage import stage
from wellbeing.support import service as support
from wellbeing.support.service import Kind

NOW = datetime(2026, 3, 6, 11, tzinfo=UTC)  # A Friday.
QUIETLY = Watcher(lambda _week, _of: None)


def looked_at(data, now):
    settings = Settings.of(data, require(data, demo=True), {})
    return stage(settings, "Europe/London", now.date())


def waiting(at, role):
    """Everything that waits for one person of a role who is on the people page."""
    listed = {part.work_email for part in cast.read(at.workshop.settings.data)}
    holders = accounts.people_with_role(at.session, role, at.today)
    found = [support.inbox(at.office, one.id) for one in holders if one.work_email in listed]
    return max(found, key=len, default=())


@pytest.fixture(scope="module", params=[12, 70])
def data(request, tmp_path_factory):
    data = tmp_path_factory.mktemp("asked")
    sample = Sample.ending_before(NOW.date(), people=request.param, weeks=10, seed=1)
    building.build(data, sample, NOW, QUIETLY)
    return data


def test_a_peer_supporter_and_a_practitioner_of_the_people_page_have_requests(data):
    with looked_at(data, NOW) as at:
        at.clock.standing_at = NOW

        peer = waiting(at, Role.PEER_SUPPORTER)
        practitioner = waiting(at, Role.PRACTITIONER)

    assert Kind.TALK in {one.kind for one in peer}
    assert {Kind.REVIEW, Kind.FORMAL} & {one.kind for one in practitioner}
    assert not any(one.is_overdue for one in (*peer, *practitioner) if one.kind is not Kind.TALK)


def test_weeks_later_what_waited_was_answered_and_something_new_waits(data):
    later = NOW + timedelta(weeks=3)
    building.play_on(data, later, QUIETLY)

    with looked_at(data, later) as at:
        at.clock.standing_at = later
        found = [*waiting(at, Role.PEER_SUPPORTER), *waiting(at, Role.PRACTITIONER)]
        everybody = accounts.present(at.session, at.today)
        ended = [
            one
            for person_id in everybody
            for one in support.mine(at.office, person_id)
            if not one.is_open
        ]

    assert found
    assert not any(one.is_overdue for one in found)
    assert ended
    assert {one.wish.kind for one in ended} & {Kind.REVIEW, Kind.FORMAL}


def test_a_practitioner_of_the_people_page_has_opened_what_one_person_shares(data):
    with looked_at(data, NOW) as at:
        at.clock.standing_at = NOW
        desk = sharing.Desk(at.session, at.vault, at.now, at.today)
        parts = {part.work_email: part for part in cast.read(at.workshop.settings.data)}
        ids = [cast.person_id_of(at.session, part) or "" for part in parts.values()]

        mine = next(
            one for each in ids for one in sharing.shared_by(at.session, at.vault, each, at.today)
        )
        shown = [one for each in ids for one in sharing.shared_with(desk, each)]

    assert mine.is_open
    assert mine.role == "practitioner"
    assert [one.times for one in mine.looks] == [1]
    assert [one.title for one in shown if one.id == mine.id] == [mine.title]


def test_somebody_of_the_people_page_has_a_time_ahead_and_two_letters(data):
    with looked_at(data, NOW) as at:
        at.clock.standing_at = NOW
        parts = {part.work_email: part for part in cast.read(at.workshop.settings.data)}
        ids = [cast.person_id_of(at.session, part) or "" for part in parts.values()]
        arranged = [
            contact.page_of(at.office, each, case.id).now
            for each in ids
            for case in support.open_cases_of(at.office, each)
        ]

    with_letters = [one for one in arranged if one.letters]
    assert [len(one.letters) for one in with_letters] == [2]
    assert with_letters[0].times.ahead(NOW) is not None


def test_promises_were_tested_and_something_said_to_be_wrong_was_answered(data):
    with looked_at(data, NOW) as at:
        at.clock.standing_at = NOW
        tests = [
            one.tests
            for _, roles in promise_tests.months(at.session, at.today)
            for one in roles
            if one.tests
        ]
        desk = complaints.Desk(at.session, at.vault, at.now, at.today)
        parts = cast.read(at.workshop.settings.data)
        ids = {cast.person_id_of(at.session, part) or "" for part in parts}
        said = [one.said for each in ids for one in complaints.mine(desk, each)]

    assert tests
    assert [(one.is_open, len(one.looks)) for one in said] == [(False, 1)]
