"""To which teams check-ins are open: to none at first, to a pilot of chosen teams, or to everybody."""
