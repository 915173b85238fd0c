"""Learning: short texts, exercises and sheets that anyone can read, and of which nothing is kept."""
