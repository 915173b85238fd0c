"""What somebody wrote for a thing that was closed meanwhile is given back to them, and to nobody else."""

import pytest

from tests.integration.web.conftest import ANN, BEN
from tests.integration.web.test_answers import BROWSER, PATH, sign_in_as
from tests.support.canaries import new_word
from tests.support.pages import Page

GONE = f"/work-requests/{'0' * 32}"


def sent(client, headers=None, to=GONE, **fields):
    """Send a form of this person to what is not there; return the word they wrote, and the answer."""
    word = new_word()
    token = Page(client.get(PATH).text, PATH, 200).form(PATH).filled["csrf_token"]
    typed = {"said": f"I will ask for cover, {word}.", "csrf_token": token, **fields}
    return word, client.post(to, data=typed, headers=headers)


def test_what_was_written_for_what_is_gone_stands_on_the_page_that_says_so(home):
    client = home.browser_of(ANN.id)

    word, answer = sent(client, said2="<b>bold words here</b>")

    assert answer.status_code == 404
    assert "What you wrote was not sent" in answer.text
    assert word in answer.text
    assert "&lt;b&gt;bold words here&lt;/b&gt;" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_browser_is_led_to_an_address_and_keeps_nothing_that_was_sent(home):
    client = home.browser_of(ANN.id)

    word, answer = sent(client, BROWSER)

    assert answer.status_code == 303
    assert word not in answer.location
    shown = client.get(answer.location)
    assert (shown.status_code, word in shown.text) == (404, True)
    sign_in_as(home, client, BEN.id)
    assert word not in client.get(answer.location).text


@pytest.mark.parametrize("secret", ["csrf_token", "password", "new_password", "repeated"])
def test_no_secret_and_no_choice_is_shown_again(home, secret):
    choices = {
        "said": "own-supervisor",
        "day": "2026-03-05",
        "topic": "in person",
        secret: "a b " * 9,
    }
    if secret == "csrf_token":
        del choices[secret]

    _, answer = sent(home.browser_of(ANN.id), **choices)

    assert answer.status_code == 404
    assert "What you wrote" not in answer.text


def test_what_somebody_else_wrote_on_this_device_is_shown_to_nobody(home):
    client = home.browser_of(ANN.id)
    token = Page(client.get(PATH).text, PATH, 200).form(PATH).filled["csrf_token"]
    sign_in_as(home, client, BEN.id)

    word, answer = sent(client, csrf_token=token)

    assert word not in answer.text


def test_reading_what_is_not_there_shows_the_usual_page(home):
    shown = home.browser_of(ANN.id).get(f"{GONE}?said=some+long+words+here")

    assert shown.status_code == 404
    assert "What you wrote" not in shown.text
