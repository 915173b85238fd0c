"""What a person, or people together with them, did in a week, in words to that person."""

from wellbeing.stepped_care import Act, ActKind
from wellbeing.stepped_care.rules_screen import NAMES

SAID = {
    ActKind.TALK_HELD: "The talk you asked for was held.",
    ActKind.TALK_WITHDRAWN: "You took back your wish to talk.",
    ActKind.CLOSE_REACTIVE: "You closed reactive support.",
    ActKind.ASK_FORMAL: "You asked for formal support.",
    ActKind.DECLINE_FORMAL: "You said no to formal support.",
    ActKind.SIGN_OFF_FORMAL: "You agreed to formal support, and a reviewer signed it off.",
    ActKind.END_FORMAL: "You and the professional ended formal support together.",
    ActKind.FRESH_START: "You chose a fresh start for your usual level.",
}


def act_in_words(act: Act) -> str:
    if act.instrument is not None:
        name, highest = NAMES[act.instrument], act.instrument.highest
        return f"You filled in {name} by your own choice. The result was {act.score} of {highest}."
    return SAID[act.kind]
