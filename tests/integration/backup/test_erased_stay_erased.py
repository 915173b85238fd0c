"""Whoever had everything deleted is in no database that is put back, from whatever day."""

from datetime import timedelta

import pytest

from tests.support import proofs
from tests.support.databases import POSTGRES, SQLITE
from tests.support.deleting import CLOCK, WEEK, Deleting, here
from wellbeing.backup.making import make
from wellbeing.cli import run
from wellbeing.commands import erasures
from wellbeing.commands.common import CommandError
from wellbeing.commands.serve import prepared
from wellbeing.retention import span_of

ON_SQLITE = pytest.mark.parametrize("database", [SQLITE], indirect=True)


@pytest.fixture
def deleting(operator):
    return Deleting(operator)


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
def test_a_backup_from_before_the_list_begins_is_refused(deleting, capsys):
    (who,) = people = deleting.hire(1)
    then = CLOCK.now() - span_of("erasures") - timedelta(days=1)
    name = make(deleting.settings, then).name
    deleting.erase(who)
    deleting.carry()

    with deleting.operator.elsewhere():
        assert deleting.operator.restore("--backup", name) == 1
    assert "does not go back so far" in capsys.readouterr().err
    assert deleting.restored(people, "--backup", name, "--erasures-lost") == {who}


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
        assert "wellbeing put-right" in capsys.readouterr().err
    assert not erasures.finding(deleting.settings).well
    assert run(["person", "delete-again"]) == 0
    assert "put-right --all-the-same" in capsys.readouterr().out
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
