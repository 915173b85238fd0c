"""Disclosure control: exact figures in, released or withheld ones out; it touches nothing else."""

from wellbeing.disclosure.bands import BANDS, HIGHEST, TOO_ROUGH, Band
from wellbeing.disclosure.calendar import (
    CYCLE_WEEKS,
    PER_CYCLE,
    PUBLICATION_HOUR,
    Calendar,
    Rhythm,
    Window,
)
from wellbeing.disclosure.centre import centre_for
from wellbeing.disclosure.contributions import PersonWeeks
from wellbeing.disclosure.exact import ExactSums, Noise, NoiseError, ReleasedCell
from wellbeing.disclosure.figures import Figure, Released, Why, Withheld, figure
from wellbeing.disclosure.indicators import DOMAINS, ITEMS, MADE_OF, Indicator, Standing
from wellbeing.disclosure.menus import DETAIL, Kind, Menu, Part
from wellbeing.disclosure.model import Reading
from wellbeing.disclosure.parameters import ADOPTED, SENSITIVITY, Level, Parameters
from wellbeing.disclosure.plan import CyclePlan, Unit, UnitPlan, plan_from_json
from wellbeing.disclosure.planning import BudgetError, Roster, plan_cycle
from wellbeing.disclosure.reader import Book, readings

__all__ = [
    "ADOPTED",
    "BANDS",
    "CYCLE_WEEKS",
    "DETAIL",
    "DOMAINS",
    "HIGHEST",
    "ITEMS",
    "MADE_OF",
    "PER_CYCLE",
    "PUBLICATION_HOUR",
    "SENSITIVITY",
    "TOO_ROUGH",
    "Band",
    "Book",
    "BudgetError",
    "Calendar",
    "CyclePlan",
    "ExactSums",
    "Figure",
    "Indicator",
    "Kind",
    "Level",
    "Menu",
    "Noise",
    "NoiseError",
    "Parameters",
    "Part",
    "PersonWeeks",
    "Reading",
    "Released",
    "ReleasedCell",
    "Rhythm",
    "Roster",
    "Standing",
    "Unit",
    "UnitPlan",
    "Why",
    "Window",
    "Withheld",
    "centre_for",
    "figure",
    "plan_cycle",
    "plan_from_json",
    "readings",
]
