"""An encrypted file opens whole, in order and for one key, or not at all."""

from io import BytesIO

import pytest

from wellbeing.backup.operator_key import PrivateKey
from wellbeing.backup.stream import PIECE, TAG_BYTES, About, Sealer, opened
from wellbeing.backup.troubles import DamagedBackupError, OperatorKeyError

ABOUT = About("data", "one-20260601T020000Z-abc", "one")
PRIVATE = PrivateKey.fresh()
PLAIN = bytes(range(256)) * (2 * PIECE // 256) + b"the end"


def sealed(plain, about=ABOUT, to=PRIVATE.public):
    file = BytesIO()
    sealer = Sealer(file, about, to)
    for start in range(0, len(plain), 100_000):
        sealer.write(plain[start : start + 100_000])
    sealer.close()
    return file.getvalue()


def read(content, about=ABOUT, private=PRIVATE):
    return b"".join(opened(BytesIO(content), about, private))


def pieces(content):
    """Cut an encrypted file into its first line and its pieces."""
    line, rest = content[: content.index(b"\n") + 1], content[content.index(b"\n") + 1 :]
    size = PIECE + TAG_BYTES
    return line, [rest[start : start + size] for start in range(0, len(rest), size)]


SEALED = sealed(PLAIN)


@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_what_went_in_comes_out_however_much_it_is(size):
    assert read(sealed(PLAIN[:size])) == PLAIN[:size]


def test_the_same_content_looks_different_each_time_and_shows_nothing_of_itself():
    assert sealed(PLAIN) != SEALED
    assert PLAIN[:32] not in SEALED


@pytest.mark.parametrize("place", [0, 30, 400, PIECE, 2 * PIECE, len(SEALED) - 1])
def test_one_changed_byte_is_refused_wherever_it_lies(place):
    changed = bytearray(SEALED)
    changed[place] ^= 1

    with pytest.raises((DamagedBackupError, OperatorKeyError)):
        read(bytes(changed))


def test_a_file_that_was_cut_is_refused_also_where_one_piece_ends():
    line, (first, second, last) = pieces(SEALED)

    for cut in (
        line + first + second,
        line + first,
        line,
        line + first + second + last[:-1],
        SEALED[:20],
    ):
        with pytest.raises(DamagedBackupError):
            read(cut)


def test_pieces_in_another_order_twice_or_left_out_are_refused():
    line, (first, second, last) = pieces(SEALED)

    for mixed in (
        (second, first, last),
        (first, first, last),
        (first, last),
        (first, second, last, last),
    ):
        with pytest.raises(DamagedBackupError):
            read(line + b"".join(mixed))


def test_pieces_of_another_file_for_the_same_key_are_refused():
    line, (first, *_rest) = pieces(SEALED)
    _line, (_first, *others) = pieces(sealed(PLAIN))

    with pytest.raises(DamagedBackupError):
        read(line + first + b"".join(others))


def test_another_private_key_is_told_by_its_name_and_opens_nothing():
    other = PrivateKey.fresh()

    with pytest.raises(OperatorKeyError, match=f"{PRIVATE.public.id}.*{other.public.id}"):
        read(SEALED, private=other)


@pytest.mark.parametrize(
    "about",
    [
        About("keys", ABOUT.backup, "one"),
        About("data", "other", "one"),
        About("data", ABOUT.backup, "two"),
    ],
)
def test_a_file_in_the_place_of_another_one_is_told(about):
    with pytest.raises(DamagedBackupError, match="where another one"):
        read(SEALED, about)
