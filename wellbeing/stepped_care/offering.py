"""Which offers a week brings, beside its step."""

from wellbeing.stepped_care.answers import Event
from wellbeing.stepped_care.facts import Facts
from wellbeing.stepped_care.offers import Offer
from wellbeing.stepped_care.placement import Step
from wellbeing.stepped_care.policy import ARTICLE, DAYS_IN_A_WEEK, DEFAULT, Policy
from wellbeing.stepped_care.rules_event import a_month_is_over
from wellbeing.stepped_care.state import State

_PLACE = {offer: place for place, offer in enumerate(Offer)}
_REASONS_FOR = {
    Offer.REFLECTIVE_SUPERVISION: {"E3"},
    Offer.REVIEW: {"D3"},
    Offer.WORK_CONDITIONS: {"U6", "D3"},
}
# The source article counts workload and environment as part of the work itself.
_FROM_THE_WORK = {
    DEFAULT: {Offer.WORK_EVENTS},
    ARTICLE: {Offer.WORK_EVENTS, Offer.WORK_CONDITIONS},
}


def offers_of(
    after: State, facts: Facts, rules: frozenset[str], policy: Policy
) -> tuple[Offer, ...]:
    """Return the offers of a week, in the order in which they are defined."""
    found: set[Offer] = set()
    if rules:
        found |= {offer for offer, names in _REASONS_FOR.items() if names & rules}
    found |= _after_event(facts, policy) | _for_pressure(facts, policy)
    found |= _for_silence(after, facts, policy)
    if after.talk_open:
        found.add(Offer.TALK)
    if after.stay_began == facts.week and policy.screens.phq_4:
        found.add(Offer.PHQ_4)
    return tuple(sorted(found, key=_PLACE.__getitem__))


def _after_event(facts: Facts, policy: Policy) -> set[Offer]:
    """E1, E5, E7: time and a peer after a direct event, a screen after a month, and the page."""
    found: set[Offer] = set()
    if facts.is_so_long_after(policy.event.contact_first_day // DAYS_IN_A_WEEK):
        found.add(Offer.FIRST_CONTACT)
    if a_month_is_over(facts, policy):
        found |= {Offer.LAST_CONTACT, *_screen_after_event(policy)}
    if facts.in_window or facts.event not in (None, Event.NONE):
        found.add(Offer.AFTER_EVENT_PAGE)
    return found


def _screen_after_event(policy: Policy) -> set[Offer]:
    """E5: an optional screen, where people may choose it at all."""
    return {Offer.PC_PTSD_5} if policy.screens.pc_ptsd_5 else set()


def _for_pressure(facts: Facts, policy: Policy) -> set[Offer]:
    given = facts.check_in
    if given is None:
        return set()
    pressures = (
        (given.op, _FROM_THE_WORK[policy.pressures.grouping]),
        (given.org, {Offer.WORK_CONDITIONS}),
        (given.life, {Offer.OUTSIDE_WORK}),
    )
    high = policy.action.high_pressure
    found: set[Offer] = set()
    for answer, offers in pressures:
        if answer is not None and answer >= high:
            found |= offers
    return found


def _for_silence(after: State, facts: Facts, policy: Policy) -> set[Offer]:
    """M2, M3: a word from an agreed contact during support, a pause for everyone; nothing else."""
    supported = after.step is not Step.PREVENTION or facts.in_window
    found: set[Offer] = set()
    if supported and after.missed_check_ins == policy.action.missed_hello:
        found.add(Offer.HELLO_IF_AGREED)
    if after.missed_check_ins >= policy.action.missed_pause:
        found.add(Offer.PAUSE_OR_OTHER_DAY)
    return found
