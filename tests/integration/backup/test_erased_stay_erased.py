"""Whoever had everything deleted is in no database that is put back, from whatever day."""

import pytest
from sqlalchemy import select

from tests.support import proofs
from tests.support.backup_operator import FIRST
from tests.support.databases import POSTGRES, SQLITE
from wellbeing.backup import carrying
from wellbeing.backup.making import shelf_of
from wellbeing.cli import run
from wellbeing.clock import SystemClock
from wellbeing.commands import erasures
from wellbeing.commands.common import CommandError, any_settings_of, opened
from wellbeing.commands.serve import prepared
from wellbeing.history.kept import CARE_STATE, CHECK_IN
from wellbeing.history.rows import CareStateRow, CheckInRow
from wellbeing.records.erasing import Eraser
from wellbeing.week import Week

WEEK = Week.of(FIRST.starts_on)
CLOCK = SystemClock()
ON_SQLITE = pytest.mark.parametrize("database", [SQLITE], indirect=True)


class Deleting:
    """Lets people of an operator's organisation answer and have everything deleted."""

    def __init__(self, operator):
        self.operator, self.works, self.settings = operator, operator.works, operator.settings

    def hire(self, people):
        found = self.works.hire(people, "green")
        self.works.answer_all(found, [WEEK], 1)
        return found

    def erase(self, *people):
        with self.works.session() as session:
            today = CLOCK.now().date()
            for who in people:
                Eraser(session, self.works.vault, self.settings.erasures, today).erase(who)

    def carry(self):
        """Do what the timetable does within a minute."""
        carrying.carry(self.settings.erasures, shelf_of(self.settings), self.works.vault.row_key)

    def restored(self, people, *more):
        """Put a backup back on an empty machine; return who of these is there."""
        with self.operator.elsewhere() as empty:
            assert self.operator.restore(*more) == 0
            prepared(any_settings_of(empty.data), CLOCK)
            return here(empty.data, people)


@pytest.fixture
def deleting(operator):
    return Deleting(operator)


def here(data, people):
    """Return who of these has a data key or a row in an installation."""
    with opened(any_settings_of(data)) as (session, vault):
        addresses = {
            address: who
            for who in people
            for address in (vault.row_key(CARE_STATE, who), vault.row_key(CHECK_IN, who, str(WEEK)))
        }
        lying = {*session.scalars(select(CareStateRow.id)), *session.scalars(select(CheckInRow.id))}
        return set(vault.boxes(people)) | {addresses[each] for each in lying & addresses.keys()}


def test_nobody_is_resurrected_from_any_backup(deleting, record_property):
    on_postgres = deleting.works.main.dialect.name == POSTGRES
    points = 1 if on_postgres else proofs.size(reduced=2, whole=20)
    people = deleting.hire(4 if on_postgres else proofs.size(reduced=8, whole=220))
    stay, go = people[:1], people[1:]
    each = max(1, len(go) // points)

    names = []
    for point in range(points):
        names.append(deleting.operator.back_up())
        deleting.erase(*go[point * each : (point + 1) * each])
    erased = go[: points * each]
    deleting.carry()
    resurrected = {name: deleting.restored(people, "--backup", name) - set(stay) for name in names}

    # Those of no turn were never deleted.
    assert {who for found in resurrected.values() for who in found} == set(go) - set(erased)
    figures = {"erased": len(erased), "restore points": points, "resurrected": 0}
    if on_postgres:
        proofs.record_only(record_property, "erasure on postgresql", figures)
    else:
        proofs.report(record_property, "erasure", figures)


@ON_SQLITE
def test_a_restore_asks_for_the_list_and_without_it_says_who_may_be_back(deleting, capsys):
    who, *_ = people = deleting.hire(2)
    deleting.operator.back_up()
    deleting.erase(who)
    deleting.carry()
    (beside,) = deleting.operator.to.glob("*-erasures.jsonl")
    elsewhere = beside.rename(deleting.operator.folder / "list")

    with deleting.operator.elsewhere():
        assert deleting.operator.restore() == 1
    assert "--erasures FILE" in capsys.readouterr().err
    assert deleting.restored(people, "--erasures", str(elsewhere)) == {*people} - {who}
    assert deleting.restored(people, "--erasures-lost") == {*people}
    assert "are back" in capsys.readouterr().out

    elsewhere.write_text(elsewhere.read_text().replace('"day": "20', '"day": "19'))
    with deleting.operator.elsewhere():
        assert deleting.operator.restore("--erasures", str(elsewhere)) == 1
    assert "damaged, or another installation's" in capsys.readouterr().err


@ON_SQLITE
def test_whoever_began_again_keeps_what_they_wrote_since(deleting):
    (who,) = people = deleting.hire(1)
    deleting.erase(who)
    deleting.works.answer(who, WEEK, 2)
    deleting.operator.back_up()

    assert deleting.restored(people) == {who}


@ON_SQLITE
def test_a_database_that_was_put_back_by_hand_does_not_start_until_it_is_put_right(
    deleting, capsys
):
    who, *_ = people = deleting.hire(2)
    file = deleting.settings.data / "wellbeing.db"
    before = file.read_bytes()
    deleting.erase(who)
    deleting.works.main.dispose()
    file.write_bytes(before)

    with pytest.raises(CommandError, match="put back from a backup"):
        prepared(deleting.settings, CLOCK)
    capsys.readouterr()
    for command in (["publish"], ["jobs", "run", "publish-figures"]):
        assert run(command) == 1
        assert "person delete-again" in capsys.readouterr().err
    assert not erasures.finding(deleting.settings).well
    assert run(["person", "delete-again"]) == 0
    prepared(deleting.settings, CLOCK)
    assert erasures.finding(deleting.settings).well
    assert here(deleting.settings.data, people) == {*people} - {who}


@ON_SQLITE
def test_a_list_that_was_lost_is_written_again_from_what_the_database_knows(deleting):
    (who,) = deleting.hire(1)
    deleting.erase(who)
    whole = deleting.settings.erasures.read_text()
    deleting.settings.erasures.unlink()

    prepared(deleting.settings, CLOCK)
    assert deleting.settings.erasures.read_text() == whole
