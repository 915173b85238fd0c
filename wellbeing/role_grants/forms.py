"""The form on which a second person agrees to a role for somebody, or says why not."""

from wellbeing.web.decision_form import DecisionForm, note_field, verdict_field


class GrantForm(DecisionForm):
    """Whether somebody shall have a role."""

    NEEDED = "Say why you do not agree."
    verdict = verdict_field(
        "Yes, they shall have this role from now on", "No, they shall not have it"
    )
    note = note_field(
        "A word with it",
        "The person can read it, and so can wellbeing leads and staff representatives.",
    )
