"""Where publishing has stopped, those who look after figures read so on their own page."""

import pytest

from tests.integration.policies.reader import Reader
from tests.support.figure_settings import figures_office
from tests.support.policies import IDS, LEAD, REP
from tests.support.wording import forbidden_in

HERE = "/figure-settings"
STOPPED = "No new figures come out"


@pytest.fixture
def office(database):
    with figures_office(database) as opened:
        yield opened


def test_a_lead_and_a_representative_read_that_it_stopped_and_whom_to_ask(office):
    for who in (LEAD, REP):
        assert STOPPED not in Reader(office.home, who).get(HERE).text

    # A ledger that nobody wrote ahead of, as after a restore.
    office.fix(1)

    for who in (LEAD, REP):
        page = Reader(office.home, who).get(HERE)
        assert STOPPED in page.text
        assert "wellbeing doctor" in page.text
        assert forbidden_in(page.text) == []


def test_the_page_tells_none_of_the_reasons_that_machines_are_told(office):
    office.fix(1)

    warnings = office.home.browser_of(None).get("/readyz").get_json()["warnings"]
    page = Reader(office.home, LEAD).get(HERE)

    assert [one for one in warnings if "put back" in one]
    assert not [one for one in warnings if one in page.text]
    assert "put back" not in page.text


def test_nobody_else_reaches_that_page(office):
    office.fix(1)

    assert Reader(office.home, IDS["supervisor"]).get(HERE).status == 404
