"""Secrets come from the environment or from a file, and what cannot be one is refused in one line."""

import pytest

from wellbeing.secret_settings import read_secret, read_token
from wellbeing.settings import SettingsError


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "secret"
    path.write_text("  from a file with blanks \n", "utf-8")
    return str(path)


def test_a_secret_is_read_from_where_it_is(file):
    assert read_secret({}, "ONE") == ""
    assert read_secret({"ONE": "plain"}, "ONE") == "plain"
    assert read_secret({"ONE_FILE": file}, "ONE") == "from a file with blanks"


def test_two_places_are_one_too_many(file):
    with pytest.raises(ValueError, match="Set ONE or ONE_FILE, not both"):
        read_secret({"ONE": "plain", "ONE_FILE": file}, "ONE")


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ValueError, match=r"^ONE_FILE: .*/nothing cannot be read") as raised:
        read_secret({"ONE_FILE": str(tmp_path / "nothing")}, "ONE")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("token", ["short", "a" * 31, "a" * 40 + "\n" + "b", "a b" * 20, "ä" * 40])
def test_what_somebody_could_guess_is_no_token(token):
    with pytest.raises(ValueError, match="ONE must be at least 32") as raised:
        read_token({"ONE": token}, "ONE")
    assert token not in str(raised.value)


def test_a_long_one_is(file):
    assert read_token({"ONE": "a" * 32}, "ONE") == "a" * 32
    assert read_token({}, "ONE") == ""


def test_the_settings_say_which_one_is_wrong(tmp_path):
    from wellbeing.installation import Installation
    from wellbeing.settings import Settings

    def settings(**environment):
        return Settings.of(tmp_path, Installation.new(demo=False), environment)

    with pytest.raises(SettingsError, match="WELLBEING_METRICS_TOKEN must be"):
        settings(WELLBEING_METRICS_TOKEN="short")
    (tmp_path / "password").write_text("from a file\n", "utf-8")
    mail = settings(WELLBEING_SMTP_PASSWORD_FILE=str(tmp_path / "password")).mail
    assert mail.password == "from a file"
    assert settings(WELLBEING_METRICS_TOKEN="t" * 32).metrics_token == "t" * 32
