"""A process that sends what waits in an outbox again and again, and forks one to be killed each time.

python -m tests.faults.a_sender MAIN KEYS KEY_FILE PORT: reads lines `MINUTE STEP` and sends in a process
of its own, as if it were so many minutes later; it dies with -9 when it has come to so many steps
between statements and answers of the relay, and never with 0. Answers each line by how many steps there were or `-9`.
"""

import os
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from tests.support.outboxes import NOW, TODAY, stop_link
from wellbeing.clock import StandingClock
from wellbeing.content.loader import content
from wellbeing.database import make_engine
from wellbeing.key_ring import KeyRing
from wellbeing.messages import service
from wellbeing.messages.mailer import SmtpMailer
from wellbeing.sealed import Vault
from wellbeing.settings import Mail


@dataclass
class Steps:
    """Counts what this process does, and ends it at its step."""

    last: int
    done: int = 0

    def step(self, *_about: object) -> None:
        self.done += 1
        if self.done == self.last:
            os.kill(os.getpid(), signal.SIGKILL)


class Watched(SmtpMailer):
    """A mailer that counts as a step what lies before and after each answer of the relay."""

    steps: Steps

    def open(self) -> None:
        super().open()
        relay = self._relay
        if relay is None:
            raise AssertionError("it is open")
        hear = relay.getreply

        def getreply() -> tuple[int, bytes]:
            self.steps.step()
            answer = hear()
            self.steps.step()
            return answer

        relay.getreply = getreply  # type: ignore[method-assign]


def send(urls: Sequence[str], minute: int, steps: Steps) -> None:
    """Do one round of the outbox."""
    main_url, keys_url, key_file, port = urls
    main, keys = make_engine(main_url), make_engine(keys_url)
    for name in ("before_cursor_execute", "after_cursor_execute", "commit"):
        event.listen(main, name, steps.step)
    mailer = Watched(Mail("127.0.0.1", int(port), "none", sender="no-reply@w.example"))
    mailer.steps = steps
    now = NOW + timedelta(minutes=minute)
    with Session(main) as session:
        vault = Vault(KeyRing.read(Path(key_file)), keys)
        desk = service.Desk(
            session, vault, now, TODAY, "https://w.example", "no-reply@w.example",
            content().mails, stop_link,
        )  # fmt: skip
        service.deliver_due(desk, mailer, StandingClock(now))
    main.dispose()
    keys.dispose()


def in_a_process(urls: Sequence[str], minute: int, last: int) -> str:
    """Send in a process of its own; return how it ended."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        steps = Steps(last)
        send(urls, minute, steps)
        os.write(write, str(steps.done).encode())
        os._exit(0)
    os.close(write)
    _child, status = os.waitpid(child, 0)
    told = os.read(read, 99).decode()
    os.close(read)
    return told or str(-os.WTERMSIG(status) if os.WIFSIGNALED(status) else "failed")


def main(urls: Sequence[str]) -> None:
    content()
    for line in sys.stdin:
        minute, last = (int(part) for part in line.split())
        print(in_a_process(urls, minute, last), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
