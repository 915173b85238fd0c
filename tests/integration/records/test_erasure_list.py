"""The list of erasures keeps every line that was said to be in it, whoever writes and whatever fails."""

import hashlib
import os
import resource
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from wellbeing.records import erasure_list
from wellbeing.records.erasure_list import Erased, ErasureListError

DAY = date(2026, 3, 4)


def mark(*parts):
    return hashlib.sha256("|".join(parts).encode()).digest()


def erased(number):
    return Erased(bytes([number]) * 16, bytes([number]) * 32, DAY)


ONE, TWO = erased(1), erased(2)


@pytest.fixture
def file(tmp_path):
    file = tmp_path / "erasures.jsonl"
    erasure_list.append(file, ONE, mark)
    return file


def test_only_the_owner_reads_it(file):
    copy = file.with_name("beside")
    erasure_list.add_all(copy, [ONE], mark)
    assert {each.stat().st_mode & 0o777 for each in (file, copy)} == {0o600}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_what_root_leaves_the_service_can_open(tmp_path):
    os.chown(tmp_path, 12_345, 12_345)

    erasure_list.append(tmp_path / "erasures.jsonl", ONE, mark)

    found = {path.name: path.stat() for path in tmp_path.iterdir()}
    assert len(found) == 2
    assert {(each.st_uid, each.st_mode & 0o777) for each in found.values()} == {(12_345, 0o600)}


@pytest.mark.parametrize("write", [erasure_list.append, erasure_list.write, erasure_list.add_all])
def test_a_disk_that_takes_a_part_of_a_line_is_told_and_costs_nothing_that_was_there(file, write):
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 50, limits[1]))
        with pytest.raises(ErasureListError, match="cannot be read or written"):
            write(file, TWO if write is erasure_list.append else [ONE, TWO], mark)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert erasure_list.read(file, mark) == (ONE,)
    erasure_list.append(file, TWO, mark)
    assert erasure_list.read(file, mark) == (ONE, TWO)


def test_many_who_write_at_once_lose_no_line(file):
    copy = file.with_name("beside")

    def add(number):
        erasure_list.append(file, erased(number), mark)
        erasure_list.add_all(copy, [erased(number)], mark)

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(add, range(2, 14)))
    assert set(erasure_list.read(file, mark)) == {erased(number) for number in range(1, 14)}
    assert set(erasure_list.read(copy, mark)) == {erased(number) for number in range(2, 14)}


@pytest.mark.parametrize("day", ["2026-03-05", "2025-03-04"])
def test_a_line_that_was_changed_is_refused(file, day):
    file.write_text(file.read_text().replace(str(DAY), day))
    with pytest.raises(ErasureListError, match="damaged, or another installation's"):
        erasure_list.read(file, mark)
