"""A person's sealed history: their check-ins, acts, states and placements."""
