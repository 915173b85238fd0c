"""Every table that holds something of a person: handed out by a part, or left out with its reason.

A test goes over all tables, so that a new one cannot be forgotten.
"""

from collections.abc import Mapping

from wellbeing.records import (
    export_account,
    export_ahead,
    export_asking,
    export_cases,
    export_choices,
    export_complaints,
    export_contact,
    export_cover,
    export_formal,
    export_going_live,
    export_responders,
    export_roles,
    export_sharing,
    export_weeks,
    export_work,
    export_writing,
)

PARTS = (
    *export_weeks.PARTS,
    *export_choices.PARTS,
    *export_ahead.PARTS,
    *export_writing.PARTS,
    *export_sharing.PARTS,
    *export_work.PARTS,
    *export_responders.PARTS,
    *export_complaints.PARTS,
    *export_asking.PARTS,
    *export_cases.PARTS,
    *export_contact.PARTS,
    *export_formal.PARTS,
    *export_cover.PARTS,
    *export_going_live.PARTS,
    *export_roles.PARTS,
    *export_account.PARTS,
)

# Said to the person too, on the page and in the download.
LEFT_OUT: Mapping[str, str] = {
    "audit_head": "Where the audit log ends: marks that hold nothing about anybody.",
    "cohort": (
        "In which unit you were on the day a cycle of figures began. No page can look it up. Your teams "
        "with their days, which are in the download, say the same."
    ),
    "complaint_reader": (
        "To whom what you said is wrong goes, under codes. The names are in the download with it. What others "
        "said to you is theirs."
    ),
    "data_key": (
        "The key that your entries are locked with. It is itself locked, and says nothing about you."
    ),
    "erasure": (
        "That you had everything deleted before, if you did: a code and the day. By it a backup that is "
        "put back deletes the same again."
    ),
    "erasure_begun": "An erasure that is being finished, for moments.",
    "limbo": (
        "A form you sent after your session had ended, and a page that answered a form, for 30 minutes. "
        "Only your own browser holds the key."
    ),
    "outbox": (
        "A mail to you that has not left yet. Its text is never kept. What it is about is in the "
        "download."
    ),
    "person_code": (
        "That you made a code for somebody who acts at your word, for at most a day. The code itself is "
        "not kept."
    ),
    "promise_test_address": (
        "That a test of the promise waits for you, as for others who support people. It stands on your "
        "list of requests, and goes when somebody takes it."
    ),
    "sent_by_link": (
        "How often a link in a message was used today, under a code without a name. It goes the next "
        "day."
    ),
    "sign_in_pause": (
        "How often a sign-in with an address went wrong, under a code in place of the address. It goes "
        "a day later."
    ),
    "support_address": (
        "To whom an open request goes, under codes. The names are in the download with your requests. "
        "Requests that others sent to you are theirs."
    ),
}
