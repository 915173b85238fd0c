"""The pages of checking in: taking part, this week, my step, my weeks."""

from wellbeing.checkins import (
    views_about,
    views_after_event,
    views_ahead,
    views_by_link,
    views_check_in,
    views_consent,
    views_hello,
    views_look_back,
    views_new_start,
    views_not_started,
    views_paper,
    views_quiet_weeks,
    views_step,
    views_two_versions,
    views_why,
)
from wellbeing.checkins.blueprint import blueprint

__all__ = [
    "blueprint",
    "views_about",
    "views_after_event",
    "views_ahead",
    "views_by_link",
    "views_check_in",
    "views_consent",
    "views_hello",
    "views_look_back",
    "views_new_start",
    "views_not_started",
    "views_paper",
    "views_quiet_weeks",
    "views_step",
    "views_two_versions",
    "views_why",
]
