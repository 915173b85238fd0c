"""A person checks in once a week, sees their step with its reasons, and decides what fits them."""
