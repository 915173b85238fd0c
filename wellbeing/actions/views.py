"""The pages of the action log: reading it, writing it, and what was passed up."""

from wellbeing.actions import views_above, views_reading, views_writing
from wellbeing.actions.blueprint import blueprint

__all__ = ["blueprint", "views_above", "views_reading", "views_writing"]
