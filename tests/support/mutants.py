"""Marks that were changed in every way somebody could try, and must all open nothing."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from urllib.parse import quote

from wellbeing.rhythm.tokens import PROOF_BYTES, make_mark
from wellbeing.sealed import Vault

CHARACTERS = [chr(code) for code in range(128)] + ["é", "٠", "а", "＋", "\U0001f600"]
ENDS = ("=", "==", "A", "-", " ", "\n", "%00", "/", "/../x", "?x", "#", "A" * 64)
MOST_ROWS = 100


def mutants(vault: Vault, purpose: str, row: bytes, others: Iterable[str]) -> Iterator[str]:
    """Yield changed marks; `others` are the other things that marks are made for."""
    mark = make_mark(vault, purpose, row)
    whole = urlsafe_b64decode(mark)
    for changed in _of_bytes(whole):
        yield _written(changed)
    yield from _of_text(mark)
    yield from _of_parts(vault, purpose, row, others)


def _of_bytes(whole: bytes) -> Iterator[bytes]:
    """Every bit, every two bits, every byte, every two bytes in each other's place."""
    number, length = int.from_bytes(whole, "big"), len(whole)
    bits = [1 << bit for bit in range(8 * length)]
    for bit in bits:
        yield (number ^ bit).to_bytes(length, "big")
    for first, second in combinations(bits, 2):
        yield (number ^ first ^ second).to_bytes(length, "big")
    for place, value in product(range(length), range(256)):
        if value != whole[place]:
            yield whole[:place] + bytes([value]) + whole[place + 1 :]
    places = [
        pair for pair in combinations(range(length), 2) if len({*map(whole.__getitem__, pair)}) > 1
    ]
    for one, two in places:
        swapped = bytearray(whole)
        swapped[one], swapped[two] = whole[two], whole[one]
        yield bytes(swapped)


def _of_text(mark: str) -> Iterator[str]:
    """Every other character in every place, cut off and added to at both ends, and written otherwise."""
    for place, there in enumerate(mark):
        for each in CHARACTERS:
            if each != there:
                yield mark[:place] + each + mark[place + 1 :]
        yield mark[:place]
        yield mark[place + 1 :]
        yield mark[place:] + mark[:place] if place else mark[::-1]
    for end in ENDS:
        yield mark + end
        yield end + mark
        yield mark[: -len(end)] + end if mark[-len(end) :] != end else mark + end
    yield from {mark.swapcase(), mark.upper(), mark.lower(), quote(f"{mark}é"), mark * 2} - {mark}


def _of_parts(vault: Vault, purpose: str, row: bytes, others: Iterable[str]) -> Iterator[str]:
    """Parts of other rows' marks, and marks for other things, whole and in parts."""
    proof, covered = _parts(make_mark(vault, purpose, row))
    rows = [vault.row_key("weekly-rhythm", str(number)) for number in range(MOST_ROWS)]
    foreign = [_parts(make_mark(vault, purpose, each)) for each in rows if each != row]
    for each in others:
        made = [make_mark(vault, each, one) for one in (row, *rows)]
        yield from made
        foreign += [_parts(one) for one in made]
    for their_proof, their_covered in foreign:
        yield _written(proof + their_covered)
        yield _written(their_proof + covered)
        yield _written(covered[:PROOF_BYTES] + their_covered)
    # The address itself, and nothing, under a proof of somebody's own.
    for clear in (row, bytes(len(row)), row[::-1]):
        yield _written(proof + clear)
        yield _written(clear[:PROOF_BYTES] + covered)


def _parts(mark: str) -> tuple[bytes, bytes]:
    whole = urlsafe_b64decode(mark)
    return whole[:PROOF_BYTES], whole[PROOF_BYTES:]


def _written(whole: bytes) -> str:
    return urlsafe_b64encode(whole).decode()
