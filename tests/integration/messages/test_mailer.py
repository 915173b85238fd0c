"""What a mailer does at its edges: nobody there, no time left, an address no mail can be sent to."""

from smtplib import SMTPServerDisconnected

import pytest
from sqlalchemy import update

from tests.support.hard_relay import HardRelay
from wellbeing.accounts.rows import PersonRow
from wellbeing.database import writing
from wellbeing.messages import service
from wellbeing.messages.mailer import CannotSendError, SmtpMailer, Trouble
from wellbeing.messages.service import GivenUp, Kind
from wellbeing.messages.timed_smtp import Deadline, TimedSmtp
from wellbeing.settings import Mail


def test_a_mailer_that_was_not_opened_sends_nothing():
    with pytest.raises(CannotSendError) as caught:
        SmtpMailer(Mail("127.0.0.1", 1, "none")).pass_on("a@x.example", "b@x.example", b"")

    assert caught.value.trouble is Trouble.UNREACHED


def test_a_relay_that_went_away_says_nothing():
    relay = TimedSmtp(Deadline(), None)

    with pytest.raises(SMTPServerDisconnected):
        relay.docmd("NOOP")
    with pytest.raises(SMTPServerDisconnected):
        relay.getreply()


def test_where_no_time_is_left_nothing_is_waited_for():
    with pytest.raises(TimeoutError):
        Deadline().remaining()


@pytest.mark.parametrize("offers", ["250 here", "250-here\r\n250 PIPELINING"])
def test_no_address_can_say_a_command_of_its_own(offers):
    with HardRelay(offers=offers) as relay:
        mailer = relay.mailer()
        mailer.open()
        with pytest.raises(ValueError, match=r"line|newline"):
            mailer.pass_on("a@x.example", ">\r\nVRFY c", b"text\r\n")
        mailer.pass_on("a@x.example", "b@x.example", b"text\r\n")
        mailer.close()

    assert "VRFY" not in relay.said
    assert len(relay.taken) == 1


def test_a_mailer_signs_in_where_it_is_told_to():
    def script(step: str, _said: str) -> str | None:
        return "235 welcome" if step == "AUTH" else None

    with HardRelay(script, offers="250-here\r\n250 AUTH PLAIN") as relay:
        mailer = relay.mailer(username="us", password="secret")
        mailer.open()
        mailer.close()

    assert relay.said == ["EHLO", "AUTH"]


def test_an_address_no_mail_can_be_sent_to_is_given_up_and_the_others_leave(outbox):
    with writing(outbox.session):
        outbox.session.execute(update(PersonRow).values(work_email="\u00e9@example.org"))
    outbox.post(Kind.REQUEST)

    with HardRelay() as relay:
        assert outbox.deliver(relay.mailer()).put_off == 2
        assert outbox.after(hours=1).deliver(relay.mailer()).given_up == 2

    assert {letter.why for letter in service.dead_letters(outbox.session)} == {GivenUp.REFUSED}
