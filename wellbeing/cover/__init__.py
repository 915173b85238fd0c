"""When somebody is there: staffed hours, days that are closed, and who can be talked with."""
