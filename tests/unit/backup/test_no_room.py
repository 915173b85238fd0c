"""A disk that is full while a backup is tried is told as such: the backup is not called damaged."""

import sqlite3
from contextlib import closing

import pytest

from wellbeing.backup.troubles import DamagedBackupError, NoRoomError, told_of
from wellbeing.restoring.scratch import load_table


def loaded(tmp_path, rows, *statements):
    path = tmp_path / "note.rows"
    path.write_text(f'["words"]\n{rows}', "utf-8")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as database:
        database.execute("CREATE TABLE note (words TEXT NOT NULL)")
        for statement in statements:
            database.execute(statement)
        with told_of(tmp_path):
            load_table(database, path)


def test_a_full_disk_is_no_damage(tmp_path):
    with pytest.raises(NoRoomError, match="no room"):
        loaded(tmp_path, "long\n" * 9_000, "PRAGMA max_page_count = 3")


def test_rows_that_do_not_fit_the_table_are_damage(tmp_path):
    with pytest.raises(DamagedBackupError, match="table note cannot be read"):
        loaded(tmp_path, "\\N\n")
