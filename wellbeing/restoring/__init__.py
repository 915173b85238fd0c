"""Putting a backup back, and trying whether one could be: every hash is checked before anything is written."""
