"""Settings of backups: none, all that is needed, or one line that says what is wrong."""

from pathlib import Path

import pytest

from wellbeing.backup.operator_key import PrivateKey
from wellbeing.backup_settings import Backup, read_backup
from wellbeing.installation import Installation
from wellbeing.settings import Settings, SettingsError

KEY = PrivateKey.fresh().public.as_text()
DATA = Path("/srv/wellbeing")
SET = {"WELLBEING_BACKUP_TO": "/mnt/backups", "WELLBEING_BACKUP_PUBLIC_KEY": KEY}


def test_nothing_set_is_no_backup():
    assert read_backup({}, DATA) == Backup()
    assert not Backup().is_configured


def test_key_stores_lie_beside_the_rest_and_are_kept_for_a_shorter_time():
    found = read_backup(SET, DATA)

    assert found.is_configured
    assert (found.keys_folder, found.keys_days < found.days) == (found.folder, True)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"WELLBEING_BACKUP_TO": ""}, "WELLBEING_BACKUP_TO"),
        ({"WELLBEING_BACKUP_PUBLIC_KEY": ""}, "WELLBEING_BACKUP_PUBLIC_KEY"),
        ({"WELLBEING_BACKUP_PUBLIC_KEY": KEY[:-1]}, "WELLBEING_BACKUP_PUBLIC_KEY"),
        ({"WELLBEING_BACKUP_TO": "/srv/wellbeing/backups"}, "WELLBEING_BACKUP_TO must be outside"),
        (
            {"WELLBEING_BACKUP_KEYS_TO": "/srv/wellbeing"},
            "WELLBEING_BACKUP_KEYS_TO must be outside",
        ),
        ({"WELLBEING_BACKUP_DAYS": "0"}, "WELLBEING_BACKUP_DAYS"),
        ({"WELLBEING_BACKUP_MOST": "many"}, "WELLBEING_BACKUP_MOST"),
        ({"WELLBEING_BACKUP_DAYS": "7", "WELLBEING_BACKUP_KEYS_DAYS": "8"}, "not be more than"),
    ],
)
def test_half_a_setting_stops_the_start_and_is_named(change, named):
    with pytest.raises(SettingsError, match=named):
        Settings.of(DATA, Installation("x", demo=False), {**SET, **change})
