"""What can be wrong with a policy text, said plainly with what to do about it; nothing personal."""

from dataclasses import dataclass
from enum import StrEnum


class TroubleKind(StrEnum):
    """Which text is in trouble, and how."""

    COPY_UNREADABLE = "copy-unreadable"
    COPY_ALTERED = "copy-altered"
    COPY_WITHOUT_WEEK = "copy-without-week"
    NO_GOOD_COPY = "no-good-copy"
    FILE_BROKEN = "file-broken"
    FILE_MISSING = "file-missing"
    FILE_EDITED = "file-edited"
    NOTHING_READABLE = "nothing-readable"


_SAID = {
    TroubleKind.COPY_UNREADABLE: (
        "The policy kept for the weeks from {subject} on cannot be read by this version of the "
        "program. The last good policy decides in its place.",
        "Go back to the release that could read it, or propose and approve a policy that has "
        "everything this version asks for.",
    ),
    TroubleKind.COPY_ALTERED: (
        "The policy kept for the weeks from {subject} on is not the text that was agreed. The last "
        "good policy decides in its place.",
        "Somebody changed the database. Put the row back from a backup, or propose and approve the "
        "policy again.",
    ),
    TroubleKind.COPY_WITHOUT_WEEK: (
        "A kept policy no longer says from which week on it decides. The last good policy decides "
        "in its place.",
        "Somebody changed the database. Put the row back from a backup, or propose and approve the "
        "policy again.",
    ),
    TroubleKind.NO_GOOD_COPY: (
        "None of the kept policies can be used. The policy of this release decides: {subject}.",
        "Put the kept policies back from a backup, or propose and approve a policy.",
    ),
    TroubleKind.FILE_BROKEN: (
        "The policy file {subject} of this release cannot be read. It decides nothing; the kept "
        "policy stays in force.",
        "Run `wellbeing policy check`, and install the release anew.",
    ),
    TroubleKind.FILE_MISSING: (
        "The policy file {subject}, from which the policy in force was taken, is missing. The kept "
        "copy stays in force.",
        "Install the release anew.",
    ),
    TroubleKind.FILE_EDITED: (
        "The policy file {subject} is not the text that was taken from it. The kept copy stays in "
        "force, and what was written into the file decides nothing.",
        "Put the file back by installing the release anew. A new policy is proposed in the service.",
    ),
    TroubleKind.NOTHING_READABLE: (
        "No policy can be read at all, so nobody can be told their step.",
        "Install the release anew, or put the database back from a backup.",
    ),
}


@dataclass(frozen=True)
class Trouble:
    """One thing that is wrong; the subject is a week or the name of a file."""

    kind: TroubleKind
    subject: str = ""

    @property
    def key(self) -> str:
        """Name it for logs, and so that it is told once a day."""
        return f"{self.kind}:{self.subject}"

    @property
    def said(self) -> str:
        return _SAID[self.kind][0].format(subject=self.subject)

    @property
    def remedy(self) -> str:
        return _SAID[self.kind][1]
