"""The texts of an action that can be taken out, in words, each beside what it is."""

from collections.abc import Iterable

from wellbeing.actions.taking_out import OF_ANSWERS, Piece

NAMES = {
    "heard": "We heard",
    "does": "We do",
    "did": "What we did, or why we let it go",
}


def pieces_in_words(pieces: Iterable[Piece]) -> tuple[tuple[str, str], ...]:
    """Return each text with its key, for a form."""
    return tuple((one.id, f"{_name(one)}: {one.text}") for one in pieces)


def _name(piece: Piece) -> str:
    if piece.id.startswith(OF_ANSWERS):
        return f"The reason of answer {piece.id.removeprefix(OF_ANSWERS)}"
    return NAMES[piece.id]
