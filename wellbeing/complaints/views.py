"""The pages of complaints: saying that something is wrong, and reading and answering it."""

from wellbeing.complaints import views_reading, views_saying
from wellbeing.complaints.blueprint import blueprint

__all__ = ["blueprint", "views_reading", "views_saying"]
