"""Reads the access matrix: who may use which route, and in which scope."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

ANYONE = "anyone"
STAFF = "staff"
NEEDED = frozenset({"object", "action", "roles", "scope", "routes"})
METHODS = frozenset({"GET", "POST"})


class Scope(StrEnum):
    """Whose things a route is about."""

    PUBLIC = "public"
    OWN = "own"
    UNIT = "unit"
    TEAM = "team"
    LED = "led"
    ADDRESSED = "addressed"
    ASKER = "asker"
    SHARED = "shared"
    SAID = "said"
    FORMAL = "formal"
    IN_CASE = "in_case"
    CALLED = "called"
    RECEIVED = "received"
    DEMO = "demo"


@dataclass(frozen=True)
class Line:
    """One line of the matrix: these roles may do this to that object, through these routes."""

    object: str
    action: str
    roles: tuple[str, ...]
    scope: Scope
    routes: tuple[str, ...]
    methods: tuple[str, ...] = ()

    def covers(self, endpoint: str, method: str) -> bool:
        asked = "GET" if method in {"HEAD", "OPTIONS"} else method
        return endpoint in self.routes and (not self.methods or asked in self.methods)

    def admits(self, roles: frozenset[str]) -> bool:
        return ANYONE in self.roles or STAFF in self.roles or bool(roles & set(self.roles))


@dataclass(frozen=True)
class AccessMatrix:
    """All lines, and each role in plain words."""

    roles: Mapping[str, str]
    lines: tuple[Line, ...]

    def lines_for(self, endpoint: str, method: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.covers(endpoint, method))

    @property
    def routes(self) -> frozenset[str]:
        return frozenset(route for line in self.lines for route in line.routes)


class AccessMatrixError(Exception):
    """The matrix is wrong; every fault is named."""


@cache
def shipped() -> AccessMatrix:
    """Return the matrix this version ships."""
    return parse((files("wellbeing") / "access_matrix.toml").read_text("utf-8"))


def role_name(role: str) -> str:
    """Return a role's name, without what may stand behind it about what it does."""
    return shipped().roles.get(role, role).partition(":")[0]


def parse(text: str) -> AccessMatrix:
    """Read a matrix; raise AccessMatrixError naming every fault, so that none opens a route."""
    found = tomllib.loads(text)
    roles: dict[str, str] = found["roles"]
    faults = [
        f"{line.get('object', 'a line')}: {fault}"
        for line in found["line"]
        for fault in _faults(line, roles)
    ]
    if faults:
        raise AccessMatrixError("; ".join(faults))
    return AccessMatrix(roles, tuple(_line(line) for line in found["line"]))


def _line(line: Mapping[str, Any]) -> Line:
    return Line(
        object=line["object"],
        action=line["action"],
        roles=tuple(line["roles"]),
        scope=Scope(line["scope"]),
        routes=tuple(line["routes"]),
        methods=tuple(line.get("methods", ())),
    )


def _faults(line: Mapping[str, Any], roles: Mapping[str, str]) -> list[str]:
    known = NEEDED | {"methods"}
    scopes = {scope.value for scope in Scope}
    return [
        *(f"{key} is missing" for key in sorted(NEEDED - line.keys())),
        *(f"there is no {key!r}" for key in sorted(line.keys() - known)),
        *(f"no role is called {role!r}" for role in line.get("roles", ()) if role not in roles),
        *(f"no scope is called {scope!r}" for scope in {line.get("scope")} - scopes),
        *(f"no method is called {m!r}" for m in line.get("methods", ()) if m not in METHODS),
    ]
