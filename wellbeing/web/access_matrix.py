"""Reads the access matrix: who may use which route, and in which scope."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

ANYONE = "anyone"
STAFF = "staff"


class Scope(StrEnum):
    """Whose things a route is about."""

    PUBLIC = "public"
    OWN = "own"
    UNIT = "unit"
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


def parse(text: str) -> AccessMatrix:
    """Read a matrix; raise AccessMatrixError naming every unknown role and repeated route."""
    found = tomllib.loads(text)
    roles: dict[str, str] = found["roles"]
    lines = tuple(
        Line(
            object=line["object"],
            action=line["action"],
            roles=tuple(line["roles"]),
            scope=Scope(line["scope"]),
            routes=tuple(line["routes"]),
            methods=tuple(line.get("methods", ())),
        )
        for line in found["line"]
    )
    faults = [
        f"{line.object}: no role is called {role!r}"
        for line in lines
        for role in line.roles
        if role not in roles
    ]
    if faults:
        raise AccessMatrixError("; ".join(faults))
    return AccessMatrix(roles, lines)
