"""The notices of a request: the same words to whoever is asked and to whoever asked."""

from dataclasses import dataclass, field
from email.message import EmailMessage
from functools import partial

from tests.support.asking import FORMAL, PRACTITIONER, REVIEW, SECOND, TALK, Help
from wellbeing.content.loader import content
from wellbeing.messages import service as messages
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.stop_links import stop_link_of

ADDRESS = "https://wellbeing.example.org"


@dataclass
class Box:
    """A relay that keeps what it is handed."""

    mails: list[EmailMessage] = field(default_factory=list)

    def open(self) -> None:
        """Be there."""

    def send(self, mail: EmailMessage) -> None:
        self.mails.append(mail)

    def close(self) -> None:
        """Go away again."""


def delivered(help_: Help) -> list[EmailMessage]:
    box = Box()
    with help_.office() as office:
        desk = messages.Desk(
            office.session,
            office.vault,
            office.now,
            office.today,
            ADDRESS,
            "no-reply@example.org",
            content().mails,
            partial(stop_link_of, rhythm.Desk(office.session, office.vault, office.now), ADDRESS),
        )
        messages.deliver_due(desk, box, help_.home.clock)
    return box.mails


def test_every_notice_of_a_request_says_the_same_and_nothing_about_anyone(help_: Help) -> None:
    for wish in (TALK, REVIEW, FORMAL):
        help_.ask(wish)
    first = delivered(help_)
    help_.take(PRACTITIONER, help_.inbox(PRACTITIONER)[0])

    mails = [*first, *delivered(help_)]

    told = {str(mail["To"]) for mail in mails}
    assert told == {"practitioner@example.org", "pat.second@example.org", "staff@example.org"}
    bodies = [mail.get_body(("plain",)) for mail in mails]
    plain = {body.get_content() for body in bodies if body is not None}
    assert (len(plain), {mail["Subject"] for mail in mails}) == (1, {"A page is there for you"})
    said = f"{mails[0]['Subject']} {plain.pop()}".lower()
    assert "https://wellbeing.example.org/waiting" in said
    for word in ("staff would", "talk", "formal", "request", "step", "answers", "fit"):
        assert word not in said


def test_a_contact_has_one_notice_however_many_requests_wait(help_: Help) -> None:
    for wish in (TALK, REVIEW, FORMAL):
        help_.ask(wish)

    assert len(delivered(help_)) == 2


def test_who_ends_messages_by_the_link_in_a_notice_still_gets_notices(help_: Help) -> None:
    contacts = (PRACTITIONER, SECOND)
    with help_.home.session() as session:
        desk = rhythm.Desk(session, help_.home.vault, help_.home.clock.now())
        rhythm.enrol(desk, contacts)
    help_.ask(REVIEW)
    first = delivered(help_)
    program = help_.home.app.test_client()

    for mail in first:
        link = str(mail["List-Unsubscribe"]).strip("<>").removeprefix(ADDRESS)
        pressed = program.post(link, data={"List-Unsubscribe": "One-Click"})
        assert "You still get a message when another page is there for you." in pressed.text
    help_.ask(TALK)

    with help_.home.session() as session:
        desk = rhythm.Desk(session, help_.home.vault, help_.home.clock.now())
        wished = {rhythm.wish_of(desk, each).slot.messages for each in contacts}
    assert wished == {rhythm.Messages.NONE}
    told = [sorted(str(mail["To"]) for mail in mails) for mails in (first, delivered(help_))]
    assert told == [["pat.second@example.org", "practitioner@example.org"]] * 2
