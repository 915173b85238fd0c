"""What is tried on the real pages of one organisation, as real roles."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from tests.attacks import looking
from tests.attacks.houses import premises
from tests.attacks.looking import Tried
from tests.attacks.scenarios import SEED
from tests.support.databases import on_sqlite
from tests.support.press import CALENDAR
from wellbeing.disclosure import Window
from wellbeing.publishing.noise import discrete_gaussian

ATTEMPTS, LOOKS, SIGMA_OF_A_TEAM = 1_000, 400, 17.32


@dataclass(frozen=True)
class Visits:
    """What looking gave away, at ours and at the naive service."""

    before_and_after: Tried
    before_and_after_naive: Tried
    subtraction_naive: Tried
    looks_at_one_page: int
    different_answers: int
    redrawn: Tried

    @property
    def pass_their_marks(self) -> bool:
        told = self.before_and_after.disclosures == 0 and self.different_answers == 1
        controls = (self.before_and_after_naive, self.subtraction_naive)
        return told and all(one.disclosures == one.attempts for one in controls)


def visits() -> Visits:
    chance = np.random.default_rng(SEED)
    windows: Sequence[Window] = CALENDAR.windows(1)[:2]
    with (
        TemporaryDirectory(prefix="attacks-") as folder,
        premises(on_sqlite(Path(folder))) as house,
    ):
        for window in windows:
            house.publish(window, discrete_gaussian)
        before_and_after = looking.before_and_after(house, windows, chance, ATTEMPTS)
        answers = looking.again_and_again(house, "red", LOOKS)
    return Visits(
        before_and_after=before_and_after,
        before_and_after_naive=looking.before_and_after_of_naive(chance, ATTEMPTS),
        subtraction_naive=looking.subtraction_of_naive(chance, ATTEMPTS),
        looks_at_one_page=LOOKS,
        different_answers=answers,
        redrawn=looking.redrawn(SIGMA_OF_A_TEAM, LOOKS, ATTEMPTS),
    )
