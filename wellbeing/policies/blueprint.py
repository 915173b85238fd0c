"""The one blueprint all pages of policies are registered on, and what they work with."""

from flask import Blueprint

from wellbeing.accounts import service as accounts
from wellbeing.extensions import db, house
from wellbeing.two_people import Board

blueprint = Blueprint("policies", __name__)

MAY_PROPOSE, MAY_DECIDE = "wellbeing_lead", "staff_representative"
LOOKING_AFTER = frozenset({MAY_PROPOSE, MAY_DECIDE})


def board() -> Board:
    """Return what a page of policies works with, today, where the organisation is."""
    session = db.session()
    parts = house()
    today = parts.today(accounts.organisation(session).zone)
    return Board(
        session,
        parts.vault,
        parts.now(),
        today,
        sends_mail=parts.settings.mail.is_configured,
        folder=parts.settings.policies,
    )
