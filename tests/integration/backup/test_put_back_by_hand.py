"""Databases that somebody put back without a restore: no start until what a restore closes is closed."""

import pytest

from tests.support.databases import SQLITE
from tests.support.deleting import CLOCK, Deleting, here
from wellbeing import restored
from wellbeing.audit import anchors
from wellbeing.audit import service as audit
from wellbeing.cli import run
from wellbeing.commands import behind
from wellbeing.commands.common import CommandError, opened
from wellbeing.commands.serve import prepared
from wellbeing.complaints.folder import Filed
from wellbeing.complaints.folder import Folder as Complaints
from wellbeing.complaints.record import About, Said
from wellbeing.database import writing

pytestmark = pytest.mark.parametrize("database", [SQLITE], indirect=True)
READER, SAID, TODAY = "red-0", "a" * 32, CLOCK.now().date()


@pytest.fixture
def deleting(operator):
    return Deleting(operator)


def say(deleting, who):
    said = Said(who, About.DATA, "Words", False, (READER,), TODAY, TODAY, TODAY)
    with deleting.works.session() as session, writing(session):
        Complaints(session, deleting.works.vault).file(Filed(SAID, said))


def a_night(deleting):
    """Let something be written down, and the look of the night note where the log ends."""
    deleting.operator.back_up()
    assert run(["jobs", "run", "verify-audit"]) == 0


def put_back(deleting, content):
    deleting.works.main.dispose()
    (deleting.settings.data / "wellbeing.db").write_bytes(content)


def read_by(deleting, who):
    with opened(deleting.settings) as (session, vault):
        folder = Complaints(session, vault)
        return [one.id for one in folder.to_reader(READER)], folder.of_person(who)


def test_what_was_taken_back_since_is_closed_before_the_service_starts_again(deleting, capsys):
    who, gone = deleting.hire(2)
    say(deleting, who)
    a_night(deleting)
    before = (deleting.settings.data / "wellbeing.db").read_bytes()
    deleting.erase(gone)
    a_night(deleting)
    prepared(deleting.settings, CLOCK)
    put_back(deleting, before)

    with pytest.raises(CommandError, match=r"older than it was on .*put-right"):
        prepared(deleting.settings, CLOCK)
    assert not behind.finding(deleting.settings).well
    assert run(["put-right"]) == 0
    assert "confirm-moved" in capsys.readouterr().out

    prepared(deleting.settings, CLOCK)
    assert behind.finding(deleting.settings).well
    readable, (mine,) = read_by(deleting, who)
    assert (readable, mine.said.put_back_on) == ([], TODAY)
    assert here(deleting.settings.data, [who, gone]) == {who}
    with opened(deleting.settings) as (session, _):
        assert restored.lately(session, CLOCK.now()) is not None


def test_where_nothing_was_put_back_nothing_is_closed_by_a_slip(deleting, capsys):
    (who,) = deleting.hire(1)
    say(deleting, who)
    a_night(deleting)

    assert run(["put-right"]) == 1
    assert "--all-the-same" in capsys.readouterr().err
    assert read_by(deleting, who)[0] == [SAID]
    assert run(["put-right", "--all-the-same"]) == 0
    assert read_by(deleting, who)[0] == []


def test_a_log_that_was_begun_anew_or_whose_anchors_are_damaged_starts(deleting):
    a_night(deleting)
    file = deleting.settings.audit_anchors
    with deleting.works.session() as session:
        last = audit.last_event(session)
    anchors.add(file, audit.Anchor(last + 5, TODAY, bytes(32)))
    with pytest.raises(CommandError, match="put-right"):
        prepared(deleting.settings, CLOCK)

    file.write_text("no anchor\n")
    prepared(deleting.settings, CLOCK)
