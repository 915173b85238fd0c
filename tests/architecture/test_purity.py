"""The pure packages stay pure when they are loaded, not only on paper."""

import subprocess
import sys

import pytest

IMPURE = ("flask", "sqlalchemy", "werkzeug", "opendp", "matplotlib", "apscheduler", "cryptography")
PROBE = """
import importlib, sys
importlib.import_module({module!r})
print(*sorted(name for name in {impure!r} if name in sys.modules))
"""


@pytest.mark.parametrize(
    "module", ["wellbeing", "wellbeing.week", "wellbeing.stepped_care", "wellbeing.disclosure"]
)
def test_a_pure_package_loads_nothing_of_the_web_or_the_database(module):
    probe = PROBE.format(module=module, impure=IMPURE)

    ran = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60
    )

    assert ran.stdout.split() == []


def test_the_rules_engine_loads_no_numpy():
    probe = PROBE.format(module="wellbeing.stepped_care", impure=("numpy",))

    ran = subprocess.run(
        [sys.executable, "-c", probe], capture_output=True, text=True, check=True, timeout=60
    )

    assert ran.stdout.split() == []
