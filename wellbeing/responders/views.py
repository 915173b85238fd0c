"""The pages of responders: asking for somebody now, answering, and who is on the roll."""

from wellbeing.responders import views_answering, views_asking, views_roll
from wellbeing.responders.blueprint import blueprint

__all__ = ["blueprint", "views_answering", "views_asking", "views_roll"]
