"""What recorded acts do to a state; an act that does not fit changes nothing."""

from dataclasses import replace

from wellbeing.stepped_care.answers import Act, ActKind
from wellbeing.stepped_care.placement import Reason, Step
from wellbeing.stepped_care.rules_down import closed_by_the_person
from wellbeing.stepped_care.state import State


def after_act(state: State, act: Act) -> tuple[State, Reason | None]:
    match act.kind:
        case ActKind.TALK_HELD | ActKind.TALK_WITHDRAWN:
            return replace(state, talk_open=False), None
        case ActKind.CLOSE_REACTIVE:
            return _closed(state)


def _closed(state: State) -> tuple[State, Reason | None]:
    """Go back to Prevention at once; rules then look only at later check-ins."""
    if state.step is not Step.REACTIVE:
        return state, None
    closed = replace(state, step=Step.PREVENTION, stay_began=None, scored=())
    return closed, closed_by_the_person()
