"""A person keeps their psychological first-aid kit; nobody else reads it, and nothing is counted."""
