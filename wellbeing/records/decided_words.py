"""The privacy report on what people decided: policies, figure settings and roles, without names."""

from wellbeing.records.facts import PrivacyReport
from wellbeing.records.parts import Section, Table

# What was decided, as the pages say it.
DECISIONS = {
    "founding": "First policy",
    "open": "Waits for a decision",
    "approved": "Agreed",
    "declined": "Not agreed",
    "withdrawn": "Withdrawn",
}
# Where a role has a longer name among people than inside.
_SAID = {"roster_admin": "roster administrator"}


def policies(report: PrivacyReport) -> Section:
    rows = tuple(
        (
            DECISIONS[one.decision],
            str(one.decided_on),
            str(one.from_on or "never"),
            one.by_roles,
            "; ".join(one.changes) or "nothing to compare",
        )
        for one in report.policies
    )
    says = (
        "The policy decides which support is offered. Members of staff read every policy that was "
        "in force, and who agreed it, under “Rules of the past”.",
    )
    table = Table("Policies", ("Decision", "On", "In force from", "By", "What changed"), rows)
    return Section("Policy changes", says, table if rows else None)


def settings(report: PrivacyReport) -> Section:
    rows = tuple(
        (
            "Stopped" if one.stopped_on else DECISIONS[one.decision],
            str(one.stopped_on or one.decided_on or "not yet"),
            str(one.proposed_on),
            str(one.decided_on) if one.holds_from or one.stopped_on else "never",
            "never" if one.stopped_on else str(one.holds_from or "never"),
            _moved(one.numbers),
        )
        for one in report.settings
    )
    says = (
        "Budget, smallest groups, shares and bounds. A wellbeing lead proposes a change, a staff "
        "representative agrees or not. What is agreed stands on “How figures are made” from that "
        "day on, for four weeks at least. It holds from the first day of a cycle: no figure of a "
        "running cycle changes. Until it begins, either of the two can stop it.",
    )
    headings = ("Decision", "On", "Proposed", "Announced", "Holds from", "What changes")
    table = Table("Changes of the figure settings", headings, rows)
    title = "Changes of the figure settings"
    return Section(title, says if rows else (*says, "None."), table if rows else None)


def _moved(numbers: tuple[tuple[str, float, float], ...] | None) -> str:
    if numbers is None:
        return "what is kept is not what was proposed, and counts for nothing"
    return (
        "; ".join(f"{key} from {was:g} to {becomes:g}" for key, was, becomes in numbers)
        or "nothing"
    )


def holders(report: PrivacyReport) -> Section:
    rows = tuple((in_words(role), str(count)) for role, count in report.holders.items())
    table = Table("People who hold a role today", ("Role", "People"), rows)
    return Section("Roles today", () if rows else ("None.",), table if rows else None)


def role_days(report: PrivacyReport) -> Section:
    rows = tuple(
        (str(one.on), in_words(one.role), str(one.begun), str(one.ended))
        for one in report.role_days
    )
    table = Table("Roles given and ended, by day", ("Day", "Role", "Given", "Ended"), rows)
    says = ("By day and role. Names are with the roster administrator.",)
    return Section("Roles given and ended", says if rows else ("None.",), table if rows else None)


def in_words(role: str) -> str:
    """Return a role as people say it."""
    return _SAID.get(role, role).replace("_", " ").capitalize()
