"""What a person decided about taking part and optional questions, and what they have not sent."""

from collections.abc import Iterator

from wellbeing.checkins import by_link
from wellbeing.checkins import service as checkins
from wellbeing.records.export_parts import Asked, Part, Row, texts, yes_or_no
from wellbeing.records.export_weeks import ANSWERED, CHECK_IN, WEEK
from wellbeing.screens import service as screens
from wellbeing.stepped_care import SIGNS, CheckIn


def _consent(asked: Asked) -> Iterator[Row]:
    made = checkins.decided(asked.visit.desk, asked.person_id)
    if made is not None:
        note = None if made.no_note_before is None else str(made.no_note_before)
        yield made.decision.value, made.version, made.decided_on.isoformat(), note


def _screens(asked: Asked) -> Iterator[Row]:
    for instrument in screens.OFFERS.values():
        chosen = screens.opted_in(asked.visit.desk, asked.person_id, screens.screen(instrument))
        if chosen is not None:
            yield instrument.value, chosen.since.isoformat()


def _drafts(asked: Asked) -> Iterator[Row]:
    desk = asked.visit.desk
    for week in (desk.this_week, desk.this_week.plus(-1)):
        draft = checkins.draft_for(desk, asked.person_id, week)
        for question, value in sorted(draft.chosen.items()) if draft else ():
            yield str(week), question, value, question in draft.usual if draft else False


def _later(asked: Asked) -> Iterator[Row]:
    desk = asked.visit.desk
    for week in (desk.this_week, desk.this_week.plus(-1)):
        two = by_link.two_versions(desk, asked.person_id, week)
        if two is not None:
            for name, value in _all_of(two.later.check_in):
                yield str(week), two.later_on.isoformat(), name, value


def _all_of(given: CheckIn) -> Iterator[tuple[str, str]]:
    """Give every answer there is; what was skipped is left out."""
    yield from ((n, str(v)) for n, v in zip(SIGNS, given.signs, strict=True) if v is not None)
    for name in (*ANSWERED, "impact", "event", "talk"):
        value = getattr(given, name)
        if value is not None:
            yield name, str(value)
    if given.usual:
        yield "usual", ", ".join(sorted(given.usual))
    if given.support_not_needed:
        yield "support", "not needed"


PARTS = (
    Part(
        "taking_part",
        "What you decided about taking part",
        ("consent",),
        texts(
            ("decision", "Decision"),
            ("text_version", "Version of the text"),
            ("decided_on", "Day"),
            ("no_note_before", "No note of quiet weeks before"),
        ),
        _consent,
        "checkins.consent",
        ("Your own consent",),
    ),
    Part(
        "screens_chosen",
        "Optional questions you chose",
        ("screen_opt_in",),
        texts(("screen", "Questions"), ("since", "Since")),
        _screens,
        "screens.choose",
        (
            "Optional questions and what they add up to, where the organisation has switched them on",
        ),
    ),
    Part(
        "drafts",
        "A check-in that you began and have not sent",
        ("check_in_draft",),
        (
            *texts(WEEK, ("question", "Question"), ("chosen", "Chosen")),
            *yes_or_no(("usual", "Usual")),
        ),
        _drafts,
        "checkins.this_week",
        CHECK_IN[:1],
    ),
    Part(
        "later_by_link",
        "Answers that came by a link after your check-in",
        ("later_by_link",),
        texts(WEEK, ("came_on", "Came on"), ("question", "Question"), ("answer", "Answer")),
        _later,
        "checkins.this_week",
        ("Answers that came by that link after your check-in",),
    ),
)
