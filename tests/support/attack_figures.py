"""What a whole run of the attacks writes of teams as they are and of rebuilt ones, for pages."""

APART = {
    "as_it_is": {"advantage_13_weeks": 0.2, "advantage_52_weeks": 0.22, "right_of_100": 61},
    "rebuilt": {"advantage_13_weeks": 0.25, "advantage_52_weeks": 0.33, "right_of_100": 66},
    "missed": [
        {"team": 25, "span": "52 weeks", "advantage": 0.32, "mark": 0.3, "ceiling": 0.624},
        {"team": 8, "span": "52 weeks", "advantage": 0.31, "mark": 0.3, "ceiling": 0.624},
    ],
}
