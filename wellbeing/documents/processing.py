"""What is done with whose data, for what and until when: shared by assessment and record."""

from wellbeing.documents.facts import Facts
from wellbeing.records.parts import Row, Section, Table
from wellbeing.retention import Kept, everything_kept, in_words, span_of

ALL_STAFF = "All staff in the roster"
TAKING_PART = "Staff who take part"
ONLY_THEY = "Nobody but the person"
HEADINGS = ("Purpose", "Whose data", "Which data", "Who receives it")
SCREENS = {
    "phq_4": "the four questions of the PHQ-4",
    "pc_ptsd_5": "the questions of the PC-PTSD-5",
}


def purposes(facts: Facts) -> Section:
    says = (
        f"The service runs for {facts.size}. Check-ins are open to: {facts.open_to}.",
        "Answers, steps, kits, requests and shared words are about health. So are a fine week and an "
        "empty kit.",
    )
    return Section("What is done, with whose data", says, Table("Purposes", HEADINGS, _rows(facts)))


def _rows(facts: Facts) -> tuple[Row, ...]:
    return (
        (
            "Knowing who works here and letting them sign in",
            ALL_STAFF,
            "Name, work address, unit, supervisor, roles, a hash of the password, sessions",
            "Colleagues as the access matrix says; whoever runs the database",
        ),
        (
            "A weekly check-in, and which support is offered",
            TAKING_PART,
            f"Answers about warning signs, pressure and support; the step with its reasons{_screens(facts)}",
            ONLY_THEY,
        ),
        (
            "A first-aid kit, own notes, a sheet for a conversation, preferences",
            TAKING_PART,
            "Own words; how pages look; how and when somebody likes to be contacted",
            f"{ONLY_THEY}, and the one person with whom they share a part, until a day",
        ),
        (
            "Asking for a human, and what becomes of it",
            "Staff who ask",
            "Name, by when, how and when to reach them, own words, times, letters, what was agreed",
            "Those whom the person was shown before sending; then the one who took it",
        ),
        (
            "Being contacted now, for somebody who is not safe and chooses it",
            "Staff who ask for it",
            "Name and how to reach them, nothing else",
            "Named responders, one after another, who do not lead that person",
        ),
        (
            "Formal support",
            "Staff who agreed to it",
            "What the person ticked to share, the decision with its reason, its end",
            "One practitioner, who is a named human and signs it off",
        ),
        (
            "Figures about conditions at work",
            "Staff who took part in a cycle of 13 weeks",
            "Sums in which each person's part is limited, with random noise, for groups of at least "
            f"{facts.parameters['smallest_group']:g} people",
            "Everybody in the unit and those who lead it, at the same moment",
        ),
        (
            "Weekly messages and notices",
            ALL_STAFF,
            _addresses(facts),
            _carriers(facts),
        ),
        (
            "What a team heard, does and agreed on",
            "Those who write in it, and those who lead",
            "Words about work, who looks after an action; agreements without names",
            "Everybody in the unit, and those who lead it or a unit above",
        ),
        (
            "Saying that something is wrong, and asking for a change at work",
            "Staff who do so",
            "Own words, kind, days, the answer, the name where it is given",
            "The readers whom the person chose",
        ),
        (
            "Showing what was done, and keeping it safe",
            "Whoever looks at what others sent, administers or runs the service",
            "Sealed events under codes: kind, day, role. Encrypted backups. Logs without names or addresses",
            "Auditors read kinds, days, roles and codes; operators read how the service runs",
        ),
    )


def kept(facts: Facts) -> Section:
    """Say of everything how long it is kept, from the one list that the jobs take their days from."""
    keeping = facts.settings.keeping
    rows = tuple((one.what, one.until, _here(facts, one)) for one in everything_kept())
    says = [
        "This is the list that the jobs themselves take their days from. “You” is the person it is about. "
        "“Here” says where the organisation has set another number.",
    ]
    if keeping.longer:
        titles = "; ".join(one.what for one in keeping.longer)
        says.append(
            f"Kept longer than the service does by itself: {titles}. Decided by "
            f"{keeping.decided_by or 'nobody who was named'}: {keeping.why or 'no reason was given'}"
        )
    return Section(
        "How long it is kept", tuple(says), Table("Kept", ("What", "How long", "Here"), rows)
    )


def _here(facts: Facts, one: Kept) -> str:
    name = one.id if one.setting else one.follows
    if not name:
        return "as said"
    days = facts.settings.keeping.days_of(name)
    return "as said" if days == span_of(name).days else in_words(days)


def _screens(facts: Facts) -> str:
    policy = facts.policy.policy if facts.policy else None
    if policy is None:
        return ""
    on = [words for name, words in SCREENS.items() if getattr(policy.screens, name)]
    return f"; what {' and '.join(on)} add up to, for those who chose them" if on else ""


def _addresses(facts: Facts) -> str:
    number = ", a mobile number where it was given" if facts.settings.sms.is_configured else ""
    return f"Work address{number}, day and hour of being asked, days away without a reason"


def _carriers(facts: Facts) -> str:
    settings = facts.settings
    named = [
        *(["the mail relay"] if settings.mail.is_configured else []),
        *(["the gateway for texts"] if settings.sms.is_configured else []),
    ]
    return " and ".join(named).capitalize() if named else "Nobody: no messages leave"
