"""`wellbeing routes`: every page, with the roles that may use it and whose things it is about."""

import argparse
import json
from dataclasses import asdict, dataclass

from flask import Flask

from wellbeing.commands.common import add_data, any_settings_of
from wellbeing.web.access_matrix import AccessMatrix, shipped

AUTOMATIC = frozenset({"HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Route:
    """One way to call one page."""

    path: str
    method: str
    roles: tuple[str, ...]
    scope: str


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("routes", help="print every page and who may use it")
    add_data(parser)
    parser.add_argument("--json", action="store_true", help="print one JSON list")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    # Imported here: a command that serves nothing should start at once.
    from wellbeing.app import create_app

    found = routes(create_app(any_settings_of(arguments.data)), shipped())
    if arguments.json:
        print(json.dumps([asdict(route) for route in found], indent=2))
        return
    width = max(len(route.path) for route in found)
    for route in found:
        roles = ", ".join(route.roles)
        print(f"{route.method:6} {route.path:{width}}  {route.scope:6}  {roles}")


def routes(app: Flask, matrix: AccessMatrix) -> tuple[Route, ...]:
    """Return every route and method with the lines of the matrix that admit to it."""
    return tuple(
        Route(rule.rule, method, line.roles, line.scope.value)
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule)
        for method in sorted((rule.methods or set()) - AUTOMATIC)
        for line in matrix.lines_for(rule.endpoint, method)
    )
