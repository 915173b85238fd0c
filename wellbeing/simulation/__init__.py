"""A sample organisation and its weeks, drawn from a seed: people who do not exist."""
