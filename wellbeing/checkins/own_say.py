"""What a person says apart from their answers: a fresh start, and what their pressures were about."""

from collections.abc import Sequence

from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.history.service import Desk
from wellbeing.week import Week


def start_afresh(desk: Desk, person_id: str) -> None:
    """Let the usual level begin anew after this week; without one nothing is recorded."""
    with writing(desk.session, person_id):
        if history.usual_level(desk, person_id).usual_weeks:
            history.start_afresh(desk, person_id)


def take_fresh_start_back(desk: Desk, person_id: str) -> None:
    with writing(desk.session, person_id):
        history.take_fresh_start_back(desk, person_id)


def keep_about(desk: Desk, person_id: str, week: Week, tags: Sequence[str]) -> None:
    """Keep what was ticked; none of it is an answer, too, and is not asked about again."""
    with writing(desk.session, person_id):
        history.keep_about(desk, person_id, week, tags)
