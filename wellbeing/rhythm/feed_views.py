"""A person's private calendar: the page where it is turned on, and the address programs fetch."""

from hashlib import sha256

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RateLimitExceeded
from werkzeug.exceptions import TooManyRequests
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.validators import ValidationError

from wellbeing.extensions import db, house, limiter
from wellbeing.rhythm.feed_service import (
    Change,
    Feed,
    calendar_for,
    calendar_of,
    change_calendar,
    feed_of,
)
from wellbeing.rhythm.service import Desk
from wellbeing.web.choices import OneAnswer
from wellbeing.web.forms import PostedForm
from wellbeing.web.signed_in import SignedIn, for_signed_in
from wellbeing.web.words import words

blueprint = Blueprint("calendar", __name__)
# Programs fetch it once an hour or once a day.
MOST_FETCHES, AGAIN_IN = "60/hour", 3_600
IS_ON, IS_OFF = "Your calendar is turned on.", "Your calendar is off."
IS_NEW = "Your calendar has a new address. The old one has ended."


class ChangeForm(PostedForm):
    """One of the buttons of the calendar's page."""

    change = OneAnswer(choices=[SelectChoice(each.value) for each in Change])

    def validate_change(self, field: OneAnswer) -> None:
        if not field.data:
            raise ValidationError("Choose one of the buttons.")


@blueprint.route("/when-you-are-asked/calendar", methods=["GET", "POST"])
@for_signed_in
def own(person: SignedIn) -> ResponseReturnValue:
    form, desk = ChangeForm(), _desk()
    if form.is_sent_and_valid():
        change = Change(form.change.data)
        change_calendar(desk, person.id, change)
        is_on = calendar_of(desk, person.id) is not None
        flash((IS_NEW if change is Change.RENEW else IS_ON) if is_on else IS_OFF)
        return redirect(url_for("calendar.own"), 303)
    mark = calendar_of(desk, person.id)
    address = mark and house().settings.address + url_for("calendar.fetched", mark=mark)
    page = render_template(
        "rhythm/calendar.html", form=form, address=address, title=words().mails.weekly.subject
    )
    return page, (422 if form.errors else 200)


@blueprint.get("/calendar/<mark>.ics")
def fetched(mark: str) -> ResponseReturnValue:
    """Give a calendar to whoever has its address; it reads no cookie and tells nothing else.

    Only an address that opens one is counted: every other one has the same answer, however often.
    """
    desk = _desk()
    feed = feed_of(desk, mark)
    if feed is None:
        return render_template("rhythm/no_calendar.html"), 404
    try:
        with limiter.limit(MOST_FETCHES, key_func=lambda: feed.name):
            return _calendar(desk, feed)
    except RateLimitExceeded:
        raise TooManyRequests(retry_after=AGAIN_IN) from None


def _calendar(desk: Desk, feed: Feed) -> Response:
    """Return a calendar that no cache on the way keeps, and nobody is sent again who has it."""
    title, link = words().mails.weekly.subject, f"{house().settings.address}/this-week"
    calendar = calendar_for(desk, feed, title, link)
    answer = Response(calendar, content_type="text/calendar; charset=utf-8")
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.set_etag(sha256(calendar).hexdigest())
    answer.make_conditional(request)
    return answer


def _desk() -> Desk:
    parts = house()
    return Desk(db.session(), parts.vault, parts.clock.now())
