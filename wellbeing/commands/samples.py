"""What `wellbeing demo` and `wellbeing simulate` share: a folder to build in, and progress."""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from wellbeing.commands.common import CommandError
from wellbeing.installation import Installation
from wellbeing.simulation import building
from wellbeing.simulation.sample import Sample


def build(data: Path, sample: Sample, now: datetime, watcher: building.Watcher) -> Sample:
    """Build a sample in a folder; what is in the way becomes one clear line."""
    try:
        return building.build(data, sample, now, watcher)
    except building.BusyFolderError as error:
        raise busy(data) from error
    except OSError as error:
        raise cannot_write(data, error) from error


def busy(data: Path) -> CommandError:
    return CommandError(
        f"Another process is preparing the sample in {data}. "
        "Wait for it, or choose another --data folder."
    )


def cannot_write(data: Path, error: OSError) -> CommandError:
    return CommandError(
        f"{data} cannot be written ({error.strerror}). Choose another folder with --data."
    )


def require_no_organisation(data: Path) -> Installation | None:
    """Return a folder's sample, if any; raise CommandError when it holds anything else."""
    found = Installation.read(data)
    if found is not None and not found.demo:
        raise CommandError(
            f"{data} holds a real organisation. Choose another --data folder for the sample."
        )
    if found is None and not Sample.is_in(data) and (data / "wellbeing.db").exists():
        raise CommandError(
            f"{data} holds a database, but its installation.json is missing. "
            "Choose another --data folder."
        )
    return found


def telling_progress(what: str) -> Callable[[int, int], None]:
    """Return what to call for each week: a line that changes on a terminal, else one line."""
    terminal = sys.stderr.isatty()

    def tell(week: int, of: int) -> None:
        if terminal:
            end = "\n" if week == of else ""
            print(f"\r{what}: week {week} of {of} ", end=end, file=sys.stderr, flush=True)

    if not terminal:
        print(f"{what} …", file=sys.stderr, flush=True)
    return tell
