"""What `/readyz` tells about publishing: it says so, and sends nobody away for it."""

from tests.support.house import opened, prepare
from tests.support.press import CALENDAR, publication
from tests.support.press import works as open_works
from wellbeing.app import readiness
from wellbeing.settings import Settings
from wellbeing.web import health


def told(database) -> dict[str, bool]:
    settings: Settings = prepare(database)
    with opened(settings, database, publication(CALENDAR.windows(1)[0])) as home:
        found = readiness(home.app, settings)
        checks = home.app.test_client().get("/readyz").get_json()["checks"]
        assert checks == found
        return found


def test_nothing_stops_a_new_installation_from_publishing(database):
    assert told(database)[health.PUBLISHING]


def test_a_moved_installation_says_that_it_publishes_nothing(database):
    with open_works(database) as works:
        works.found({"north": {"red": 9}, "south": {"green": 12}})
        works.publish(publication(CALENDAR.windows(1)[0]), place="the old house")

    found = told(database)

    assert (found["database"], found["schema"], found[health.PUBLISHING]) == (True, True, False)
