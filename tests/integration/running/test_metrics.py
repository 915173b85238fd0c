"""`/metrics`: for whoever holds the token alone, and not a byte of it changes by what people do."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.integration.running.conftest import IDS, RELAY, post
from tests.support.calling import Callers
from tests.support.lived_in import Writer
from tests.support.walking import Walker
from tests.support.world import BY_NAME, NOW
from wellbeing import job_runs
from wellbeing.database import make_engine
from wellbeing.extensions import PARTS
from wellbeing.job_runs import Ended
from wellbeing.lease import take_lease
from wellbeing.messages.service import Kind
from wellbeing.settings import Mail

TOKEN = "a" * 31 + "!"
SHOWN = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def watched(house_with):
    """Open a house whose settings hold the token."""

    def make(name="instance", token=TOKEN, mail=RELAY):
        home = house_with(mail, name=name)
        parts = home.parts
        settings = replace(parts.settings, metrics_token=token)
        home.app.extensions[PARTS] = replace(parts, settings=settings)
        return home

    return make


def told(home):
    answer = home.app.test_client().get("/metrics", headers=SHOWN)
    assert answer.status_code == 200
    return answer.text


def lines(home):
    return {
        line.rpartition(" ")[0]: line.rpartition(" ")[2]
        for line in told(home).splitlines()
        if not line.startswith("#")
    }


def run(home, *ended):
    with home.session() as session:
        job_runs.keep(session, ended, take_lease(session, "here:1:x") or 0)


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": f"Bearer {TOKEN[:-1]}"},
        {"Authorization": f"Bearer {TOKEN}x"},
        {"Authorization": TOKEN},
        {"Authorization": "Bearer "},
        {"Authorization": "Bearer ä"},
        {"Authorization": f"Basic {TOKEN}"},
    ],
)
def test_without_the_token_there_is_nothing(watched, headers):
    home = watched()

    assert home.app.test_client().get("/metrics", headers=headers).status_code == 404
    assert home.browser_of(IDS["operator"]).get("/metrics", headers=headers).status_code == 404


@pytest.mark.parametrize("shown", [{}, SHOWN, {"Authorization": "Bearer "}])
def test_where_no_token_is_set_nobody_reads_it(watched, shown):
    home = watched(token="")

    assert home.app.test_client().get("/metrics", headers=shown).status_code == 404


def test_it_says_whether_the_service_works(watched):
    home = watched()
    before = lines(home)
    run(
        home, Ended("publish-figures", NOW, NOW, "OperationalError"), Ended("keep-policy", NOW, NOW)
    )
    home.clock.standing_at = NOW + timedelta(hours=2, minutes=5)
    after = lines(home)

    assert before['wellbeing_check{check="timetable"}'] == "0"
    assert before["wellbeing_ready"] == "0"
    assert after['wellbeing_check{check="timetable"}'] == "1"
    assert after["wellbeing_ready"] == "1"
    assert after['wellbeing_job_failed{job="publish-figures"}'] == "1"
    assert after['wellbeing_job_failed{job="keep-policy"}'] == "0"
    assert after['wellbeing_job_hours_since{job="keep-policy"}'] == "2"
    assert 'wellbeing_job_hours_since{job="publish-figures"}' not in after
    assert after["wellbeing_backups_set_up"] == "0"
    assert any(name.startswith('wellbeing_info{version="') for name in after)


def test_it_is_written_as_prometheus_reads_it(watched):
    home = watched()
    run(home, Ended("keep-policy", NOW, NOW))
    answer = home.app.test_client().get("/metrics", headers=SHOWN)
    names = [line.split()[2] for line in answer.text.splitlines() if line.startswith("# TYPE")]

    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    assert answer.text.endswith("\n")
    assert len(names) == len(set(names)) > 0
    for line in answer.text.splitlines():
        if not line.startswith("#"):
            name, _, value = line.rpartition(" ")
            assert name.partition("{")[0] in names
            assert value.isdecimal()


def test_where_the_database_is_away_it_says_so(watched):
    home = watched()
    engine = make_engine(home.settings.database_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        connection.execute(text("DROP TABLE version_of_main"))
    engine.dispose()

    after = lines(home)

    assert after['wellbeing_check{check="schema"}'] == "0"
    assert not any(name.startswith("wellbeing_job") for name in after)


def test_nothing_in_it_changes_whatever_people_do(watched):
    home = watched()
    run(home, Ended("keep-policy", NOW, NOW), Ended("send-notices", NOW, NOW))
    before = told(home)

    staff = Writer(Walker(home.browser_of(BY_NAME["staff"].id)), BY_NAME["staff"])
    staff.begin()
    for path in ("/my-step", "/my-kit", "/help-now", "/teams", "/nowhere"):
        home.browser_of(IDS["staff"]).get(path)
    home.app.test_client().post("/sign-in", data={"email": "nobody@example.org"})
    post(home, Kind.REQUEST, "practitioner", "peer supporter", "supervisor")
    callers = Callers(home)
    callers.set_up()
    callers.look(callers.ask())
    home.clock.standing_at = NOW + timedelta(minutes=9)

    assert told(home) == before


@pytest.mark.parametrize("trouble", ["", "CannotSendError"])
def test_the_minute_in_which_a_message_left_or_did_not_cannot_be_read_from_it(watched, trouble):
    """Its tick takes longer: what comes after it in the same tick ends later."""
    home = watched()
    later = NOW + timedelta(seconds=50)
    run(home, Ended("send-notices", NOW, NOW), Ended("keep-policy", NOW, NOW))
    home.clock.standing_at = NOW + timedelta(minutes=5)
    quiet = told(home)

    run(home, Ended("send-notices", NOW, later, trouble), Ended("keep-policy", later, later))

    assert told(home) == quiet


def test_no_token_stands_in_what_prints_settings(watched):
    assert TOKEN not in repr(watched().parts.settings)


def test_it_tells_the_same_without_a_relay(watched):
    assert lines(watched("a", mail=Mail())).keys() == lines(watched("b")).keys()
