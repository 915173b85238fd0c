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
    DEFAULT: (Offer.WORK_EVENTS,),
    ARTICLE: (Offer.WORK_EVENTS, Offer.WORK_CONDITIONS),
}
_NO_PAGE = (None, Event.NONE)


def offers_of(
    after: State, facts: Facts, rules: frozenset[str], policy: Policy
) -> tuple[Offer, ...]:
    """Return the offers of a week, in the order in which they are defined."""
    found = [offer for offer, names in _REASONS_FOR.items() if names & rules] if rules else []
    found += _after_event(facts, policy)
    found += _for_pressure(facts, policy)
    found += _for_silence(after, facts, policy)
    if after.talk_open:
        found.append(Offer.TALK)
    if after.stay_began == facts.week and policy.screens.phq_4:
        found.append(Offer.PHQ_4)
    return tuple(sorted(set(found), key=_PLACE.__getitem__)) if found else ()


def _after_event(facts: Facts, policy: Policy) -> list[Offer]:
    """E1, E5, E7: time and a peer after a direct event, a screen after a month, and the page."""
    found: list[Offer] = []
    if facts.is_so_long_after(policy.event.contact_first_day // DAYS_IN_A_WEEK):
        found.append(Offer.FIRST_CONTACT)
    if a_month_is_over(facts, policy):
        found.append(Offer.LAST_CONTACT)
        # The screen only where people may choose it at all.
        found += [Offer.PC_PTSD_5] if policy.screens.pc_ptsd_5 else []
    if facts.in_window or facts.event not in _NO_PAGE:
        found.append(Offer.AFTER_EVENT_PAGE)
    return found


def _for_pressure(facts: Facts, policy: Policy) -> list[Offer]:
    given, found = facts.check_in, list[Offer]()
    if given is None:
        return found
    high = policy.action.high_pressure
    if given.op is not None and given.op >= high:
        found += _FROM_THE_WORK[policy.pressures.grouping]
    if given.org is not None and given.org >= high:
        found.append(Offer.WORK_CONDITIONS)
    if given.life is not None and given.life >= high:
        found.append(Offer.OUTSIDE_WORK)
    return found


def _for_silence(after: State, facts: Facts, policy: Policy) -> list[Offer]:
    """M2, M3: a word from an agreed contact during support, a pause for everyone; nothing else."""
    missed = after.missed_check_ins
    supported = after.step is not Step.PREVENTION or facts.in_window
    found: list[Offer] = []
    if supported and missed == policy.action.missed_hello:
        found.append(Offer.HELLO_IF_AGREED)
    if missed >= policy.action.missed_pause:
        found.append(Offer.PAUSE_OR_OTHER_DAY)
    return found
