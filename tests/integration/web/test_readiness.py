"""What `/readyz` tells about publishing: it says so, and sends nobody away for it."""

from tests.support.house import opened, prepare
from tests.support.press import CALENDAR, publication
from tests.support.press import works as open_works
from wellbeing.readiness import readiness
from wellbeing.settings import Settings
from wellbeing.web.health import Readiness

STOPPED = "copied, moved or put back"


def told(database) -> Readiness:
    settings: Settings = prepare(database)
    with opened(settings, database, publication(CALENDAR.windows(1)[0])) as home:
        found = readiness(home.app, settings)
        answer = home.app.test_client().get("/readyz").get_json()
        assert (answer["checks"], answer["warnings"]) == (found.checks, list(found.warnings))
        return found


def test_nothing_stops_a_new_installation_from_publishing(database):
    assert not [warning for warning in told(database).warnings if STOPPED in warning]


def test_a_moved_installation_warns_that_it_publishes_nothing(database):
    with open_works(database) as works:
        works.found({"north": {"red": 9}, "south": {"green": 12}})
        works.publish(publication(CALENDAR.windows(1)[0]), place="the old house")

    found = told(database)

    assert [warning for warning in found.warnings if STOPPED in warning]
    assert (found.checks["database"], found.checks["schema"]) == (True, True)
