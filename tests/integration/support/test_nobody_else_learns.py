"""A supervisor who looks at every page learns nothing of a request: not that it is there, passes on or is late."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.integration.checkins.visitor import Visitor
from tests.support.asking import ASKER, PRACTITIONER, SUPERVISOR, Help
from tests.support.promises import after, begin_anew, chosen, readers, three_practitioners
from tests.support.world import NOW
from wellbeing.support import service

LATER = timedelta(days=5)
# These end a session, or list those there were.
NOT_ALIKE = {"/account", "/leave", "/sign-out"}


@pytest.fixture(scope="module")
def help_(tmp_path_factory) -> Iterator[Help]:
    with three_practitioners(tmp_path_factory.mktemp("nobody")) as found:
        yield found


def all_pages(help_: Help, who: str) -> dict[str, str]:
    """Read every page there is an address for without knowing anything."""
    visitor = Visitor(help_.home, who).at(NOW + LATER)
    rules = help_.home.app.url_map.iter_rules()
    paths = {one.rule for one in rules if not one.arguments and "GET" in (one.methods or ())}
    found = {}
    for path in sorted(paths - NOT_ALIKE):
        answer = visitor.client.get(path)
        found[path] = f"{answer.status_code} {answer.location or ''} " + (
            visitor._read(path, answer).text if answer.status_code == 200 else ""
        )
    return found


def lives_through_a_request(help_: Help) -> None:
    """Let somebody of the team ask, one contact look, it pass on to the others, and be late."""
    begin_anew(help_)
    help_.ask(chosen(PRACTITIONER), takes_part=False)
    with help_.office() as office:
        service.look(office, PRACTITIONER, help_.inbox(PRACTITIONER)[0])
    after(help_, timedelta(hours=4))
    after(help_, LATER)


def test_no_page_of_a_supervisor_changes_by_a_request_of_their_team(help_: Help) -> None:
    before = all_pages(help_, SUPERVISOR)

    lives_through_a_request(help_)

    assert len(readers(help_)) == 3
    (mine,) = help_.mine(ASKER)
    assert mine.told_at is not None
    assert sum(one.startswith("200") for one in before.values()) > 20
    assert "Someone would like to talk" in Visitor(help_.home, PRACTITIONER).get("/requests").text
    assert all_pages(help_, SUPERVISOR) == before
