"""One week told back to its person: what was asked and answered, its step and its days in words."""

from collections.abc import Iterable

from wellbeing.checkins.chart import day_of
from wellbeing.checkins.course import SaidPart, said_parts
from wellbeing.checkins.drafts import draft_of
from wellbeing.checkins.steps import NO_STEP, STEP_NAMES
from wellbeing.checkins.visit import Visit
from wellbeing.checkins.weeks import AskedAbout, written, written_with_year
from wellbeing.checkins.words_of_acts import act_in_words
from wellbeing.content.question_models import Question
from wellbeing.history import service as history
from wellbeing.history.service import OwnWeek
from wellbeing.stepped_care import Step
from wellbeing.week import Week

__all__ = [
    "AskedAbout",
    "SaidPart",
    "about_told",
    "act_in_words",
    "answers_told",
    "armour_told",
    "day_of",
    "step_in_words",
    "written",
    "written_with_year",
]
EVENT = "event"


def answers_told(visit: Visit, week: Week) -> tuple[tuple[SaidPart, bool], ...]:
    """Return the parts of a week's check-in, each with whether it asks about events.

    Whoever shows them can fold that part, and does so in every week: whether something hard happened
    must not be seen before it is opened.
    """
    sent = visit.sent(week)
    if sent is None:
        return ()
    questions = visit.questions_told(week, sent)
    about = {part.id for part in questions.parts for one in part.questions if one.id == EVENT}
    parts = said_parts(draft_of(sent), questions, visit.desk.policies.at(week))
    return tuple((part, part.id in about) for part in parts)


def about_told(visit: Visit, week: Week) -> tuple[str, ...]:
    """Return what was ticked about a week's pressures: by its name, or as it is kept if it has none now."""
    ticked = history.about(visit.desk, visit.person_id, week) or ()
    names = {tag.id: tag.name for tag in visit.words.pressures.tags}
    return tuple(names.get(each, each) for each in ticked)


def armour_told(visit: Visit, weeks: Iterable[OwnWeek]) -> tuple[tuple[str, str, str], ...]:
    """Return each week's answer to the one more question: the week, what was asked, how many days."""
    one_more = visit.words.questions.one_more
    asked = {one.id: one for one in one_more.questions} if one_more else {}
    return tuple(
        (
            f"{day_of(one.week)} {one.week.monday.year}",
            asked[one.armour.asked].in_short,
            _label(asked[one.armour.asked], one.armour.answer),
        )
        for one in weeks
        if one.armour and one.armour.asked in asked
    )


def _label(asked: Question, answer: int) -> str:
    """Return an answer in words, or as it is kept if the question has no such choice now."""
    return next((each.label for each in asked.choices if each.score == answer), str(answer))


def step_in_words(step: Step | None) -> str:
    return STEP_NAMES[step] if step else NO_STEP
