"""Signing in and out, and one's own sign-in, as pages."""

import pytest

from tests.integration.web.conftest import ANN, BEN
from tests.support.pages import Page
from tests.support.passwords import let_have
from tests.support.world import NOW
from wellbeing.accounts import sign_in
from wellbeing.accounts.signed_in_person import TOKEN, door
from wellbeing.extensions import limiter

PASSWORD = "orange kettle window march"
OTHER = "seven quiet boats at noon"


@pytest.fixture
def home(home):
    home.app.config["WTF_CSRF_ENABLED"] = False
    with home.app.test_request_context():
        for who in (ANN, BEN):
            let_have(door().session, who.id, PASSWORD, NOW.date())
    limiter.reset()
    return home


def send(client, path, **fields):
    answer = client.post(path, data=fields)
    return Page(answer.text, path, answer.status_code), answer


def token_of(client):
    with client.session_transaction() as cookie:
        return cookie.get(TOKEN)


def test_who_is_not_safe_comes_to_that_page_after_signing_in_and_to_no_other_that_is_named(home):
    client = home.browser_of(None)
    to = client.get("/somebody-now").location
    before = Page(client.get(to).text, to, 200)
    wrong, _ = send(client, to, address=ANN.work_email, password="wrong")
    _, answer = send(client, to, address=ANN.work_email, password=PASSWORD)
    _, elsewhere = send(
        home.browser_of(None),
        "/sign-in?then=https://example.org",
        address=ANN.work_email,
        password=PASSWORD,
    )

    assert "You come to “I am not safe” next." in before.text
    assert "You come to “I am not safe” next." in wrong.text
    assert answer.location == "/somebody-now"
    assert elsewhere.location == "/this-week"


def test_signing_in_leads_to_this_week_and_remembers_nothing_of_before(home):
    client = home.browser_of(None)
    with client.session_transaction() as cookie:
        cookie["planted"] = "by somebody else"
        cookie["csrf_token"] = "known to somebody else"

    _, answer = send(client, "/sign-in", address=ANN.work_email, password=PASSWORD)

    assert answer.status_code == 303
    assert answer.location == "/this-week"
    with client.session_transaction() as cookie:
        assert "planted" not in cookie
        assert cookie.get("csrf_token") != "known to somebody else"


def test_a_token_somebody_else_planted_is_replaced_and_ended(home):
    planted = home.browser_of(BEN.id)
    before = token_of(planted)

    send(planted, "/sign-in", address=ANN.work_email, password=PASSWORD)

    assert token_of(planted) != before
    other = home.browser_of(None)
    with other.session_transaction() as cookie:
        cookie[TOKEN] = before
    assert other.get("/account").status_code == 302


def test_wrong_password_and_unknown_address_get_the_same_page(home):
    pages = set()
    for address in (ANN.work_email, "nobody@example.org"):
        page, answer = send(home.browser_of(None), "/sign-in", address=address, password="wrong")
        assert answer.status_code == 422
        pages.add(page.text)

    assert len(pages) == 1
    assert "do not belong together" in pages.pop()


def test_a_pause_looks_the_same_for_both_and_shows_help(home):
    pages = set()
    for address in (ANN.work_email, "nobody@example.org"):
        client = home.browser_of(None)
        for _ in range(5):
            send(client, "/sign-in", address=address, password="wrong")
        page, answer = send(client, "/sign-in", address=address, password=PASSWORD)
        assert answer.status_code == 429
        assert "/help-now" in page.links
        pages.add(page.text)

    assert len(pages) == 1
    assert "Wait a minute" in pages.pop()


def test_what_is_missing_is_named_and_the_address_stays_typed(home):
    page, answer = send(home.browser_of(None), "/sign-in", address="ann@example.org")

    assert answer.status_code == 422
    assert "Enter your password." in page.text
    assert page.form("/sign-in").fields["address"].value == "ann@example.org"
    assert page.form("/sign-in").fields["password"].value == ""


def test_one_address_of_the_network_may_send_thirty_times_a_minute(home):
    client = home.browser_of(None)
    statuses = [send(client, "/sign-in")[1].status_code for _ in range(32)]

    assert statuses == [422] * 30 + [429] * 2
    assert client.get("/sign-in").status_code == 200


def test_signing_out_ends_the_session_and_leaves_nothing_in_the_browser(home):
    client = home.browser_of(ANN.id)
    token = token_of(client)

    _, answer = send(client, "/sign-out")

    assert answer.status_code == 303
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert token_of(client) is None
    with client.session_transaction() as cookie:
        cookie[TOKEN] = token
    assert client.get("/account").status_code == 302


def test_leaving_ends_the_session_and_shows_a_neutral_site(home):
    client = home.browser_of(ANN.id)
    token = token_of(client)

    answer = client.get("/leave", headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 303
    assert answer.location == home.settings.leave_to
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    with client.session_transaction() as cookie:
        cookie[TOKEN] = token
    assert client.get("/account").status_code == 302


@pytest.mark.parametrize("elsewhere", ["cross-site", "same-site"])
def test_another_site_cannot_sign_anybody_out(home, elsewhere):
    client = home.browser_of(ANN.id)

    answer = client.get("/leave", headers={"Sec-Fetch-Site": elsewhere})

    assert "Clear-Site-Data" not in answer.headers
    assert "Set-Cookie" not in answer.headers
    assert client.get("/account").status_code == 200


def test_the_account_page_lists_ones_own_sessions_only(home):
    home.browser_of(ANN.id)
    client = home.browser_of(ANN.id)

    answer = client.get("/account")

    page = Page(answer.text, "/account", answer.status_code)
    assert page.text.replace("Shared with me", "").count("Shared") == 2
    assert page.text.count("this one") == 1
    assert "4 March, 10:00" in page.text


def test_signing_out_everywhere_ends_every_browser(home):
    others = [home.browser_of(ANN.id), home.browser_of(ANN.id)]
    ben = home.browser_of(BEN.id)

    send(others[0], "/account/sign-out-everywhere")

    assert [client.get("/account").status_code for client in others] == [302, 302]
    assert ben.get("/account").status_code == 200


def test_a_changed_password_signs_out_everywhere_and_says_so(home):
    client, other = home.browser_of(ANN.id), home.browser_of(ANN.id)

    wrong, _ = send(client, "/account", password="wrong", new_password=OTHER)
    weak, _ = send(client, "/account", password=PASSWORD, new_password="short")
    _, changed = send(client, "/account", password=PASSWORD, new_password=OTHER)

    assert (wrong.status, weak.status, changed.status_code) == (422, 422, 303)
    assert "not the password you use now" in wrong.text
    assert "at least 15 characters" in weak.text
    assert other.get("/account").status_code == 302
    assert "Your password is changed" in client.get(changed.location).text


def test_a_one_time_link_sets_a_password_once(home):
    with home.app.test_request_context():
        link = f"/set-password/{sign_in.make_link(door(), BEN.id)}"
    client = home.browser_of(None)

    shown = client.get(link)
    weak, _ = send(client, link, new_password="short")
    _, done = send(client, link, new_password=OTHER)
    again, _ = send(client, link, new_password=PASSWORD)

    assert BEN.work_email in shown.text
    assert (weak.status, done.status_code, again.status) == (422, 303, 404)
    assert "Your password is set" in client.get(done.location).text
    assert "no longer works" in again.text


def test_the_front_page_leads_signed_in_people_to_this_week(home):
    assert home.browser_of(ANN.id).get("/").location == "/this-week"
    assert home.browser_of(None).get("/").status_code == 200
