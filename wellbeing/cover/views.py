"""All pages of cover, ready to be registered."""

from wellbeing.cover import views_own, views_setting
from wellbeing.cover.blueprint import blueprint

__all__ = ["blueprint", "views_own", "views_setting"]
