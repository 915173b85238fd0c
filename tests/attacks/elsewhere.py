"""Looks at the same databases from a process of its own, as after a restart.

    python -m tests.attacks.elsewhere < where.json

Reads which databases and which moment; writes a digest of every answer that every viewer gets.
"""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from tests.attacks.houses import VIEWERS
from tests.attacks.view import Answer, look
from tests.support.databases import Database
from tests.support.house import opened
from tests.support.source import ROOT
from wellbeing.installation import Installation
from wellbeing.settings import Settings

Digests = dict[str, dict[str, str]]
WITHIN_SECONDS = 300


def digest(answer: Answer) -> str:
    """Return what two answers share only when no byte differs."""
    return sha256(repr((answer.status, answer.headers, answer.body)).encode()).hexdigest()


def looked_from_elsewhere(database: Database, now: datetime, hash_seed: int) -> Digests:
    """Start another process, in which sets have another order, and return what it saw."""
    where = {**asdict(database), "data": str(database.data), "now": now.isoformat()}
    found = subprocess.run(
        [sys.executable, "-m", __spec__.name],
        input=json.dumps(where),
        env={**os.environ, "PYTHONHASHSEED": str(hash_seed)},
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=WITHIN_SECONDS,
    )
    seen: Digests = json.loads(found.stdout.splitlines()[-1])
    return seen


def _looks(where: Mapping[str, str]) -> Digests:
    kind, main, keys, ledger = (where[name] for name in ("kind", "main", "keys", "ledger"))
    database = Database(kind, main, keys, ledger, Path(where["data"]))
    environment = {
        **database.environment,
        "WELLBEING_KEY_FILE": str(database.key_file),
    }
    installation = Installation.read(database.data)
    assert installation is not None
    settings = Settings.of(database.data, installation, environment)
    with opened(settings, database, datetime.fromisoformat(where["now"])) as home:
        return {
            who: {
                address: digest(answer)
                for address, answer in look(home.browser_of(who)).answers.items()
            }
            for who in VIEWERS
        }


if __name__ == "__main__":
    print(json.dumps(_looks(json.load(sys.stdin))))
