"""The weekly mail: written once, then the same bytes for everyone but address, name and two links.

The address of the sign-in page is the same for everyone, so it is written with the rest.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape
from typing import Self

from wellbeing.content.models import WeeklyMail

# Stand-ins that no text of ours holds, as long as most of what replaces them.
TO, NAME, OPEN, STOP = "to@rhythm.invalid", "name-of-this-mail", "open-link-here", "stop-link-here"
# The open link stands in the text, and twice in HTML; the other one in a header too.
TIMES = {TO: 1, NAME: 1, OPEN: 3, STOP: 4}
CUT = re.compile(f"({'|'.join(map(re.escape, TIMES))})")
# Addresses that stand in a header as they are; others are written by the library, one by one.
PLAIN = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,60}@[A-Za-z0-9.-]{1,100}", re.ASCII)
LONGEST_LINE = 900
# The one style in a mail: a link is longer than a phone is wide. The second is for older mail programs.
BREAKS_LINKS = "overflow-wrap: anywhere; word-break: break-word"
PHONES = '<meta name="viewport" content="width=device-width, initial-scale=1">'


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
    date: str
    sign_in: str
    # What stands between stand-ins, and which stand-in follows each; the last part has none.
    _parts: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, words: WeeklyMail, sender: str, now: datetime, sign_in: str) -> Self:
        """Write the mail once; raises ValueError when a stand-in did not survive the writing."""
        unwritten = cls(words, sender, format_datetime(now), sign_in, ())
        written = unwritten.in_full(Letter(TO, NAME, OPEN, STOP))
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
        return "".join([part + said[after] for part, after in self._parts]).encode("ascii")

    def in_full(self, letter: Letter) -> bytes:
        """Return the same mail as the library writes it, for an address that needs its care."""
        return _written(self, letter)


def _written(template: Template, letter: Letter) -> bytes:
    """Write a mail in full: plain text, the same in simple HTML, and one press to end it (RFC 8058)."""
    words, sender = template.words, template.sender
    mail = EmailMessage(policy=policy.SMTP.clone(max_line_length=LONGEST_LINE, cte_type="7bit"))
    mail["Subject"] = words.subject
    mail["From"] = sender
    mail["To"] = letter.to
    mail["Date"] = template.date
    mail["Message-ID"] = f"<{letter.name}@{sender.rpartition('@')[2].rstrip('>')}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["List-Unsubscribe"] = f"<{letter.stop_link}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    links = {"link": letter.open_link, "sign_in": template.sign_in, "stop": letter.stop_link}
    mail.set_content(words.body.format(**links), cte="7bit")
    mail.add_alternative(_as_html(words, links), subtype="html", cte="7bit")
    mail.set_boundary("a-part-of-this-mail")
    return mail.as_bytes()


def _as_html(words: WeeklyMail, links: dict[str, str]) -> str:
    shown = {name: f'<a href="{escape(link)}">{escape(link)}</a>' for name, link in links.items()}
    paragraphs = (escape(each).replace("\n", "<br>\n") for each in words.body.strip().split("\n\n"))
    inside = "\n".join(f"<p>{each.format(**shown)}</p>" for each in paragraphs)
    title = f'<meta charset="utf-8">\n{PHONES}\n<title>{escape(words.subject)}</title>'
    head = f'<!doctype html>\n<html lang="en-GB">\n<head>\n{title}\n</head>'
    body = f'<body style="{BREAKS_LINKS}">\n{inside}\n</body>'
    return f"{head}\n{body}\n</html>\n"
