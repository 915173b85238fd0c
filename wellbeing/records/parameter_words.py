"""What each parameter of disclosure control means, in plain words."""

PARAMETERS = {
    "rho_cycle": "Privacy budget of each person for all figures of 13 weeks",
    "shares.team": "Share of the budget for a team's figures",
    "shares.service": "Share for a service's figures",
    "shares.directorate": "Share for a directorate's figures",
    "shares.organisation": "Share for the organisation's figures",
    "shares.tally": "Share for counting people by step in large units",
    "limits.team": "Roughest detail a team shows, in points of 4",
    "limits.service": "Roughest detail a service shows, in points of 4",
    "limits.directorate": "Roughest detail a directorate shows, in points of 4",
    "limits.organisation": "Roughest detail the organisation shows, in points of 4",
    "pulse_share": "Of a team's share, what its monthly figure keeps beside finer ones",
    "smallest_group": "Fewest people on the roster for a figure (k)",
    "smallest_tally": "Fewest people for counting by step",
    "level_clip": "Bound of a person's part in a level, in points (clip)",
    "pulse_clip": "Bound of a person's part in a team's monthly figure (clip)",
    "first_pulse_clip": "The same in the first cycle of the service or of a new team (clip)",
    "own_past": "How much of a person's own past is taken off before",
    "past_weeks": "How many weeks that past reaches back",
    "fewest_past_answers": "How many answers of the past are needed for that",
    "first_centre": "Middle of the scale in the first cycle",
}
