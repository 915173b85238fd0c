"""A gateway on this machine, spoken to without a key: for the sample organisation and for tests.

One text is `POST /texts` with `{"to": …, "text": …, "reference": …}` as JSON. 2xx: taken. 400:
this number never. 429 and 503: nobody's now. 500: not this one now. Anything else: not ours.
"""

import json

from wellbeing.messages.gateway import Line, Question
from wellbeing.messages.mailer import CannotSendError, Trouble
from wellbeing.sms_settings import Sms

SEND = "/texts"
MEANINGS = {400: Trouble.NEVER, 500: Trouble.LATER, 502: Trouble.UNSURE, 504: Trouble.UNSURE}


class LoopbackGateway:
    """Speaks to a gateway that runs on this machine."""

    def __init__(self, settings: Sms, line: Line | None = None) -> None:
        """Keep its address; the settings let it be on this machine alone."""
        self._line = line or Line(settings.url)

    def open(self) -> None:
        """Each text has a connection of its own."""

    def send(self, to: str, text: str, reference: str) -> None:
        body = json.dumps({"to": to, "text": text, "reference": reference}).encode()
        answer = self._line.ask(Question("POST", SEND, {"Content-Type": "application/json"}, body))
        if not answer.is_taken:
            trouble = MEANINGS.get(answer.status, Trouble.UNREACHED)
            raise CannotSendError(str(answer.status), trouble)

    def check(self) -> str | None:
        try:
            answer = self._line.ask(Question("GET", SEND, {}))
        except CannotSendError as error:
            return f"the gateway for text messages cannot be reached ({error})"
        return None if answer.is_taken else f"the gateway for text messages answers {answer.status}"

    def close(self) -> None:
        """Nothing is kept open."""
