"""A call tells nobody beside it anything: not who leads its person or its responder, no colleague, no operator."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.support import proofs
from tests.support.calling import DEPUTY, FIRST, IDS, Callers, responders_named
from tests.support.house import Home
from wellbeing.messages.notices import Kind
from wellbeing.responders.service import Deed

MINUTE = timedelta(minutes=1)
# These end a session, or list those there were.
NOT_ALIKE = {"/account", "/leave", "/sign-out"}
# What differs on each page: the tokens and names of its forms.
TOKENS = re.compile(r'(name="(?:csrf_token|press|form_key)"[^>]*value=")[^"]*')
# Who leads the practitioner who is told, and by name everybody else in the small world.
EVERYDAY = {"who leads the responder": "service manager"}
MORE = dict(zip(IDS, IDS, strict=True))
# Where a call stands for its person, and for who was told: nowhere else, whoever sits beside them.
ITS_OWN = {
    "staff": {"/my-data", "/somebody-now", "/somebody-now/asked", "/waiting"},
    "practitioner": {"/asked-of-me", "/waiting"},
    "peer supporter": {"/asked-of-me", "/waiting"},
    # They read that a look was taken, and never at whose.
    "auditor": {"/audit"},
}


# Everyday runs read these and every fifth of all others.
PLACES = frozenset().union(*ITS_OWN.values())


@pytest.fixture
def begun() -> Callable[[Home], None]:
    return responders_named


@pytest.fixture
def callers(home: Home) -> Callers:
    return Callers(home)


def all_pages(home: Home, who: str) -> dict[str, tuple[int, str, str]]:
    """Read the pages there is an address for without knowing anything."""
    browser, found = home.browser_of(who), {}
    rules = home.app.url_map.iter_rules()
    paths = {one.rule for one in rules if not one.arguments and "GET" in (one.methods or ())}
    others = sorted(paths - NOT_ALIKE - PLACES)
    for path in (*sorted(PLACES), *others[:: proofs.size(5, 1)]):
        answer = browser.get(path)
        found[path] = (answer.status_code, answer.location or "", TOKENS.sub(r"\1", answer.text))
    return found


def live_through(callers: Callers) -> None:
    """Let it be looked at, taken, said to be done, said not to be so, and go on; then stop the clock again."""
    call_id = callers.ask()
    callers.look(call_id)
    callers.act(call_id, Deed.TAKEN)
    callers.after(MINUTE)
    callers.act(call_id, Deed.REACHED)
    callers.after(MINUTE)
    callers.not_so(call_id)
    callers.look(call_id, DEPUTY)
    callers.tick()
    callers.after(-2 * MINUTE)


def changed(callers: Callers, who: str) -> set[str]:
    before = all_pages(callers.home, who)
    live_through(callers)
    after = all_pages(callers.home, who)
    assert sum(status == 200 for status, _, _ in before.values()) > 10
    return {path for path, page in after.items() if page != before[path]}


@proofs.cases("who", EVERYDAY, MORE)
def test_pages_change_by_a_call_only_where_it_stands_whoever_sits_beside(
    callers: Callers, who: str
) -> None:
    assert changed(callers, IDS[who]) == ITS_OWN.get(who, set())
    audit = callers.home.browser_of(IDS[who]).get("/audit").text
    assert who != "auditor" or "Staff" not in audit.partition("Signed in as")[0]


def test_its_notice_is_the_very_one_that_a_request_brings(callers: Callers) -> None:
    callers.ask()
    with callers.home.session() as session:
        (kept,) = session.execute(text("SELECT id FROM outbox")).scalars()

    assert bytes(kept) == callers.home.vault.row_key("outbox", Kind.REQUEST, FIRST)
