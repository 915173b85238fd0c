"""A log line holds what is on the list and nothing else."""

import json
import logging

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from wellbeing import logs


@given(st.dictionaries(st.text(), st.text()))
def test_a_name_that_is_not_listed_never_reaches_a_line(event):
    kept = logs.keep_allowed(None, "info", dict(event))

    assert kept.keys() <= logs.ALLOWED
    assert all(kept[name] == event[name] for name in kept)


@pytest.mark.parametrize(
    "name", ["name", "address", "email", "person", "person_id", "path", "answer", "text", "error"]
)
def test_nothing_about_a_person_is_on_the_list(name):
    assert name not in logs.ALLOWED


@pytest.fixture
def _set_up():
    logs.set_up()
    yield
    structlog.reset_defaults()


@pytest.mark.usefixtures("_set_up")
def test_a_line_is_one_json_object_on_standard_error(capsys):
    logs.set_up()
    structlog.get_logger().info("published", rows=3, person="Ann", exc_info=True)

    out, err = capsys.readouterr()
    line = json.loads(err)
    assert out == ""
    assert line.keys() == {"event", "level", "rows", "timestamp"}
    assert line["event"] == "published"


@pytest.mark.usefixtures("_set_up")
@pytest.mark.parametrize("library", ["sqlalchemy.engine", "werkzeug", "waitress", "apscheduler"])
def test_libraries_that_log_values_are_silent(capsys, library):
    logging.getLogger(library).error("INSERT INTO kit VALUES ('private')")

    assert "private" not in "".join(capsys.readouterr())
