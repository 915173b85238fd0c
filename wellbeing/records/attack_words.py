"""What the privacy report says of the attack suite: how far it got, and which marks it got past."""

from wellbeing.records.facts import AttackRun, PrivacyReport
from wellbeing.records.parts import Section


def attacks(report: PrivacyReport) -> Section:
    found = report.attacks
    if found is None:
        says = ("The attack suite has not been run whole on this version.",)
        return Section("Attack suite", says)
    return Section(
        "Attack suite",
        (
            f"Last run on {found.run_on}. {_missed(found)}{_marks(found)}",
            *_leads(found),
            f"Share of those who struggle who could be named with 95 % certainty: {found.named_52_weeks:g}.",
        ),
    )


def _marks(found: AttackRun) -> str:
    if found.passes is None:
        return "No marks are told."
    if not found.passes:
        return "So the run did not pass." if found.missed else "A mark was broken."
    if found.missed is None:
        return "No mark was broken. Which marks were missed was not told apart yet."
    return "Every other mark was kept." if found.missed else "Every mark was kept."


def _missed(found: AttackRun) -> str:
    """Say which mark attacks got past, by how much, and what limits them."""
    if not found.missed:
        return ""
    most = found.missed[0]
    where = (
        "Where somebody changed most people of a team in every cycle, it"
        if most.is_rebuilt
        else "It"
    )
    named = f", and a share of {most.named:g} could be named" if most.named else ""
    return (
        f"A mark was missed: with the help of {most.helped_by}, the lead was meant to be at most "
        f"{most.mark} and nobody named. {where} was {most.advantage} ({most.span}, a team of "
        f"{most.team}){named}. The limit that holds is the one by arithmetic, {most.ceiling} here. "
    )


def _leads(found: AttackRun) -> tuple[str, ...]:
    said = (
        "Here everybody else in the organisation helped to guess whether somebody struggles. The "
        "lead over guessing was {} after 13 weeks and {} after 52{}. 0 is guessing, 1 is certainty."
    )
    weeks = (_capped(found.ceiling_13_weeks), _capped(found.ceiling_52_weeks))
    as_it_is, rebuilt = found.as_it_is, found.rebuilt
    if as_it_is is None or rebuilt is None:
        least = f"at most {found.advantage_13_weeks}{weeks[0]}"
        most = f"at most {found.advantage_52_weeks}{weeks[1]}"
        return (said.format(least, most, ", whatever was done to the team"),)
    return (
        said.format(
            f"{as_it_is.advantage_13_weeks}{weeks[0]}",
            f"{as_it_is.advantage_52_weeks}{weeks[1]}",
            "",
        ),
        "Where somebody also changed most people of a team in every cycle, it was "
        f"{rebuilt.advantage_13_weeks} and {rebuilt.advantage_52_weeks}.",
    )


def _capped(ceiling: float | None) -> str:
    return "" if ceiling is None else f" (at most {ceiling} by arithmetic)"
