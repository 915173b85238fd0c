"""The pages of work requests: all of them, a new one, and one that is to be answered."""

from wellbeing.work_requests import views_answering, views_asking
from wellbeing.work_requests.blueprint import blueprint

__all__ = ["blueprint", "views_answering", "views_asking"]
