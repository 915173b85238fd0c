"""The search for planted strings would find them, however they are written."""

import base64
import json
import zlib

import pytest

from tests.support.canaries import disguises, found_in, found_in_folder

WORD = "canary-Möwe-4711"


@pytest.mark.parametrize(
    "hidden",
    [
        WORD.encode(),
        WORD.encode("utf-16-le"),
        WORD.encode().hex().encode(),
        json.dumps({"text": WORD}).encode(),
        base64.b64encode(WORD.encode()),
        base64.b64encode(b"x" + WORD.encode() + b"yz"),
        base64.b64encode(b"xx" + WORD.encode() + b"y"),
        base64.b64encode(b"xxx" + WORD.encode()),
        b"text=canary-M%C3%B6we-4711&more",
    ],
    ids=["plain", "wide", "hex", "json", "base64", "base64+1", "base64+2", "base64+3", "form"],
)
def test_a_hidden_word_is_found(hidden):
    assert found_in(b"before" + hidden + b"after", [WORD, "other"]) == [WORD]


@pytest.mark.parametrize("before", range(3))
def test_a_short_word_is_found_in_base64_and_never_by_a_few_signs_alone(before):
    inside = base64.b64encode(bytes(before) + b"phq-4" + b"and more")

    assert found_in(inside, ["phq-4"]) == ["phq-4"]
    # Two or three signs stand in every tenth sealed row by chance.
    assert all(len(form) > len("phq-4") for form in list(disguises("phq-4"))[-3:])


def test_a_sealed_word_is_not_found():
    assert found_in(zlib.compress(WORD.encode() * 9)[::-1], [WORD]) == []


def test_a_file_name_counts_too(tmp_path):
    (tmp_path / f"{WORD}.txt").write_text("nothing", "utf-8")

    assert found_in_folder(tmp_path, [WORD]) == [f"{WORD} in {WORD}.txt"]
