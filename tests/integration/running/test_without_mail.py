"""Where no mail relay is set, every page that lets somebody hope for a mail says that none comes."""

import pytest

from tests.integration.running.conftest import RELAY
from tests.support.asking import ASKER, PRACTITIONER, Help
from tests.support.walking import Walker
from tests.support.world import CHARACTERS
from wellbeing.content.loader import content
from wellbeing.figure_settings.views import board as figure_board
from wellbeing.policies.blueprint import board as policy_board
from wellbeing.settings import Mail

SAID = content().support
TELL_THEM = "This service sends no mail at present, so please tell them."


@pytest.fixture(params=[Mail(), RELAY], ids=["without mail", "with mail"])
def home(request, house_with):
    return house_with(request.param)


def told(home, words, page):
    """Say whether a page tells what it must, and only where it must."""
    return (words in page.text) is not home.settings.mail.is_configured


def test_before_something_is_sent_it_says_that_nobody_is_written_to(home):
    asker = Walker(home.browser_of(ASKER))
    form = asker.get("/ask/someone").form("").filled
    chosen = {"with_whom": "practitioner", "how": "phone", "when": "few_days", "stage": "look"}
    shown = asker.post("/ask/someone", form | chosen)

    assert shown.h1 == "Before you send"
    assert told(home, SAID.no_mail_to_them, shown)


def test_who_asked_and_who_can_answer_are_told_where_to_look(home):
    Help(home).ask()

    mine = Walker(home.browser_of(ASKER)).get("/my-requests")
    theirs = Walker(home.browser_of(PRACTITIONER)).get("/requests")

    assert told(home, SAID.no_mail_to_you, mine)
    assert told(home, SAID.no_mail_to_contacts, theirs)


@pytest.mark.parametrize("board", [policy_board, figure_board])
def test_who_proposes_a_change_is_asked_to_tell_those_who_decide(home, board):
    with home.app.test_request_context():
        found = board().tell_them

    assert found.strip() == ("" if home.settings.mail.is_configured else TELL_THEM)


def test_when_you_are_asked_promises_no_message(home):
    page = Walker(home.browser_of(CHARACTERS[0].id)).get("/when-you-are-asked")

    assert told(home, "this installation sends no mail yet", page)
