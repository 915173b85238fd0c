"""The office of a new organisation, on both databases."""

from tests.integration.roster.conftest import office

__all__ = ["office"]
