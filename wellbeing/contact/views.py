"""The pages of a case: its times and letters, offering and answering times, and a line for other pages."""

from wellbeing.contact import views_case, views_times
from wellbeing.contact.blueprint import blueprint

__all__ = ["blueprint", "views_case", "views_times"]
