"""The appropriate policy document (Schedule 1, Part 4, to the Data Protection Act 2018)."""

from wellbeing.documents import law
from wellbeing.documents.facts import Facts
from wellbeing.documents.filling import Pen
from wellbeing.documents.processing import kept
from wellbeing.documents.rights import rights
from wellbeing.records.parts import Section, Table


def sections(facts: Facts, pen: Pen) -> tuple[Section, ...]:
    return (
        Section(
            "What it is for",
            (
                "An organisation may rely on a condition of Schedule 1 for data about health. Then the Act asks for "
                "a document. It says how the principles are kept, and how long data are held.",
                f"Organisation: {facts.organisation.name}. Whoever looks after data protection: {law.officer(facts)}",
            ),
            blanks=pen.blanks("controller", "special-condition"),
        ),
        law.the_law(facts),
        _principles(facts, pen),
        rights(facts),
        kept(facts),
        Section(
            "Keeping this document",
            (
                "It is kept while data are processed and for six months after. It is given to the regulator when "
                "asked for. Make it anew after each change of settings.",
            ),
            blanks=pen.blanks("review"),
        ),
    )


def _principles(facts: Facts, pen: Pen) -> Section:
    rows = (
        (
            "Lawful, fair, open",
            "Before the first check-in people read what is asked, what for, who can see it and where "
            "“confidential” ends. The rules, and who can see what, are pages for everyone.",
        ),
        (
            "For one purpose",
            "Support for people, and changes of the work. No page, file or figure is about performance. Figures "
            f"are about at least {facts.parameters['smallest_group']:g} people.",
        ),
        (
            "No more than needed",
            "No own words in the check-in, no question about a diagnosis, no note by a manager about a person. "
            "Optional questions are off until the policy has them, and a person chose them.",
        ),
        (
            "Right",
            "Answers of an open week can be replaced. A figure never changes after it is out, since the "
            "difference would show a person.",
        ),
        (
            "No longer than needed",
            "The list below, done by jobs of the service each hour or night.",
        ),
        (
            "Safe",
            "Sealed columns, keys apart from the database, one guard for every route, encrypted backups, and an "
            "audit log of looks and acts by others.",
        ),
        (
            "Able to show it",
            "This document, the impact assessment, the record, the privacy report, the audit log, and the tests "
            "that they name.",
        ),
    )
    return Section(
        "How the principles are kept",
        ("What the service does. What the organisation does besides, it adds.",),
        Table("Principles", ("Principle", "What is done"), rows),
        pen.blanks("own-measures"),
    )
