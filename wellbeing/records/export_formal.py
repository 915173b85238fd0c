"""Formal support: what a person agreed to, what was decided, by whom, why, and who looked."""

from collections.abc import Iterator

from wellbeing.checkins.told import written_with_year
from wellbeing.formal import service as formal
from wellbeing.formal.service import Bureau, Evidence, Told
from wellbeing.records.export_parts import Asked, Part, Row, lists, texts
from wellbeing.records.export_sharing import sheet_in_lines

FORMAL = (
    "Your own formal support: what you agreed to and share, what was decided, and who looked",
    "Formal support of a person who agreed: what they share with you, your decision, and its end",
)
YEAR = "While it stands or goes on, and 53 weeks after; what can be read until you end it, 90 days at most"


def formal_looks(asked: Asked) -> Iterator[Row]:
    """Say who opened what was shared for formal support, on which day, and how often."""
    for one, _ in formal.everything(_bureau(asked), asked.person_id):
        thing = f"What you shared for formal support, agreed on {written_with_year(one.agreement.agreed_on)}"
        for look in one.agreement.looks:
            role = "Wellbeing or occupational health practitioner"
            yield look.on.isoformat(), one.name(look.by), role, thing, look.times


def _formal(asked: Asked) -> Iterator[Row]:
    text = asked.visit.words.formal
    for one, evidence in formal.everything(_bureau(asked), asked.person_id):
        agreement, course, refusal = one.agreement, one.course, one.agreement.refusal
        decided_by = course.plan.signer if course else refusal.by if refusal else ""
        yield (
            agreement.agreed_on.isoformat(),
            agreement.text,
            agreement.policy,
            tuple(_because(because) for because in agreement.because),
            agreement.shared,
            tuple(_readable(evidence)),
            _day(agreement.taken_back_on),
            _decision(one),
            one.name(decided_by) if decided_by else None,
            _day(course.signed_on if course else refusal.on if refusal else None),
            course.reason if course else refusal.reason if refusal else None,
            refusal.alternative if refusal else None,
            tuple(text.help_label(each) for each in course.plan.helps) if course else (),
            _day(course.plan.again_on if course else None),
            _day(course.person_ends_on if course else None),
            _day(course.practitioner_ends_on if course else None),
        )


def _because(because: formal.Because) -> str:
    saw = "; ".join(f"{name} {value}" for name, value in because.values)
    return f"{because.rule}: {because.sentence}" + (f" ({saw})" if saw else "")


def _decision(one: Told) -> str | None:
    if one.course is not None:
        return "signed off"
    return "not signed off" if one.agreement.refusal else None


def _readable(evidence: Evidence) -> Iterator[str]:
    for item in evidence.items:
        yield from (f"{item.title}: {line}" for line in item.lines)
        if item.sheet is not None:
            yield from sheet_in_lines(item.sheet)


def _bureau(asked: Asked) -> Bureau:
    return Bureau(asked.visit.office, asked.visit.words)


def _day(day: object) -> str | None:
    return None if day is None else str(day)


PARTS = (
    Part(
        "formal",
        "Formal support: what you agreed to, and what was decided",
        ("formal_agreement", "formal_evidence", "intervention"),
        (
            *texts(("agreed_on", "Agreed on"), ("words", "Words agreed to"), ("policy", "Policy")),
            *lists(("because", "Why it was suggested"), ("shared", "Shared")),
            *lists(("can_be_read", "What can be read")),
            *texts(("taken_back_on", "Taken back on"), ("decision", "Decision")),
            *texts(("by", "By"), ("on", "On"), ("reason", "Reason")),
            *texts(("alternative", "What else could help")),
            *lists(("helps", "Help")),
            *texts(("again_on", "Looked at again on")),
            *texts(
                ("you_said_it_ends_on", "You said it ends on"),
                ("they_said_it_ends_on", "They said it ends on"),
            ),
        ),
        _formal,
        "formal.mine",
        FORMAL,
    ),
)
