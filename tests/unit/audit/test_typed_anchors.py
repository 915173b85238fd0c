"""An anchor on paper can be typed back, however it is written; a slip in typing it is told."""

from datetime import date

import pytest

from wellbeing.audit import anchors
from wellbeing.audit.anchors import Anchor, AnchorError

ANCHOR = Anchor(41_032, date(2026, 3, 4), bytes(range(0, 256, 8)))
PAPER = ANCHOR.on_paper()


def test_what_is_printed_is_read_back_in_any_way_of_typing_it(tmp_path):
    file = tmp_path / "typed"
    number, day, *groups = PAPER.split()
    ways = (PAPER, PAPER.upper(), f"  {number}  {day} {''.join(groups)} ", f"{PAPER}\n\n")

    for typed in ways:
        file.write_text(typed, "utf-8")
        assert anchors.read(file) == (ANCHOR,)
    file.write_text(f"{ANCHOR.as_line()}\n{PAPER}\n", "utf-8")
    assert anchors.read(file) == (ANCHOR, ANCHOR)


def test_a_slip_is_told_and_never_taken_for_a_log_that_was_changed(tmp_path):
    file = tmp_path / "typed"
    slips = [PAPER[:at] + PAPER[at + 1 :] for at in range(len(PAPER)) if PAPER[at] != " "]
    slips += [
        PAPER[:at] + ("1" if PAPER[at] != "1" else "7") + PAPER[at + 1 :]
        for at in range(len(PAPER))
        if PAPER[at] not in " -"
    ]
    # Two groups swapped, and a line cut short.
    parts = PAPER.split()
    slips += [" ".join([*parts[:2], parts[3], parts[2], *parts[4:]]), " ".join(parts[:-1])]

    for typed in slips:
        file.write_text(typed, "utf-8")
        with pytest.raises(AnchorError, match="look for a slip"):
            anchors.read(file)
