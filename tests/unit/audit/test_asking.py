"""Whoever asks by command is the account that somebody signed in to, whatever they became since."""

import os
import shutil
import subprocess

import pytest

from tests.support.source import ROOT
from wellbeing.audit.asking import UNSET, asking_account


@pytest.fixture
def signed_in(tmp_path):
    def write(text):
        (tmp_path / "loginuid").write_text(text)
        return tmp_path / "loginuid"

    return write


def test_who_signed_in_counts_before_what_the_environment_says(signed_in):
    assert asking_account({"SUDO_UID": "1002"}, signed_in("1001")) == 1001
    assert asking_account({}, signed_in("0\n")) == 0


@pytest.mark.parametrize("text", [str(UNSET), "", "nobody"])
def test_where_nobody_signed_in_it_is_whoever_used_sudo(signed_in, text):
    assert asking_account({"SUDO_UID": "1002"}, signed_in(text)) == 1002


@pytest.mark.parametrize("said", [{}, {"SUDO_UID": ""}, {"SUDO_UID": "a name"}, {"SUDO_UID": "-1"}])
def test_without_either_it_is_the_account_it_runs_under(tmp_path, said):
    assert asking_account(said, tmp_path / "none") == os.getuid()


@pytest.mark.skipif(shutil.which("sh") is None, reason="no shell here")
@pytest.mark.parametrize(
    ("given", "told"), [({"SUDO_UID": "1002"}, "1002"), ({}, str(os.getuid()))]
)
def test_the_command_for_root_hands_on_who_asked(tmp_path, given, told):
    """It changes to the account of the service, which nobody signs in to."""
    (tmp_path / "setpriv").write_text('#!/bin/sh\nprintf %s "$SUDO_UID"\n')
    (tmp_path / "setpriv").chmod(0o755)
    (tmp_path / "environment").touch()
    command = (ROOT / "deploy" / "wellbeing").read_text("utf-8")
    here = command.replace("/etc/wellbeing/environment", str(tmp_path / "environment"))
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin"} | given

    done = subprocess.run(["sh", "-c", here], env=environment, capture_output=True, check=True)

    assert done.stdout.decode() == told
