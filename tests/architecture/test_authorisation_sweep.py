"""Every route × method × person × unit gives what the access matrix says, and would notice if not."""

from dataclasses import replace

import pytest

from tests.support import proofs
from tests.support.calling import call_around, call_ids_of
from tests.support.complaints_of_world import complain_around, complaint_ids_of
from tests.support.databases import on_sqlite
from tests.support.house import opened, prepare
from tests.support.requests_of_world import REQUESTS, ask_around, ids_of
from tests.support.shares_of_world import share_around, share_ids_of
from tests.support.sweep import (
    MATRIX,
    REACHED,
    SIGN_IN,
    browsers,
    put_probes,
    questions,
    raw_lines,
    sweep,
)
from tests.support.work import ask_at_work, change_ids_of
from tests.support.world import CHARACTERS, NOW, settle
from wellbeing.web.access import ALWAYS_FOR_STAFF, require_complete
from wellbeing.web.access_matrix import AccessMatrixError, parse


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    data = tmp_path_factory.mktemp("sweep") / "instance"
    data.mkdir()
    database = on_sqlite(data)
    settings = prepare(database)
    with opened(settings, database, NOW) as home:
        with home.session() as session:
            settle(session)
        ask_around(home)
        share_around(home)
        complain_around(home)
        ask_at_work(home)
        call_around(home)
    return settings, database


@pytest.fixture
def sweeping(installation):
    """Open the house with a matrix of the test's choice, and sweep all or some of its routes.

    As a few people it goes on until something is not as it should be: to notice is enough.
    """
    settings, database = installation

    def run(matrix=None, only=None, people=None, change=None):
        with opened(settings, database, NOW, matrix) as home:
            put_probes(home.app)
            if change:
                change(home.app)
            known = ids_of(home) | share_ids_of(home) | change_ids_of(home)
            asked = questions(home.app, only, known | complaint_ids_of(home) | call_ids_of(home))
            return sweep(browsers(home, people), asked, until_a_mismatch=people is not None)

    return run


def with_line(number, **changes):
    """Return the shipped matrix with one line changed."""
    matrix = parse(MATRIX)
    lines = list(matrix.lines)
    lines[number] = type(lines[number])(**(vars(lines[number]) | changes))
    return type(matrix)(matrix.roles, tuple(lines))


def test_everybody_reaches_exactly_what_the_matrix_says(sweeping, record_property):
    result = sweeping()

    figures = {"requests": result.asked, **result.answers, "mismatches": len(result.mismatches)}
    proofs.report(record_property, "authorisation-sweep", figures)
    assert result.mismatches == ()
    assert result.asked > 50 * len(CHARACTERS)
    assert result.answers[REACHED] > 0
    assert result.answers[SIGN_IN] > 0


# Enough to notice a change: somebody in each position towards a line of the matrix.
FEW = (
    "staff",
    "supervisor",
    "past supervisor",
    "service manager",
    "wellbeing lead",
    "staff representative",
    "left",
    "operator",
    "auditor",
    "practitioner",
)
# Everyday runs break every third line; `.ci/long` breaks each of them.
LINES = list(enumerate(raw_lines()))[:: proofs.size(3, 1)]
RESTRICTED = [case for case in LINES if "anyone" not in case[1]["roles"]]
SCOPED = [
    case
    for case in RESTRICTED
    if case[1]["scope"]
    in {"unit", "team", "led", "addressed", "in_case", "received", "shared", "formal", "called"}
]
# Without these the service does not start at all: that is tried elsewhere.
CLOSABLE = [case for case in RESTRICTED if not {*ALWAYS_FOR_STAFF} & {*case[1]["routes"]}]


@pytest.mark.parametrize(("number", "line"), RESTRICTED)
def test_a_line_opened_to_anyone_is_noticed(sweeping, number, line):
    result = sweeping(with_line(number, roles=("anyone",)), only=line["routes"], people=FEW)

    assert result.mismatches


@pytest.mark.parametrize(("number", "line"), CLOSABLE)
def test_a_line_closed_to_everyone_is_noticed(sweeping, number, line):
    result = sweeping(with_line(number, roles=()), only=line["routes"], people=FEW)

    assert result.mismatches


@pytest.mark.parametrize(("number", "line"), SCOPED)
def test_a_line_without_its_scope_is_noticed(sweeping, number, line):
    scope = type(parse(MATRIX).lines[number].scope)("public")

    result = sweeping(with_line(number, scope=scope), only=line["routes"], people=FEW)

    assert result.mismatches


def test_the_world_has_requests_of_every_kind_and_state(installation):
    settings, database = installation
    with opened(settings, database, NOW) as home:
        assert ids_of(home).keys() > REQUESTS.keys()


def test_a_service_without_its_guard_is_noticed(sweeping):
    def without_guard(app):
        hooks = app.before_request_funcs[None]
        hooks[:] = [hook for hook in hooks if hook.__name__ != "may_pass"]

    result = sweeping(people=FEW, change=without_guard)

    assert result.mismatches


def test_a_route_without_a_line_stops_the_start(installation):
    settings, database = installation
    with opened(settings, database, NOW) as home:
        home.app.add_url_rule("/forgotten", "web.forgotten", lambda: "")

        with pytest.raises(AccessMatrixError, match=r"web\.forgotten"):
            require_complete(home.app, parse(MATRIX))


def test_every_line_names_only_routes_that_exist(installation):
    settings, database = installation
    with opened(settings, database, NOW) as home:
        known = {rule.endpoint for rule in home.app.url_map.iter_rules()}

    named = {
        route
        for line in raw_lines()
        if line["scope"] != "demo"
        for route in line["routes"]
        if route != "static"
    }
    assert named - known == set()


def test_no_route_carries_a_persons_id(installation):
    settings, database = installation
    with opened(settings, database, NOW) as home:
        arguments = {
            f"{rule.endpoint}: {name}"
            for rule in home.app.url_map.iter_rules()
            for name in rule.arguments
            if "person" in name or "user" in name
        }

    assert arguments == set()


@pytest.mark.parametrize(
    ("changes", "there"),
    [
        ({"demo": False}, False),
        ({"demo": True, "host": "0.0.0.0"}, False),
        ({"demo": True, "host": "127.0.0.1"}, True),
    ],
    ids=["a real organisation", "a demo for the network", "a demo on this machine"],
)
def test_signing_in_as_a_sample_person_exists_only_in_a_demo_on_this_machine(
    installation, changes, there
):
    settings, database = installation
    with opened(replace(settings, **changes), database, NOW) as home:
        endpoints = {rule.endpoint for rule in home.app.url_map.iter_rules()}
        answer = home.browser_of(None).get("/demo/people")

    assert any(endpoint.startswith("demo.") for endpoint in endpoints) == there
    assert (answer.status_code == 200) == there
