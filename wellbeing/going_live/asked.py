"""What a wellbeing lead confirms in words before check-ins open: who it is, and that it is really there."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum


class Part(StrEnum):
    """The parts of the checklist, in their order on the page."""

    PEOPLE = "People who answer for it"
    HELP = "Help behind each step"
    COVER = "Enough help for so many"
    CONTACTS = "Help contacts"
    PAPER = "When the technology fails"
    RUNNING = "Keys and backups"


@dataclass(frozen=True)
class Asked:
    """One line that somebody fills in; `step` names the step whose offers it stands for."""

    key: str
    part: Part
    title: str
    question: str
    hint: str
    step: str = ""


# What was confirmed may have ended since: told after so long.
LOOK_AGAIN = timedelta(days=180)
ASKED: tuple[Asked, ...] = (
    Asked(
        "should-we",
        Part.PEOPLE,
        "Should we use this at all?",
        "Who decided it together, on which day, and what was said against it?",
        "Name the meeting: management, staff side, data protection. Write also what you decided not to "
        "switch on. A service that nobody was asked about is not trusted.",
    ),
    Asked(
        "data-protection",
        Part.PEOPLE,
        "Data protection",
        "Who is the data protection officer, and where does the signed impact assessment lie?",
        "A name, how to reach them, and the day on which it was signed.",
    ),
    Asked(
        "prevention",
        Part.HELP,
        "Prevention: reflective supervision and time for the kit",
        "Who sees to it that supervisors hold reflective supervision, and how often?",
        "A name and a rhythm, such as: Ann Lee, 90 minutes a month for each team.",
        "prevention",
    ),
    Asked(
        "peer-support",
        Part.HELP,
        "Reactive support: peer supporters",
        "Who are they, who trained them, and how much time do they have for it each week?",
        "Time that is in their plan, not beside it.",
        "reactive",
    ),
    Asked(
        "practitioners",
        Part.HELP,
        "Reactive support: practitioners",
        "Who are they, and how much time do they have for it each week?",
        "Occupational health, wellbeing or psychology: named people, and somebody who stands in for them.",
        "reactive",
    ),
    Asked(
        "outside",
        Part.HELP,
        "Reactive support: an assistance programme (EAP) or occupational health",
        "Which one is it, how do staff reach it without you, and until when does the contract run?",
        "The number or address as staff use it. Ring it once yourself.",
        "reactive",
    ),
    Asked(
        "formal",
        Part.HELP,
        "Formal intervention: assessment and treatment",
        "Who assesses, which treatments can be arranged, and how long is the wait at present?",
        "If something is not there, write so: the page about it must not promise it.",
        "formal",
    ),
    Asked(
        "phone",
        Part.PAPER,
        "A telephone number",
        "Which number do staff ring when this service cannot be reached, and when is it answered?",
        "A number that a person answers at work, with its hours.",
    ),
    Asked(
        "named-person",
        Part.PAPER,
        "A named person",
        "Whom can staff turn to in person when this service cannot be reached?",
        "A name, where they sit, and who stands in for them.",
    ),
    Asked(
        "paper-form",
        Part.PAPER,
        "A paper form",
        "Where do the paper check-in and the form to ask for a talk lie, and who collects them?",
        "Print both once, and try the way they take.",
    ),
)
BY_KEY = {one.key: one for one in ASKED}
