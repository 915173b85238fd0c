"""The pages of sharing: what I share and who looked, sharing something, and what others share with me."""

from wellbeing.sharing import views_mine, views_reading, views_sharing
from wellbeing.sharing.blueprint import blueprint

__all__ = ["blueprint", "views_mine", "views_reading", "views_sharing"]
