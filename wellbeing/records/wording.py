"""The privacy report in words: the same sections for the page and for the document."""

from wellbeing.records import attack_words, decided_words
from wellbeing.records.facts import Gap, Guarantee, Looks, PrivacyReport
from wellbeing.records.looks import STEP
from wellbeing.records.parameter_words import PARAMETERS
from wellbeing.records.parts import Section, Table
from wellbeing.web.guarantee import rounded_up

WHY_NOT_RELEASED = (
    "The service was moved or put back from a backup, so noise may have been drawn for it already"
)
WHY_TOO_LATE = "The service was not running when it was due, and the weeks it looks at are not kept whole since"
NOT_READ = "The ledger is broken. Nothing more is read from it until it is mended."


def sections(report: PrivacyReport) -> tuple[Section, ...]:
    return (
        _in_short(report),
        _guarantee(report),
        _parameters(report),
        _chain(report),
        _spending(report),
        _gaps(report),
        decided_words.policies(report),
        decided_words.settings(report),
        decided_words.holders(report),
        decided_words.role_days(report),
        _looks(report),
        attack_words.attacks(report),
        _utility(report),
    )


def _looks(report: PrivacyReport) -> Section:
    rows = tuple(
        (str(one.cycle), str(one.starts_on), str(one.ends_on), _how_many(one))
        for one in report.looks_at_shared
    )
    none = "No cycle is over yet." if report.chain.is_whole else NOT_READ
    says = (
        "A look is counted each time somebody opens what one person shares with them. Who, what and "
        "with whom is known to these two alone. The person sees each look with its day.",
        "Told of the whole organisation, for cycles that are over, in tens, as the audit log holds "
        f"them. At least {report.fewest_for_looks} people must have been on the roster when the cycle began. "
        "Among fewer, even how often somebody looked could tell who shares something. The size of the "
        "roster decides that, never the number.",
        "When somebody asks for a human, only that person is told who looked at the request. "
        "Such looks are sealed and are not counted here.",
    )
    table = Table("Looks in each cycle", ("Cycle", "From", "To", "Looks"), rows)
    return Section(
        "Looks at what people shared", says if rows else (none, *says), table if rows else None
    )


def _how_many(one: Looks) -> str:
    if one.tens is None:
        return "not told: too few people"
    return f"{one.tens} to {one.tens + STEP - 1}" if one.tens else f"fewer than {STEP}"


def _in_short(report: PrivacyReport) -> Section:
    cycle, year, any_day = report.guarantees[:3]
    state = "is whole" if report.chain.is_whole else f"is broken: {report.chain.trouble}"
    return Section(
        "In short",
        (
            "This report says how the privacy of published figures is kept and whether it was. "
            "It holds nothing about any person: no answers, no steps, and not who took part.",
            "Before a figure comes out, each person's part in it is limited and random noise is "
            "added. All figures of a cycle of 13 weeks together cost each person at most "
            f"rho = {_rho(cycle)}, those of four cycles at most {_rho(year)}.",
            f"52 weeks that begin inside a cycle cost no more than that while nothing changes, and "
            f"at most {_rho(any_day)} where a group goes over from months to weeks meanwhile. Cycles "
            "so far count with the budget they had, cycles to come with the one agreed for them.",
            f"The ledger of published figures {state}.",
        ),
    )


def _guarantee(report: PrivacyReport) -> Section:
    rows = tuple(
        (
            f"{one.weeks} weeks{' from inside a cycle' if one.from_any_day else ''}, against "
            + ("having taken no part" if one.against_no_part else "any other record of the person"),
            _rho(one),
            rounded_up(one.epsilon, 2),
            rounded_up(one.epsilon_from_rho, 2),
        )
        for one in report.guarantees
    )
    return Section(
        "The guarantee",
        (
            "Zero-concentrated differential privacy (zCDP), for replacing the whole record of one "
            "person by any other. It holds whatever an observer knows about everybody else.",
            f"Epsilon stands for delta = {report.delta:f} and is rounded up: once for the Gaussian "
            "noise that is drawn, once as it follows from rho alone, whatever the noise.",
            "Having taken no part lies half as far away, which is a quarter of rho. A tally counts "
            "those who took no part as well, so there its share counts in full.",
            "52 weeks hold four cycles: those so far with the budget they had, those to come with "
            "what is in force or agreed for them. A later change counts from the day it is agreed, "
            "weeks before it holds. From inside a cycle, the worst case is told: a group whose "
            "figures came out by the month and then come out by the week. Several years add up.",
        ),
        Table(
            "What all figures together cost a person at most",
            ("Span", "rho", "epsilon, this noise", "epsilon, from rho alone"),
            rows,
        ),
    )


def _parameters(report: PrivacyReport) -> Section:
    held = (
        f"Fixed for cycle {report.cycle} and held in the ledger under the hash "
        f"{report.parameters_sha256}."
        if report.cycle
        else "No cycle is in the ledger. The first one begins with these."
    )
    rows = tuple(
        (PARAMETERS[name], name, f"{value:g}") for name, value in report.parameters.items()
    )
    return Section(
        "Parameters in force", (held,), Table("Parameters", ("What", "Key", "Value"), rows)
    )


def _chain(report: PrivacyReport) -> Section:
    found = report.chain
    if not found.is_whole:
        return Section("The ledger", (f"The ledger is broken: {found.trouble}.", NOT_READ))
    moves = [
        f"From {day} another place publishes, as an operator confirmed." for day in report.moved_on
    ]
    return Section(
        "The ledger",
        (
            f"{found.entries} entries with {found.windows} published windows: every entry is as it "
            "was written and follows the one before, and nobody's budget is exceeded.",
            f"It ends with {found.head}.",
            *moves,
        ),
    )


def _spending(report: PrivacyReport) -> Section:
    says = (
        "Added up from the published figures themselves, not from the plan. A cohort is the people "
        "of one home unit; the table gives the one that spent most.",
    )
    rows = tuple(
        (
            str(one.cycle),
            str(one.starts_on),
            f"{one.most_spent:.4f}",
            f"{one.budget:.4f}",
            one.parameters_sha256,
            ("; ".join(one.changed) or "nothing") if place else "first cycle",
        )
        for place, one in enumerate(report.cycles)
    )
    headings = ("Cycle", "From", "Most spent", "Budget", "Hash of its parameters", "Changed")
    table = Table("Spending of each cycle, as rho", headings, rows)
    return Section("What was spent", says if rows else (_nothing(report),), table if rows else None)


def _why(gap: Gap) -> str:
    return WHY_TOO_LATE if gap.too_late else WHY_NOT_RELEASED


def _gaps(report: PrivacyReport) -> Section:
    rows = tuple(
        (one.window, str(one.starts_on), str(one.ends_on), str(one.noted_on), _why(one))
        for one in report.gaps
    )
    none = "None." if report.chain.is_whole else NOT_READ
    headings = ("Window", "From", "To", "Noted on", "Why")
    table = Table("Windows closed for good without figures", headings, rows)
    return Section("Windows not released", () if rows else (none,), table if rows else None)


def _utility(report: PrivacyReport) -> Section:
    found = report.utility
    if found is None:
        return Section("Use of the figures", ("Not measured on this version.",))
    return Section(
        "Use of the figures",
        (
            f"Last measured on {found.run_on}, on made-up organisations. The level of a team of "
            f"eight is usually off by {found.team_of_8_error} points of 4. A whole team may fall or "
            "rise by half a point and stay there. The page then says so within 13 weeks for "
            f"{found.team_of_8_arrow_shown_of_100} of 100 teams of eight and for "
            f"{found.team_of_25_arrow_shown_of_100} of 100 teams of 25.",
        ),
    )


def _nothing(report: PrivacyReport) -> str:
    return "Nothing yet." if report.chain.is_whole else NOT_READ


def _rho(one: Guarantee) -> str:
    return rounded_up(one.rho, 4).rstrip("0").rstrip(".")
