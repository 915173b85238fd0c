"""The processor schedule (Article 28 of the UK GDPR): whom the settings name, and what a contract needs."""

from wellbeing.documents import place
from wellbeing.documents.facts import Facts
from wellbeing.documents.filling import Pen
from wellbeing.records.parts import Section, Table

TERMS = (
    ("28(3)(a)", "Acts on written instructions only, also for transfers abroad"),
    ("28(3)(b)", "Its people are bound to confidence"),
    ("28(3)(c)", "Keeps the data secure"),
    ("28(3)(d)", "Takes on no other processor without leave"),
    ("28(3)(e)", "Helps when people use their rights"),
    ("28(3)(f)", "Helps with security, with breaches and with this assessment"),
    ("28(3)(g)", "Deletes or gives back everything at the end"),
    ("28(3)(h)", "Shows that it does so, and lets itself be looked at"),
)


def sections(facts: Facts, pen: Pen) -> tuple[Section, ...]:
    named = place.helpers(facts.settings)
    return (
        Section(
            "How this list was made",
            (
                "From the settings of this installation. Whoever is a processor, and who is not because they "
                "belong to the organisation, the organisation says.",
                *place.not_used(facts.settings),
                "Nobody else is called by the service: no page loads anything from another host, and the program "
                "sends nothing to whoever wrote it.",
            ),
            blanks=pen.blanks("other-processors", "transfers"),
        ),
        *(
            Section(
                one.name,
                (f"What they do: {one.does}.", f"What they learn: {one.learns}."),
                blanks=pen.blanks(one.blank),
            )
            for one in named
        ),
        Section(
            "What each contract needs",
            ("In short words; the Article itself counts.",),
            Table("Article 28(3)", ("Point", "In short"), TERMS),
            pen.blanks("article-28"),
        ),
    )
