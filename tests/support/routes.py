"""Addresses that have been worked out: every application of a test has the same ones.

Half of what it costs to make an application is the code that werkzeug writes for each route.
"""

from collections.abc import Callable

from flask import Flask
from werkzeug.routing import Rule

_Builder = Callable[..., tuple[str, str]]
_KEPT: dict[object, _Builder] = {}


class RememberedRule(Rule):
    """A rule that writes its code once for a test process; its converters are its own."""

    def _compile_builder(self, append_unknown: bool = True) -> _Builder:
        defaults = tuple(sorted((self.defaults or {}).items()))
        what = (self.rule, tuple(self._trace), defaults, append_unknown)
        if what not in _KEPT:
            _KEPT[what] = super()._compile_builder(append_unknown)
        return _KEPT[what]


def remember_routes() -> None:
    """Let applications that are made from now on share the code of their routes."""
    Flask.url_rule_class = RememberedRule
