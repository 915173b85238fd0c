"""What a week brings beside its step, in words: offers of its own, and why actions are shown."""

from wellbeing.checkins.pressures import high_pressures
from wellbeing.content.loader import Content
from wellbeing.content.offer_models import BY_PRESSURE, SAID_ELSEWHERE, OfferedNow
from wellbeing.history.service import Current
from wellbeing.stepped_care import CheckIn, Event, Offer, Placement, Policies, Policy

REPORTED = frozenset({Event.DIRECT, Event.SECOND_HAND, Event.BOTH})
# The rules that ask for a look at the work, whatever pressure was named.
ABOUT_WORK = (("U6", "no_support"), ("D3", "review"))


def offered_now(current: Current | None, words: Content) -> tuple[OfferedNow, ...]:
    """Return what is offered now and no other card says, in the order of the content file."""
    if current is None:
        return ()
    brought = current.offers - SAID_ELSEWHERE
    return tuple(each for each in words.offers.now if each.id in brought)


def why_each(
    placement: Placement, given: CheckIn | None, words: Content, policy: Policy
) -> tuple[tuple[str, str], ...]:
    """Return everything one week offered, each with what it was for."""
    said = _why_of_rules(placement, words)
    if given is not None:
        said |= _why_of_answers(given, words, policy)
    return tuple(
        (each.title, each.why or said[BY_PRESSURE[each.id]])
        for each in words.offers.now
        if each.id in placement.offers
    )


def why_by_pressure(current: Current | None, words: Content, policies: Policies) -> dict[str, str]:
    """Say for each family of actions why it is offered; a family that is not offered is left out.

    What was answered is read by the policy of its own week. A pressure of which something was ticked
    has the actions for that instead of those for all of it. After a long silence nothing is known of
    the pressures now, so none of them is named.
    """
    if current is None or current.placement.no_current_information:
        return {}
    said: dict[str, str] = {}
    if current.answers is not None and current.answered_week is not None:
        policy = policies.at(current.answered_week)
        ticked = frozenset(current.about or ())
        said = _why_of_answers(current.answers.check_in, words, policy, ticked)
    return {**_why_of_rules(current.placement, words), **said}


def _why_of_answers(
    given: CheckIn, words: Content, policy: Policy, ticked: frozenset[str] = frozenset()
) -> dict[str, str]:
    """Name each high pressure's own actions first, then those its grouping adds."""
    pressures, grouping = words.pressures, policy.pressures.grouping
    high = [one.question for one in high_pressures(given, words, policy) if not one.has_any(ticked)]
    why = {
        name: pressures.because.pressure.format(source=pressures.source(grouping, name))
        for name in high
    }
    said = dict(why)
    for name in high:
        for family in pressures.families(grouping, name):
            said.setdefault(family, why[name])
    if given.event in REPORTED:
        said["event"] = pressures.because.event
    return said


def _why_of_rules(placement: Placement, words: Content) -> dict[str, str]:
    if Offer.WORK_CONDITIONS not in placement.offers:
        return {}
    found = [
        str(getattr(words.pressures.because, name))
        for rule, name in ABOUT_WORK
        if rule in placement.rules
    ]
    return {"org": found[0]} if found else {}
