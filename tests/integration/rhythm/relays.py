"""Relays that do what no relay should, and a carrier that does what a test says."""

import socket
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from threading import Thread

from wellbeing.clock import StandingClock
from wellbeing.messages.mailer import Parcel, SmtpMailer, Trouble, one_by_one
from wellbeing.rhythm.delivery import Outcome, deliver_due
from wellbeing.settings import Mail

HANG_UP, TEXT = "", "text"
GOOD = {"DATA": "354 go on", ".": "250 taken"}


def deliver(desk, post, mailer) -> Outcome:
    """Deliver while the clock stands where the desk is."""
    return deliver_due(desk, post, mailer, StandingClock(desk.now))


class Taker:
    """Takes every mail, and does what it is told while it holds one."""

    def __init__(self, on_mail: Callable[[str], None] = lambda _to: None) -> None:
        self.taken: list[str] = []
        self.is_open = False
        self._on_mail = on_mail

    def open(self) -> None:
        self.is_open = True

    def send(self, mail: object) -> None:
        raise AssertionError("weekly mails are passed on")

    def pass_on(self, _sender: str, recipient: str, _written: bytes) -> None:
        self._on_mail(recipient)
        self.taken.append(recipient)

    def pass_on_all(self, sender: str, parcels: Iterable[Parcel]) -> Iterator[Trouble | None]:
        return one_by_one(self, sender, parcels)

    def close(self) -> None:
        self.is_open = False


class Scripted:
    """A relay that answers each verb as it is told; HANG_UP ends the connection without a word.

    Several answers are given in turn, the last of them again and again; TEXT is asked before a text is read.
    """

    def __init__(self, answers: Mapping[str, str | Sequence[str]]) -> None:
        self.mails = 0
        self.said: list[str] = []
        self.lines: list[bytes] = []
        self._answers = answers
        self._asked: Counter[str] = Counter()
        self._door = socket.create_server(("127.0.0.1", 0))

    def __enter__(self) -> "Scripted":
        Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self._door.close()

    def mailer(self) -> SmtpMailer:
        port = self._door.getsockname()[1]
        return SmtpMailer(Mail(host="127.0.0.1", port=port, security="none", sender="no-reply@x"))

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                with self._door.accept()[0] as caller, caller.makefile("rwb") as line:
                    self._talk(line)

    def _talk(self, line) -> None:
        self._say(line, "220 here")
        for said in line:
            verb = said.decode("latin-1").strip().upper()[:4]
            self.said.append(verb)
            answer = self._answer(verb)
            if answer == HANG_UP:
                return
            self._say(line, answer)
            if answer.startswith("354") and not self._takes(line):
                return

    def _answer(self, verb: str) -> str:
        told = self._answers.get(verb, GOOD.get(verb, "250 ok"))
        if isinstance(told, str):
            return told
        self._asked[verb] += 1
        return told[min(self._asked[verb], len(told)) - 1]

    def _takes(self, line) -> bool:
        if self._answer(TEXT) == HANG_UP:
            return False
        for part in line:
            self.lines.append(part)
            if part == b".\r\n":
                self.mails += 1
                answer = self._answer(".")
                if answer != HANG_UP:
                    self._say(line, answer)
                return answer != HANG_UP
        return False

    @staticmethod
    def _say(line, words: str) -> None:
        line.write(words.encode() + b"\r\n")
        line.flush()
