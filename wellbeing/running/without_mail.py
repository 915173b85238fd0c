"""What people do not get while no mail relay is set, and what they can do instead."""

WITHOUT_MAIL = (
    (
        "The message of the week, and its reminder",
        "The check-in is there each week without one. Tell people to look for it.",
    ),
    (
        "Word for those who can answer a request",
        "They see it when they sign in. Ask peer supporters and practitioners to look each working day.",
    ),
    (
        "Word for whoever asked, when somebody answers",
        "It stands under “My requests”.",
    ),
    (
        "Word for wellbeing leads and staff representatives that a change waits for them",
        "It stands under “Policy changes” and “Figure settings”.",
    ),
    (
        "Links to set a password",
        "`wellbeing roster links` prints them, to be handed over.",
    ),
)
