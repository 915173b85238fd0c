"""The law and the regulators of the nation that this installation names, as signposts and not as advice."""

from wellbeing.documents.facts import Facts
from wellbeing.records.parts import Section

NATIONS = {
    "england": "England",
    "scotland": "Scotland",
    "wales": "Wales",
    "northern_ireland": "Northern Ireland",
}
DATA_PROTECTION = "the Information Commissioner's Office (ICO)"
SAFETY_AT_WORK = {"northern_ireland": "the Health and Safety Executive for Northern Ireland"}
GREAT_BRITAIN = "the Health and Safety Executive"
NO_ADVICE = (
    "This service gives no legal advice, and nothing here says that the law is met. Whoever signs has "
    "looked for themself."
)


def nation(facts: Facts) -> str:
    named = facts.settings.nation or facts.organisation.nation
    return NATIONS.get(named, named)


def the_law(facts: Facts) -> Section:
    named = facts.settings.nation or facts.organisation.nation
    return Section(
        "Which law, and who watches over it",
        (
            f"Nation: {nation(facts)}. Data protection: the UK GDPR and the Data Protection Act 2018, both as "
            f"changed by the Data (Use and Access) Act 2025. The regulator is {DATA_PROTECTION}.",
            f"Health and safety at work: the regulator is {SAFETY_AT_WORK.get(named, GREAT_BRITAIN)}. What is told "
            "in confidence also falls under the common law duty of confidence.",
        ),
    )


def officer(facts: Facts) -> str:
    """Return the line about whoever looks after data protection, or that it is still missing."""
    return facts.officer or (
        "Not named yet. The organisation writes the line `officer` into content/complaints.toml of the "
        "data folder; until then nobody who has left knows whom to write to."
    )
