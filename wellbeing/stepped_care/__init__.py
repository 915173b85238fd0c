"""Stepped care: what a week's answers mean for the step, and why; pure, so that it can be replayed."""

from wellbeing.stepped_care.answers import (
    HIGHEST_ANSWER,
    HIGHEST_SCORE,
    MOST_USUAL,
    SIGNS,
    Act,
    ActKind,
    CheckIn,
    Event,
    Instrument,
    Talk,
    WeekInput,
)
from wellbeing.stepped_care.engine import WeekOrderError, advance, catch_up, place
from wellbeing.stepped_care.judging import Judged
from wellbeing.stepped_care.offers import Offer
from wellbeing.stepped_care.placement import KEPT, Placement, Reason, Step
from wellbeing.stepped_care.policy import Policy
from wellbeing.stepped_care.policy_file import PolicyError, Problem, parse_policy
from wellbeing.stepped_care.rulebook import InForce, Policies, Rulebook
from wellbeing.stepped_care.score import warning_sign_score
from wellbeing.stepped_care.state import START, State
from wellbeing.stepped_care.trace_words import saw_in_words
from wellbeing.stepped_care.tracing import advance_traced, place_traced, trace

__all__ = [
    "HIGHEST_ANSWER",
    "HIGHEST_SCORE",
    "KEPT",
    "MOST_USUAL",
    "SIGNS",
    "START",
    "Act",
    "ActKind",
    "CheckIn",
    "Event",
    "InForce",
    "Instrument",
    "Judged",
    "Offer",
    "Placement",
    "Policies",
    "Policy",
    "PolicyError",
    "Problem",
    "Reason",
    "Rulebook",
    "State",
    "Step",
    "Talk",
    "WeekInput",
    "WeekOrderError",
    "advance",
    "advance_traced",
    "catch_up",
    "parse_policy",
    "place",
    "place_traced",
    "saw_in_words",
    "trace",
    "warning_sign_score",
]
