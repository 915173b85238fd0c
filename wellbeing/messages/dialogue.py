"""What is said to a relay about one mail, and what is sure after each answer."""

import re
from collections.abc import Callable, Collection
from enum import StrEnum
from smtplib import quoteaddr

from wellbeing.messages.timed_smtp import TimedSmtp

REFUSED_FOR_NOW, REFUSED_FOR_GOOD, HANGS_UP = 400, 500, 421
TAKEN, GO_ON = range(200, 300), range(354, 355)
PIPELINING = "pipelining"
# Addresses that the library quotes as they are; it reads others with care, which takes its time.
PLAIN = re.compile(
    r"[A-Za-z0-9_+'-]+(\.[A-Za-z0-9_+'-]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII
)
Answer = Callable[[], tuple[int, bytes]]


class Trouble(StrEnum):
    """What is sure after a mail was not sent; a mail that may have left is not sent twice lightly."""

    UNREACHED = "unreached"  # The relay refused us, or hung up, before this mail was spoken of.
    CUT = "cut"  # The connection ended after its address was named and before it was handed over.
    LATER = "later"  # The relay refused this mail for now.
    NEVER = "never"  # The relay refused this mail for good.
    UNSURE = "unsure"  # The connection broke while the mail was handed over.


class CannotSendError(Exception):
    """The relay did not take a mail, or did not say so; it may be tried again."""

    def __init__(self, kind: str, trouble: Trouble = Trouble.UNREACHED) -> None:
        """Keep the kind of error alone: the library's message may quote an address."""
        super().__init__(kind)
        self.trouble = trouble


def quoted(address: str) -> str:
    return f"<{address}>" if PLAIN.fullmatch(address) else quoteaddr(address)


def envelope_of(quoted_sender: str, recipient: str) -> bytes:
    """Return MAIL, RCPT and DATA as they are said all at once; raise ValueError for more than a line."""
    said = (f"MAIL FROM:{quoted_sender}", f"RCPT TO:{quoted(recipient)}", "DATA")
    if any(each in "".join(said) for each in "\r\n"):
        raise ValueError("an address is one line")
    return "".join(f"{each}\r\n" for each in said).encode("ascii")


def begin_anew(relay: TimedSmtp, unheard: Collection[Answer]) -> None:
    """Hear what was asked already, and end a text that the relay waits for before it begins."""
    if relay.has_extn(PIPELINING):
        for answer in unheard:
            if answer()[0] in GO_ON:
                relay.send(".\r\n")
                relay.getreply()
    relay.rset()


def require(answer: tuple[int, bytes], step: Trouble, wanted: range = TAKEN) -> None:
    """Read a refusal by its code (RFC 5321 4.2.1): 4xx for now, 5xx for good, 421 hangs up."""
    code = answer[0]
    if code in wanted:
        return
    trouble = step
    if code == HANGS_UP:
        # It says itself that it took nothing.
        trouble = Trouble.UNREACHED if step is Trouble.UNREACHED else Trouble.CUT
    elif step is not Trouble.UNREACHED and code >= REFUSED_FOR_NOW:
        trouble = Trouble.NEVER if code >= REFUSED_FOR_GOOD else Trouble.LATER
    raise CannotSendError(str(code), trouble)


def as_data(written: bytes) -> bytes:
    """End a mail by its dot, and double those that begin a line (RFC 5321 4.5.2)."""
    if b"\n." in written or written.startswith(b"."):
        written = re.sub(rb"(?m)^\.", b"..", written)
    return written + (b"" if written.endswith(b"\r\n") else b"\r\n") + b".\r\n"
