"""What a test needs from the machine, and what is said when it is not there.

A missing browser, database server, strace or spreadsheet program skips the tests that need it, and the run ends with one line
that names what was not proved. `WELLBEING_REQUIRE=browser,postgres,strace` makes them fail instead.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable

import pytest

BROWSER = "browser"
POSTGRES = "postgres"
STRACE = "strace"
SPREADSHEET = "spreadsheet"
_MARK = "not proved here"
_REASON = re.compile(rf"{_MARK}: (\w+)")


def do_without(need: str, remedy: str) -> None:
    """End the test: skipped, or failed when `WELLBEING_REQUIRE` names the need."""
    required = os.environ.get("WELLBEING_REQUIRE", "")
    if need in {word.strip() for word in required.split(",")}:
        pytest.fail(f"WELLBEING_REQUIRE asks for {need}: {remedy}", pytrace=False)
    pytest.skip(f"{_MARK}: {need}. {remedy}")


def summary_line(reasons: Iterable[str]) -> str:
    """Return one line naming what the skipped tests would have proved, or nothing."""
    missing = Counter(found[1] for reason in reasons if (found := _REASON.search(reason)))
    told = ", ".join(f"{need} ({count} tests)" for need, count in sorted(missing.items()))
    return f"Not proved here: {told}." if told else ""
