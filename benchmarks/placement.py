"""Prints how fast a week is placed, against general rule engines on the same rules, in one run.

    pip install zen-engine rule-engine
    python benchmarks/placement.py

The general engines get the facts of each week ready made and keep no trace; ours makes its facts
from answers and state, and tells every reason in words. Only ratios of one run mean anything.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping
from importlib.resources import files
from itertools import islice, pairwise

from wellbeing.simulation.life import Life
from wellbeing.simulation.organisation import found
from wellbeing.simulation.rehearsal import FIRST_WEEK
from wellbeing.simulation.tales import Tales
from wellbeing.stepped_care import START, Policy, State, WeekInput, advance, parse_policy
from wellbeing.stepped_care.engine import judge
from wellbeing.stepped_care.facts import Facts, facts_of
from wellbeing.stepped_care.memory import returning

PEOPLE, WEEKS, ROUNDS = 40, 52, 9
OURS = "ours, facts made and every reason told"
BARE = "ours, ready facts and no placement"
# The same rules on ready facts; a missing fact is null and every rule guards against it.
RULES = {
    "U1": "n1 >= need and low1 >= 9",
    "U2": "n1 >= need and rise1 >= 4 and low1 >= 6",
    "U3": "w >= 13 or (rise >= 7 and w >= 9)",
    "U4": "direct == 1",
    "U5": "talk == 1",
    "U6": "overloaded >= 3",
    "E2": "opens_watch == 1",
    "E3": "second_hand >= 3",
    "F1": "reactive == 1 and stayed >= 2 and severe >= 3",
    "F2": "reactive == 1 and stayed >= 4 and in_stay >= 4 and high >= 3 and impact >= 2 and fall < 4",
    "F3": "month_after == 1 and (w >= 9 or (rise >= 4 and w >= 6))",
    "F4": "could_not >= 2",
    "D1": "reactive == 1 and stayed >= 3 and settled >= 3 and open == 0",
}
Week = tuple[State, WeekInput]


def main() -> None:
    policy = parse_policy(_default())
    weeks = tuple(_weeks(policy))
    facts = [facts_of(returning(state, given, policy), given, policy) for state, given in weeks]
    ready = [_ready(one) for one in facts]
    runs: dict[str, Callable[[], object]] = {
        OURS: lambda: _all(weeks, policy),
        BARE: lambda: _judged(facts, policy),
    }
    for name, engine in _others().items():
        runs[name] = lambda run=engine: [run(one) for one in ready]  # type: ignore[misc]
    took = {name: best / len(weeks) * 1e6 for name, best in _best(runs).items()}
    print(f"{len(weeks)} weeks of {PEOPLE} people, the best of {ROUNDS} rounds taken in turn")
    for name, each in took.items():
        line = f"{each:7.1f} µs a week: {name}"
        if name not in (OURS, BARE):
            line += f"; ours is {each / took[OURS]:.1f} times as fast with facts and trace"
            line += f", {each / took[BARE]:.1f} times without"
        print(line)


def _default() -> str:
    folder = files("wellbeing.stepped_care") / "policies"
    return max(one.read_text(encoding="utf-8") for one in folder.iterdir())


def _weeks(policy: Policy) -> list[Week]:
    tales = Tales(1, WEEKS)
    lived: list[Week] = []
    for person in islice(found(PEOPLE, 1).staff, PEOPLE):
        life, state = Life(1, person.work_email), START
        for number in range(WEEKS):
            sent = life.week(tales.weather(person.team, number))
            given = WeekInput(FIRST_WEEK.plus(number), sent.check_in if sent else None)
            lived.append((state, given))
            state, _ = advance(state, given, policy)
    return lived


def _all(weeks: tuple[Week, ...], policy: Policy) -> None:
    for state, given in weeks:
        advance(state, given, policy)


def _judged(facts: list[Facts], policy: Policy) -> None:
    for one in facts:
        judge(one, policy)


def _best(runs: Mapping[str, Callable[[], object]]) -> dict[str, float]:
    """Take turns, so that what else the machine does falls on all alike."""
    best = dict.fromkeys(runs, float("inf"))
    for _ in range(ROUNDS):
        for name, work in runs.items():
            begun = time.perf_counter()
            work()
            best[name] = min(best[name], time.perf_counter() - begun)
    return best


def _ready(one: Facts) -> dict[str, float]:
    """Write the facts down as numbers, -99 for what is missing."""
    run, last = one.run, one.latest[-4:]
    need = 1 if one.one_check_in_is_enough else 2
    tail = run[-need:]
    rises = [scored.rise for scored in tail if scored.rise is not None]
    return {
        "n1": len(tail),
        "need": need,
        "low1": min((scored.w for scored in tail), default=-99),
        "rise1": min(rises) if len(rises) == need else -99,
        "w": -99 if one.w is None else one.w,
        "rise": -99 if one.rise is None else one.rise,
        "direct": int(one.opens_window),
        "talk": int(one.asks_to_talk),
        "overloaded": sum(scored.overloaded for scored in run[-3:]),
        "opens_watch": int(one.opens_watch),
        "second_hand": len(one.second_hand),
        "reactive": int(one.step == "reactive"),
        "stayed": one.stayed,
        "severe": sum(scored.w >= 11 for scored in last),
        "high": sum(scored.w >= 9 for scored in last),
        "in_stay": sum(one.stay_began is not None and s.week >= one.stay_began for s in last),
        "impact": max((scored.impact or 0 for scored in last), default=0),
        "fall": (one.entry_w or 0) - (one.w or 0),
        "month_after": int(any(4 <= one.week.since(week) <= 6 for week in one.direct_events)),
        "could_not": sum(scored.impact == 3 for scored in run[-2:]),
        "settled": sum(scored.w <= 6 for scored in run[-3:]),
        "open": int(one.in_window or one.talk_open or one.asked_formal),
    }


def _others() -> dict[str, Callable[[Mapping[str, float]], object]]:
    found_engines: dict[str, Callable[[Mapping[str, float]], object]] = {}
    try:
        found_engines["zen-engine, one expression for all"] = _zen_expression()
        found_engines["zen-engine, a rule each"] = _zen()
        found_engines["rule-engine"] = _rule_engine()
    except ImportError as error:
        print(f"{error.name} is not installed, so it is left out.", file=sys.stderr)
    return found_engines


def _zen_expression() -> Callable[[Mapping[str, float]], object]:
    """The least that engine can do: one compiled expression, no decision, no names of rules."""
    import zen

    return zen.compile_expression(f"[{', '.join(RULES.values())}]").evaluate


def _zen() -> Callable[[Mapping[str, float]], object]:
    import zen

    expressions = [{"id": name, "key": name, "value": rule} for name, rule in RULES.items()]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {
            "id": "rules",
            "name": "rules",
            "type": "expressionNode",
            "content": {"expressions": expressions},
        },
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    edges = [
        {"id": f"{one['id']}-{two['id']}", "sourceId": one["id"], "targetId": two["id"]}
        for one, two in pairwise(nodes)
    ]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    return decision.evaluate


def _rule_engine() -> Callable[[Mapping[str, float]], object]:
    import rule_engine

    rules = [rule_engine.Rule(rule) for rule in RULES.values()]
    return lambda facts: [rule.matches(facts) for rule in rules]


if __name__ == "__main__":
    main()
