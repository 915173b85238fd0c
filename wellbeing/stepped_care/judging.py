"""How rules are asked: plainly, or so that everything they look at is noted."""

from collections.abc import Callable, Mapping
from functools import partial
from types import FunctionType, MappingProxyType
from typing import NamedTuple, TypeVar, cast

from wellbeing.stepped_care.facts import Facts
from wellbeing.stepped_care.placement import Reason
from wellbeing.stepped_care.policy import Policy

Known = TypeVar("Known")
Reasons = tuple[Reason, ...]
# Each rule is one function, under its name; all rules of a kind look at the same kind of facts.
Rules = Mapping[str, Callable[[Known, Policy], Reason | None]]

NOT_SO = "This did not apply in this week."
NOTHING: Mapping[str, object] = MappingProxyType({})


class Judged(NamedTuple):
    """One rule of one week: whether it held, and what it looked at before it said so.

    `held` is None for a rule that was not asked; the sentence then says why. A value that was
    missing is None in what was seen, or an empty row of them, and never a zero.
    """

    rule: str
    held: bool | None
    saw: Mapping[str, object]
    sentence: str


# As `Judged(…)`, without the detour through its names: a trace holds two dozen of them.
_judged = partial(tuple.__new__, Judged)


class Judge:
    """Asks rules, and keeps nothing but the reasons of those that hold."""

    def holding(self, rules: Rules[Known], known: Known, policy: Policy, /) -> Reasons:
        return tuple([held for rule in rules.values() if (held := rule(known, policy))])

    def passes_over(self, _rules: Rules[Known], _why: str, /) -> Reasons:
        """Ask none of these rules, and say why."""
        return ()

    def watches(self, _rules: Rules[Known], _known: Known, _policy: Policy, /) -> None:
        """Ask rules whose answer no placement names."""


class NotingJudge(Judge):
    """Asks the same rules, and keeps of each what it looked at."""

    def __init__(self) -> None:
        self.judged: list[Judged] = []

    def holding(self, rules: Rules[Known], known: Known, policy: Policy, /) -> Reasons:
        held: list[Reason] = []
        noting = Noting(known)
        stand_in = cast(Known, noting)
        for name, rule in rules.items():
            saw: dict[str, object] = {}
            noting.__dict__ = saw  # It holds nothing again.
            reason = rule(stand_in, policy)
            if reason is None:
                self.judged.append(_judged((name, False, MappingProxyType(saw), NOT_SO)))
            else:
                self.judged.append(_judged((name, True, MappingProxyType(saw), reason.sentence)))
                held.append(reason)
        return tuple(held)

    def passes_over(self, rules: Rules[Known], why: str, /) -> Reasons:
        self.judged += [Judged(name, None, NOTHING, why) for name in rules]
        return ()

    def watches(self, rules: Rules[Known], known: Known, policy: Policy, /) -> None:
        self.holding(rules, known, policy)


class Noting:
    """Stands in for facts: it holds nothing, and takes over each value when it is first read.

    What it holds in the end is therefore what was read, missing values included.
    """

    __slots__ = ("__dict__", "_of")

    def __init__(self, of: object) -> None:
        """Nothing is read of it yet."""
        self._of = of

    def __getattr__(self, name: str) -> object:
        found = self.__dict__[name] = getattr(self._of, name)
        return found


def _noted(name: str) -> Callable[[Noting, int], object]:
    """Look up so many check-ins as the facts do, and note what was found."""

    def look_up(noting: Noting, count: int) -> object:
        found = noting.__dict__[name] = getattr(noting._of, name)(count)  # noqa: SLF001  # its own
        return found

    return look_up


for _name, _found in vars(Facts).items():
    if isinstance(_found, FunctionType) and not _name.startswith("_"):
        setattr(Noting, _name, _noted(_name))

PLAINLY = Judge()
