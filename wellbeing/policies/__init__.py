"""The policy: kept whole in the database, read by everyone, changed by two people together."""
