"""The sheet for a conversation: what its person wrote, and what they ticked to stand beside it."""

from dataclasses import dataclass

from wellbeing.checkins.told import step_in_words
from wellbeing.checkins.visit import Visit
from wellbeing.history import service as history
from wellbeing.looking_back.forms import WRITTEN
from wellbeing.looking_back.papers import Paper
from wellbeing.looking_back.picture import Picture, long_day
from wellbeing.looking_back.places import SHEET
from wellbeing.looking_back.weeks_shown import pictures, ranges_of, shelf_of


@dataclass(frozen=True)
class StepNow:
    """Where the person stands, in the words of their step page."""

    step: str
    week: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything that stands on the paper, and nothing else."""

    texts: tuple[tuple[str, str], ...]
    pictures: tuple[Picture, ...]
    step: StepNow | None

    @property
    def is_empty(self) -> bool:
        return not (self.texts or self.pictures or self.step)


def sheet_now(visit: Visit) -> Sheet:
    """Return a person's sheet as it would be printed now."""
    return sheet_of(visit, shelf_of(visit).paper(SHEET))


def sheet_of(visit: Visit, paper: Paper) -> Sheet:
    """Put together what was written and ticked; pictures and step are those of today."""
    own = history.own_weeks(visit.desk, visit.person_id)
    drawn = pictures(visit, own, ranges_of(visit.desk.kept_weeks)[0])
    return Sheet(
        texts=tuple(
            (title, paper.text_of(name)) for name, title in WRITTEN.items() if paper.text_of(name)
        ),
        pictures=tuple(each for each in drawn if paper.text_of(_ticked_by(each))),
        step=_step_now(visit) if paper.text_of("step") else None,
    )


def _ticked_by(picture: Picture) -> str:
    return "signs" if picture.trend.counts_scores else "pressures"


def _step_now(visit: Visit) -> StepNow | None:
    current = history.current(visit.desk, visit.person_id, visit.this_week)
    if current is None:
        return None
    placed = current.placement
    return StepNow(
        step_in_words(placed.step),
        long_day(placed.week),
        tuple(reason.sentence for reason in placed.reasons),
    )
