"""A browser that asks for a page before anybody looks at it gets nothing, and no look is told."""

import pytest

from tests.support.asking import ASKER, PRACTITIONER, REVIEW, Help
from tests.support.settled_home import settled_in
from tests.support.sharing import WORDS, Sharers
from wellbeing.support import service as support
from wellbeing.web.access import LOOKED_AT
from wellbeing.web.access_matrix import Scope


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    with settled_in(tmp_path_factory.mktemp("asked-ahead")) as home:
        yield home


@pytest.fixture(scope="module")
def addresses(home):
    """What somebody shares, and what they asked for, as their reader opens it."""
    helping = Help(home)
    helping.ask(REVIEW, ASKER)
    share_id = Sharers(home).share()
    return f"/shared-with-me/{share_id}", f"/requests/{helping.inbox(PRACTITIONER)[0]}"


def looks(home):
    with Help(home).office() as office:
        asked = [look for one in support.mine(office, ASKER) for look in one.looks]
    return len(asked), sum(len(one.looks) for one in Sharers(home).mine())


@pytest.mark.parametrize("name", ["Sec-Purpose", "Purpose"])
def test_what_is_fetched_ahead_shows_nothing_and_is_no_look(home, addresses, name):
    client = home.browser_of(PRACTITIONER)
    before = looks(home)

    for address in addresses:
        answer = client.get(address, headers={name: "prefetch;prerender"})
        assert (answer.status_code, answer.data) == (503, b"")
        asked = client.head(address)
        assert (asked.status_code, asked.data) == (200, b"")
        assert "Content-Length" not in asked.headers or asked.content_length == 0

    assert looks(home) == before


def test_for_a_stranger_it_is_not_there_however_it_is_asked_for(home, addresses):
    stranger = home.browser_of(ASKER)

    for address in addresses:
        assert stranger.head(address).status_code == 404
        assert stranger.get(address, headers={"Sec-Purpose": "prefetch"}).status_code == 404


def test_opening_it_shows_it_and_is_a_look(home, addresses):
    client = home.browser_of(PRACTITIONER)

    shown = [client.get(address) for address in addresses]

    assert [answer.status_code for answer in shown] == [200, 200]
    assert WORDS in shown[0].text
    assert looks(home) == (1, 1)


def test_whatever_is_another_persons_is_never_fetched_ahead():
    of_nobody_else = {Scope.PUBLIC, Scope.OWN, Scope.ASKER, Scope.DEMO}
    of_a_unit = {Scope.UNIT, Scope.TEAM, Scope.LED}

    assert set(LOOKED_AT) == set(Scope) - of_nobody_else - of_a_unit
