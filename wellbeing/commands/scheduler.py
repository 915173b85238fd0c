"""`wellbeing scheduler`: the timetable alone, beside several web processes."""

import argparse
import signal
import threading
from types import FrameType

from wellbeing.clock import Clock, SystemClock
from wellbeing.commands import erasures
from wellbeing.commands.common import add_data, opened, settings_of
from wellbeing.commands.serve import keep_policy, refuse_unsafe
from wellbeing.settings import Settings


def add_to(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    parser = commands.add_parser("scheduler", help="run the timetable alone, without the web")
    add_data(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> None:
    settings = settings_of(arguments.data, demo=False)
    refuse_unsafe(settings)
    told_to_stop = threading.Event()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        told_to_stop.set()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    tick_until(told_to_stop, settings, SystemClock())


def tick_until(told_to_stop: threading.Event, settings: Settings, clock: Clock) -> None:
    """Tick until told to stop; of several processes the one that holds the lease does the work."""
    # Imported here: a command that ticks nothing should start at once.
    from wellbeing.scheduler import Timetable

    # Brings the schema up to date and checks that the keys belong to the key store.
    with opened(settings) as (session, vault):
        erasures.settle(settings, session, vault, clock)
        keep_policy(session, settings, clock)
    timetable = Timetable(settings, clock)
    timetable.start()
    print("Ready: the timetable runs.", flush=True)
    try:
        told_to_stop.wait()
    finally:
        timetable.stop()
