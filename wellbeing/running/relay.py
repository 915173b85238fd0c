"""Asks the relay whether it would take a mail, and sends one that says nothing as a test."""

import smtplib
from collections.abc import Callable
from contextlib import suppress
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from secrets import token_hex

from wellbeing.clock import Clock
from wellbeing.content.models import Mail as Words
from wellbeing.messages.mailer import CannotSendError, SmtpMailer
from wellbeing.running.faults import Fault, fault_of
from wellbeing.settings import Mail

OK = 250


class AskingMailer(SmtpMailer):
    """The mailer of every mail, which can also ask without sending one."""

    def ask(self, sender: str) -> None:
        """Begin a mail as this sender, and take it back; raise CannotSendError when that is refused."""
        relay = self._relay
        if relay is None:
            raise CannotSendError("not connected")
        try:
            self._deadline.restart(self._patience.mail)
            relay.ehlo_or_helo_if_needed()
            code, _said = relay.mail(sender)
            relay.rset()
        except (OSError, smtplib.SMTPException) as error:
            raise CannotSendError(type(error).__name__) from error
        if code != OK:
            raise CannotSendError(str(code))

    def close(self) -> None:
        """Say goodbye, as a relay expects of whoever comes often."""
        if self._relay is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._relay.quit()
        super().close()


def ask(mail: Mail) -> Fault | None:
    """Connect, encrypt, sign in and begin a mail, without sending any; return what stands against it."""
    return _fault_in(mail, lambda mailer: mailer.ask(mail.sender))


def send_test(mail: Mail, words: Words, address: str, to: str, clock: Clock) -> Fault | None:
    """Send one mail that says nothing about anybody; return what kept it from leaving."""
    whole = written(mail, words, address, to, clock)
    return _fault_in(mail, lambda mailer: mailer.pass_on(mail.sender, to, whole))


def _fault_in(mail: Mail, do: Callable[[AskingMailer], None]) -> Fault | None:
    mailer = AskingMailer(mail)
    try:
        mailer.open()
    except CannotSendError as error:
        return fault_of(error, Fault.ENCRYPTION)
    try:
        do(mailer)
    except CannotSendError as error:
        return fault_of(error, Fault.SENDER)
    finally:
        mailer.close()
    return None


def is_about_this_mail(fault: Fault) -> bool:
    """Say whether another mail might have been taken."""
    return fault in {Fault.MAIL, Fault.MAIL_FOR_NOW}


def written(mail: Mail, words: Words, address: str, to: str, clock: Clock) -> bytes:
    test = EmailMessage(policy=policy.SMTP)
    test["Subject"] = words.subject
    test["From"] = mail.sender
    test["To"] = to
    test["Date"] = format_datetime(clock.now())
    # Another name each time: a relay drops a mail whose name it knows.
    domain = mail.sender.rpartition("@")[2].rstrip(">")
    test["Message-ID"] = f"<{token_hex(16)}@{domain}>"
    test["Auto-Submitted"] = "auto-generated"
    test.set_content(words.body.format(link=address), cte="7bit")
    return test.as_bytes()
