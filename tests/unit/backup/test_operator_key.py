"""The operator's keys: a slip or a wrong passphrase is told, and no file is written over."""

import json
import stat

import pytest

from wellbeing.backup import operator_key
from wellbeing.backup.operator_key import PrivateKey, PublicKey, is_protected, write_private_key
from wellbeing.backup.troubles import OperatorKeyError

PRIVATE = PrivateKey.fresh()


@pytest.fixture
def cheap_guesses(monkeypatch):
    monkeypatch.setattr(operator_key, "COST", 2**4)


def test_a_public_key_is_read_as_it_is_printed():
    assert PublicKey.parse(PRIVATE.public.as_text()) == PRIVATE.public


def test_any_single_slip_in_a_public_key_is_noticed():
    written = PRIVATE.public.as_text()

    for place in range(len(written)):
        slip = written[:place] + ("A" if written[place] != "A" else "B") + written[place + 1 :]
        with pytest.raises(OperatorKeyError):
            PublicKey.parse(slip)


def test_a_private_key_is_read_with_its_passphrase_and_not_with_another(cheap_guesses):
    written = PRIVATE.as_text("right")

    assert is_protected(written)
    assert PrivateKey.parse(written, "right").public == PRIVATE.public
    with pytest.raises(OperatorKeyError, match="passphrase of the private key is wrong"):
        PrivateKey.parse(written, "wrong")
    with pytest.raises(OperatorKeyError, match="--passphrase-file"):
        PrivateKey.parse(written)


def test_a_protected_file_does_not_hold_the_key_and_takes_long_to_guess():
    written = PRIVATE.as_text("right")

    assert json.loads(PRIVATE.as_text())["key"] not in written
    assert json.loads(written)["cost"] >= 2**17


@pytest.mark.parametrize("written", ["", "{}", "[]", "no json", '{"what": "something else"}'])
def test_what_is_no_private_key_is_told(written):
    with pytest.raises(OperatorKeyError, match="no private key"):
        PrivateKey.parse(written)


def test_a_private_key_that_does_not_belong_to_its_public_one_is_told():
    mixed = json.loads(PRIVATE.as_text())
    mixed["public_key"] = PrivateKey.fresh().public.as_text()

    with pytest.raises(OperatorKeyError, match="damaged"):
        PrivateKey.parse(json.dumps(mixed))


def test_a_cost_that_nobody_would_choose_is_not_paid(cheap_guesses):
    costly = json.loads(PRIVATE.as_text("right"))
    costly["cost"] = 2**40

    with pytest.raises(OperatorKeyError):
        PrivateKey.parse(json.dumps(costly), "right")


def test_a_new_private_key_is_for_its_owner_alone_and_never_over_another(tmp_path):
    path = tmp_path / "operator.key"

    write_private_key(path, PRIVATE, "")

    assert stat.S_IMODE(path.stat().st_mode) == 0o400
    assert PrivateKey.parse(path.read_text()).public == PRIVATE.public
    with pytest.raises(OperatorKeyError, match="exists already"):
        write_private_key(path, PrivateKey.fresh(), "")
    assert PrivateKey.parse(path.read_text()).public == PRIVATE.public
