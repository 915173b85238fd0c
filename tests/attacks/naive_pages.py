"""The service everybody else offers, served: exact live means of a team behind a group of five.

It is the control for what is read from pages: read in the same way, it must give everything away.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from http import HTTPStatus

from flask import Flask, abort
from flask.testing import FlaskClient

from tests.attacks import naive
from tests.attacks.naive import Mean
from tests.attacks.view import ask


@dataclass
class Service:
    """A running service, and a supervisor's browser in front of it."""

    answers: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._app = Flask("naive")
        self._app.add_url_rule("/teams/<team>/figures.json", view_func=self._figures)

    @property
    def browser(self) -> FlaskClient:
        return self._app.test_client()

    def answer(self, team: str, value: float) -> None:
        self.answers[team].append(value)

    def mean_of(self, team: str) -> Mean | None:
        """Return what the page of a team shows, read as the attacks read ours."""
        found = ask(self.browser, f"/teams/{team}/figures.json")
        if found.status_code != HTTPStatus.OK:
            return None
        shown = found.get_json()
        return Mean(shown["mean"], shown["answers"])

    def _figures(self, team: str) -> dict[str, float]:
        mean = naive.live_mean(self.answers[team])
        if mean is None:
            abort(HTTPStatus.NOT_FOUND)
        return {"mean": mean.value, "answers": mean.answers}
