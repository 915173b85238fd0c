"""What an operator can set, and what is refused with the name of the setting."""

from dataclasses import replace
from pathlib import Path

import pytest

from wellbeing.database import Journal, existing, make_engine
from wellbeing.installation import Installation
from wellbeing.settings import Settings, SettingsError

REAL = Installation("0123456789abcdef", demo=False)
DEMO = Installation("0123456789abcdef", demo=True)


def of(environment=None, installation=REAL):
    return Settings.of(Path("/srv/data"), installation, environment or {})


def test_everything_but_the_key_file_lies_in_the_data_folder():
    settings = of({"XDG_CONFIG_HOME": "/etc/conf"})

    assert settings.database_url == "sqlite:////srv/data/wellbeing.db"
    assert settings.keys_url == "sqlite:////srv/data/keys.db"
    assert settings.ledger_url == "sqlite:////srv/data/ledger.db"
    assert settings.key_file == Path("/etc/conf/wellbeing/0123456789abcdef.json")
    assert settings.address == "http://127.0.0.1:8000"
    assert not settings.is_https
    assert not settings.mail.is_configured


def test_only_a_demo_keeps_its_key_file_with_its_data():
    assert of(installation=DEMO).key_file == Path("/srv/data/key-file.json")
    assert Path("/srv/data") not in of().key_file.parents


def test_a_named_key_file_comes_first():
    assert of({"WELLBEING_KEY_FILE": "/run/keys"}).key_file == Path("/run/keys")


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ("sqlite:///other.db", "sqlite:////srv/data/other.db"),
        ("sqlite:////var/other.db", "sqlite:////var/other.db"),
        ("postgresql://a:b@host/db", "postgresql+psycopg://a:b@host/db"),
        ("postgres://host/db", "postgresql+psycopg://host/db"),
        ("postgresql+psycopg://host/db", "postgresql+psycopg://host/db"),
    ],
)
def test_every_part_of_the_service_opens_the_same_database(given, read):
    settings = of({"WELLBEING_DATABASE_URL": given})

    assert settings.database_url == read


def test_on_postgresql_the_ledger_lies_in_the_same_database():
    settings = of({"WELLBEING_DATABASE_URL": "postgresql://host/db"})

    assert settings.ledger_url == settings.database_url


@pytest.mark.parametrize(
    ("environment", "named"),
    [
        ({"WELLBEING_KEYS_URL": "sqlite:///wellbeing.db"}, "WELLBEING_KEYS_URL"),
        ({"WELLBEING_PORT": "eighty"}, "WELLBEING_PORT"),
        ({"WELLBEING_PORT": "0"}, "WELLBEING_PORT"),
        ({"WELLBEING_PORT": "65536"}, "WELLBEING_PORT"),
        ({"WELLBEING_SMTP_PORT": "-1"}, "WELLBEING_SMTP_PORT"),
        ({"WELLBEING_MAIL_FROM": "no-reply"}, "WELLBEING_MAIL_FROM"),
        ({"WELLBEING_MAIL_FROM": "no-reply@"}, "WELLBEING_MAIL_FROM"),
        ({"WELLBEING_MAIL_FROM": "grüße@example.org"}, "WELLBEING_MAIL_FROM"),
        ({"WELLBEING_MAIL_FROM": "a@example.org\r\nBcc: b@example.org"}, "WELLBEING_MAIL_FROM"),
        ({"WELLBEING_MAIL_FROM": "a@example.org, b@example.org"}, "WELLBEING_MAIL_FROM"),
        ({"WELLBEING_PUBLIC_URL": "wellbeing.example.org"}, "WELLBEING_PUBLIC_URL"),
        ({"WELLBEING_PUBLIC_URL": "http://wellbeing.example.org"}, "WELLBEING_PUBLIC_URL"),
        ({"WELLBEING_PUBLIC_URL": "https://example.org/wellbeing"}, "WELLBEING_PUBLIC_URL"),
        ({"WELLBEING_PUBLIC_URL": "HTTPS://wellbeing.example.org"}, "WELLBEING_PUBLIC_URL"),
        ({"WELLBEING_PUBLIC_URL": " https://wellbeing.example.org"}, "WELLBEING_PUBLIC_URL"),
        ({"WELLBEING_PUBLIC_URL": "https://[::1"}, "WELLBEING_PUBLIC_URL"),
        ({"WELLBEING_PUBLIC_URL": "https://example.org:99999"}, "WELLBEING_PUBLIC_URL"),
        ({"WELLBEING_PUBLIC_URL": "https://a:b@example.org"}, "WELLBEING_PUBLIC_URL"),
        ({"WELLBEING_PUBLIC_URL": "https://example.org?a"}, "WELLBEING_PUBLIC_URL"),
        ({"WELLBEING_PUBLIC_URL": "https://example.org\n"}, "WELLBEING_PUBLIC_URL"),
        ({"WELLBEING_LEAVE_TO": "javascript:alert(1)"}, "WELLBEING_LEAVE_TO"),
        ({"WELLBEING_LEAVE_TO": "https://[::1"}, "WELLBEING_LEAVE_TO"),
        ({"WELLBEING_SECURITY_CONTACT": "mailto:a@example.org\nX: y"}, "_SECURITY_CONTACT"),
        ({"WELLBEING_PROXY": "*"}, "WELLBEING_PROXY"),
        ({"WELLBEING_PROXY": "proxy.example.org"}, "WELLBEING_PROXY"),
        ({"WELLBEING_NATION": "mars"}, "WELLBEING_NATION"),
        ({"WELLBEING_SMTP_SECURITY": "ssl"}, "WELLBEING_SMTP_SECURITY"),
        ({"WELLBEING_SMTP_SECURITY": "STARTTLS"}, "WELLBEING_SMTP_SECURITY"),
        ({"WELLBEING_DATABASE_URL": "wellbeing.db"}, "WELLBEING_DATABASE_URL"),
        ({"WELLBEING_DATABASE_URL": "sqlite://"}, "WELLBEING_DATABASE_URL"),
        ({"WELLBEING_DATABASE_URL": "mysql://a:b@host/db"}, "WELLBEING_DATABASE_URL"),
        ({"WELLBEING_KEYS_URL": "postgresql://a:b@host:x/db"}, "WELLBEING_KEYS_URL"),
    ],
)
def test_what_cannot_work_is_refused_with_its_name(environment, named):
    with pytest.raises(SettingsError, match=named) as refused:
        of(environment)
    # A password may stand in it.
    assert "a:b@" not in str(refused.value)


def test_without_the_driver_of_postgresql_it_is_said_which_is_missing(monkeypatch):
    monkeypatch.setattr("wellbeing.address_settings.DRIVER", "no_such_driver")

    with pytest.raises(SettingsError, match="WELLBEING_DATABASE_URL needs the driver"):
        of({"WELLBEING_DATABASE_URL": "postgresql://host/db"})


def test_what_is_set_to_nothing_is_as_if_it_were_not_set():
    databases = ("DATABASE_URL", "KEYS_URL")
    web = ("HOST", "PROXY", "PUBLIC_URL", "NATION", "SERVICE_NAME", "LEAVE_TO")
    names = (*databases, *web, "SMTP_SECURITY")

    assert of({f"WELLBEING_{name}": "" for name in names}) == of()


def test_the_public_address_decides_about_encryption():
    settings = of({"WELLBEING_PUBLIC_URL": "https://wellbeing.example.org/"})

    assert settings.is_https
    assert settings.address == "https://wellbeing.example.org"
    assert not of({"WELLBEING_PUBLIC_URL": "http://localhost:8000"}).is_https


def test_only_a_folder_being_built_does_without_disk_flushes():
    assert (of().main_journal, of().side_journal) == (Journal.MAIN, Journal.SIDE)
    assert of().ledger_journal is Journal.LEDGER

    scratch = replace(of(), scratch=True)

    assert scratch.main_journal is scratch.side_journal is scratch.ledger_journal
    assert scratch.ledger_journal is Journal.SCRATCH


def test_mail_needs_a_relay_and_a_sender():
    relay = {"WELLBEING_SMTP_HOST": "mail.example.org"}

    assert not of(relay).mail.is_configured
    for sender in ("wellbeing@example.org", "Wellbeing <wellbeing@example.org>"):
        assert of(relay | {"WELLBEING_MAIL_FROM": sender}).mail.is_configured


def test_the_password_of_the_relay_stands_in_no_message_of_an_error():
    settings = of({"WELLBEING_SMTP_PASSWORD": "canary-of-a-relay"})

    assert settings.mail.password == "canary-of-a-relay"
    assert "canary-of-a-relay" not in repr(settings)


@pytest.mark.parametrize("name", ["plain", "50% of # it", "what?", "a%20b", "naïve & co"])
def test_a_folder_may_have_any_name(tmp_path, name):
    data = tmp_path / name
    data.mkdir()

    engine = make_engine(Settings.of(data, REAL, {}).database_url)
    with engine.connect():
        pass
    engine.dispose()

    assert [file.name for file in data.iterdir() if file.suffix == ".db"] == ["wellbeing.db"]
    engine = make_engine(existing(Settings.of(data, REAL, {}).database_url))
    with engine.connect():
        pass
    engine.dispose()
