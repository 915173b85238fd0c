"""The pages of asking for a human, and of answering somebody who asked."""

from wellbeing.support import views_answering, views_asking, views_mine, views_whom
from wellbeing.support.blueprint import blueprint

__all__ = ["blueprint", "views_answering", "views_asking", "views_mine", "views_whom"]
