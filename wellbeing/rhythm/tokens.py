"""Marks in the links of a message: they open one thing for one row, and name nobody.

A mark is the address of a row and a keyed digest of what it is for. Nothing is stored for it, so
a million messages leave no million rows; without the key file nobody can make or change one.
"""

import base64
import binascii
import hmac

from wellbeing.sealed import Vault

ROW_BYTES, PROOF_BYTES = 32, 16
LENGTH = (ROW_BYTES + PROOF_BYTES) * 4 // 3


def make_mark(vault: Vault, purpose: str, row: bytes) -> str:
    """Return 64 letters, digits, `-` and `_`."""
    return base64.urlsafe_b64encode(row + _proof(vault, purpose, row)).decode()


def read_mark(vault: Vault, purpose: str, mark: str) -> bytes | None:
    """Return the address of the row a mark was made for; None for anything else."""
    if len(mark) != LENGTH or not mark.isascii():
        return None
    try:
        opened = base64.b64decode(mark, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return None
    row, proof = opened[:ROW_BYTES], opened[ROW_BYTES:]
    return row if hmac.compare_digest(proof, _proof(vault, purpose, row)) else None


def _proof(vault: Vault, purpose: str, row: bytes) -> bytes:
    return vault.row_key("mark", purpose, row.hex())[:PROOF_BYTES]
