"""The pages of formal support: the person's own, agreeing, and those of practitioners."""

from wellbeing.formal import views_agreeing, views_deciding, views_mine
from wellbeing.formal.blueprint import blueprint

__all__ = ["blueprint", "views_agreeing", "views_deciding", "views_mine"]
