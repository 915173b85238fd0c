"""The hazard log: what could go wrong for somebody's health, what stands against it, who judges it."""

from wellbeing.documents.concerns import OF_ITS_DAY, section_of
from wellbeing.documents.facts import Facts
from wellbeing.documents.filling import Pen
from wellbeing.documents.hazards_more import HAZARDS
from wellbeing.records.parts import Section, Table

LEVELS = ("Minor", "Significant", "Considerable", "Major", "Catastrophic")
LIKELY = (
    ("Very low", "1", "1", "2", "2", "3"),
    ("Low", "1", "2", "2", "3", "4"),
    ("Medium", "2", "2", "3", "3", "4"),
    ("High", "2", "3", "3", "4", "5"),
    ("Very high", "3", "4", "4", "5", "5"),
)


def sections(facts: Facts, pen: Pen) -> tuple[Section, ...]:
    return (
        Section(
            "What this is",
            (
                "A list in the manner of DCB0129. It is no safety case, and nobody has endorsed it. The service lists "
                "hazards, controls and what shows them. How bad and how likely a hazard is, before and after, "
                "a named clinical safety person says.",
                OF_ITS_DAY,
                "The service is meant to offer support to people at work. It does not diagnose, does not treat, "
                "watches over nobody, and is not meant as a medical device.",
            ),
            blanks=pen.blanks("safety-person", "purpose-line"),
        ),
        _here(facts),
        _scale(),
        *(section_of("H", one, pen.blanks(f"hazard-{one.number}")) for one in HAZARDS),
        Section(
            "Looking again",
            ("After each change of rules, roles or settings.",),
            blanks=pen.blanks("review"),
        ),
    )


def _here(facts: Facts) -> Section:
    """Tell what only this organisation has, or has not, set up against these hazards."""
    checked = (
        "were all checked lately" if facts.contacts_are_checked else "were not all checked lately"
    )
    danger = (
        "The organisation has written its own steps: " + " ".join(facts.danger_steps)
        if facts.danger_steps
        else "The organisation has not written its own steps; contacts read ours, which name no responder. "
        "Its file would be content/duty_of_care.toml in the data folder."
    )
    staffed = (
        f"Somebody is there for requests: {'; '.join(facts.staffed)}."
        if facts.staffed
        else "Nobody has confirmed at which hours somebody is there for requests."
    )
    return Section(
        "What stands behind it here",
        (
            f"Numbers on “Help now” {checked}. {staffed}",
            f"{facts.responders} If somebody else sees that a person may be in danger: {danger}",
            "People with these roles are there: " + (_roles(facts) or "none") + ".",
        ),
        Table(
            "Lines of “Going live”",
            ("Line", "Filled in"),
            tuple((title, "yes" if there else "no") for title, there in facts.going_live.items()),
        ),
    )


def _roles(facts: Facts) -> str:
    return ", ".join(
        words for role, words in facts.matrix.roles.items() if role in facts.roles_held
    )


def _scale() -> Section:
    return Section(
        "The scale to judge by",
        (
            "1 and 2: acceptable. 3: reduce it where that can be done, and the clinical safety person decides. 4 "
            "and 5: not acceptable. Look whether your standard has another table.",
        ),
        Table("How likely, and how bad", ("How likely", *LEVELS), LIKELY),
    )
