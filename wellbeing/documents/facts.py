"""Looks up what the documents are made from: settings, roster, policies, ledger and the words in use.

Nothing here reads an answer, a request or a kit, and nothing counts them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.accounts import service as accounts
from wellbeing.accounts.people import Organisation
from wellbeing.content.loader import Content, content
from wellbeing.cover import service as cover
from wellbeing.disclosure import ADOPTED, Parameters
from wellbeing.documents.columns import Line, every_column
from wellbeing.figure_settings import service as figure_settings
from wellbeing.going_live.asked import ASKED
from wellbeing.going_live.facts import Desk, contacts, holding
from wellbeing.ledger import service as ledger
from wellbeing.opening import service as opening
from wellbeing.policies.book import Told, book
from wellbeing.records.facts import Guarantee
from wellbeing.records.privacy_report import guarantees, named
from wellbeing.responders import service as responders
from wellbeing.settings import Settings
from wellbeing.two_people import Board
from wellbeing.web.access_matrix import AccessMatrix, shipped

# A number of people would make every document another one from day to day.
SIZES = ((2_000, "2,000 people or more"), (500, "500 to 1,999 people"), (100, "100 to 499 people"))
SMALL = "fewer than 100 people"
EVERYBODY, SOME, NOBODY = "everybody", "a pilot: some units", "nobody at present"


@dataclass(frozen=True)
class Facts:
    """Everything that is the installation's own."""

    organisation: Organisation
    today: date
    settings: Settings
    words: Content
    size: str
    open_to: str
    # How the organisation's own lines differ from ours: empty where it has not written them.
    officer: str
    danger_steps: tuple[str, ...]
    staffed: tuple[str, ...]
    roles_held: frozenset[str]
    # Title of each line of "Going live" → whether a wellbeing lead has filled it in.
    going_live: Mapping[str, bool]
    contacts_are_checked: bool
    # Who is told when somebody says that they are not safe, in words without names.
    responders: str
    policy: Told | None
    parameters: Mapping[str, float]
    guarantees: tuple[Guarantee, ...]
    columns: tuple[Line, ...]
    matrix: AccessMatrix


def look_up(board: Board, released: Session, settings: Settings, words: Content) -> Facts:
    session, today = board.session, board.today
    parameters, promised = _figures(session, released)
    desk = Desk(session, today, board.now, words, settings.data)
    ours = content()
    return Facts(
        organisation=accounts.organisation(session),
        today=today,
        settings=settings,
        words=words,
        size=_size(len(accounts.present(session, today))),
        open_to=_open_to(session, today),
        officer=""
        if words.complaints.officer == ours.complaints.officer
        else words.complaints.officer,
        danger_steps=() if words.duty_of_care == ours.duty_of_care else words.duty_of_care.steps,
        staffed=cover.staffed_hours(session).in_words() if cover.is_confirmed(session) else (),
        roles_held=frozenset(accounts.role_holders(session, today)),
        going_live={one.title: holding(desk, one) is not None for one in ASKED},
        contacts_are_checked=all(one.age.is_good_enough for one in contacts(desk)),
        responders=_responders(session, today),
        policy=book(board).in_force,
        parameters=named(parameters),
        guarantees=promised,
        columns=every_column(),
        matrix=shipped(),
    )


def _figures(session: Session, released: Session) -> tuple[Parameters, tuple[Guarantee, ...]]:
    """Return the numbers that protect figures now, and what follows from them."""
    fixed = tuple(ledger.fixed(released))
    ahead = figure_settings.ahead(session, released) or (ADOPTED,)
    now = fixed[-1].parameters if fixed else ahead[0]
    return now, tuple(guarantees(now, [one.parameters for one in fixed], ahead))


def _size(people: int) -> str:
    return next((words for least, words in SIZES if people >= least), SMALL)


def _responders(session: Session, today: date) -> str:
    taken_on, has_minutes = responders.is_set_up(session, today)
    if not taken_on or not has_minutes:
        return "Nobody is told yet when somebody says that they are not safe."
    told = "Several named people are" if taken_on > 1 else "One named person, without a deputy, is"
    return f"{told} told when somebody says that they are not safe and chooses it."


def _open_to(session: Session, today: date) -> str:
    standing = opening.holding(session, today)
    if any(one.wanted.everybody for one in standing):
        return EVERYBODY
    return SOME if standing else NOBODY
