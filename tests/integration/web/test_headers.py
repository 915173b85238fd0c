"""What every answer says to the browser, whatever kind of answer it is."""

from http.cookies import SimpleCookie
from typing import Any

import pytest

from tests.integration.web.conftest import ANN, PUBLIC, house_at
from tests.support.house import Home
from tests.support.world import Character

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; worker-src 'none'; frame-src 'none'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
FIXED = {
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "X-DNS-Prefetch-Control": "off",
    "Origin-Agent-Cluster": "?1",
}
# kind of answer: who asks, method, path, further arguments of the request, the status
ANSWERS: dict[str, tuple[Character | None, str, str, dict[str, Any], int]] = {
    "front page": (None, "GET", "/", {}, 200),
    "sign-in": (None, "GET", "/sign-in", {}, 200),
    "personal page": (ANN, "GET", "/account", {}, 200),
    "head": (ANN, "HEAD", "/account", {}, 200),
    "options": (ANN, "OPTIONS", "/account", {}, 200),
    "redirect": (None, "GET", "/account", {}, 302),
    "not there": (ANN, "GET", "/nowhere", {}, 404),
    "not for nobody": (None, "POST", "/account", {}, 303),
    "no such method": (ANN, "DELETE", "/account", {}, 405),
    "no token": (ANN, "POST", "/sign-out", {}, 400),
    "other site": (ANN, "POST", "/account", {"headers": {"Origin": "https://x.example"}}, 403),
    "too large": (ANN, "POST", "/account", {"data": {"a": "x" * 300_000}}, 413),
    "wrong host": (ANN, "GET", "/", {"headers": {"Host": "elsewhere.example"}}, 400),
    "used link": (None, "GET", "/set-password/used", {}, 404),
    "leaving": (ANN, "GET", "/leave", {}, 303),
    "machines": (None, "GET", "/healthz", {}, 200),
    "not ready": (None, "GET", "/readyz", {}, 503),
    "help": (None, "GET", "/help-now", {}, 200),
    "static": (None, "GET", "/static/wellbeing.css", {}, 200),
    "static unchanged": (
        None, "GET", "/static/wellbeing.css", {"headers": {"If-Modified-Since": "Fri, 01 Jan 2100 00:00:00 GMT"}}, 304
    ),
    "static part": (None, "GET", "/static/wellbeing.css", {"headers": {"Range": "bytes=0-9"}}, 206),
    "static posted": (None, "POST", "/static/wellbeing.css", {}, 405),
    "static missing": (None, "GET", "/static/nothing.css", {}, 404),
    "static outside": (None, "GET", "/static/../app.py", {}, 404),
}  # fmt: skip
CACHED = {"help", *(name for name in ANSWERS if name.startswith("static"))}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    with house_at(tmp_path_factory.mktemp("plain") / "instance") as home:
        yield home


@pytest.fixture(scope="module")
def https(tmp_path_factory):
    with house_at(tmp_path_factory.mktemp("https") / "instance", PUBLIC) as home:
        yield home


def answer_of(home: Home, kind: str, base: str = "http://localhost"):
    who, method, path, arguments, status = ANSWERS[kind]
    client = home.browser_of(who.id if who else None)
    told = {"base_url": base} if "Host" not in arguments.get("headers", {}) else {}
    request: dict[str, Any] = {"method": method, **told, **arguments}
    answer = client.open(path, buffered=True, **request)
    assert answer.status_code == status
    return answer


@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer_has_every_fixed_header_once(home, kind):
    headers = answer_of(home, kind).headers

    assert headers.getlist("Content-Security-Policy") == [POLICY]
    assert {name: headers.getlist(name) for name in FIXED} == {
        name: [value] for name, value in FIXED.items()
    }
    permissions = headers["Permissions-Policy"]
    assert "camera=()" in permissions
    assert "geolocation=()" in permissions
    assert "Strict-Transport-Security" not in headers
    assert "Server" not in headers
    assert "X-Powered-By" not in headers
    assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("kind", sorted(set(ANSWERS) - CACHED))
def test_nothing_but_help_and_static_files_is_kept_by_any_cache(home, kind):
    headers = answer_of(home, kind).headers

    assert headers["Cache-Control"] == "no-store"
    assert "Cookie" in headers["Vary"]


def test_static_files_may_be_kept_for_a_year(home):
    for kind in ("static", "static part"):
        headers = answer_of(home, kind).headers
        assert headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in headers


def test_the_help_page_is_the_same_for_everyone_and_may_be_kept(home):
    pages = {home.browser_of(who).get("/help-now").text for who in (None, ANN.id)}
    headers = home.browser_of(ANN.id).get("/help-now").headers

    assert len(pages) == 1
    assert headers["Cache-Control"].startswith("public, max-age=300")
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("kind", ["front page", "sign-in", "not there", "static", "leaving"])
def test_over_https_browsers_are_told_to_stay_there(https, kind):
    headers = answer_of(https, kind, PUBLIC).headers

    assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    assert headers["Content-Security-Policy"] == POLICY + "; upgrade-insecure-requests"


def cookies_of(answer):
    found = SimpleCookie()
    for header in answer.headers.getlist("Set-Cookie"):
        found.load(header)
    return found


@pytest.mark.parametrize(("kept_at", "name"), [("http://localhost", "s"), (PUBLIC, "__Host-s")])
def test_the_session_cookie_is_bound_to_this_host_and_to_this_visit(home, https, kept_at, name):
    house = home if name == "s" else https

    cookies = cookies_of(house.browser_of(None).get("/sign-in", base_url=kept_at))

    assert list(cookies) == [name]
    cookie = cookies[name]
    assert cookie["httponly"] is True
    assert cookie["samesite"] == "Lax"
    assert cookie["path"] == "/"
    assert cookie["domain"] == cookie["max-age"] == cookie["expires"] == ""
    assert bool(cookie["secure"]) is (name == "__Host-s")


def test_the_cookie_does_not_say_who_it_belongs_to(home):
    _, value = home.cookie_of(ANN.id)

    assert ANN.id not in value
    assert ANN.work_email not in value


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "localhost:8000"])
def test_this_machine_is_a_trusted_host(home, host):
    assert home.browser_of(None).get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize("host", ["wellbeing.example.org", "wellbeing.example.org:443"])
def test_the_public_name_is_a_trusted_host_only_where_it_is_set(home, https, host):
    assert https.browser_of(None).get("/", headers={"Host": host}).status_code == 200
    assert home.browser_of(None).get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize(
    "host", ["", "elsewhere.example", "localhost.elsewhere.example", "a b", "@"]
)
def test_any_other_host_gets_a_page_that_does_not_repeat_it(home, host):
    for client in (home.browser_of(None), home.browser_of(ANN.id)):
        answer = client.get("/nowhere", headers={"Host": host})

        assert answer.status_code == 400
        assert "elsewhere" not in answer.text
        assert "This could not be read" in answer.text
