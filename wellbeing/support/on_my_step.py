"""What the step page shows of requests: those that are open, and what a person can still ask for."""

from dataclasses import dataclass

from wellbeing.content.loader import Content
from wellbeing.content.support_models import SupportWords
from wellbeing.history import service as history
from wellbeing.stepped_care import Step
from wellbeing.support.cases import Kind
from wellbeing.support.office import Office
from wellbeing.support.showing import ShownRequest, shown_request
from wellbeing.support.telling import mine


@dataclass(frozen=True)
class OnMyStep:
    """A person's own say, ready to be shown beside their step."""

    requests: tuple[ShownRequest, ...]
    talk_reached_nobody: bool
    formal_is_open: bool
    formal_is_asked: bool
    can_ask_formal: bool
    is_reactive: bool
    said: SupportWords

    @property
    def formal_reached_nobody(self) -> bool:
        """A rule suggests it, or the person asked; and no request of theirs is with anybody."""
        return self.formal_is_open and not self._has(Kind.FORMAL)

    def _has(self, kind: Kind) -> bool:
        return any(one.kind == kind for one in self.requests)


def on_my_step(
    office: Office, person_id: str, current: history.Current | None, words: Content
) -> OnMyStep:
    found = tuple(shown_request(words, one) for one in mine(office, person_id) if one.is_open)
    step = current.placement.step if current else None
    talks = any(one.kind == Kind.TALK and not one.life.has_talked for one in found)
    return OnMyStep(
        requests=found,
        talk_reached_nobody=current is not None and current.talk_open and not talks,
        formal_is_open=current is not None and current.placement.formal_suggested,
        formal_is_asked=history.asked_for_formal(office.desk, person_id),
        can_ask_formal=step is not Step.FORMAL,
        is_reactive=step is Step.REACTIVE,
        said=words.support,
    )
