"""Where an organisation keeps answers shorter, everything goes by that: pages, download, jobs, and a restore."""

import json
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from tests.integration.policies.reader import Reader
from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.my_data import asked_by
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.jobs.desks import history_desk
from wellbeing.jobs.workshop import Workshop
from wellbeing.keeping_settings import Keeping
from wellbeing.records.export_files import zip_of

STAFF = next(who.id for who in CHARACTERS if who.name == "staff")
WEEKS = 26
# What nobody can set: changes at work, formal support, and where somebody who left was.
OF_ELSE = (
    "53 weeks without one",
    "53 weeks after;",
    "in stays for 53 weeks",
    "teams and units 53 weeks",
)
NOTES, SHEET = "/my-weeks/notes", "/my-weeks/conversation"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    data = tmp_path_factory.mktemp("kept-as-set") / "instance"
    data.mkdir(mode=0o700)
    database = on_sqlite(data)
    settings = replace(prepare(database), keeping=Keeping({"answers": WEEKS * 7, "audit": 400}))
    with opened(settings, database, NOW) as home:
        with home.session() as session:
            settle(session)
        yield home


def test_every_page_and_the_download_say_what_is_set_here(home):
    reader = Reader(home, STAFF)
    my_data = reader.get("/my-data").text

    assert "26 weeks" in my_data
    assert "400 days" in my_data
    for text in (my_data, reader.get(NOTES).text, reader.get(SHEET).text):
        of_else = sum(text.count(words) for words in OF_ELSE)
        assert text.count("53 weeks") == of_else
    with home.session() as session:
        asked = replace(asked_by(home, session, STAFF), here=home.settings.keeping.here)
        packed = ZipFile(BytesIO(zip_of(asked)))
    parts = json.loads(packed.read("data.json"))["parts"]
    assert (parts["answers"]["kept"], parts["audit"]["kept"]) == ("26 weeks", "400 days")


def test_jobs_sit_down_at_a_desk_with_the_weeks_that_are_set(home):
    workshop = Workshop.of(home.settings, home.clock)
    with workshop.session() as session:
        assert history_desk(workshop, session).kept_weeks == WEEKS
    workshop.close()
