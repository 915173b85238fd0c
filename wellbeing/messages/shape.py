"""One shape for the mail of the week and for notices, so that nothing but their words tells them apart.

The log of a mail server shows sender, subject and size, a list of mails the subject and the first
words. So all of them have the same headers, the same two parts and the same size (docs/adr/0033).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from html import escape

from wellbeing.content.models import Mail

# No line is broken anew: an address that was would not be read by every mail program.
AS_IT_IS = policy.SMTP.clone(max_line_length=900, cte_type="7bit")
# The one style in a mail: a link is longer than a phone is wide. The second is for older mail programs.
BREAKS_LINKS = "overflow-wrap: anywhere; word-break: break-word"
PHONES = '<meta name="viewport" content="width=device-width, initial-scale=1">'
# Every mail is so long without its address; no mail within the limits of `Mails` is longer.
SIZE = 6_144
FILLS = "This line is not shown. It keeps every message as long as others.\r\n"
FILLER = FILLS * (2 * SIZE // len(FILLS))
LEAST = 4


@dataclass(frozen=True)
class Envelope:
    """What differs from mail to mail: from whom, to whom, when, the name of this mail, and what ends them.

    `stop` ends the weekly messages. A notice has it too: a header less would tell what it is.
    """

    sender: str
    to: str
    at: datetime
    name: str
    stop: str


def headed(subject: str, envelope: Envelope) -> EmailMessage:
    """Return a mail without words, as every mail of ours begins."""
    mail = EmailMessage(AS_IT_IS)
    mail["Subject"] = subject
    mail["From"] = envelope.sender
    mail["To"] = envelope.to
    mail["Date"] = format_datetime(envelope.at)
    mail["Message-ID"] = f"<{envelope.name}@{envelope.sender.rpartition('@')[2].rstrip('>')}>"
    mail["Auto-Submitted"] = "auto-generated"
    return mail


def shaped(words: Mail, links: Mapping[str, str], envelope: Envelope) -> EmailMessage:
    """Write a mail: plain text, the same in simple HTML, and one press to end weekly ones (RFC 8058)."""
    mail = headed(words.subject, envelope)
    mail["List-Unsubscribe"] = f"<{envelope.stop}>"
    mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(words.body.format(**links), cte="7bit")
    mail.add_alternative(_as_html(words, links), subtype="html", cte="7bit")
    mail.set_boundary("a-part-of-this-mail")
    # What stands behind the last part is shown nowhere (RFC 2046, 5.1.1).
    mail.epilogue = ""
    mail.epilogue = filler(len(mail.as_bytes()) - len(envelope.to))
    return mail


def filler(length: int) -> str:
    """Return what fills a mail of this length up to the one size."""
    missing = (-length - LEAST) % SIZE + LEAST
    cut = FILLER[: missing - 2]
    # No end of a line is cut in two.
    return (f"{cut[:-1]}-" if cut.endswith("\r") else cut) + "\r\n"


def _as_html(words: Mail, links: Mapping[str, str]) -> str:
    shown = {name: f'<a href="{escape(link)}">{escape(link)}</a>' for name, link in links.items()}
    paragraphs = (escape(each).replace("\n", "<br>\n") for each in words.body.strip().split("\n\n"))
    inside = "\n".join(f"<p>{each.format(**shown)}</p>" for each in paragraphs)
    title = f'<meta charset="utf-8">\n{PHONES}\n<title>{escape(words.subject)}</title>'
    head = f'<!doctype html>\n<html lang="en-GB">\n<head>\n{title}\n</head>'
    body = f'<body style="{BREAKS_LINKS}">\n{inside}\n</body>'
    return f"{head}\n{body}\n</html>\n"
