"""The pages of asking for a human, and of answering somebody who asked."""

from wellbeing.support import (
    views_actions,
    views_answering,
    views_asking,
    views_case,
    views_mine,
    views_my_case,
    views_whom,
)
from wellbeing.support.blueprint import blueprint

__all__ = [
    "blueprint",
    "views_actions",
    "views_answering",
    "views_asking",
    "views_case",
    "views_mine",
    "views_my_case",
    "views_whom",
]
