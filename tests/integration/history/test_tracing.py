"""A person can see, for any of their weeks, every rule and what it looked at."""

from dataclasses import replace

from tests.integration.history.conftest import MONDAY_OF as WEEK
from tests.integration.history.conftest import Office
from tests.support.histories import default_policy, policy_with
from wellbeing.database import writing
from wellbeing.history import service
from wellbeing.history.kept import Drawer
from wellbeing.history.service import WeekTrace
from wellbeing.stepped_care import InForce, Placement, Rulebook, Step, saw_in_words
from wellbeing.week import Week


def traced(office: Office, week: Week, today: Week) -> WeekTrace | None:
    with office.session() as session:
        return service.trace_of(office.desk(session, today), "ada", week)


def rule(trace: WeekTrace | None, name: str):
    assert trace is not None
    return next(one for one in trace.rules if one.rule == name)


def test_a_week_is_told_with_the_values_its_rules_saw(office: Office) -> None:
    last = office.live("ada", "9 10")

    trace = traced(office, last, last)

    assert trace is not None
    assert trace.placement == office.send("ada", last, "10", f"form of ada {last}").placement
    assert saw_in_words(rule(trace, "U1")) == (
        ("In the weeks after an event", "no"),
        ("Your warning signs in your check-ins in a row", "9 of 18 and 10 of 18"),
    )
    assert rule(trace, "U1").held


def test_a_missed_week_between_others_is_told_too(office: Office) -> None:
    last = office.live("ada", "14 – – 3")

    trace = traced(office, WEEK.plus(1), last)

    assert trace is not None
    assert (trace.placement.week, trace.placement.step) == (WEEK.plus(1), Step.REACTIVE)
    assert saw_in_words(rule(trace, "U3")) == (("Your warning signs", "no score in this week"),)


def test_a_missed_week_after_the_last_check_in_is_told_when_it_is_over(office: Office) -> None:
    last = office.live("ada", "3")

    assert traced(office, last.plus(2), last.plus(2)) is None
    over = traced(office, last.plus(2), last.plus(3))
    assert over is not None
    assert over.placement.week == last.plus(2)
    long_over = traced(office, last.plus(8), last.plus(20))
    assert rule(long_over, "D4").held


def test_there_is_nothing_to_tell_before_the_first_week_or_of_nobody(office: Office) -> None:
    assert traced(office, WEEK, WEEK.plus(1)) is None

    office.live("ada", "3")

    assert traced(office, WEEK.plus(-1), WEEK) is None


def test_each_week_is_told_by_its_own_policy(office: Office) -> None:
    stricter = policy_with(reactive={"spike": 12})
    change = InForce(WEEK.plus(1), stricter)
    office = replace(office, policies=Rulebook((InForce(Week(2026, 2), default_policy()), change)))
    last = office.live("ada", "12 12")

    before, after = traced(office, WEEK, last), traced(office, last, last)

    assert before is not None
    assert after is not None
    assert (before.policy, after.policy) == (default_policy(), stricter)
    assert (rule(before, "U3").held, rule(after, "U3").held) == (False, True)


def test_a_week_is_told_by_the_policy_it_names_whatever_decides_its_week_now(
    office: Office,
) -> None:
    stricter = policy_with(reactive={"spike": 12})
    last = replace(office, policies=stricter).live("ada", "12")
    moved = Rulebook((InForce(WEEK, default_policy()), InForce(WEEK.plus(5), stricter)))

    trace = traced(replace(office, policies=moved), last, last)

    assert trace is not None
    assert (trace.policy, trace.placement.step) == (stricter, Step.REACTIVE)
    assert rule(trace, "U3").held


def test_a_week_whose_policy_is_gone_is_not_told_by_another_but_shown_as_it_was_kept(
    office: Office,
) -> None:
    stricter = replace(office, policies=policy_with(reactive={"spike": 12}))
    kept = stricter.send("ada", WEEK, "12").placement

    assert traced(office, WEEK, WEEK) is None
    with office.session() as session:
        desk = office.desk(session, WEEK)
        assert service.placement_of(desk, "ada", WEEK) == kept
        assert service.placement_of(desk, "ada", WEEK.plus(1)) is None


def reworded(office: Office, **changes: object) -> Placement:
    """Let an earlier program have kept the first week a little differently."""
    with office.session() as session, writing(session):
        drawer = Drawer(session, office.vault, "ada")
        (kept,) = drawer.placed([WEEK])
        earlier = replace(kept.placement, **changes)  # type: ignore[arg-type]
        drawer.keep_placed(replace(kept, placement=earlier), replaces=True)
    return earlier


def test_sentences_are_told_as_they_were_said(office: Office) -> None:
    (reason,) = office.send("ada", WEEK, "14").placement.reasons
    said = reworded(office, reasons=(replace(reason, sentence="As it was said then."),))

    trace = traced(office, WEEK, WEEK)

    assert trace is not None
    assert trace.placement == said


def test_a_week_that_comes_out_otherwise_now_is_not_told_by_rules(office: Office) -> None:
    office.send("ada", WEEK, "14")
    reworded(office, step=Step.PREVENTION)

    assert traced(office, WEEK, WEEK) is None
