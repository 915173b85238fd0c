"""The data protection impact assessment, as far as the service itself can write it."""

from wellbeing.documents import keys, law, place
from wellbeing.documents.columns import by_table
from wellbeing.documents.concerns import OF_ITS_DAY, sections_of
from wellbeing.documents.facts import Facts
from wellbeing.documents.filling import Pen, day
from wellbeing.documents.processing import kept, purposes
from wellbeing.documents.rights import rights
from wellbeing.documents.threats import THREATS
from wellbeing.going_live.asked import BY_KEY
from wellbeing.records.parameter_words import PARAMETERS
from wellbeing.records.parts import Section, Table
from wellbeing.web.guarantee import rounded_up

# Lines of "Going live" that are about this assessment.
ABOUT_DATA = tuple(BY_KEY[key].title for key in ("should-we", "data-protection"))


def sections(facts: Facts, pen: Pen) -> tuple[Section, ...]:
    return (
        _why(pen),
        law.the_law(facts),
        purposes(facts),
        _bases(facts, pen),
        _rules(facts),
        _figures(facts),
        rights(facts),
        kept(facts),
        keys.who_opens_what(facts, pen),
        _carried(facts, pen),
        Section(
            "What could go wrong",
            (
                "Each line names a control that is built and the test that fails when it is not. How likely and "
                "how bad a thing is here, people judge below.",
                OF_ITS_DAY,
            ),
        ),
        *sections_of("D", THREATS),
        _judged(pen),
        _columns(facts),
    )


def _why(pen: Pen) -> Section:
    return Section(
        "Why there is an assessment",
        (
            "Data about health of people at work are kept, week after week, and rules place each person on a "
            "step. The law asks for an assessment before that begins.",
        ),
        blanks=pen.blanks("controller", "scope", "consultation"),
    )


def _bases(facts: Facts, pen: Pen) -> Section:
    return Section(
        "What it may be based on",
        (
            "At work a “yes” is seldom free. So the page on which people agree to take part is about fairness and "
            "confidence, and is not meant as the lawful basis.",
            "For Article 6 organisations usually look at 6(1)(f), or 6(1)(e) where they are public bodies. For "
            "health at 9(2)(h) under a duty of confidence, or at 9(2)(b) with Schedule 1 to the Data "
            "Protection Act 2018. Which of them holds here is for the officer to say.",
            f"Whoever looks after data protection: {law.officer(facts)}",
            "On “Going live” wellbeing leads fill in who decided, and where the signed assessment lies.",
        ),
        blanks=pen.blanks("purposes", "lawful-basis", "special-condition", "necessity"),
        points=tuple(
            f"“{title}”: {'filled in' if facts.going_live[title] else 'still open'}"
            for title in ABOUT_DATA
        ),
    )


def _rules(facts: Facts) -> Section:
    told = facts.policy
    if told is None or told.policy is None:
        says = "No policy can be read at present."
    else:
        begins = f" from {day(told.change.begins.monday)}" if told.change.from_week else ""
        how = (
            "came with the service"
            if told.is_founding
            else "was proposed by a wellbeing lead and agreed by a staff representative"
        )
        says = (
            f"Policy version {told.policy.version} is in force{begins}. It {how}. "
            f"Its hash is {told.policy.sha256}."
        )
    return Section(
        "Rules that place a person, and decisions by people",
        (
            says,
            "The rules suggest and decide nothing (Articles 22A to 22D of the UK GDPR). A suggestion changes "
            "nothing outside the person's own pages. Formal support begins only when the person agreed and a "
            "named human signed it off with a reason; the database refuses it otherwise.",
            "Every person reads their step with its reasons, every value the rules saw, and the rules themselves. "
            "They can ask a human to look again, and can close what is offered.",
        ),
    )


def _figures(facts: Facts) -> Section:
    cycle, year, any_day = facts.guarantees[:3]
    return Section(
        "Figures that others see",
        (
            f"Figures are about at least {facts.parameters['smallest_group']:g} people on the roster. Each person's "
            "part is limited and random noise is added, once. What is out never changes.",
            "All figures of a cycle of 13 weeks together cost each person at most "
            f"rho = {rounded_up(cycle.rho, 4)}, those of four cycles at most {rounded_up(year.rho, 4)}, those of any 52 "
            f"weeks at most {rounded_up(any_day.rho, 4)} (zero-concentrated differential privacy).",
            "The privacy report has the whole guarantee, what was spent of it, and how far attacks came.",
        ),
        Table(
            "Parameters that hold now",
            ("What", "Value"),
            tuple((PARAMETERS[name], f"{value:g}") for name, value in facts.parameters.items()),
        ),
    )


def _carried(facts: Facts, pen: Pen) -> Section:
    rows = tuple((one.name, one.does, one.learns) for one in place.helpers(facts.settings))
    return Section(
        "Who keeps or carries data",
        (*place.not_used(facts.settings), "The processor schedule asks for the contracts."),
        Table("Who keeps or carries data", ("Who", "What they do", "What they learn"), rows),
        pen.blanks("transfers", "own-measures"),
    )


def _judged(pen: Pen) -> Section:
    return Section(
        "What people judge",
        ("The service fills in nothing of this.",),
        blanks=pen.blanks("what-remains", "officer-advice", "regulator", "review"),
    )


def _columns(facts: Facts) -> Section:
    return Section(
        "Every column, by what it holds",
        (
            "As each column declares it, the most careful kind first. “sensitive” is sealed or secret; “identifies” "
            "names somebody; “links” says which rows belong together; “released” is published; “ordinary” is "
            "about nobody. The command `wellbeing privacy-map` prints each column in a line of its own.",
        ),
        Table("Columns", ("Table", "Database", "Columns by kind"), by_table(facts.columns)),
    )
