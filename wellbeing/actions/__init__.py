"""What a team heard, what it does about it and by when, for everybody in the team to read."""
