"""Sealed values: nothing is readable, movable, or openable after its key is gone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellbeing.database import KeyRow, make_engine
from wellbeing.key_ring import KeyRing
from wellbeing.sealed import BLOCK, Box, Label, SealBrokenError, Vault

LABEL = Label("answers", b"r" * 32, "2026-W53")
OVERHEAD = 1 + 12 + 16


@pytest.fixture
def store(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'keys.db'}")
    with engine.connect().execution_options(wellbeing_writes=True) as connection:
        KeyRow.metadata.create_all(connection)
        connection.commit()
    yield engine
    engine.dispose()


@pytest.fixture
def ring():
    return KeyRing.fresh()


@pytest.fixture
def vault(ring, store):
    return Vault(ring, store)


@given(st.binary(max_size=2_000))
def test_what_was_sealed_is_opened_unchanged_and_its_length_is_hidden(plain):
    box = Box(bytes(32))

    sealed = box.seal(plain, LABEL)

    assert box.open(sealed, LABEL) == plain
    assert (len(sealed) - OVERHEAD) % BLOCK == 0
    assert len(sealed) - OVERHEAD - len(plain) <= BLOCK + 3


@pytest.mark.parametrize(("length", "blocks"), [(0, 1), (1, 1), (252, 1), (253, 2), (508, 2)])
def test_values_of_many_lengths_have_the_same_size(length, blocks):
    sealed = Box(bytes(32)).seal(b"x" * length, LABEL)

    assert len(sealed) == OVERHEAD + blocks * BLOCK


def test_the_same_value_is_never_sealed_alike():
    box = Box(bytes(32))

    assert len({box.seal(b"the same", LABEL) for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "label",
    [
        replace(LABEL, kind="kit"),
        replace(LABEL, row=b"s" * 32),
        replace(LABEL, week="2027-W01"),
        replace(LABEL, week=""),
        replace(LABEL, version=2),
    ],
    ids=["kind", "row", "week", "no week", "version"],
)
def test_a_value_moved_to_another_place_cannot_be_opened_there(label):
    box = Box(bytes(32))

    with pytest.raises(SealBrokenError):
        box.open(box.seal(b"private", LABEL), label)


def test_any_changed_byte_is_noticed():
    box = Box(bytes(32))
    sealed = box.seal(b"private", LABEL)

    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(SealBrokenError):
            box.open(bytes(changed), LABEL)


@pytest.mark.parametrize("cut", [0, 1, 12, 13, 17, 29, 100, -1])
def test_a_value_cut_short_is_noticed(cut):
    box = Box(bytes(32))

    with pytest.raises(SealBrokenError):
        box.open(box.seal(b"private", LABEL)[:cut], LABEL)


def test_one_person_cannot_open_what_belongs_to_another(vault):
    sealed = vault.box("ann").seal(b"private", LABEL)

    with pytest.raises(SealBrokenError):
        vault.box("ben").open(sealed, LABEL)
    assert vault.box("ann").open(sealed, LABEL) == b"private"


def test_data_keys_swapped_in_the_key_store_open_nothing(vault, store):
    vault.box("ann")
    vault.box("ben")
    with store.connect().execution_options(wellbeing_writes=True) as connection:
        first, second = connection.exec_driver_sql("SELECT slot, wrapped FROM data_key").all()
        for slot, wrapped in ((first.slot, second.wrapped), (second.slot, first.wrapped)):
            connection.exec_driver_sql(
                "UPDATE data_key SET wrapped = ? WHERE slot = ?", (wrapped, slot)
            )
        connection.commit()

    with pytest.raises(SealBrokenError):
        vault.box("ann")


def test_a_destroyed_key_opens_nothing_ever_again(vault):
    sealed = vault.box("ann").seal(b"private", LABEL)
    other = vault.box("ben").seal(b"kept", LABEL)

    vault.destroy("ann")

    assert vault.boxes(["ann", "ben"]).keys() == {"ben"}
    with pytest.raises(SealBrokenError):
        vault.box("ann").open(sealed, LABEL)
    assert vault.box("ben").open(other, LABEL) == b"kept"


def test_boxes_are_those_of_people_who_have_one_however_many_are_asked_for(vault):
    sealed = {name: vault.box(name).seal(name.encode(), LABEL) for name in ("ann", "ben", "cat")}
    crowd = [*sealed, *(f"nobody {number}" for number in range(1_200))]

    boxes = vault.boxes(crowd)

    assert boxes.keys() == sealed.keys()
    assert all(boxes[name].open(sealed[name], LABEL) == name.encode() for name in sealed)


def test_row_addresses_need_the_key_file_and_keep_their_parts_apart(vault, store):
    stranger = Vault(KeyRing.fresh(), store)

    assert vault.row_key("kit", "ann") == vault.row_key("kit", "ann")
    assert len(vault.row_key("kit", "ann")) == 32
    different = {
        vault.row_key("kit", "ann"),
        vault.row_key("kit", "ben"),
        vault.row_key("answers", "ann"),
        vault.row_key("kit", "a", "nn"),
        vault.row_key("kit", "an", "n"),
        stranger.row_key("kit", "ann"),
    }
    assert len(different) == 6


def test_every_data_key_is_wrapped_again_and_still_opens_what_it_sealed(vault, ring, store):
    sealed = {name: vault.box(name).seal(name.encode(), LABEL) for name in ("ann", "ben", "cat")}
    changed = ring.with_new_active()

    done = sum(vault.rewrap(changed))

    assert done == 3
    assert vault.wrapped_by() == {changed.active: 3}
    only_new = replace(changed, wrapping={changed.active: changed.wrapping[changed.active]})
    for each in (vault, Vault(only_new, store)):
        assert each.box("ann").open(sealed["ann"], LABEL) == b"ann"
    assert sum(vault.rewrap(changed)) == 0


def test_a_service_that_runs_while_keys_change_reads_the_key_file_again(ring, store, tmp_path):
    path = tmp_path / "keys.json"
    ring.write(path)
    running = Vault(ring, store, path)
    sealed = running.box("ann").seal(b"private", LABEL)
    changed = ring.with_new_active()
    changed.write(path)
    list(Vault(changed, store).rewrap(changed))

    assert running.box("ann").open(sealed, LABEL) == b"private"


def test_a_key_file_of_another_installation_is_noticed_at_once(vault, store):
    stranger = Vault(KeyRing.fresh(), store)
    stranger.check()
    vault.box("ann")

    vault.check()
    with pytest.raises(SealBrokenError, match="does not belong"):
        stranger.check()


def test_a_key_the_file_no_longer_holds_is_named(vault, ring, store):
    vault.box("ann")
    without = KeyRing("k9", {"k9": bytes(32)}, ring.row_key, ring.session_key, ring.audit_key)

    with pytest.raises(SealBrokenError, match="k1"):
        Vault(without, store).box("ann")
