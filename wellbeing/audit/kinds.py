"""What is written down, as a closed list: looks by others, administrative acts, acts by command.

What a person does for themselves is none of these, and is never written down here.
"""

from collections.abc import Mapping
from enum import StrEnum


class Kind(StrEnum):
    """One kind of act."""

    LOOK_REQUEST = "look-request"
    LOOK_SHARED = "look-shared"
    LOOK_WORK_REQUEST = "look-work-request"
    LOOK_COMPLAINT = "look-complaint"
    LOOK_CALL = "look-call"
    LOOK_REFUSED = "look-refused"
    ORGANISATION_FOUNDED = "organisation-founded"
    ROSTER_IMPORTED = "roster-imported"
    ROLE_ASKED = "role-asked"
    ROLE_WITHDRAWN = "role-withdrawn"
    ROLE_DECLINED = "role-declined"
    ROLE_GIVEN = "role-given"
    ROLE_ENDED = "role-ended"
    LEAD_GIVEN = "lead-given"
    LEAD_ENDED = "lead-ended"
    LINKS_MADE = "links-made"
    POLICY_PROPOSED = "policy-proposed"
    POLICY_APPROVED = "policy-approved"
    POLICY_DECLINED = "policy-declined"
    POLICY_WITHDRAWN = "policy-withdrawn"
    FIGURES_PROPOSED = "figures-proposed"
    FIGURES_APPROVED = "figures-approved"
    FIGURES_DECLINED = "figures-declined"
    FIGURES_WITHDRAWN = "figures-withdrawn"
    FIGURES_STOPPED = "figures-stopped"
    WORDS_TAKEN_OUT = "words-taken-out"
    HOURS_SET = "hours-set"
    DAY_CLOSED = "day-closed"
    DAY_REOPENED = "day-reopened"
    TESTS_SET = "tests-set"
    RESPONDERS_SET = "responders-set"
    COMPLAINT_ANSWERED = "complaint-answered"
    OPENING_PROPOSED = "opening-proposed"
    OPENING_APPROVED = "opening-approved"
    OPENING_DECLINED = "opening-declined"
    OPENING_WITHDRAWN = "opening-withdrawn"
    OPENING_ENDED = "opening-ended"
    READY_CONFIRMED = "ready-confirmed"
    CLOCK_CONFIRMED = "clock-confirmed"
    JOB_RUN = "job-run"
    PUBLISHED = "published"
    MOVE_CONFIRMED = "move-confirmed"
    KEYS_ROTATED = "keys-rotated"
    BACKUP_MADE = "backup-made"
    BACKUP_TRIED = "backup-tried"
    PUT_BACK = "put-back"
    UPGRADED = "upgraded"
    PERSON_EXPORTED = "person-exported"
    PERSON_ERASED = "person-erased"
    MAIL_TRIED_AGAIN = "mail-tried-again"
    MAIL_LET_GO = "mail-let-go"
    BEGUN_ANEW = "begun-anew"

    @property
    def is_look(self) -> bool:
        return self in LOOKS

    @property
    def said(self) -> str:
        """Return what was done, in words."""
        return SAID[self]


LOOKS = frozenset(
    {
        Kind.LOOK_REQUEST,
        Kind.LOOK_SHARED,
        Kind.LOOK_WORK_REQUEST,
        Kind.LOOK_COMPLAINT,
        Kind.LOOK_CALL,
        Kind.LOOK_REFUSED,
    }
)
SAID: Mapping[Kind, str] = {
    Kind.LOOK_REQUEST: "Opened a request that somebody sent",
    Kind.LOOK_SHARED: "Opened what somebody shared with them",
    Kind.LOOK_WORK_REQUEST: "Opened a request for a change at work",
    Kind.LOOK_COMPLAINT: "Opened what somebody said is wrong",
    Kind.LOOK_CALL: "Opened that somebody asks for contact now",
    Kind.LOOK_REFUSED: "Tried to open a case they no longer have, and was refused",
    Kind.ORGANISATION_FOUNDED: "Set up the organisation",
    Kind.ROSTER_IMPORTED: "Imported the roster",
    Kind.ROLE_ASKED: "Asked for a role for somebody, which begins when somebody else agrees",
    Kind.ROLE_WITHDRAWN: "Asked for a role of somebody no longer",
    Kind.ROLE_DECLINED: "Did not agree to a role for somebody",
    Kind.ROLE_GIVEN: "Gave somebody a role",
    Kind.ROLE_ENDED: "Ended somebody's role",
    Kind.LEAD_GIVEN: "Gave somebody a unit to lead",
    Kind.LEAD_ENDED: "Ended that somebody leads a unit",
    Kind.LINKS_MADE: "Began to make links to set a password",
    Kind.POLICY_PROPOSED: "Proposed a policy",
    Kind.POLICY_APPROVED: "Agreed to a policy",
    Kind.POLICY_DECLINED: "Declined a policy",
    Kind.POLICY_WITHDRAWN: "Took back a proposed policy",
    Kind.FIGURES_PROPOSED: "Proposed figure settings",
    Kind.FIGURES_APPROVED: "Agreed to figure settings",
    Kind.FIGURES_DECLINED: "Declined figure settings",
    Kind.FIGURES_WITHDRAWN: "Took back proposed figure settings",
    Kind.FIGURES_STOPPED: "Stopped agreed figure settings before they began",
    Kind.WORDS_TAKEN_OUT: "Took words of somebody else out of an action log",
    Kind.HOURS_SET: "Set the hours in which somebody is there for requests",
    Kind.DAY_CLOSED: "Named a day on which nobody is there for requests",
    Kind.DAY_REOPENED: "Let a closed day be like any other again",
    Kind.TESTS_SET: "Set how many tests of the promise a role gets",
    Kind.RESPONDERS_SET: "Changed who is told, or how soon, when somebody asks for contact now",
    Kind.COMPLAINT_ANSWERED: "Answered what somebody said is wrong",
    Kind.OPENING_PROPOSED: "Proposed to open check-ins",
    Kind.OPENING_APPROVED: "Agreed to open check-ins",
    Kind.OPENING_DECLINED: "Declined to open check-ins",
    Kind.OPENING_WITHDRAWN: "Took back a proposal to open check-ins",
    Kind.OPENING_ENDED: "Closed check-ins that were open",
    Kind.READY_CONFIRMED: "Confirmed something that must be there before check-ins open",
    Kind.CLOCK_CONFIRMED: "Took the time of the machine as right",
    Kind.JOB_RUN: "Began a job by hand",
    Kind.PUBLISHED: "Began to publish figures by hand",
    Kind.MOVE_CONFIRMED: "Began to let this place publish, after a move or a restore",
    Kind.KEYS_ROTATED: "Began to wrap the data keys with a new key",
    Kind.BACKUP_MADE: "Began to make a backup by hand",
    Kind.BACKUP_TRIED: "Began to try a backup with the private key",
    Kind.PUT_BACK: "Put a backup back in this place",
    Kind.UPGRADED: "Brought the databases to a later version",
    Kind.PERSON_EXPORTED: "Handed out everything of a person who gave a code for it",
    Kind.PERSON_ERASED: "Deleted everything of a person who gave a code for it",
    Kind.MAIL_TRIED_AGAIN: "Let mails that were given up be tried again",
    Kind.MAIL_LET_GO: "Removed mails that were given up",
    Kind.BEGUN_ANEW: "Began this log anew, after it was found broken",
}
