"""A policy in plain English: each rule with its numbers, for everyone who is placed by it."""

from collections.abc import Iterator

from wellbeing.stepped_care.answers import HIGHEST_SCORE, MOST_USUAL, SIGNS
from wellbeing.stepped_care.plain_offers import offers_beside
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.rule_text import Chapter, RuleText
from wellbeing.stepped_care.wording import count, weeks

__all__ = ["Chapter", "RuleText", "chapters"]


def chapters(policy: Policy) -> tuple[Chapter, ...]:
    """Return the whole policy, in the order in which a week is judged."""
    gap = weeks(policy.max_gap_weeks)
    in_a_row = f"Check-ins are in a row when no two neighbours are more than {gap} apart."
    return (
        Chapter("How the score is made", in_a_row, tuple(_score(policy))),
        Chapter("Up to reactive support: any one is enough", "", tuple(_up(policy))),
        Chapter("After a distressing event", "Details are never asked for.", tuple(_event(policy))),
        Chapter(
            "When formal support is suggested",
            "A suggestion: nothing moves by itself, and it stays open until it is decided.",
            tuple(_formal(policy)),
        ),
        Chapter("What people decide about formal support", "", tuple(_human(policy))),
        Chapter("Down again, and silence", "", tuple(_down(policy))),
        Chapter(
            "What is offered beside the step",
            "Each offer can be left; nobody is told whether it was taken up.",
            tuple(offers_beside(policy)),
        ),
    )


def _score(policy: Policy) -> Iterator[RuleText]:
    level = policy.baseline
    yield RuleText(
        "W",
        f"at least {count(policy.score.min_items)} of the {count(len(SIGNS))} warning signs are "
        f"answered; up to {count(MOST_USUAL)} can be left out as usual for you",
        f"the score is their mean times {len(SIGNS)}, from 0 to {HIGHEST_SCORE}, a half rounded up",
    )
    yield RuleText(
        "B",
        f"there are at least {count(level.weeks_min)} usual weeks: in prevention, away from "
        f"events, below {policy.reactive.high} and less than {policy.reactive.rise} above the level",
        f"the usual level is the middle of the latest {count(level.weeks_max)} of them",
    )
    yield RuleText(
        "B1",
        "something changed at work and the person chooses a fresh start",
        "the usual level is made only of weeks after that one; until there are "
        f"{count(level.weeks_min)}, no rule compares with it; nothing else changes",
    )


def _up(policy: Policy) -> Iterator[RuleText]:
    rule, offer = policy.reactive, "reactive support is offered"
    row = f"in {count(rule.n_consecutive)} check-ins in a row"
    yield RuleText("U1", f"the score is {rule.high} or more {row}", offer)
    yield RuleText(
        "U2",
        f"the score is {rule.rise} or more above the usual level and at least {rule.rise_floor} "
        f"{row}",
        offer,
    )
    yield RuleText(
        "U3",
        f"even once, the score is {rule.spike} or more, or {rule.spike_rise} or more above the usual "
        f"level and at least {rule.spike_floor}",
        offer,
    )
    yield RuleText("U4", "a distressing event happened to the person or where they were", offer)
    yield RuleText("U5", "the person asks for someone to talk with, at any score", offer)
    yield RuleText(
        "U6",
        "a pressure was more than could be managed and there was no support from people at work, "
        f"in {count(rule.overload_n)} check-ins in a row",
        f"{offer}, and the work itself is to be looked at",
    )


def _event(policy: Policy) -> Iterator[RuleText]:
    rule = policy.event
    after = weeks(rule.window_weeks)
    yield RuleText(
        "E1",
        "a direct event is reported",
        f"reactive support stays for {after} unless the person closes it; contact is offered on "
        f"day {rule.contact_first_day} and day {rule.contact_last_day}",
    )
    yield RuleText(
        "E2",
        "something distressing was heard, read or seen, and no watch was opened in the "
        f"{weeks(rule.watch_reopen_weeks)} before",
        f"a watch of {after} opens; the step does not change",
    )
    yield RuleText(
        "E3",
        f"there are {count(rule.cumulative_n)} such reports in {weeks(rule.cumulative_weeks)}",
        "supervision with time to think is offered; the step does not change",
    )
    yield RuleText(
        "E4",
        f"it is one of the {after} after either",
        f"U1 and U2 need {count(rule.n_consecutive)} check-in",
    )


def _formal(policy: Policy) -> Iterator[RuleText]:
    rule, then = policy.formal, "formal support is suggested"
    of_last = f"of the last {count(rule.of_last)} check-ins"
    yield RuleText(
        "F1",
        f"after {weeks(rule.min_weeks)} of reactive support, the score is {rule.severe} or more in "
        f"{count(rule.severe_k)} {of_last}",
        then,
    )
    yield RuleText(
        "F2",
        f"after {weeks(rule.noresponse_weeks)} of reactive support with {count(rule.of_last)} "
        f"check-ins, the score is {policy.reactive.high} or more in {count(rule.noresponse_k)} "
        f"{of_last}, has fallen by less than {rule.noresponse_fall}, and affected what had to be "
        f"done (answer {rule.impact} or more)",
        then,
    )
    span = f"{rule.event_from_weeks} to {rule.event_to_weeks} weeks after a direct event"
    yield RuleText(
        "F3",
        f"{span}, the score is {policy.reactive.high} or more, or {policy.reactive.rise} above the "
        f"usual level and at least {policy.reactive.rise_floor}, or PC-PTSD-5 is {rule.pcptsd5} or "
        "more",
        then,
    )
    yield RuleText(
        "F4",
        f"the effect on what had to be done is {rule.impact_severe} or more in "
        f"{count(rule.impact_n)} check-ins in a row (counted from a score of "
        f"{policy.score.impact_from} on)",
        then,
    )
    yield RuleText("F5", "the person asks", then)
    yield RuleText(
        "F6",
        f"PHQ-4 is {rule.phq4} or more once, or PHQ-2 or GAD-2 is {rule.phq2_gad2} or more twice "
        "in a row; all by the person's own choice",
        then,
    )
    yield RuleText("F7", "a professional and the person agree", "formal support begins")


def _human(policy: Policy) -> Iterator[RuleText]:
    days = policy.sign_off_working_days
    yield RuleText(
        "H1",
        f"the person agrees and a trained reviewer signs it off, within {days.routine} working "
        f"days ({days.soon} when asked for as soon as possible)",
        "formal support begins",
    )
    yield RuleText(
        "H2",
        "the person and the professional end it together",
        f"reactive support follows for at least {weeks(policy.down.min_weeks)}",
    )
    yield RuleText(
        "H3",
        "the person says no",
        f"nothing else changes; no rule suggests it again for {weeks(policy.formal.reoffer_weeks)}"
        ", unless a direct event is reported or the person asks",
    )
    yield RuleText(
        "H4", "a reviewer disagrees", "they give the person a reason and offer something else"
    )
    yield RuleText(
        "H5",
        "a decision is made",
        "the rules, their values, the policy, who decided and when are kept; the person can read it",
    )


def _down(policy: Policy) -> Iterator[RuleText]:
    rule = policy.down
    yield RuleText("D0", "the person closes reactive support", "prevention, at once")
    yield RuleText(
        "D1",
        f"{count(rule.n_consecutive)} check-ins in a row are settled ({rule.settled} or less, or "
        f"up to {rule.settled_above_baseline} above a usual level of at most {rule.baseline_cap}), "
        f"after {weeks(rule.min_weeks)}, with no weeks after an event, open request or other rule",
        "prevention",
    )
    yield RuleText("D2", "formal support is to end", "only as in H2, never by a rule")
    yield RuleText(
        "D3", f"reactive support began {weeks(rule.review_weeks)} ago", "a review together is due"
    )
    yield RuleText(
        "D4",
        f"there was no check-in and no act for {weeks(rule.stale_weeks)}, outside formal support",
        "there is no current information; the step shows again with the next check-in",
    )
    yield RuleText("M1", "a check-in is missed", "the step stays as it was")
