"""The real timetable in a process of its own, by the machine's real clock, ticking twice a second.

python -m tests.faults.a_timetable DATA KEY_FILE
"""

import os
import sys
import threading
from datetime import timedelta
from pathlib import Path

from wellbeing.clock import SystemClock
from wellbeing.installation import Installation
from wellbeing.scheduler import Timetable
from wellbeing.settings import Settings

EVERY = 0.5


def main(data: str, key_file: str) -> None:
    folder = Path(data)
    installation = Installation.read(folder)
    assert installation is not None
    settings = Settings.of(folder, installation, {**os.environ, "WELLBEING_KEY_FILE": key_file})
    Timetable(settings, SystemClock(), timedelta(seconds=EVERY)).start()
    threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
