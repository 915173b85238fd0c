"""The numbers that protect figures: changed by two people, announced first, for a whole cycle."""
