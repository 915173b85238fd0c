"""Disclosure control: exact figures in, released or withheld ones out; it touches nothing else."""

from wellbeing.disclosure.arrows import Change
from wellbeing.disclosure.bands import BANDS, HIGHEST, TOO_ROUGH, Band
from wellbeing.disclosure.before_after import Apart, BeforeAndAfter, before_and_after
from wellbeing.disclosure.book import Book, Others
from wellbeing.disclosure.calendar import (
    CYCLE_WEEKS,
    PER_CYCLE,
    PUBLICATION_HOUR,
    Calendar,
    Rhythm,
    Window,
    WindowName,
    month_of,
)
from wellbeing.disclosure.centre import centre_for, centres_for
from wellbeing.disclosure.crowd import Crowd, values_of
from wellbeing.disclosure.exact import ExactSums, Noise, NoiseError, ReleasedCell
from wellbeing.disclosure.figures import (
    Figure,
    Released,
    Why,
    Withheld,
    figure,
    indicators_of,
    windows_in,
)
from wellbeing.disclosure.indicators import DOMAINS, ITEMS, MADE_OF, Indicator, Standing
from wellbeing.disclosure.makeup import Makeup
from wellbeing.disclosure.menus import DETAIL, Kind, Menu, Part
from wellbeing.disclosure.model import Reading
from wellbeing.disclosure.parameters import ADOPTED, SENSITIVITY, Level, Parameters
from wellbeing.disclosure.plan import CyclePlan, Unit, UnitPlan, plan_from_json
from wellbeing.disclosure.planning import BudgetError, Roster, plan_cycle
from wellbeing.disclosure.reader import Kept, Place, Read, Reader, readings
from wellbeing.disclosure.tally import Share, Tally, tally

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
    "Apart",
    "Band",
    "BeforeAndAfter",
    "Book",
    "BudgetError",
    "Calendar",
    "Change",
    "Crowd",
    "CyclePlan",
    "ExactSums",
    "Figure",
    "Indicator",
    "Kept",
    "Kind",
    "Level",
    "Makeup",
    "Menu",
    "Noise",
    "NoiseError",
    "Others",
    "Parameters",
    "Part",
    "Place",
    "Read",
    "Reader",
    "Reading",
    "Released",
    "ReleasedCell",
    "Rhythm",
    "Roster",
    "Share",
    "Standing",
    "Tally",
    "Unit",
    "UnitPlan",
    "Why",
    "Window",
    "WindowName",
    "Withheld",
    "before_and_after",
    "centre_for",
    "centres_for",
    "figure",
    "indicators_of",
    "month_of",
    "plan_cycle",
    "plan_from_json",
    "readings",
    "tally",
    "values_of",
    "windows_in",
]
