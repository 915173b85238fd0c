"""The least that closing a month can cost: to read its rows and unseal them, with nothing else."""

import sqlite3
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wellbeing.history.kept import weeks_label
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import Vault

CHUNK = 500
NONCE = 12


def read_and_unseal(folder: Path, vault: Vault, ring: KeyRing, days: tuple[date, date]) -> int:
    """Open everything that one month needs, row by row, and return how many records were opened."""
    main = sqlite3.connect(folder / "wellbeing.db")
    keys = sqlite3.connect(folder / "keys.db")
    wrapping = AESGCM(ring.wrapping[ring.active])
    last, unsealed = "", 0
    while True:
        people = main.execute(
            "SELECT person_id, unit_key FROM cohort WHERE cycle_id = 1 AND person_id > ? "
            "ORDER BY person_id LIMIT ?",
            (last, CHUNK),
        ).fetchall()
        if not people:
            return unsealed
        last = people[-1][0]
        asked = ", ".join("?" * len(people))
        main.execute(
            f"SELECT person_id, unit_id FROM membership WHERE person_id IN ({asked}) "
            "AND from_on <= ? AND (until_on IS NULL OR until_on >= ?)",
            [person for person, _ in people] + [str(day) for day in days],
        ).fetchall()
        labels = {
            vault.row_key("data-key", person): weeks_label(vault, person) for person, _ in people
        }
        records = dict(
            main.execute(
                f"SELECT id, weeks FROM care_state WHERE id IN ({asked})",
                [label.row for label in labels.values()],
            )
        )
        wrapped = keys.execute(
            f"SELECT slot, wrapped FROM data_key WHERE slot IN ({asked})",
            list(labels),
        )
        for slot, key in wrapped:
            data_key = wrapping.decrypt(key[:NONCE], key[NONCE:], slot)
            sealed = records[labels[slot].row]
            AESGCM(data_key).decrypt(
                sealed[1 : 1 + NONCE], sealed[1 + NONCE :], labels[slot].as_bytes()
            )
            unsealed += 1
