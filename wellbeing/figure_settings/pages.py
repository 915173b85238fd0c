"""What the pages for the two people who change figure settings are made of."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from wellbeing.disclosure import Parameters
from wellbeing.figure_settings import store
from wellbeing.figure_settings.bounds import BOUNDS
from wellbeing.figure_settings.changes import Change
from wellbeing.figure_settings.proposing import first_cycle_after, obstacle, waiting
from wellbeing.figure_settings.reading import Trouble, calendar_of, troubles
from wellbeing.figure_settings.showing import Effect, Told, effect, holding, told
from wellbeing.two_people import Board, Decision

__all__ = [
    "FIELDS",
    "Desk",
    "Effect",
    "Overview",
    "Told",
    "day_of",
    "effect",
    "find",
    "is_waiting",
    "obstacle",
    "overview",
    "would_begin",
]
FIELDS = tuple(bound.field for bound in BOUNDS)


@dataclass(frozen=True)
class Desk:
    """What proposing numbers works with: the board, and the ledger that holds those in force."""

    board: Board
    released: Session

    @property
    def holding(self) -> Parameters:
        return holding(self.board.session, self.released, self.board.today)


@dataclass(frozen=True)
class Overview:
    """The numbers in force with what each does, what waits, and what was proposed before."""

    numbers: tuple[tuple[str, str, str], ...]
    waiting: Told | None
    past: tuple[Told, ...]
    troubles: tuple[Trouble, ...]


def overview(board: Board, released: Session) -> Overview:
    now = holding(board.session, released, board.today)
    waits = obstacle(board)
    past = [
        told(board, released, one)
        for one in store.every(board.session)
        if one.decision is not Decision.OPEN and (waits is None or one.id != waits.id)
    ]
    return Overview(
        tuple((one.name, one.written(one.of(now)), one.does) for one in BOUNDS),
        None if waits is None else told(board, released, waits),
        tuple(past),
        troubles(board.session, released),
    )


def find(board: Board, released: Session, change_id: str) -> Told | None:
    found = store.change(board.session, change_id)
    return None if found is None else told(board, released, found)


def is_waiting(board: Board, change: Change) -> bool:
    """Say whether this change is agreed and has not begun, so that it can still be stopped."""
    found = waiting(board)
    return found is not None and found.id == change.id


def day_of(board: Board, cycle: int) -> date:
    return calendar_of(board.session).starts_on(cycle)


def would_begin(board: Board) -> date:
    """Return from which day on the numbers would hold if they were agreed today."""
    return day_of(board, first_cycle_after(calendar_of(board.session), board.today))
