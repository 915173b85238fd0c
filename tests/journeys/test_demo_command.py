"""`wellbeing demo` as a visitor runs it: a process of its own, started, stopped and started again."""

import json
import os
import re
import resource
import socket
import subprocess
import sys

import pytest

from tests.support.served import Visitor, free_port, serving
from wellbeing.cli import run

SIZE = ("--people", "20", "--weeks", "6")
# Enough for what is about starting alone.
SMALL = ("--people", "12", "--weeks", "2")
# Of what a first start works, a later one works six tenths, and one that made the sample anew nine.
SHARE_OF_THE_FIRST = 0.75


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return tmp_path_factory.mktemp("demo") / "instance"


@pytest.fixture(scope="module")
def running(data):
    data.mkdir()
    (data / "README.md").write_text("a note")
    with serving(["demo", "--data", str(data), *SIZE], {}, data.parent / "log", free_port()) as up:
        yield up


def be(port, line):
    """Sign in as the sample person whose line holds these words."""
    visitor = Visitor(port)
    page = visitor.get("/demo/people")
    listed = re.findall(r'action="(/demo/people/\d+)".*?<small>([^<]+)', page.html, re.DOTALL)
    action = next(action for action, told in listed if line in told)
    return visitor, visitor.post(action, page.form(action).filled)


def command(*arguments, **environment):
    return subprocess.run(
        [sys.executable, "-c", "from wellbeing.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )


def test_a_text_of_the_sample_arrives_on_a_pretend_phone(running):
    visitor, _page = be(running.port, "Supervises")
    address = "/when-you-are-asked/number"
    form = visitor.get(address).form(address)

    sent = visitor.post(address, {**form.filled, "number": "07700 900946"})

    (phone,) = (link for link in sent.links if re.fullmatch(r"http://127\.0\.0\.1:\d+", link))
    shown = Visitor(int(phone.rpartition(":")[2])).get("/").text
    (code,) = re.findall(r"(\d{6}) is your code", shown)
    given = visitor.post(f"{address}/code", {**sent.form("/code").filled, "code": code})
    assert "Your messages now come as text messages." in given.text


def test_the_front_page_leads_to_sample_people_and_one_press_signs_in(running):
    front = Visitor(running.port).get("/")

    visitor, page = be(running.port, "Supervises")

    assert "Choose somebody to be" in front.text
    assert page.status == 200
    assert visitor.get("/my-weeks").status == 200


def test_the_newcomer_sees_the_first_visit_and_others_their_step(running):
    _, first = be(running.port, "first visit")
    supervisor, _ = be(running.port, "Supervises")

    assert first.url.endswith("/welcome")
    assert "You are here" in supervisor.get("/my-step").text


def test_a_supervisor_finds_team_figures_and_a_place_outside_the_list_is_not_there(running):
    supervisor, _ = be(running.port, "Manages")
    people = Visitor(running.port)
    form = people.get("/demo/people").forms[0]

    assert supervisor.get("/teams").status == 200
    assert people.post("/demo/people/999", form.filled).status == 404


def test_it_listens_on_one_address_of_this_machine_alone(running):
    # A service that listened on every address would also answer at this one.
    with socket.socket() as elsewhere:
        elsewhere.settimeout(2)
        with pytest.raises(ConnectionRefusedError):
            elsewhere.connect(("127.0.0.2", running.port))


def test_a_taken_port_is_one_clear_line(running, tmp_path):
    found = command("demo", "--data", str(tmp_path / "other"), "--port", str(running.port))

    assert found.returncode == 1
    assert f"Port {running.port} on 127.0.0.1 cannot be used" in found.stderr
    assert found.stderr.count("\n") == 1
    assert not (tmp_path / "other").exists()


def test_serve_refuses_the_sample(running, data, capsys):
    assert run(["serve", "--data", str(data), "--port", str(free_port())]) == 1
    assert "holds the sample organisation" in capsys.readouterr().err


def test_another_size_needs_a_reset(running, data, capsys):
    status = run(["demo", "--data", str(data), "--people", "30", "--port", str(free_port())])

    assert status == 2
    assert "--people 20" in capsys.readouterr().err


@pytest.mark.parametrize("flags", [("--people", "2"), ("--weeks", "0"), ("--seed", "x")])
def test_a_flag_out_of_range_is_bad_use(tmp_path, flags):
    with pytest.raises(SystemExit, match="2"):
        run(["demo", "--data", str(tmp_path), *flags])


def test_bad_use_ends_the_process_with_its_own_status(tmp_path):
    found = command("demo", "--data", str(tmp_path), "--port", "70000")

    assert found.returncode == 2
    assert "Traceback" not in found.stderr


def test_it_keeps_away_from_a_real_organisation(tmp_path, capsys):
    marker = {"id": "x", "demo": False, "layout": 1, "seed": None}
    (tmp_path / "installation.json").write_text(json.dumps(marker))

    for flags in ((), ("--reset",)):
        assert run(["demo", "--data", str(tmp_path), "--port", str(free_port()), *flags]) == 1
        assert "holds a real organisation" in capsys.readouterr().err
    assert run(["simulate", "--data", str(tmp_path)]) == 1


def test_it_keeps_away_from_a_database_without_its_marker(tmp_path, capsys):
    (tmp_path / "wellbeing.db").write_text("something")

    assert run(["demo", "--data", str(tmp_path), "--port", str(free_port()), "--reset"]) == 1
    assert (tmp_path / "wellbeing.db").read_text() == "something"
    assert "installation.json is missing" in capsys.readouterr().err


def test_data_from_another_version_is_one_clear_line(tmp_path, capsys):
    marker = {"id": "x", "demo": True, "layout": 99, "seed": 1}
    (tmp_path / "installation.json").write_text(json.dumps(marker))
    (tmp_path / "sample.json").write_text(
        '{"people": 3, "weeks": 1, "seed": 1, "first_week": "2026-W01", "played": 1}'
    )

    assert run(["demo", "--data", str(tmp_path), "--port", str(free_port())]) == 1
    told = capsys.readouterr().err
    assert "another version" in told
    assert told.count("\n") == 1


@pytest.mark.parametrize("place", ["file/instance", "file"])
def test_a_folder_that_cannot_be_written_is_one_clear_line(tmp_path, capsys, place):
    (tmp_path / "file").write_text("not a folder")

    assert run(["demo", "--data", str(tmp_path / place), "--port", str(free_port()), *SIZE]) == 1
    told = capsys.readouterr().err
    assert "cannot be written" in told
    assert "Choose another folder with --data" in told


def test_simulate_writes_every_answer_and_makes_a_sample(tmp_path, capsys):
    truth = tmp_path / "truth.jsonl"
    data = tmp_path / "sample"

    status = run(["simulate", "--data", str(data), *SIZE, "--seed", "4", "--truth", str(truth)])

    lines = [json.loads(line) for line in truth.read_text("utf-8").splitlines()]
    assert status == 0
    assert len(lines) > 40
    assert {"person", "week", "team", "answers"} <= lines[0].keys()
    assert "20 people, 6 weeks, seed 4" in capsys.readouterr().out
    assert run(["simulate", "--data", str(data)]) == 1


def worked():
    """Return for how many seconds processes that have ended worked: it is the same on a busy machine."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def test_later_starts_make_nothing_anew_and_keep_what_was_done(tmp_path):
    data, log = tmp_path / "instance", tmp_path / "log"
    begun = worked()
    with serving(["demo", "--data", str(data), *SMALL], {}, log, free_port()) as first:
        visitor, _ = be(first.port, "first visit")
        consent = visitor.get("/consent")
        visitor.post("/consent", {**consent.form().filled, "choice": "agree"})
        first.process.terminate()
        assert first.process.wait(20) == 0
    made = worked()
    with serving(["demo", "--data", str(data)], {}, log, free_port()) as second:
        _, page = be(second.port, "first visit")
        assert "/welcome" not in page.url
    assert worked() - made < SHARE_OF_THE_FIRST * (made - begun)
    with serving(["demo", "--data", str(data), "--reset", *SMALL], {}, log, free_port()) as third:
        _, page = be(third.port, "first visit")
        assert page.url.endswith("/welcome")
