"""The weekly mail: written once, then the same bytes for everyone but address, name and two links.

The address of the sign-in page is the same for everyone, so it is written with the rest.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

from wellbeing.content.models import WeeklyMail
from wellbeing.messages.shape import Envelope, filler, shaped

# Stand-ins that no text of ours holds, as long as most of what replaces them.
TO, NAME, OPEN, STOP = "to@rhythm.invalid", "name-of-this-mail", "open-link-here", "stop-link-here"
# The open link stands in the text, and twice in HTML; the other one in a header too.
TIMES = {TO: 1, NAME: 1, OPEN: 3, STOP: 4}
CUT = re.compile(f"({'|'.join(map(re.escape, TIMES))})")
# Addresses that stand in a header as they are; others are written by the library, one by one.
PLAIN = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,60}@[A-Za-z0-9.-]{1,100}", re.ASCII)
LONGEST_LINE = 900
END = b"\r\n--a-part-of-this-mail--\r\n"


@dataclass(frozen=True)
class Letter:
    """What differs from mail to mail."""

    to: str
    name: str
    open_link: str
    stop_link: str


@dataclass(frozen=True)
class Template:
    """A mail for a whole batch."""

    words: WeeklyMail
    sender: str
    at: datetime
    sign_in: str
    # What stands between stand-ins, and which stand-in follows each; the last part has none.
    _parts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, words: WeeklyMail, sender: str, now: datetime, sign_in: str) -> Self:
        """Write the mail once; raises ValueError when a stand-in did not survive the writing."""
        unwritten = cls(words, sender, now, sign_in, ())
        written = unwritten.in_full(Letter(TO, NAME, OPEN, STOP))
        # A mail is filled up once its address and links stand in it.
        written = written[: written.index(END) + len(END)]
        for each, times in TIMES.items():
            if written.count(each.encode()) != times:
                raise ValueError("a mail cannot be made from this text")
        pieces = [*CUT.split(written.decode("ascii")), ""]
        return replace(unwritten, _parts=tuple(zip(pieces[::2], pieces[1::2], strict=True)))

    def letter(self, letter: Letter) -> bytes:
        """Return the whole mail for one person."""
        if not PLAIN.fullmatch(letter.to):
            return self.in_full(letter)
        links = (letter.open_link, letter.stop_link)
        if not all(link.isascii() and len(link) < LONGEST_LINE for link in links):
            raise ValueError("a link is one line of plain characters")
        said = {TO: letter.to, NAME: letter.name, OPEN: letter.open_link, STOP: letter.stop_link}
        said[""] = ""
        mail = "".join([part + said[after] for part, after in self._parts])
        return (mail + filler(len(mail) - len(letter.to))).encode("ascii")

    def in_full(self, letter: Letter) -> bytes:
        """Return the same mail as the library writes it, for an address that needs its care."""
        links = {"link": letter.open_link, "sign_in": self.sign_in, "stop": letter.stop_link}
        envelope = Envelope(self.sender, letter.to, self.at, letter.name, letter.stop_link)
        return shaped(self.words, links, envelope).as_bytes()
