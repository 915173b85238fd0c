"""Addresses that have been worked out: every application of a test has the same ones.

Most of what it costs to make an application is the code that werkzeug writes for each route.
"""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.routing import Rule


@dataclass(frozen=True)
class _Compiled:
    """What werkzeug works out from a rule, and keeps in it."""

    parts: Any
    trace: Any
    converters: Any
    arguments: frozenset[str]
    build: Any
    build_unknown: Any


_KEPT: dict[object, _Compiled] = {}


class RememberedRule(Rule):
    """A rule that is worked out once for a test process."""

    def compile(self) -> None:
        """Take what was worked out from the same rule before."""
        what = self._what()
        found = _KEPT.get(what)
        if found is None:
            super().compile()
            _KEPT[what] = _Compiled(
                self._parts,
                self._trace,
                self._converters,
                frozenset(self.arguments),
                self._build.__func__,  # type: ignore[attr-defined]
                self._build_unknown.__func__,  # type: ignore[attr-defined]
            )
            return
        self._parts, self._trace = found.parts, found.trace
        self._converters = found.converters
        self.arguments |= found.arguments
        self._build = found.build.__get__(self, None)
        self._build_unknown = found.build_unknown.__get__(self, None)

    def _what(self) -> object:
        if self.map is None:
            raise AssertionError("the rule belongs to no map")
        return (
            self.rule,
            self.host if self.map.host_matching else self.subdomain,
            self.merge_slashes,
            tuple(sorted((self.defaults or {}).items())),
            tuple(self.map.converters.items()),
        )


def remember_routes() -> None:
    """Let applications that are made from now on share what is worked out from their routes."""
    Flask.url_rule_class = RememberedRule
