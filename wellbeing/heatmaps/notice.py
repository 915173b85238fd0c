"""The one notice of new figures: after sign-in, for a week, in the same words for everyone."""

from contextlib import suppress

from flask import request
from sqlalchemy.exc import SQLAlchemyError

from wellbeing.accounts.service import NoOrganisationError
from wellbeing.extensions import db, house
from wellbeing.heatmaps import news, service
from wellbeing.web.signed_in import signed_in
from wellbeing.web.words import words

# Where people arrive after sign-in; anywhere else it would only be in the way.
ARRIVING, CHECKING_IN = "checkins.this_week", "checkins.part"


def new_figures() -> str:
    """Return since when figures are new for whoever reads this page; empty where none are.

    It follows from roster, calendar and ledger. Checking in works without figures, so a ledger
    that cannot be read leaves the notice out and nothing else.
    """
    person = signed_in() if _has_arrived() else None
    if person is None:
        return ""
    with suppress(SQLAlchemyError, NoOrganisationError), house().ledger() as ledger:
        found = news.of_person(service.ground(db.session(), ledger, house().now()), person.id)
        return found.came_out if found and found.is_new else ""
    return ""


def _has_arrived() -> bool:
    """Say whether this is the page of the week, or the first page of the check-in it leads to."""
    if request.endpoint != CHECKING_IN:
        return request.endpoint == ARRIVING
    return request.path.rpartition("/")[2] in words().questions.first_pages
