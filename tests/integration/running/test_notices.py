"""Every message can be looked at as it arrives: the very bytes that are sent, with links that open nothing."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from tests.integration.rhythm.relays import Scripted
from tests.integration.running.conftest import HERE, IDS, operator, post
from tests.support.walking import Walker
from tests.support.world import NOW, TODAY
from wellbeing.accounts.rows import LinkRow
from wellbeing.clock import StandingClock
from wellbeing.messages import service as messages
from wellbeing.messages.mailer import SmtpMailer
from wellbeing.messages.service import Kind
from wellbeing.rhythm import service as rhythm
from wellbeing.rhythm.delivery import Post, deliver_due
from wellbeing.rhythm.service import Desk
from wellbeing.running import service
from wellbeing.running.service import Office, Shown
from wellbeing.settings import Mail

# What differs from mail to mail: address, name of the mail, when, and what ends a link.
DIFFERS = re.compile(
    rb"(?m)^To: .*|^Message-ID: .*|^Date: .*|(?<=/answer/)[\w-]+|(?<=/messages/)[\w-]+"
    rb"|(?<=/set-password/)[\w-]+"
)
# Five minutes before the hour: whoever is asked in an hour is asked by then.
MONDAY = datetime(2026, 3, 2, 5, 55, tzinfo=UTC)
NOTICES = [shown for shown in Shown if shown.value in set(Kind)]


def stamp_of(home):
    with home.session() as session:
        return service.stamp(Office(session, home.settings, NOW))


def same(mail):
    return DIFFERS.sub(b"", mail.replace(b"\r\n", b"\n")).strip()


def relay_of(scripted):
    port = scripted._door.getsockname()[1]
    return Mail(host="127.0.0.1", port=port, security="none", sender="no-reply@w.example")


def sent_by(scripted):
    return b"".join(line for line in scripted.lines if line != b".\r\n")


@pytest.mark.parametrize("shown", NOTICES)
def test_a_notice_is_shown_with_the_bytes_that_are_sent(house_with, shown):
    with Scripted({}) as scripted:
        home = house_with(relay_of(scripted))
        post(home, Kind(shown), "staff")
        stamp = stamp_of(home)
        with home.session() as session:
            desk = messages.Desk(
                session, home.vault, NOW, TODAY, stamp.address, stamp.sender, stamp.words,
                lambda _person: f"{stamp.address}/messages/{'x' * 64}",
            )  # fmt: skip
            messages.deliver_due(desk, SmtpMailer(home.settings.mail), StandingClock(NOW))

    assert sent_by(scripted)
    assert same(sent_by(scripted)) == same(service.preview(shown, stamp).whole)


def test_the_weekly_mail_is_shown_with_the_bytes_that_are_sent(house_with):
    with Scripted({}) as scripted:
        home = house_with(relay_of(scripted))
        stamp = stamp_of(home)
        with home.session() as session:
            desk = Desk(session, home.vault, MONDAY)
            rhythm.plan_due(desk)
            mails = Post(stamp.address, stamp.sender, stamp.words.weekly)
            for now in (MONDAY + timedelta(hours=hours) for hours in range(96)):
                mailer, clock = SmtpMailer(home.settings.mail), StandingClock(now)
                deliver_due(replace(desk, now=now), mails, mailer, clock)
    (first, *_others) = sent_by(scripted).split(b"Subject: ")[1:]

    assert same(b"Subject: " + first) == same(service.preview(Shown.WEEKLY, stamp).whole)


def test_the_texts_are_shown_as_they_are_sent(house_with):
    stamp = stamp_of(house_with())
    weekly = service.preview(Shown.WEEKLY_TEXT, stamp)
    code = service.preview(Shown.CODE, stamp)

    assert weekly.plain == stamp.texts.weekly.format(link=f"{stamp.address}/answer/{'x' * 64}")
    assert code.plain.startswith("000000 is your code.")
    assert not weekly.whole + code.whole


def test_looking_makes_no_link_and_no_link_in_a_preview_opens_anything(house_with):
    home = house_with()
    here, stranger = operator(home), Walker(home.browser_of(None))
    links = set()
    for shown in Shown:
        found = here.get(f"{HERE}/notices/{shown}")
        assert found.status == 200
        links |= set(re.findall(r"http://127.0.0.1:8000(/\S*)", found.text))
        assert here.client.get(f"{HERE}/notices/{shown}/whole.eml").status_code == (
            404 if shown in {Shown.WEEKLY_TEXT, Shown.CODE} else 200
        )
    opened = {link: stranger.get(link) for link in links}

    assert len(links) >= 7
    assert {page.status for link, page in opened.items() if "xxx" in link} == {404}
    assert {page.h1 for link, page in opened.items() if "xxx" not in link} == {"Sign in"}
    with home.session() as session:
        assert session.scalar(select(func.count()).select_from(LinkRow)) == 0


def test_the_html_is_handed_out_as_it_is_and_only_where_there_is_some(house_with):
    home = house_with()
    browser = home.browser_of(IDS["operator"])
    shown = browser.get(f"{HERE}/notices/weekly/as-html")

    assert shown.mimetype == "text/html"
    assert "script-src" not in shown.headers["Content-Security-Policy"]
    assert "default-src 'none'" in shown.headers["Content-Security-Policy"]
    assert shown.text.strip() == service.preview(Shown.WEEKLY, stamp_of(home)).html
    assert browser.get(f"{HERE}/notices/set-password/as-html").status_code == 404
    assert browser.get(f"{HERE}/notices/unknown").status_code == 404
