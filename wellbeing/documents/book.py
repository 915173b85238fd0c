"""Every document there is, made whole: its sections, its version, and whether anybody signed that."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from wellbeing.content.blanks import QUESTIONS, SIGNED
from wellbeing.documents import (
    access,
    assessment,
    hazard_log,
    policy_document,
    processors,
    record,
)
from wellbeing.documents.facts import Facts
from wellbeing.documents.filling import FILE, Pen, day, version_of
from wellbeing.documents.law import NO_ADVICE
from wellbeing.records.parts import Section

Writes = Callable[[Facts, Pen], tuple[Section, ...]]


@dataclass(frozen=True)
class Kind:
    """One kind of document: its name in addresses and files, its title, what it is, and who writes it."""

    name: str
    title: str
    about: str
    writes: Writes


@dataclass(frozen=True)
class Document:
    """One document of this installation as it stands today."""

    kind: Kind
    organisation: str
    made_on: date
    version: str
    sections: tuple[Section, ...]
    is_signed: bool
    is_draft: bool

    @property
    def title(self) -> str:
        return self.kind.title

    @property
    def heading(self) -> str:
        draft = " (draft)" if self.is_draft else ""
        return f"{self.kind.title}: {self.organisation}{draft}"

    @property
    def open_blanks(self) -> int:
        return sum(not one.said for section in self.sections for one in section.blanks)

    @property
    def leads(self) -> tuple[str, ...]:
        """Say when and from what it was made, and how far it can be trusted."""
        made = (
            f"Made on {day(self.made_on)} from the settings, the roster and the code of this installation. "
            f"Version {self.version}: it changes as soon as anything in it does."
        )
        return (made, *self._standing())

    def _standing(self) -> tuple[str, ...]:
        if not self.is_draft:
            return (NO_ADVICE,) if self.is_signed else ()
        return (
            f"This is a draft until every blank is filled in and this version is signed. {self.open_blanks} "
            f"are open. The organisation fills them in with the file {FILE}, under the name in brackets.",
            NO_ADVICE,
        )


KINDS: tuple[Kind, ...] = (
    Kind(
        "impact-assessment",
        "Data protection impact assessment",
        "What is done with whose data, what could go wrong, and what stands against it",
        assessment.sections,
    ),
    Kind(
        "record-of-processing",
        "Record of processing (Article 30)",
        "Purposes, data, receivers and times in short",
        record.sections,
    ),
    Kind(
        "policy-document",
        "Appropriate policy document",
        "How the principles of data protection are kept for data about health",
        policy_document.sections,
    ),
    Kind(
        "processors",
        "Processor schedule (Article 28)",
        "Who keeps or carries data, what they learn, and what a contract needs",
        processors.sections,
    ),
    Kind(
        "hazard-log",
        "Hazard log",
        "What could go wrong for somebody's health, and what shows that a control is there",
        hazard_log.sections,
    ),
    Kind(
        "access-in-words",
        "Who may do what, in words",
        "The access matrix, role by role",
        access.sections,
    ),
)
BY_NAME: Mapping[str, Kind] = {one.name: one for one in KINDS}


def write(kind: Kind, facts: Facts) -> Document:
    """Make a document; what can be signed ends with its signature."""
    pen = Pen(facts.words.documents, facts.today)
    sections = kind.writes(facts, pen)
    version = version_of(f"{kind.title}: {facts.organisation.name}", sections)
    key = f"{SIGNED}{kind.name}"
    can_be_signed = key in QUESTIONS
    if can_be_signed:
        signature = pen.signature(key, version)
        says = (
            f"A signature is about version {version} alone. The service keeps what the organisation wrote, "
            "and cannot tell whether anybody really signed.",
        )
        sections = (*sections, Section("Signature", says, blanks=(signature,)))
    is_whole = all(one.said for section in sections for one in section.blanks)
    return Document(
        kind=kind,
        organisation=facts.organisation.name,
        made_on=facts.today,
        version=version,
        sections=sections,
        is_signed=can_be_signed and is_whole,
        is_draft=not is_whole,
    )
