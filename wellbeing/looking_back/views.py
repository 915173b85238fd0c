"""All pages of looking back, under one blueprint."""

from wellbeing.looking_back import views_notes, views_sheet, views_weeks
from wellbeing.looking_back.blueprint import blueprint

__all__ = ["blueprint", "views_notes", "views_sheet", "views_weeks"]
