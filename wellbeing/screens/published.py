"""The published screens, read word for word from their files; nobody can put others in their place."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Self

from pydantic import model_validator

from wellbeing.content.models import Several, Words
from wellbeing.stepped_care import Act, ActKind, Instrument, Policy

LICENCE = "LICENCE.txt"


class Option(Words):
    """One answer, and the points it gives."""

    label: str
    score: int


class Item(Words):
    """One question; `half` names the shorter screen its points also belong to."""

    text: str
    half: str = ""


class Gate(Words):
    """What is asked first: without such an event the result is 0 and nothing more is asked."""

    opening: str
    examples: Several[str]
    question: str


class Screen(Words):
    """One screen as it was published."""

    id: str
    address: str  # in the addresses of its pages: it tells nobody which screen it is
    name: str
    full_name: str
    stem: str
    gate: Gate | None = None
    options: Several[Option]
    items: Several[Item]

    @model_validator(mode="after")
    def gives_what_the_rules_expect(self) -> Self:
        points = max(option.score for option in self.options)
        if points * len(self.items) != self.instrument.highest:
            raise ValueError(f"{self.id} has other items or points than the rules know")
        return self

    @property
    def instrument(self) -> Instrument:
        return Instrument(self.id)

    @property
    def licence(self) -> tuple[str, ...]:
        """The licence and the citation, paragraph by paragraph."""
        written = (_FOLDER / self.id / LICENCE).read_text("utf-8")
        return tuple(part.strip() for part in written.split("\n\n") if part.strip())

    def acts(self, points: tuple[int, ...]) -> tuple[Act, ...]:
        """Return what is recorded: the sum, and those of the shorter screens inside it."""
        sums = {self.id: sum(points)}
        for item, point in zip(self.items, points, strict=True):
            if item.half:
                sums[item.half] = sums.get(item.half, 0) + point
        return tuple(Act(ActKind.SCREEN, Instrument(name), scored) for name, scored in sums.items())

    @property
    def without_event(self) -> tuple[Act, ...]:
        return self.acts((0,) * len(self.items))

    @property
    def parts(self) -> tuple[Instrument, ...]:
        """The screen, and then the shorter ones inside it."""
        return tuple(act.instrument for act in self.without_event if act.instrument)


_FOLDER = files("wellbeing") / "instruments"
OFFERED = (Instrument.PHQ_4, Instrument.PC_PTSD_5)


@cache
def screen(instrument: Instrument) -> Screen:
    written = (_FOLDER / instrument.value / "items.toml").read_text("utf-8")
    return Screen.model_validate(tomllib.loads(written))


def switched_on(policy: Policy) -> tuple[Screen, ...]:
    """Return the screens that a policy lets people choose; by default none."""
    switches = {
        Instrument.PHQ_4: policy.screens.phq_4,
        Instrument.PC_PTSD_5: policy.screens.pc_ptsd_5,
    }
    return tuple(screen(each) for each in OFFERED if switches[each])
