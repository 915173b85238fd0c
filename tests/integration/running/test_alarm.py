"""When mail does not leave, those who run the service read it; when it leaves again, the alarm ends."""

from contextlib import contextmanager
from datetime import timedelta

import pytest

from tests.integration.rhythm.relays import HANG_UP, Scripted
from tests.integration.running.conftest import HERE, operator, page, post
from tests.support.served import free_port
from wellbeing import jobs
from wellbeing.jobs.carriers import look_at_carriers
from wellbeing.messages.service import Kind
from wellbeing.settings import Mail

ASKED = ("practitioner", "peer supporter")
EVERY = timedelta(minutes=10)
WAITS = "Something waits to leave since before 11:00"
GIVEN_UP = (
    "One or more messages were given up, the last on 4 March 2026: the relay refused it for good."
)
AWAY = "Mail does not leave since 10:00 today."


def relay_at(port):
    return Mail(host="127.0.0.1", port=port, security="none", sender="no-reply@w.example")


@contextmanager
def timetable(home):
    """Lend the jobs of the timetable that have to do with mail, as they run every few minutes."""
    workshop = jobs.Workshop.of(home.settings, home.clock)

    def run(hours):
        ends = home.clock.standing_at + timedelta(hours=hours)
        while home.clock.standing_at < ends:
            look_at_carriers(workshop, 1)
            jobs.deliver_messages(workshop, 1)
            home.clock.standing_at += EVERY

    yield run
    workshop.close()


@pytest.mark.parametrize(
    ("answers", "alarm"),
    [
        ({"MAIL": "550 not from you"}, AWAY),
        ({"EHLO": HANG_UP}, AWAY),
        ({"RCPT": "450 greylisted"}, WAITS),
        ({".": "451 later"}, WAITS),
        ({".": HANG_UP}, WAITS),
        ({"RCPT": "550 nobody here"}, GIVEN_UP),
    ],
    ids=["refuses us", "hangs up", "greylists", "puts off", "drops", "refuses the mail"],
)
def test_whatever_a_relay_does_the_alarm_comes_and_ends_and_no_notice_is_lost(
    house_with, answers, alarm
):
    with Scripted(answers) as scripted:
        home = house_with(relay_at(scripted._door.getsockname()[1]))
        post(home, Kind.REQUEST, *ASKED)
        with timetable(home) as run:
            run(hours=3)
            assert alarm in page(home).text
            assert "Nothing here needs mending" not in page(home).text

            answers.clear()
            here = operator(home)
            if alarm == GIVEN_UP:
                here.post(f"{HERE}/try-again", here.get(HERE).form(f"{HERE}/try-again").filled)
            scripted.lines.clear()
            run(hours=2)
        found = page(home).text

    assert alarm not in found
    assert "would have taken mail at" in found
    for name in ASKED:
        assert f"To: {name.replace(' ', '.')}@example.org".encode() in b"".join(scripted.lines)


def test_the_alarm_about_a_relay_says_the_same_whether_or_not_anything_waits(house_with):
    """Within the first hour nothing on the page says that somebody asked for somebody."""
    told = []
    for name, kinds in (("silent", ()), ("asked", ASKED)):
        home = house_with(relay_at(free_port()), name=name)
        post(home, Kind.REQUEST, *kinds)
        with timetable(home) as run:
            run(hours=0.8)
        told.append(page(home).text.replace(str(home.settings.mail.port), "PORT"))

        ready = home.browser_of(None).get("/readyz").json
        assert ready["warnings"] == ["Mail does not leave. Run `wellbeing doctor`."]

    assert AWAY in told[0]
    assert told[0] == told[1]


def test_a_test_mail_goes_to_the_work_address_of_whoever_pressed_and_ends_the_alarm(house_with):
    answers = {"MAIL": "550 not from you"}
    with Scripted(answers) as scripted:
        home = house_with(relay_at(scripted._door.getsockname()[1]))
        here = operator(home)
        form = here.get(HERE).form(f"{HERE}/test-mail").filled

        refused = here.post(f"{HERE}/test-mail", form | {"to": "somebody@else.example"})
        assert "does not let us send as no-reply@w.example. What to do: Check" in refused.text
        assert AWAY in refused.text

        answers.clear()
        taken = here.post(f"{HERE}/test-mail", form)
    written = b"".join(scripted.lines)

    assert "took the test mail" in taken.text
    assert AWAY not in taken.text
    assert scripted.mails == 1
    assert b"To: operator@example.org" in written
    assert b"somebody@else.example" not in written


def test_so_many_test_mails_leave_in_an_hour_and_no_more(house_with):
    with Scripted({}) as scripted:
        home = house_with(relay_at(scripted._door.getsockname()[1]))
        here = operator(home)
        form = here.get(HERE).form(f"{HERE}/test-mail").filled
        answered = [here.post(f"{HERE}/test-mail", form).status for _ in range(7)]

    assert answered == [200] * 5 + [429] * 2
    assert scripted.mails == 5


def test_without_a_relay_no_test_mail_is_offered_or_sent(house_with):
    here = operator(house_with(Mail()))
    token = here.get(HERE).form("/sign-out").filled
    pressed = here.post(f"{HERE}/test-mail", token)

    assert f"{HERE}/test-mail" not in {form.action for form in pressed.forms}
    assert "No mail relay is set, so nothing was sent." in pressed.text
