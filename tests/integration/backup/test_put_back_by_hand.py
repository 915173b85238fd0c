"""Databases that somebody put back without a restore: no start until what a restore closes is closed."""

from datetime import timedelta

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


def test_nobody_is_kept_out_after_that_by_an_anchor_of_a_wrong_day_or_a_damaged_one(deleting):
    a_night(deleting)
    file = deleting.settings.audit_anchors
    # A clock was ahead that night: to wait for its day would be no remedy.
    ahead = audit.Anchor(10_000, TODAY + timedelta(days=400), bytes(32))
    anchors.add(file, ahead)
    with pytest.raises(CommandError, match="put-right"):
        prepared(deleting.settings, CLOCK)

    assert run(["put-right"]) == 0
    prepared(deleting.settings, CLOCK)
    # The look of the night tells of it all the same.
    assert ahead in anchors.read(file)
    assert run(["jobs", "run", "verify-audit"]) == 1

    file.write_text("no anchor\n")
    prepared(deleting.settings, CLOCK)
