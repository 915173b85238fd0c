"""Which numbers protect the figures of each cycle, and how two people change them."""

from wellbeing.figure_settings.changes import Change
from wellbeing.figure_settings.proposing import (
    OutOfBoundsError,
    approve,
    decline,
    propose,
    withdraw,
)
from wellbeing.figure_settings.reading import (
    Trouble,
    agreed,
    ahead,
    in_force,
    in_force_now,
    of_person,
    troubles,
)
from wellbeing.figure_settings.recorded import Recorded, recorded
from wellbeing.figure_settings.showing import Announced, announced, holding
from wellbeing.figure_settings.stopping import stop

__all__ = [
    "Announced",
    "Change",
    "OutOfBoundsError",
    "Recorded",
    "Trouble",
    "agreed",
    "ahead",
    "announced",
    "approve",
    "decline",
    "holding",
    "in_force",
    "in_force_now",
    "of_person",
    "propose",
    "recorded",
    "stop",
    "troubles",
    "withdraw",
]
