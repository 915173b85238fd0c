"""People, units, roles, sign-in and the roster."""
