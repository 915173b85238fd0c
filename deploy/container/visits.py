"""Asks the service of a trial for pages, as the proxy and people's browsers do."""

import http.client
import os
import re
from html import unescape
from urllib.parse import urlencode

PORT = os.environ.get("PORT", "8000")
HOST = "wellbeing.example.org"
PASSWORD = "several plain words in a row"


def ask(path: str, cookies: dict[str, str], form: dict[str, str] | None = None) -> tuple[int, str]:
    """Ask as the proxy does; whatever cookie is set is kept."""
    asking = http.client.HTTPConnection("127.0.0.1", int(PORT), timeout=30)
    headers = {"Host": HOST, "Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items())}
    if form is None:
        asking.request("GET", path, headers=headers)
    else:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        headers |= {"Origin": f"https://{HOST}", "Referer": f"https://{HOST}{path}"}
        asking.request("POST", path, urlencode(form), headers)
    answer = asking.getresponse()
    page = answer.read().decode()
    for set_cookie in answer.headers.get_all("Set-Cookie") or ():
        name, _, value = set_cookie.partition(";")[0].partition("=")
        cookies[name] = value
    return answer.status, page


def ready() -> bool:
    try:
        return ask("/readyz", {})[0] == 200
    except OSError:
        return False


def send(path: str, cookies: dict[str, str], **fields: str) -> int:
    _, page = ask(path, cookies)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    if token is None:
        raise SystemExit(f"{path} has no form")
    return ask(path, cookies, {"csrf_token": unescape(token[1]), **fields})[0]


def signed_in(address: str) -> dict[str, str]:
    cookies: dict[str, str] = {}
    status = send("/sign-in", cookies, address=address, password=PASSWORD)
    if status != 303:
        raise SystemExit(f"NOT SO: {address} can sign in: {status}")
    return cookies


def set_password(link: str) -> None:
    path = link.partition(HOST)[2]
    if send(path, {}, new_password=PASSWORD) != 303:
        raise SystemExit("NOT SO: a link sets a password")


def links_in(text: str) -> list[str]:
    return re.findall(rf"https://{re.escape(HOST)}/set-password/\S+", text)
