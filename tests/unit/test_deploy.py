"""What an operator puts in place fits what the service is: settings, commands, folders, sizes."""

import re
import shlex
import shutil
import subprocess
from configparser import ConfigParser
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from tests.support.source import PACKAGE, ROOT
from wellbeing.app import LONGEST_POST
from wellbeing.backup_settings import read_backup
from wellbeing.cli import parser, status_of
from wellbeing.commands.common import BAD_USE
from wellbeing.installation import Installation
from wellbeing.settings import Settings, SettingsError

DEPLOY = ROOT / "deploy"
GUIDE = (ROOT / "docs" / "operators-guide.md").read_text("utf-8")
SETTING = re.compile(r"WELLBEING_[A-Z_]+[A-Z]")
FILES = sorted(
    path for path in DEPLOY.rglob("*") if path.is_file() and path.parent.name != "__pycache__"
)
UNITS = sorted(DEPLOY.glob("systemd/*.service"))


def settings_that_are_read():
    read = set()
    for path in PACKAGE.rglob("*.py"):
        read |= set(SETTING.findall(path.read_text("utf-8")))
    # Read with the name of the setting, and the end of it.
    return read | {f"{name}_FILE" for name in read}


def service_of(unit: Path) -> set[str]:
    """Return what stands under [Service], line by line."""
    text = unit.read_text("utf-8")
    under = text.partition("[Service]\n")[2].partition("\n[Install]")[0]
    return {line for line in under.splitlines() if line and not line.startswith("#")}


def commands_of_the_guide():
    written = GUIDE.replace("\\\n", " ")
    blocks = re.findall(r"```\n(.*?)```", written, re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    inline = re.findall(r"`(wellbeing [^`]+)`", written)
    return [line for line in (*lines, *inline) if line.startswith("wellbeing ")]


@pytest.mark.parametrize("file", [*FILES, ROOT / "docs" / "operators-guide.md"], ids=str)
def test_every_setting_that_is_named_is_one_the_service_reads(file):
    named = set(SETTING.findall(file.read_text("utf-8")))

    # The guide names three settings by what they begin with.
    assert named - settings_that_are_read() - {"WELLBEING_BACKUP"} == set()


def test_the_settings_of_the_example_can_be_used(tmp_path):
    lines = (DEPLOY / "environment").read_text("utf-8").splitlines()
    given = [line.removeprefix("#") for line in lines if re.match("#?WELLBEING_", line)]
    environment = dict(line.split("=", 1) for line in given)
    key = "wellbeing-backup-1:" + "a" * 48
    environment["WELLBEING_BACKUP_PUBLIC_KEY"] = key

    settings = Settings.of(tmp_path, Installation.new(demo=False), environment)

    assert settings.is_https
    assert settings.mail.is_configured
    assert read_backup(environment, tmp_path).is_configured
    assert settings.key_file.parent != Path(environment["WELLBEING_DATA"])


@pytest.mark.parametrize("command", commands_of_the_guide())
def test_every_command_of_the_guide_is_one(command):
    parser().parse_args(shlex.split(command.split("#")[0])[1:])


def test_the_guide_is_one_page_that_names_files_which_are_there():
    named = set(re.findall(r"deploy/([\w./-]+\w)", GUIDE))

    assert len(GUIDE.splitlines()) < 150
    assert {name for name in named if not (DEPLOY / name).exists()} == set()


def test_both_units_are_closed_in_the_same_way():
    own = ("ExecStart=", "SyslogIdentifier=")
    closed = [{line for line in service_of(unit) if not line.startswith(own)} for unit in UNITS]

    assert len(UNITS) == 2
    assert closed[0] == closed[1]
    assert "NoNewPrivileges=yes" in closed[0]


def test_a_start_that_only_a_person_can_put_right_is_not_tried_again():
    """All else is, for ever: a database may come back while nobody looks."""
    assert status_of(SettingsError("no")) == BAD_USE
    for unit in UNITS:
        assert {"Restart=on-failure", f"RestartPreventExitStatus={BAD_USE}"} <= service_of(unit)
        before = unit.read_text("utf-8").partition("[Service]")[0]
        assert "StartLimitIntervalSec=0\n" in before


def test_the_service_has_time_to_finish_what_it_does():
    """A job in hand may wait 50 seconds for a relay."""
    for unit in UNITS:
        assert "TimeoutStopSec=90" in service_of(unit)
    assert "stop_grace_period: 90s" in (DEPLOY / "container/compose.yaml").read_text("utf-8")


def test_the_proxy_takes_the_largest_form_and_keeps_nothing_of_anybody():
    nginx = (DEPLOY / "nginx/wellbeing.conf").read_text("utf-8")
    largest = int(re.findall(r"client_max_body_size (\d+)k;", nginx)[0]) * 1024
    held = int(re.findall(r"client_body_buffer_size (\d+)k;", nginx)[0]) * 1024
    logged = re.findall(r"log_format \w+ '(.*)';", nginx)

    assert largest >= LONGEST_POST
    assert held >= largest
    assert "proxy_max_temp_file_size 0;" in nginx
    assert "X-Forwarded-For $remote_addr;" in nginx
    assert "add_header" not in nginx
    for secret in ("request_uri", "$uri", "$request ", "referer", "remote_addr", "user_agent"):
        assert secret not in logged[0]


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell here")
def test_the_command_is_a_program_that_a_shell_can_read():
    command = DEPLOY / "wellbeing"

    assert command.stat().st_mode & 0o111
    subprocess.run(["sh", "-n", str(command)], check=True)


def pinned():
    text = (DEPLOY / "requirements.txt").read_text("utf-8")
    return dict(re.findall(r"(?m)^([a-z0-9-]+)==(\S+) \\\n    --hash=sha256:", text))


def test_all_that_the_package_asks_for_is_there_at_one_version_with_its_hash():
    """The image and the guide install nothing else."""
    setup = ConfigParser()
    setup.read(ROOT / "setup.cfg")
    asked = setup["options"]["install_requires"] + setup["options.extras_require"]["postgres"]
    wanted = [Requirement(line) for line in asked.split("\n") if line]

    found = pinned()
    held = (DEPLOY / "requirements.txt").read_text("utf-8")

    assert len(wanted) > 20
    assert held.count("==") == len(found)
    missed = [one for one in wanted if found.get(one.name, "0") not in one.specifier]
    assert [str(one) for one in missed] == []
    assert "setuptools" in found


def test_what_builds_the_image_sees_what_it_copies():
    ignore = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    image = (DEPLOY / "container/Containerfile").read_text("utf-8")

    assert {"!deploy/requirements.txt", "!wellbeing", "!setup.cfg"} <= set(ignore)
    assert "COPY deploy/requirements.txt" in image
    assert "--require-hashes" in image
    # A port that is set is the one that is asked for.
    assert "os.environ['WELLBEING_PORT']" in image


def test_units_can_be_read():
    for unit in UNITS:
        found = ConfigParser(strict=False, interpolation=None)
        found.read(unit)
        assert set(found.sections()) == {"Unit", "Service", "Install"}
