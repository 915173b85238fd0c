"""That a backup was put back stands in the audit log; a log that is broken holds up none of this."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from tests.support.backup_operator import is_untouched
from wellbeing.audit import service as audit
from wellbeing.audit.service import Kind
from wellbeing.cli import run
from wellbeing.commands.common import any_settings_of
from wellbeing.database import make_engine, writing
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import Vault


@pytest.fixture
def operator(settled, tmp_path, monkeypatch):
    return settled.beside(tmp_path / "operator", monkeypatch)


def kinds_in(settings):
    main, keys = make_engine(settings.database_url), make_engine(settings.keys_url)
    with Session(main) as session:
        vault = Vault(KeyRing.read(settings.key_file), keys)
        found = [event.kind for event in audit.newest(session, vault, 100)]
    main.dispose()
    keys.dispose()
    return found[::-1]


def spoil(operator, statement):
    with operator.works.session() as session, writing(session):
        session.execute(text(statement))


def test_a_restore_is_the_first_event_in_the_new_place(operator, capsys):
    operator.back_up()

    with operator.elsewhere() as empty:
        assert operator.restore() == 0

        assert kinds_in(any_settings_of(empty.data))[-2:] == [Kind.BACKUP_MADE, Kind.PUT_BACK]
        assert run(["audit", "verify"]) == 0


def test_the_nightly_backup_is_nobodys_act(operator):
    before = kinds_in(operator.settings)

    assert run(["jobs", "run", "back-up"]) == 0

    assert kinds_in(operator.settings) == [*before, Kind.JOB_RUN]


def test_a_log_that_somebody_broke_keeps_nobody_from_saving_what_there_is(operator, capsys):
    # A log that holds nothing yet has no end that could be spoilt.
    operator.back_up()
    spoil(operator, "UPDATE audit_head SET number = number + 1")
    try:
        operator.back_up()
        assert operator.drill() == 0
        assert capsys.readouterr().err.count("could not be written down") == 2
        with operator.elsewhere() as empty:
            assert operator.restore() == 0
            assert not is_untouched(empty.data)
            assert run(["audit", "verify"]) == 1
    finally:
        spoil(operator, "UPDATE audit_head SET number = number - 1")
