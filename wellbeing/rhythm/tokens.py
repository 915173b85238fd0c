"""Marks in the links of a message: they open one thing for one row, and name nobody.

A mark is a keyed digest of what it is for and the address of a row, and that address under a pad
that only the key file can make. Nothing is stored for it, so a million messages leave no million
rows; without the key file nobody can make, change or match one with a row of the database.
"""

import base64
import hmac
import re
from collections.abc import Callable

from wellbeing.sealed import Vault

ROW_BYTES, PROOF_BYTES = 32, 16
LENGTH = (ROW_BYTES + PROOF_BYTES) * 4 // 3
WRITTEN = re.compile(f"[A-Za-z0-9_-]{{{LENGTH}}}")


def _first(_row: bytes) -> int:
    """Say that nobody ends marks of this kind by a number."""
    return 0


def make_mark(vault: Vault, purpose: str, row: bytes, links: int = 0) -> str:
    """Return 64 letters, digits, `-` and `_`.

    `links` is how often the row's person has ended what was sent to them: it is in no mark, and no
    mark fits another number.
    """
    proof = _proof(vault, purpose, row, links)
    return base64.urlsafe_b64encode(proof + _masked(vault, purpose, proof, row)).decode()


def read_mark(
    vault: Vault, purpose: str, mark: str, links_of: Callable[[bytes], int] = _first
) -> bytes | None:
    """Return the address of the row a mark was made for; None for anything else."""
    # One way of writing it alone: the library also reads others, and shorter ones that are filled up.
    if not WRITTEN.fullmatch(mark):
        return None
    opened = base64.urlsafe_b64decode(mark)
    proof = opened[:PROOF_BYTES]
    row = _masked(vault, purpose, proof, opened[PROOF_BYTES:])
    return row if hmac.compare_digest(proof, _proof(vault, purpose, row, links_of(row))) else None


def _proof(vault: Vault, purpose: str, row: bytes, links: int) -> bytes:
    return vault.row_key("mark", purpose, row.hex(), str(links))[:PROOF_BYTES]


def _masked(vault: Vault, purpose: str, proof: bytes, row: bytes) -> bytes:
    """Cover an address, or uncover it: the pad is another one for each mark."""
    pad = vault.row_key("mark-pad", purpose, proof.hex())
    return (int.from_bytes(row, "big") ^ int.from_bytes(pad, "big")).to_bytes(ROW_BYTES, "big")
