"""Bring the three databases to this version's schema; the app runs this by itself."""
