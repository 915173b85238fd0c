"""Pages and files of a unit that was renamed and moved: the same figures, other people who see them."""

from datetime import timedelta

import pytest

from tests.attacks.houses import MANAGER, STAFF, premises
from tests.support.databases import on_sqlite
from tests.support.press import CALENDAR
from wellbeing.accounts import earlier_store
from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Unit
from wellbeing.database import writing

FIRST = CALENDAR.windows(1)[0]
MOVED_ON = FIRST.published_on - timedelta(days=1)
FILES = ("figures.csv", "figures.json", "trend.png")


@pytest.fixture
def house(tmp_path):
    with premises(on_sqlite(tmp_path)) as found:
        found.publish(FIRST)
        yield found


def move_red(house):
    """Let the team of the staff member and the supervisor stand in another service, renamed."""
    with house.works.session() as session, writing(session):
        before = accounts.unit(session, "red")
        assert before is not None
        after = Unit("red", before.level, "Crimson <team>", "south", before.opened_on)
        earlier_store.change_unit(session, before, after, MOVED_ON)


def served(house, who, address):
    answer = house.home.browser_of(who).get(address)
    return answer.status_code, answer.data


def test_files_of_figures_are_the_same_bytes_after_a_move(house):
    before = {name: served(house, STAFF, f"/teams/red/{name}") for name in FILES}

    move_red(house)

    after = {name: served(house, STAFF, f"/teams/red/{name}") for name in FILES}
    assert after == before
    assert {status for status, _ in after.values()} == {200}


def test_the_page_says_when_it_was_called_and_stood_otherwise(house):
    move_red(house)

    page = served(house, STAFF, "/teams/red")[1].decode()

    assert "<h1><bdi>Crimson &lt;team&gt;</bdi>: conditions at work</h1>" in page
    assert (
        "Before Tuesday 3 February 2026 it was called <bdi>red</bdi> and it stood in <bdi>north</bdi>."
    ) in page
    # The name under which the figure came out.
    assert "<bdi>red</bdi>, 11 people" in page


def test_after_a_move_the_old_service_and_its_manager_see_nothing_of_the_team(house):
    def sees(who):
        units = ("red", "blue", "green", "north", "south", "org")
        return {unit for unit in units if served(house, who, f"/teams/{unit}")[0] == 200}

    before = {who: sees(who) for who in (STAFF, MANAGER)}

    move_red(house)

    assert before == {STAFF: {"red", "north", "org"}, MANAGER: {"red", "blue", "north", "org"}}
    assert sees(STAFF) == {"red", "south", "org"}
    assert sees(MANAGER) == {"blue", "north", "org"}
