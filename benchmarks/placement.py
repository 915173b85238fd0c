"""Prints how fast a week is placed, against general rule engines on the same rules, in one run.

    pip install zen-engine rule-engine
    python benchmarks/placement.py [--write]

The general engines get the facts of each week ready made, keep no trace and name no reason; ours
makes its facts from answers and state, tells every reason in words, and once with the full trace.
All take turns, a hundred weeks at a time, and only ratios of one turn are compared: a busy machine
slows all of them alike. `--write` keeps the figures in docs/proofs/placement.json.
"""

import json
import platform
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files
from itertools import islice, pairwise
from pathlib import Path
from statistics import median

from wellbeing.simulation.life import Life
from wellbeing.simulation.organisation import found
from wellbeing.simulation.rehearsal import FIRST_WEEK
from wellbeing.simulation.tales import Tales
from wellbeing.stepped_care import (
    START,
    Policy,
    State,
    WeekInput,
    advance,
    advance_traced,
    parse_policy,
)
from wellbeing.stepped_care.engine import verdicts
from wellbeing.stepped_care.facts import Facts, facts_of
from wellbeing.stepped_care.memory import returning

PEOPLE, WEEKS, ROUNDS, TURN = 40, 52, 15, 100
TRACED = "ours, placed with facts, reasons and full trace"
PLACED = "ours, placed with facts and reasons"
READY = "ours, ready facts, every rule asked"
OURS = (TRACED, PLACED, READY)
KEPT = Path(__file__).parent.parent / "docs" / "proofs" / "placement.json"
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
Turn = tuple[list[Week], list[Facts], list[Mapping[str, float]]]
Run = Callable[[Turn], None]


def main() -> None:
    policy = parse_policy(_default())
    turns = tuple(_turns(_weeks(policy), policy))
    runs = {**_ours(policy), **_others()}
    took = _timed(runs, turns)
    people = f"{PEOPLE * WEEKS} weeks of {PEOPLE} people, {ROUNDS} rounds in turns of {TURN} weeks"
    print(f"{people}; Python {platform.python_version()}")
    each = {name: median(times) / TURN * 1e6 for name, times in took.items()}
    ratios = {
        name: {ours: median(_ratios(took[name], took[ours])) for ours in OURS}
        for name in runs
        if name not in OURS
    }
    for name in sorted(each, key=each.__getitem__):
        print(f"{each[name]:7.1f} µs a week: {name}")
    for name, by in ratios.items():
        told = ", ".join(f"{by[ours]:.2f} ({ours.removeprefix('ours, ')})" for ours in OURS)
        print(f"against {name}, ours is so many times as fast: {told}")
    if "--write" in sys.argv:
        kept = {"weeks": people, "python": platform.python_version(), "us_a_week": each}
        kept |= {"times_as_fast": ratios, "versions": _versions()}
        KEPT.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")


def _ours(policy: Policy) -> dict[str, Run]:
    def ready(turn: Turn) -> None:
        for facts in turn[1]:
            verdicts(facts, policy)

    return {
        TRACED: _placing(advance_traced, policy),
        PLACED: _placing(advance, policy),
        READY: ready,
    }


def _placing(take_in: Callable[[State, WeekInput, Policy], object], policy: Policy) -> Run:
    def run(turn: Turn) -> None:
        for state, given in turn[0]:
            take_in(state, given, policy)

    return run


def _turns(weeks: list[Week], policy: Policy) -> Iterator[Turn]:
    while some := weeks[:TURN]:
        weeks = weeks[TURN:]
        facts = [facts_of(returning(state, given, policy), given, policy) for state, given in some]
        if len(some) == TURN:
            yield some, facts, [_ready(one) for one in facts]


def _timed(runs: Mapping[str, Run], turns: tuple[Turn, ...]) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for turn in turns:
            for name, run in runs.items():
                begun = time.process_time()
                run(turn)
                took[name].append(time.process_time() - begun)
    return took


def _ratios(theirs: list[float], ours: list[float]) -> list[float]:
    return [one / other for one, other in zip(theirs, ours, strict=True) if other > 0]


def _versions() -> dict[str, str]:
    return {name: version(name) for name in ("zen-engine", "rule-engine")}


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


def _others() -> dict[str, Run]:
    engines: dict[str, Run] = {}
    try:
        engines["zen-engine, a compiled expression for each rule"] = _zen_expressions()
        engines["zen-engine, a decision with a rule each"] = _each(_zen())
        engines["rule-engine"] = _each(_rule_engine())
        engines["zen-engine, all rules in one array expression"] = _each(_zen_array())
    except ImportError as error:
        print(f"{error.name} is not installed, so it is left out.", file=sys.stderr)
    return engines


def _each(evaluate: Callable[[Mapping[str, float]], object]) -> Run:
    def run(turn: Turn) -> None:
        for facts in turn[2]:
            evaluate(facts)

    return run


def _zen_expressions() -> Run:
    """The usual way: every rule is an expression of its own, so its verdict has a name."""
    import zen

    rules = [zen.compile_expression(rule).evaluate for rule in RULES.values()]

    def run(turn: Turn) -> None:
        for facts in turn[2]:
            [evaluate(facts) for evaluate in rules]

    return run


def _zen_array() -> Callable[[Mapping[str, float]], object]:
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
