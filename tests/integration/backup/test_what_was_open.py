"""A whole restore that brings back what was open: its person is asked on a page, and nobody else is let in."""

from datetime import timedelta

import pytest

from tests.support.databases import SQLITE
from tests.support.deleting import CLOCK, Deleting
from tests.support.house import opened
from tests.support.walking import Walker
from wellbeing.audit import anchors
from wellbeing.audit import service as audit
from wellbeing.commands.common import any_settings_of
from wellbeing.commands.serve import prepared
from wellbeing.complaints.folder import Filed as Wrong
from wellbeing.complaints.folder import Folder as Complaints
from wellbeing.complaints.record import About, Said
from wellbeing.database import writing
from wellbeing.responders.drawer import Drawer
from wellbeing.responders.drawer import Filed as Asked
from wellbeing.responders.record import Call, Told

pytestmark = pytest.mark.parametrize("database", [SQLITE], indirect=True)
ANN, BEN, READER = "green-1000", "green-1001", "red-0"
SAID, LATE, NOW_ASKED = "a" * 32, "b" * 32, "c" * 32
NOW = CLOCK.now()
TODAY, REACH = NOW.date(), "07700 900456"


def call(who, made_at):
    return Call(who, REACH, True, made_at, 240, (READER,), (Told(READER, made_at),))


def leave_open(deleting):
    said = Said(ANN, About.DATA, "Words", False, (READER,), TODAY, TODAY, TODAY)
    with deleting.works.session() as session, writing(session):
        Complaints(session, deleting.works.vault).file(Wrong(SAID, said))
        drawer = Drawer(session, deleting.works.vault)
        drawer.file(Asked(LATE, call(ANN, NOW - timedelta(hours=9))))
        drawer.file(Asked(NOW_ASKED, call(BEN, NOW)))


def open_to_reader(session, vault):
    """Return which of what was said, and of what was asked, the reader can open."""
    said, asked = (each(session, vault).to_reader(READER) for each in (Complaints, Drawer))
    return [one.id for one in said], sorted(one.id for one in asked)


def test_whoever_said_or_asked_it_reads_what_became_of_it_and_no_reader_can_open_it(operator):
    deleting = Deleting(operator)
    deleting.hire(2)
    leave_open(deleting)
    with deleting.works.session() as session:
        assert open_to_reader(session, deleting.works.vault) == ([SAID], [LATE, NOW_ASKED])
    operator.back_up()

    with operator.elsewhere() as empty:
        # Of the machine that was lost, on which a clock was wrong for a night.
        kept = empty.key_file.with_suffix(".witness.audit.jsonl")
        anchors.add(kept, audit.Anchor(10_000, TODAY + timedelta(days=400), bytes(32)))
        assert operator.restore() == 0
        settings = any_settings_of(empty.data)
        assert settings.audit_anchors == kept
        prepared(settings, CLOCK)
        with opened(settings, empty, CLOCK.now()) as home:
            ann = Walker(home.browser_of(ANN))
            assert "Do you still want this?" in ann.get("/say").text
            assert "Nobody is told of this any more." in ann.get("/somebody-now/asked").text
            assert (
                "has not taken it yet"
                in Walker(home.browser_of(BEN)).get("/somebody-now/asked").text
            )
            with home.session() as session:
                assert open_to_reader(session, home.vault) == ([], [NOW_ASKED])
                (late,) = Drawer(session, home.vault).of_person(ANN)
                assert late.call.reach == ""
