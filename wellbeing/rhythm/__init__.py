"""The weekly rhythm: when each person is asked, on which days, and how often at most."""
