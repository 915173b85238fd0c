"""Where each page of a check-in leads: on, back, to the same place asked in another way, to the end."""

from collections.abc import Mapping
from enum import StrEnum

from flask import request, url_for

from wellbeing.checkins import service
from wellbeing.checkins.course import FROM_PAPER, SEND, Course, Stop
from wellbeing.checkins.drafts import Draft
from wellbeing.checkins.forms import BACK
from wellbeing.checkins.visit import Visit
from wellbeing.content.question_models import ALL_ON_ONE
from wellbeing.preferences.asked import Pages
from wellbeing.week import Week

# In the address of the last page: in which way the pages before it asked.
WAY = "way"
# In the address of one question: it alone is changed, and then the last page follows.
THEN = "then"


class Button(StrEnum):
    """What can be pressed to switch, in the words of the button."""

    PARTS = "In short parts"
    ONE = "One question on a page"
    ALL = "All on one page"


def address(visit: Visit, week: Week, stop_id: str, pages: Pages = Pages.PARTS) -> str:
    """Return the address of a page of the check-in; the week stands in it only when it is past."""
    in_address = visit.in_address(week)
    if stop_id == SEND:
        way = None if pages is Pages.PARTS else pages.value
        return url_for("checkins.send", week=in_address, way=way)
    return url_for("checkins.part", part_id=stop_id, week=in_address)


def begin(visit: Visit, week: Week) -> str:
    """Return where a person begins, or goes on with what is not sent yet."""
    kept = service.draft_for(visit.desk, visit.person_id, week)
    pages = visit.pages
    return address(visit, week, visit.course(week, kept or Draft()).start(pages), pages)


def way_in_address(otherwise: str | None = None) -> Pages:
    """Say in which way the pages before the last one asked; a form that was kept knows it otherwise."""
    try:
        return Pages(request.args.get(WAY) or otherwise or "")
    except ValueError:
        return Pages.PARTS


def is_only_this() -> bool:
    """Say whether one answer is being changed from the last page."""
    return request.args.get(THEN) == SEND


def switches(stop: Stop) -> tuple[tuple[str, str], ...]:
    """Return the other ways to be asked: what the button sends, and its words."""
    return tuple((pages.value, Button[pages.name].value) for pages in Pages if pages != stop.pages)


def pages_pressed(pressed: str | None) -> Pages | None:
    """Return the way a person switches to, if that is what they pressed."""
    return next((pages for pages in Pages if pages == pressed), None)


def leads_elsewhere(pressed: str | None) -> bool:
    """Say whether a button leads anywhere but on."""
    return pressed == BACK or pages_pressed(pressed) is not None


def back_address(visit: Visit, week: Week, stop: Stop) -> str:
    """Return the page before; one answer that is changed goes back to the last page."""
    stop_id = SEND if is_only_this() else stop.before or stop.id
    return address(visit, week, stop_id, stop.pages)


def next_address(visit: Visit, week: Week, stop: Stop, draft: Draft, here: frozenset[str]) -> str:
    """Return the page that follows, as the answers now make it; `here` is what this page showed."""
    course = visit.course(week, draft)
    if stop.id == FROM_PAPER:
        return address(visit, week, SEND, visit.pages)
    asks_again = stop.after == SEND and not course.called_for <= here
    if is_only_this() and stop.pages is Pages.ONE:
        return _only(visit, week, stop.id if asks_again else course.only_then(stop))
    if asks_again:
        return address(visit, week, stop.id)
    found = course.stop(stop.id)
    return address(visit, week, found.after if found and found.after else SEND, stop.pages)


def changes(visit: Visit, week: Week, course: Course, pages: Pages) -> Mapping[str, str]:
    """Return for each question where its answer is changed from the last page."""
    asked = [(part.id, one.id) for part in course.parts for one in part.questions]
    if pages is Pages.ALL:
        # What was called for stands first there, and has no name that a browser would keep.
        on = address(visit, week, ALL_ON_ONE)
        more = course.called_for
        return {one: on if one in more else f"{on}#{part_id}" for part_id, one in asked}
    to = _only if pages is Pages.ONE else address
    return {one: to(visit, week, course.where(one, pages)) for _, one in asked}


def leads(visit: Visit, week: Week, stop: Stop, draft: Draft, pressed: str | None) -> str | None:
    """Return where a button leads that does not go on; None for the one that does."""
    if pressed == BACK:
        return back_address(visit, week, stop)
    pages = pages_pressed(pressed)
    if pages is None:
        return None
    return address(visit, week, visit.course(week, draft).same_place(stop, pages))


def _only(visit: Visit, week: Week, stop_id: str) -> str:
    if stop_id == SEND:
        return address(visit, week, SEND, Pages.ONE)
    in_address = visit.in_address(week)
    return url_for("checkins.part", part_id=stop_id, week=in_address, then=SEND)
