"""What only people can say in the documents about data protection and safety, and who they are.

The service writes no word in their place. An installation fills them in with a file of its own,
`documents.toml`, so that a document that is made anew keeps them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

ORGANISATION = "the organisation"
OFFICER = "the data protection officer"
SAFETY = "the named clinical safety person"
STAFF_SIDE = "the organisation, together with the staff side"
HAZARDS = 12
SIGNED = "signed-"


@dataclass(frozen=True)
class Question:
    """One thing to fill in: by whom, and what is asked."""

    key: str
    who: str
    asks: str

    @property
    def is_signature(self) -> bool:
        """Say whether it signs one version of a document, and no other."""
        return self.key.startswith(SIGNED)


_ASKED = (
    Question(
        "controller",
        ORGANISATION,
        "Who decides about this processing: full name, address, and whom to write to?",
    ),
    Question(
        "scope",
        ORGANISATION,
        "How many staff does it cover, from when, and which groups among them need more care?",
    ),
    Question(
        "purposes",
        ORGANISATION,
        "Are the purposes below all there are? Say also for what the service is never used.",
    ),
    Question(
        "lawful-basis",
        OFFICER,
        "Which lawful basis of Article 6 holds for each purpose, and why?",
    ),
    Question(
        "special-condition",
        OFFICER,
        "Which condition of Article 9, and of Schedule 1 to the Data Protection Act 2018, holds for data "
        "about health, and why?",
    ),
    Question(
        "necessity",
        ORGANISATION,
        "Why would less not do? Say what was left out or switched off for that reason.",
    ),
    Question(
        "consultation",
        STAFF_SIDE,
        "Who was asked, when, what did they say, and what was changed because of it?",
    ),
    Question(
        "officer-advice",
        OFFICER,
        "What do you advise, and on which day? If the organisation decides otherwise, why?",
    ),
    Question(
        "what-remains",
        ORGANISATION,
        "For each line above: how likely is it here, how bad would it be, and is what remains acceptable?",
    ),
    Question(
        "regulator",
        OFFICER,
        "Does anything remain that could badly harm people? Then the regulator has to be asked before the "
        "start. Was it, when, and what did it say?",
    ),
    Question(
        "own-measures",
        ORGANISATION,
        "What do you do around the service: encrypted disks, who may enter the machine, training, "
        "what happens when something is lost or seen by the wrong person?",
    ),
    Question(
        "key-holders",
        ORGANISATION,
        "Who holds the key file, its copy, and the private key of the backups? Name people who do not "
        "run the database.",
    ),
    Question(
        "machine",
        ORGANISATION,
        "Who runs the machine and the database, in which country, and under which contract?",
    ),
    Question(
        "backup-place",
        ORGANISATION,
        "Who keeps the backups, in which country, and under which contract?",
    ),
    Question(
        "relay-contract",
        ORGANISATION,
        "Who runs the mail relay, in which country, how long does it keep mails and logs, and under "
        "which contract?",
    ),
    Question(
        "texts-contract",
        ORGANISATION,
        "Who carries text messages, in which country, how long are numbers and texts kept, and under "
        "which contract?",
    ),
    Question(
        "other-processors",
        ORGANISATION,
        "Does anybody else see the data for you, such as a support company or a proxy with logs?",
    ),
    Question(
        "transfers",
        OFFICER,
        "Does anything leave the United Kingdom? To where, and under which safeguard?",
    ),
    Question(
        "article-28",
        OFFICER,
        "Does each contract have what Article 28(3) asks for? Name what is missing.",
    ),
    Question(
        "review",
        ORGANISATION,
        "On which day is this looked at again, and who sees to it?",
    ),
    Question(
        "safety-person",
        ORGANISATION,
        "Who is the named clinical safety person, with which training?",
    ),
    Question(
        "purpose-line",
        SAFETY,
        "Was it asked whether the service, as it is set here, is a medical device? When, by whom, and "
        "with what outcome?",
    ),
    *(
        Question(
            f"hazard-{number}",
            SAFETY,
            f"H{number}: how bad could it be, how likely is it without and with these controls, and is what "
            "remains acceptable?",
        )
        for number in range(1, HAZARDS + 1)
    ),
    *(
        Question(f"{SIGNED}{document}", who, "Who signs this version, in which role?")
        for document, who in (
            ("impact-assessment", ORGANISATION),
            ("record-of-processing", ORGANISATION),
            ("policy-document", ORGANISATION),
            ("processors", ORGANISATION),
            ("hazard-log", SAFETY),
        )
    ),
)
QUESTIONS: Mapping[str, Question] = {one.key: one for one in _ASKED}
