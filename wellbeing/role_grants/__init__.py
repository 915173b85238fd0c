"""Roles that take two people: what waits, who agreed, and who holds which role."""
