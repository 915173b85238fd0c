"""What changed that concerns somebody: their own team, roles, rules, figures, and who is asked."""
