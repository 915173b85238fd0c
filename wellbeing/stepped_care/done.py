"""One recorded act, as the rules about it see it."""

from dataclasses import dataclass

from wellbeing.stepped_care.answers import Act, Instrument
from wellbeing.stepped_care.facts import Facts
from wellbeing.stepped_care.placement import Step
from wellbeing.stepped_care.state import State
from wellbeing.week import Week


@dataclass(frozen=True)
class Done:
    """An act, the state it was recorded in, and the facts of its week."""

    act: Act
    before: State
    facts: Facts

    @property
    def week(self) -> Week:
        return self.facts.week

    @property
    def step(self) -> Step:
        return self.before.step

    @property
    def formal_suggested(self) -> bool:
        return self.before.formal_suggested

    @property
    def instrument(self) -> Instrument | None:
        return self.act.instrument

    @property
    def score(self) -> int:
        """Of a screen; every screen has one."""
        return self.act.score or 0

    @property
    def earlier_score(self) -> int | None:
        """The score of the same short screen before this one."""
        if self.act.instrument is Instrument.PHQ_2:
            return self.before.last_phq_2
        return self.before.last_gad_2 if self.act.instrument is Instrument.GAD_2 else None

    @property
    def usual_weeks(self) -> int:
        """How many weeks the usual level was made of before this one."""
        return len(self.before.fit_scores)

    @property
    def direct_events(self) -> tuple[Week, ...]:
        return self.facts.direct_events
