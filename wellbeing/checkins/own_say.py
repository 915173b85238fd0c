"""What a person says apart from their answers: a fresh start, and what their pressures were about."""

from collections.abc import Sequence

from wellbeing.database import writing
from wellbeing.history import service as history
from wellbeing.history.service import Desk
from wellbeing.week import Week


def start_afresh(desk: Desk, person_id: str) -> bool:
    """Let the usual level begin anew after this week; False without one, and nothing is recorded then."""
    with writing(desk.session, person_id):
        level = history.usual_level(desk, person_id)
        if level.usual_weeks:
            history.start_afresh(desk, person_id)
    return level.fresh_this_week or level.usual_weeks > 0


def take_fresh_start_back(desk: Desk, person_id: str) -> bool:
    with writing(desk.session, person_id):
        return history.take_fresh_start_back(desk, person_id)


def keep_about(
    desk: Desk, person_id: str, week: Week, tags: Sequence[str], receipt: str | None = None
) -> bool:
    """Keep what was ticked about this check-in; none of it is an answer, too, and is not asked again."""
    with writing(desk.session, person_id):
        return history.keep_about(desk, person_id, week, tags, receipt)
