"""Writing in action logs of the small world, straight through the services or through its pages."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from tests.support.world import CHARACTERS, TODAY, unit_id
from wellbeing.actions import keeping, service
from wellbeing.actions.keeping import Log
from wellbeing.actions.log import Action, Answer, Passed, Written

BY_NAME = {character.name: character for character in CHARACTERS}
KEY = "a" * 32
RED, HELP = unit_id("red"), unit_id("help")


@dataclass(frozen=True)
class Hand:
    """Somebody of the small world who writes in a log on a day."""

    session: Session
    name: str = "supervisor"
    unit: str = "red"
    on: date = TODAY

    @property
    def log(self) -> Log:
        return Log(self.session, unit_id(self.unit), BY_NAME[self.name].id, self.on)

    def adds(self, key: str = KEY, **changes: Any) -> str:
        return keeping.add(self.log, key, written(**changes))

    def reads(self, key: str = KEY) -> Action:
        found = service.action(self.session, unit_id(self.unit), key, self.on)
        assert found is not None
        return found

    def asked(self, key: str = KEY) -> Passed:
        passed = self.reads(key).passed
        assert passed is not None
        return passed

    def answers(self, key: str = KEY) -> tuple[Answer, ...]:
        return self.asked(key).answers


def written(**changes: Any) -> Written:
    fields: dict[str, Any] = {
        "area": "demands",
        "heard": "Two reports say the same.",
        "does": "We write one of them.",
        "due_on": TODAY + timedelta(weeks=3),
    }
    return Written(**(fields | changes))


def fields(**changes: str) -> dict[str, str]:
    """Return what the form of an action sends."""
    return {
        "form_key": KEY,
        "version": "1",
        "idea": "",
        "heard": "Two reports say the same.",
        "does": "We write one of them.",
        "area": "demands",
        "owner": "team",
        "due_on": (TODAY + timedelta(weeks=3)).isoformat(),
    } | changes


def errors_in(page: str) -> list[str]:
    return re.findall(r'class="error" id="[^"]*"><span>([^<]+)', page)


def reads(browser: Callable[[str], FlaskClient], name: str, path: str = f"/actions/{RED}") -> str:
    return browser(name).get(path).text
