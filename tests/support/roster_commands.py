"""What tests of the roster commands share: an organisation as typed, and a file brought to it."""

import re

from tests.support.rosters import as_file
from wellbeing.cli import run

ORGANISATION = (
    *("--name", "Eastmere Care", "--zone", "Europe/London", "--nation", "wales"),
    *("--lead-name", "Helen", "--lead-email", "helen@example.org"),
)
LINK = re.compile(r"http://127\.0\.0\.1:8000/set-password/[\w-]{40,}")


def bring(data, rows, *flags):
    file = data.parent / "staff.csv"
    file.write_text(as_file(rows), "utf-8")
    return run(["roster", "import", str(file), "--data", str(data), *flags])
