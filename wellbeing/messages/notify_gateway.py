"""GOV.UK Notify, which councils, the NHS and government use for their text messages.

Its API: https://docs.notifications.service.gov.uk/rest-api.html. A text is one `POST
/v2/notifications/sms` with a number, the id of a template and what fills its gaps; our template
is one gap, `((text))`. Its own Python client brings three libraries, follows redirects and says of
a broken request only that it failed, so we speak these two requests ourselves.
"""

import base64
import hmac
import json
from contextlib import suppress
from typing import Any

from wellbeing.clock import Clock
from wellbeing.messages.gateway import Answer, Line, Question
from wellbeing.messages.mailer import CannotSendError, Trouble
from wellbeing.sms_settings import Sms

SEND = "/v2/notifications/sms"
TEMPLATE = "/v2/template"
GAP = "text"
ONLY_THE_GAP = "((text))"
UUID_LENGTH = 36
BAD_REQUEST, FAILED, AWAY = 400, 500, 503
# Its own words, which it may write with a round apostrophe or a straight one.
NOT_TO_THIS_NUMBER = ("Can't send to", "Cannot send to")
# A key or a service for a trial reaches the numbers of its own team alone.
ON_TRIAL = ("team-only", "trial mode")
ROUND_APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
NOT_BY_US = ("template", "personalisation", "service is not allowed")


class NotifyGateway:
    """Speaks to GOV.UK Notify with the key of the settings."""

    def __init__(self, settings: Sms, clock: Clock, line: Line | None = None) -> None:
        """Take the key apart; nothing is connected yet."""
        self._template = settings.template
        self._service = settings.key[-2 * UUID_LENGTH - 1 : -UUID_LENGTH - 1]
        self._secret = settings.key[-UUID_LENGTH:].encode()
        self._clock = clock
        self._line = line or Line(settings.url)

    def open(self) -> None:
        """Each text has a connection of its own."""

    def send(self, to: str, text: str, reference: str) -> None:
        said = {
            "phone_number": to,
            "template_id": self._template,
            "personalisation": {GAP: text},
            "reference": reference,
        }
        answer = self._line.ask(self._question("POST", SEND, json.dumps(said).encode()))
        if not answer.is_taken:
            raise CannotSendError(str(answer.status), _trouble(answer))

    def check(self) -> str | None:
        """Ask for the template alone, which needs the same address, key and clock as a text."""
        path = f"{TEMPLATE}/{self._template}"
        try:
            answer = self._line.ask(self._question("GET", path))
        except CannotSendError as error:
            return f"the gateway for text messages cannot be reached ({error})"
        if not answer.is_taken:
            return _refusal(answer)
        found = _read(answer)
        if found.get("type") != "sms" or str(found.get("body", "")).strip() != ONLY_THE_GAP:
            return f"WELLBEING_SMS_TEMPLATE must be a text message template that holds {ONLY_THE_GAP} alone"
        return None

    def close(self) -> None:
        """Nothing is kept open."""

    def _question(self, method: str, path: str, body: bytes = b"") -> Question:
        headers = {"Authorization": f"Bearer {self._token()}", "Accept": "application/json"}
        if body:
            headers["Content-Type"] = "application/json"
        return Question(method, path, headers, body)

    def _token(self) -> str:
        """Sign who we are and when (JSON Web Token, HS256); it holds for half a minute."""
        claims = {"iss": self._service, "iat": int(self._clock.now().timestamp())}
        signed = f"{_packed({'typ': 'JWT', 'alg': 'HS256'})}.{_packed(claims)}"
        return f"{signed}.{_encoded(hmac.digest(self._secret, signed.encode(), 'sha256'))}"


def _packed(part: dict[str, Any]) -> str:
    return _encoded(json.dumps(part, separators=(",", ":")).encode())


def _encoded(part: bytes) -> str:
    return base64.urlsafe_b64encode(part).rstrip(b"=").decode()


def _trouble(answer: Answer) -> Trouble:
    """Read a refusal: about this number, about this moment, or about us.

    What is about us (key, clock, template, limits, another address) must cost nobody their text.
    A 400 that we cannot read uses up a try of this text, so that it holds up nobody else's.
    """
    if answer.status == BAD_REQUEST:
        return _of_a_bad_request(answer)
    if answer.status == FAILED and _errors(answer):
        return Trouble.LATER
    # What stands before the gateway may have handed the request on, whatever it says then.
    may_have_left = answer.status >= FAILED and answer.status != AWAY
    return Trouble.UNSURE if may_have_left else Trouble.UNREACHED


def _of_a_bad_request(answer: Answer) -> Trouble:
    """Read what Notify's own code says: app/notifications/validators.py of alphagov/notifications-api."""
    said = [_said(error) for error in _errors(answer)]
    if any(_is_about_the_number(*each) for each in said):
        # A trial ends, and costs nobody their number.
        is_trial = any(word in words for _kind, words in said for word in ON_TRIAL)
        return Trouble.LATER if is_trial else Trouble.NEVER
    about_us = any(word in words.lower() for _kind, words in said for word in NOT_BY_US)
    return Trouble.UNREACHED if about_us else Trouble.CUT


def _said(error: dict[str, Any]) -> tuple[str, str]:
    words = str(error.get("message")).replace(ROUND_APOSTROPHE, "'")
    return str(error.get("error")), words


def _is_about_the_number(kind: str, words: str) -> bool:
    if kind == "ValidationError":
        return words.startswith("phone_number")
    return kind == "BadRequestError" and words.startswith(NOT_TO_THIS_NUMBER)


def _refusal(answer: Answer) -> str:
    match answer.status:
        case 401 | 403:
            return (
                "the gateway for text messages refuses the key: check it, and this machine's clock"
            )
        case 404:
            return "the gateway for text messages does not know the template: check its id and the address"
        case _:
            return f"the gateway for text messages answers {answer.status}"


def _errors(answer: Answer) -> list[dict[str, Any]]:
    found = _read(answer).get("errors")
    return [each for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _read(answer: Answer) -> dict[str, Any]:
    with suppress(ValueError, RecursionError):
        found = json.loads(answer.body)
        if isinstance(found, dict):
            return found
    return {}
