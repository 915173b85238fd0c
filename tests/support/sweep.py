"""Asks every route, with every method, as everybody, about every unit; and says what should come.

The expectation is worked out here from the raw lines of the access matrix and from the world's own
list of who may see what, never with the service's code. Views are replaced by probes, so an answer
tells whether the view would have been reached, and nothing is changed by asking.
"""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from zlib import crc32

from flask import Flask, Response
from flask.testing import FlaskClient
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.routing import MapAdapter, Rule

from tests.support import proofs
from tests.support.calling import CALLS, UNKNOWN_CALL
from tests.support.complaints_of_world import COMPLAINTS, UNKNOWN_COMPLAINT
from tests.support.house import Home
from tests.support.requests_of_world import REQUESTS, UNKNOWN
from tests.support.shares_of_world import SHARES, UNKNOWN_SHARE
from tests.support.source import PACKAGE
from tests.support.work import CHANGES, UNKNOWN_WORK
from tests.support.world import CHARACTERS, UNITS, Character, unit_id
from wellbeing.support.cases import Kind

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
REACHED, NOT_THERE, SIGN_IN, NO_METHOD = "reached", "not there", "sign in", "no such method"
MATRIX = (PACKAGE / "access_matrix.toml").read_text("utf-8")
_PROBED = 299
_UNKNOWN_UNIT = "0" * 32
NOTHING_KNOWN = UNKNOWN | UNKNOWN_SHARE | UNKNOWN_WORK | UNKNOWN_COMPLAINT | UNKNOWN_CALL
# Which of the world's names an argument of a route is asked with.
_NAMED = {
    "request_id": {*REQUESTS, *UNKNOWN},
    "share_id": {*SHARES, *UNKNOWN_SHARE},
    "complaint_id": {*COMPLAINTS, *UNKNOWN_COMPLAINT},
    "call_id": {*CALLS, *UNKNOWN_CALL},
    "work_request_id": {*CHANGES, *UNKNOWN_WORK},
}
# Nobody, somebody without a role, somebody who leads, somebody who has left.
_FEW = (
    None,
    *(who for who in CHARACTERS if who.name in {"staff", "service manager", "left"}),
)

RawLine = Mapping[str, Any]


@dataclass(frozen=True)
class Question:
    """One request: which path and method, about which unit, call for help or share; and its route."""

    path: str
    method: str
    unit: str | None
    request: str | None
    endpoint: str | None


@dataclass(frozen=True)
class Sweep:
    """What came of asking: how many requests, how the answers fell, and every mismatch."""

    asked: int
    answers: Counter[str]
    mismatches: tuple[str, ...]


def raw_lines(text: str = MATRIX) -> list[RawLine]:
    lines: list[RawLine] = tomllib.loads(text)["line"]
    return lines


def put_probes(app: Flask) -> None:
    """Replace every view by one that only says it was reached, and let forms pass unread."""

    def probe(**_arguments: object) -> Response:
        return Response("reached", _PROBED)

    for endpoint in app.view_functions:
        app.view_functions[endpoint] = probe
    # What an error page says is tested elsewhere; here only its status counts.
    app.error_handler_spec.clear()
    # Forgery protection stands in front of the guard; it has a sweep of its own.
    app.config["WTF_CSRF_ENABLED"] = False


def questions(
    app: Flask, only: Iterable[str] | None = None, known: Mapping[str, str] = NOTHING_KNOWN
) -> list[Question]:
    """Return every question about the app's routes, or about these endpoints only.

    `known` are the ids of requests and of shares by their names in the world.
    """
    wanted = None if only is None else set(only)
    adapter = app.url_map.bind("localhost")
    asked: dict[tuple[str, str], Question] = {}
    for rule in app.url_map.iter_rules():
        if wanted is None or rule.endpoint in wanted:
            for unit, request, path in _paths(app, rule, known):
                for method in METHODS:
                    endpoint = _taken_by(adapter, path, method)
                    asked[path, method] = Question(path, method, unit, request, endpoint)
    return list(asked.values())


def sweep(
    people: Mapping[Character | None, FlaskClient],
    asked: list[Question],
    *,
    until_a_mismatch: bool = False,
) -> Sweep:
    """Ask everything as everybody, or only until something is not as it should be."""
    lines = raw_lines()
    answers: Counter[str] = Counter()
    mismatches: list[str] = []
    for number, question in enumerate(asked):
        for who, client in people.items():
            if not _is_asked(question, who, number):
                continue
            expected = expectation(lines, question, who)
            found = _answer(client, question, number)
            answers[found] += 1
            if found != expected:
                name = who.name if who else "nobody"
                about = f" about {question.unit or question.request or 'nothing'}"
                mismatches.append(
                    f"{name}: {question.method} {question.path}{about}: "
                    f"{found}, should be {expected}"
                )
        if until_a_mismatch and mismatches:
            break
    return Sweep(answers.total(), answers, tuple(mismatches))


def _is_asked(question: Question, who: Character | None, number: int) -> bool:
    """Leave out what repeats another question, as everyday runs do with more than whole ones."""
    if question.endpoint is None:
        # Whether a path takes a method is settled before anyone knows who asks.
        return who in _FEW[:2] if proofs.is_whole() else who == _FEW[number % 2]
    # What GET may do, these may.
    if question.method in {"HEAD", "OPTIONS"} and not proofs.is_whole():
        return who == _FEW[number % len(_FEW)]
    # A line has several routes, and each asks about another quarter of who asks about which thing.
    is_general = question.unit is None and question.request is None
    return is_general or proofs.is_whole() or _is_in_quarter(question, who)


def _is_in_quarter(question: Question, who: Character | None) -> bool:
    name = who.name if who else ""
    return crc32(f"{question.path} {question.method} {name}".encode()) % 4 == 0


def browsers(home: Home, only: Iterable[str] | None = None) -> dict[Character | None, FlaskClient]:
    """Return a browser for nobody, and for each person of the world: for leavers' sessions too."""
    wanted = None if only is None else set(only)
    found: dict[Character | None, FlaskClient] = {None: home.browser_of(None)}
    for who in CHARACTERS:
        if wanted is None or who.name in wanted:
            found[who] = home.browser_of(who.id)
    return found


def expectation(lines: Iterable[RawLine], question: Question, who: Character | None) -> str:
    if question.endpoint is None:
        return NO_METHOD
    asked = "GET" if question.method in {"HEAD", "OPTIONS"} else question.method
    covering = [
        line
        for line in lines
        if question.endpoint in line["routes"] and asked in line.get("methods", METHODS)
    ]
    if any("anyone" in line["roles"] for line in covering):
        return REACHED
    if who is None or not who.works_here:
        return SIGN_IN
    return REACHED if any(_admits(line, question, who) for line in covering) else NOT_THERE


def _admits(line: RawLine, question: Question, who: Character) -> bool:
    if not {"staff", *who.roles_now} & set(line["roles"]):
        return False
    if question.request is not None and line["scope"] in _OF_ONE:
        return _OF_ONE[line["scope"]](question.request, who.name)
    of_unit = {
        "unit": who.sees,
        "team": who.acts_for | {who.home},
        "led": who.acts_for,
    }
    seen = of_unit.get(line["scope"])
    return seen is None or question.unit is None or question.unit in seen


def _is_open_to(known: Mapping[str, Any]) -> Callable[[str, str], bool]:
    """Return what says whether one of these is open to somebody; nothing is, that is not known."""
    return lambda name, who: name in known and who in known[name].open_to


def _is_of_asker(name: str, who: str) -> bool:
    return name in REQUESTS and who == REQUESTS[name].asker


def _is_in_case(name: str, who: str) -> bool:
    asked = REQUESTS.get(name)
    has_it = asked is not None and who == asked.has_it and who in asked.open_to
    return has_it or _is_of_asker(name, who)


def _is_formal(name: str, who: str) -> bool:
    asked = REQUESTS.get(name)
    return asked is not None and asked.wish.kind is Kind.FORMAL and who == asked.has_it


# Of the scopes that are about one thing: whether somebody may open the thing of that name.
_OF_ONE: Mapping[str, Callable[[str, str], bool]] = {
    "addressed": _is_open_to(REQUESTS),
    "asker": _is_of_asker,
    "in_case": _is_in_case,
    "formal": _is_formal,
    "shared": _is_open_to(SHARES),
    "received": _is_open_to(CHANGES),
    "said": _is_open_to(COMPLAINTS),
    "called": _is_open_to(CALLS),
}


def _answer(client: FlaskClient, question: Question, number: int) -> str:
    # An address of its own for every request, so that the limit on sign-ins never answers first.
    address = f"127.{number // 62500 % 250}.{number // 250 % 250}.{number % 250 + 1}"
    response = client.open(
        question.path, method=question.method, environ_base={"REMOTE_ADDR": address}
    )
    if response.status_code in {302, 303} and response.location.partition("?")[0].endswith(
        "/sign-in"
    ):
        return SIGN_IN
    by_status = {_PROBED: REACHED, 404: NOT_THERE, 405: NO_METHOD}
    # What is written down as a look is not opened for whoever asks ahead: the guard answers.
    if question.method in {"OPTIONS", "HEAD"} and response.status_code == 200:
        return REACHED
    return by_status.get(response.status_code, f"status {response.status_code}")


def _taken_by(adapter: MapAdapter, path: str, method: str) -> str | None:
    """Return the route that takes a request: a path may fit several; None when no method fits."""
    try:
        endpoint: str = adapter.match(path, method)[0]
    except MethodNotAllowed:
        return None
    return endpoint


def _paths(
    app: Flask, rule: Rule, known: Mapping[str, str]
) -> Iterator[tuple[str | None, str | None, str]]:
    adapter = app.url_map.bind("localhost", default_method=min(rule.methods or {"GET"}))
    values: dict[str, object] = {name: _value(rule, name) for name in rule.arguments}
    if "unit_id" in rule.arguments:
        for unit in (*UNITS, "no unit"):
            unit_of = unit_id(unit) if unit in UNITS else _UNKNOWN_UNIT
            yield unit, None, adapter.build(rule.endpoint, values | {"unit_id": unit_of})
    elif named := rule.arguments & _NAMED.keys():
        argument = min(named)
        for name in sorted(_NAMED[argument] & known.keys()):
            path = adapter.build(rule.endpoint, values | {argument: known[name]})
            yield None, name, path
    else:
        yield None, None, adapter.build(rule.endpoint, values)


def _value(rule: Rule, name: str) -> object:
    converter = rule._converters[name]
    choices = getattr(converter, "items", None) or getattr(converter, "args", None)
    if choices:
        return min(choices)
    return 1 if type(converter).__name__ == "IntegerConverter" else "x"
