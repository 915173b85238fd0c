"""What a whole run of the attacks writes of teams as they are and of rebuilt ones, for pages."""

MISSED = [
    {
        "team": team,
        "year": "later, team rebuilt every cycle",
        "span": "52 weeks",
        "helped_by": "all colleagues",
        "advantage": advantage,
        "named": 0.0,
        "mark": 0.3,
        "ceiling": 0.624,
    }
    for team, advantage in ((25, 0.32), (8, 0.31))
]
APART = {
    "as_it_is": {"advantage_13_weeks": 0.2, "advantage_52_weeks": 0.22, "right_of_100": 61},
    "rebuilt": {"advantage_13_weeks": 0.25, "advantage_52_weeks": 0.33, "right_of_100": 66},
    "missed": MISSED,
}
# The same where teams as they are miss it, and somebody is named.
AS_THEY_ARE = [MISSED[0] | {"year": "first", "named": 0.02}]
