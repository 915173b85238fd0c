"""A person's check-ins, steps and acts, as they are kept."""

import json
from collections.abc import Iterator

from wellbeing.checkins.told import about_told, act_in_words, answers_told, step_in_words
from wellbeing.history import service as history
from wellbeing.policies.service import kept_as
from wellbeing.records.export_parts import (
    Asked,
    Part,
    Row,
    lists,
    numbers,
    texts,
    yes_or_no,
)
from wellbeing.sealed import SealBrokenError
from wellbeing.stepped_care import Placement, Policies

WEEK = ("week", "Week")
ANSWERED = ("op", "org", "life", "support")
CHECK_IN = (
    "Your own check-in and answers",
    "Your own weeks: their pictures, and your answers in each",
    "What you ticked about the pressures of a week",
)
STEP = ("Your own step and its reasons",)


def _in_words(asked: Asked) -> Iterator[Row]:
    for one in _check_ins(asked):
        for part, _ in answers_told(asked.visit, one.week):
            for said in part.said:
                yield str(one.week), said.question, said.whole
        if about := about_told(asked.visit, one.week):
            yield str(one.week), "What was it about?", ", ".join(about)


def _answers(asked: Asked) -> Iterator[Row]:
    for one in _check_ins(asked):
        given = one.answers.check_in
        yield (
            str(one.week),
            *given.signs,
            *(getattr(given, name) for name in ANSWERED),
            given.impact,
            tuple(sorted(given.usual)),
            given.support_not_needed,
            given.event,
            given.talk,
            one.answers.talk_with,
            one.answers.talk_how,
            one.receipt,
            None if one.by_link_on is None else one.by_link_on.isoformat(),
            one.answers.armour.asked if one.answers.armour else None,
            one.answers.armour.answer if one.answers.armour else None,
            one.about or (),
        )


def _steps(asked: Asked) -> Iterator[Row]:
    policies = asked.visit.desk.policies
    for one in _weeks(asked):
        yield _step(one.placement, policies)


def _step(placed: Placement, policies: Policies) -> Row:
    policy = policies.by_hash(placed.policy_hash)
    seen = (
        f"{reason.rule}: {name} = {value}"
        for reason in placed.reasons
        for name, value in reason.values.items()
    )
    return (
        str(placed.week),
        step_in_words(placed.step),
        placed.w,
        placed.baseline,
        placed.rise,
        placed.formal_suggested,
        tuple(reason.sentence for reason in placed.reasons),
        tuple(reason.rule for reason in placed.reasons),
        tuple(seen),
        tuple(offer.value for offer in placed.offers),
        None if placed.review_week is None else str(placed.review_week),
        None if policy is None else policy.version,
        placed.policy_hash,
    )


def _rules(asked: Asked) -> Iterator[Row]:
    """Give each policy that decided a kept step: as the text that was agreed, else as its numbers."""
    desk = asked.visit.desk
    marks = dict.fromkeys(one.placement.policy_hash for one in _kept(asked).weeks)
    for policy in filter(None, map(desk.policies.by_hash, marks)):
        agreed = kept_as(desk.session, desk.this_week, policy)
        text = agreed.text if agreed else policy.model_dump_json(indent=1)
        yield policy.version, policy.sha256, text


def _acts(asked: Asked) -> Iterator[Row]:
    for one in _weeks(asked):
        for act in one.given.acts:
            instrument = None if act.instrument is None else act.instrument.value
            yield str(one.given.week), act_in_words(act), act.kind.value, instrument, act.score


def _state(asked: Asked) -> Iterator[Row]:
    state = _kept(asked).state
    if state is None:
        raise SealBrokenError("the state does not open")
    for name, value in json.loads(state.to_bytes()).items():
        yield name.replace("_", " "), json.dumps(value)
    counted = history.counts(asked.visit.desk, asked.person_id)
    yield "Your answers count in figures", "yes" if counted else "no"


def _check_ins(asked: Asked) -> Iterator[history.KeptCheckIn]:
    """Give those that open, and tell at the end of any that does not."""
    kept = _kept(asked)
    yield from kept.check_ins
    if not kept.all_check_ins:
        raise SealBrokenError("a check-in does not open")


def _weeks(asked: Asked) -> Iterator[history.KeptWeek]:
    """Give those that open, and tell at the end of any that does not."""
    kept = _kept(asked)
    yield from kept.weeks
    if not kept.all_weeks:
        raise SealBrokenError("a placement does not open")


def _kept(asked: Asked) -> history.Everything:
    return history.everything(asked.visit.desk, asked.person_id)


PARTS = (
    Part(
        "answers_in_words",
        "Your answers",
        ("check_in",),
        texts(WEEK, ("question", "Question"), ("answer", "Your answer")),
        _in_words,
        "looking_back.my_weeks",
        CHECK_IN,
    ),
    Part(
        "answers",
        "Your answers as numbers",
        ("check_in",),
        (
            *texts(WEEK),
            *numbers(
                ("sleep", "Slept badly"),
                ("alert", "On edge"),
                ("worry", "Worry"),
                ("irritable", "Irritable"),
                ("low", "Low"),
                ("avoid", "Avoiding"),
                ("op", "Pressure from events in work"),
                ("org", "Pressure from how work is organised"),
                ("life", "Pressure from life outside work"),
                ("support", "Support"),
                ("impact", "Effect"),
            ),
            *lists(("usual", "Usual for you")),
            *yes_or_no(("support_not_needed", "Support was not needed")),
            *texts(
                ("event", "Something distressing"),
                ("talk", "Would like to talk"),
                ("talk_with", "With whom"),
                ("talk_how", "How"),
                ("receipt", "Receipt"),
                ("by_link_on", "Came by a link on"),
                ("one_more_question", "One more question"),
            ),
            *numbers(("one_more_answer", "Its answer")),
            *lists(("about", "What it was about, as ticked")),
        ),
        _answers,
        "looking_back.my_weeks",
        CHECK_IN,
        for_programs=True,
    ),
    Part(
        "steps",
        "Your steps, with their reasons",
        ("placement",),
        (
            *texts(WEEK, ("step", "Step")),
            *numbers(("score", "Score"), ("usual_level", "Usual level"), ("rise", "Above usual")),
            *yes_or_no(("formal_suggested", "Formal support suggested")),
            *lists(
                ("reasons", "Reasons"),
                ("rules", "Rules"),
                ("values", "What the rules looked at"),
                ("offers", "Offers"),
            ),
            *texts(("review_week", "To be looked at again")),
            *numbers(("policy_version", "Version of the policy")),
            *texts(("policy", "Mark of the policy")),
        ),
        _steps,
        "checkins.my_step",
        STEP,
    ),
    Part(
        "rules",
        "The rules that decided your steps, as agreed",
        ("policy_change",),
        (
            *numbers(("policy_version", "Version of the policy")),
            *texts(("policy", "Mark of the policy"), ("text", "The policy")),
        ),
        _rules,
        "policies.rules",
        ("The rules in force, and every policy before",),
    ),
    Part(
        "acts",
        "What was done in a week, and results of optional questions",
        ("placement",),
        (
            *texts(WEEK, ("said", "What"), ("act", "Act"), ("screen", "Optional questions")),
            *numbers(("score", "Result")),
        ),
        _acts,
        "checkins.my_step",
        STEP,
    ),
    Part(
        "state",
        "What your next step is worked out from, and what figures are made from",
        ("care_state",),
        texts(("what", "What"), ("value", "Value")),
        _state,
        "checkins.my_step",
        STEP,
    ),
)
