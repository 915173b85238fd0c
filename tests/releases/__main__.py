"""Keeps what this version writes, for all later ones to read: python -m tests.releases VERSION.

Run once, when a version is released. From then on its revisions are never changed.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.support import releases
from tests.support.canaries import MARK
from tests.support.lived_in import written_by_staff
from tests.support.my_data import Planter
from tests.support.world import BY_NAME, unit_id


def main(name: str) -> None:
    staff, moved = (BY_NAME[who].id for who in ("staff", "moved"))
    with TemporaryDirectory() as folder, written_by_staff(Path(folder)) as (home, writer):
        with home.session() as session:
            planter = Planter(home, session, moved, unit_id("red"))
            planter.everywhere()
        typed = [word for form in writer.typed.values() for word in form.values()]
        words = {
            staff: [word for word in typed if word.startswith(MARK)],
            moved: list(planter.planted.values()),
        }
        found = {who: releases.read_by(home, who, words[who]) for who in words}
        releases.keep(name, home, found)


if __name__ == "__main__":
    main(sys.argv[1])
