"""`wellbeing serve` and `wellbeing scheduler` as processes: ready, stopped, and refused."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from tests.support.databases import on_sqlite
from tests.support.house import prepare
from tests.support.served import free_port
from tests.support.world import settle
from wellbeing.commands.common import CommandError
from wellbeing.commands.serve import listen, server_options
from wellbeing.database import make_engine

LARGEST_FORM = 256 * 1024
COMMAND = "from wellbeing.cli import main; main()"


@pytest.fixture
def settings(tmp_path):
    data = tmp_path / "instance"
    data.mkdir(mode=0o700)
    settings = prepare(on_sqlite(data))
    engine = make_engine(settings.database_url)
    with Session(engine) as session:
        settle(session)
    engine.dispose()
    return settings


@pytest.fixture
def command(settings):
    """Start a command on the installation; whatever still runs at the end is ended."""
    started = []

    def start(*words):
        environment = {**os.environ, "WELLBEING_KEY_FILE": str(settings.key_file)}
        process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, *words, "--data", str(settings.data)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate(timeout=30)


def ready(address, seconds=30):
    for _ in range(seconds * 10):
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
                return answer.status == 200
        except urllib.error.HTTPError:
            time.sleep(0.1)
    return False


def test_the_service_is_ready_with_its_timetable_and_stops_when_told(command):
    port = free_port()
    process = command("serve", "--port", str(port))

    said = process.stdout.readline()
    assert said == f"Ready: http://127.0.0.1:{port}\n", process.stderr.read()
    assert ready(f"http://127.0.0.1:{port}")
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/help-now", timeout=10) as answer:
        assert "Server" not in answer.headers
        assert answer.headers["X-Content-Type-Options"] == "nosniff"

    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (0, "")
    assert "Traceback" not in err


def test_a_second_service_on_the_same_port_is_one_clear_line(command):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        _, err = command("serve", "--port", str(port)).communicate(timeout=60)

    assert err.startswith(f"wellbeing: Port {port} on 127.0.0.1 cannot be used")
    assert err.count("\n") == 1


def test_a_port_is_taken_before_the_work_begins(settings):
    here = replace(settings, port=free_port())
    listener = listen(here)

    with pytest.raises(CommandError, match="cannot be used"):
        listen(here)
    listener.close()


def test_the_timetable_runs_alone_and_stops_when_told(command):
    process = command("scheduler")

    assert process.stdout.readline() == "Ready: the timetable runs.\n"
    process.send_signal(signal.SIGTERM)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "Traceback" not in err


def test_nothing_anybody_sends_is_put_into_a_temporary_file(settings):
    options = server_options(settings)

    assert options["max_request_body_size"] > LARGEST_FORM
    assert options["inbuf_overflow"] > options["max_request_body_size"]
    assert options["ident"] == ""


def test_a_senders_address_is_believed_only_from_the_proxy(settings):
    assert "trusted_proxy" not in server_options(settings)

    behind = replace(settings, public_url="https://wellbeing.example.org", proxy="10.0.0.1")

    assert server_options(behind)["trusted_proxy"] == "10.0.0.1"
    assert server_options(behind)["clear_untrusted_proxy_headers"] is True


def test_everybody_behind_the_proxy_has_an_address_of_their_own(settings):
    from waitress.adjustments import Adjustments
    from waitress.proxy_headers import proxy_headers_middleware

    behind = replace(settings, public_url="https://wellbeing.example.org")
    found = Adjustments(**server_options(behind))
    seen: dict[str, object] = {}

    def app(environ, _start):
        seen.update(address=environ["REMOTE_ADDR"], scheme=environ["wsgi.url_scheme"])
        return []

    believed = proxy_headers_middleware(
        app,
        trusted_proxy=found.trusted_proxy,
        trusted_proxy_count=found.trusted_proxy_count,
        trusted_proxy_headers=found.trusted_proxy_headers,
        clear_untrusted=found.clear_untrusted_proxy_headers,
    )
    sent = {"HTTP_X_FORWARDED_FOR": "192.0.2.7", "HTTP_X_FORWARDED_PROTO": "https"}

    believed({"REMOTE_ADDR": "127.0.0.1", "REMOTE_PORT": "1", "wsgi.url_scheme": "http",
              "SERVER_NAME": "a", "SERVER_PORT": "80", "HTTP_HOST": "a", **sent}, None)  # fmt: skip
    assert seen == {"address": "192.0.2.7", "scheme": "https"}

    believed({"REMOTE_ADDR": "192.0.2.9", "wsgi.url_scheme": "http", **sent}, None)
    assert seen == {"address": "192.0.2.9", "scheme": "http"}
