"""The link of a weekly message, and somebody who opens it without being signed in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from tests.support.house import Home
from wellbeing.database import Row
from wellbeing.rhythm import service
from wellbeing.rhythm.links import answer_link, links_of
from wellbeing.rhythm.service import Desk
from wellbeing.week import Week

ANSWERS = {"sleep": "2", "alert": "1", "worry": "3", "irritable": "1", "low": "2", "avoid": "1"}
STOPS = re.compile(rb"(?<=/messages/)[\w-]{64}")


@dataclass(frozen=True)
class Holder:
    """Whoever holds a link: a path, and a browser that knows nobody."""

    client: FlaskClient
    path: str

    def get(self) -> TestResponse:
        return self.client.get(self.path)

    def send(self, **chosen: str) -> TestResponse:
        return self.client.post(self.path, data=chosen)

    def seen(self, answer: TestResponse) -> tuple[int, Mapping[str, str], bytes]:
        """Return everything an answer is made of, without what differs from link to link."""
        mark = self.path.rsplit("/", 1)[1]
        data = STOPS.sub(b"-", answer.data.replace(mark.encode(), b"-"))
        return answer.status_code, dict(answer.headers), data


def link_of(home: Home, person_id: str, week: Week) -> str:
    """Return the path of a person's link, after giving them a row as the timetable does."""
    row = service.address_of(home.vault, person_id)
    with home.session() as session:
        desk = Desk(session, home.vault, home.clock.now())
        service.enrol(desk, [person_id])
        links = links_of(desk, row)
    return answer_link(home.vault, "", row, str(week), links)


def holder_of(home: Home, person_id: str, week: Week, client: FlaskClient | None = None) -> Holder:
    return Holder(client or home.app.test_client(), link_of(home, person_id, week))


def rows(home: Home, table: type[Row]) -> int:
    """Count what a table holds."""
    with home.session() as session:
        return session.scalar(select(func.count()).select_from(table)) or 0
