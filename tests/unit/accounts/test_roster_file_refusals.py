"""Sixty files that are not a roster, each refused whole, with the place that is wrong."""

import gzip
import io
import tracemalloc
import zipfile

import pytest

from wellbeing.accounts.roster_file import HEADER, LARGEST_FILE, RosterFileError, read_roster

FIRST_LINE = ",".join(HEADER)
GOOD = "a@x.org,Ann,North,Care,Home care,,"


def a_file(*lines):
    return "\n".join([FIRST_LINE, *lines, ""]).encode()


def a_person(**changes):
    fields = dict(zip(HEADER, GOOD.split(","), strict=True)) | changes
    return a_file(",".join(fields.values()))


def a_zip():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("staff.csv", bytes(20_000_000))
    return held.getvalue()


def two(first, second):
    return a_file(first, second)


REFUSED = {
    # name: (file, what the message must hold)
    "nothing": (b"", "no people"),
    "only a header": (f"{FIRST_LINE}\n".encode(), "no people"),
    "only line ends": (b"\n" * 5000, "no people"),
    "larger than 2 MB": (a_file(GOOD) + b"x" * LARGEST_FILE, "larger than 2 MB"),
    "ten million commas": (b"," * 10_000_000, "larger than 2 MB"),
    "two million commas": (b"," * 2_000_000, "no people"),
    "a row of a million commas": (a_file("," * 1_000_000), "more than 12 columns"),
    "20,001 rows": (a_file(*[GOOD] * 20_001), "at most 20000"),
    "a zip": (a_zip(), "ZIP"),
    "an empty zip": (b"PK\x05\x06" + bytes(18), "ZIP"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "workbook"),
    "a program for Windows": (b"MZ\x90\x00" + bytes(500), "Windows program"),
    "a program for Linux": (b"\x7fELF\x02\x01" + bytes(500), "program"),
    "a PDF": (b"%PDF-1.7\n", "PDF"),
    "rich text": (b"{\\rtf1\\ansi", "rich text"),
    "gzip": (gzip.compress(a_file(GOOD)), "gzip"),
    "a web page": (b"<!doctype html><table><tr><td>a@x.org", "web page"),
    "XML with an entity": (b'\n <?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>', "XML"),
    "UTF-16 little-endian": (a_file(GOOD).decode().encode("utf-16"), "UTF-16"),
    "UTF-16 big-endian": (b"\xfe\xff" + FIRST_LINE.encode("utf-16-be"), "UTF-16"),
    "UTF-16 without a mark": (FIRST_LINE.encode("utf-16-le"), "NUL"),
    "a NUL byte": (a_file("a@x.org,A\x00nn,North,Care,Home care,,"), "NUL"),
    "Latin-1": (
        a_file("a@x.org,Zoé,North,Care,Home care,,").replace(b"\xc3\xa9", b"\xe9"),
        "row 2",
    ),
    "overlong UTF-8": (a_file(GOOD) + b"\xc0\xaf", "row 3: is not UTF-8"),
    "a surrogate": (a_file(GOOD) + b"\xed\xa0\x80", "row 3: is not UTF-8"),
    "header in another order": (
        f"name,{FIRST_LINE.replace('name,', '', 1)}\n{GOOD}".encode(),
        "first line",
    ),
    "header in capitals": (f"{FIRST_LINE.upper()}\n{GOOD}".encode(), "first line"),
    "header doubled": (f"work_email,{FIRST_LINE}\na@x.org,{GOOD}".encode(), "first line"),
    "column doubled": (f"{FIRST_LINE},team\n{GOOD},Home care".encode(), "first line"),
    "semicolons": (a_file(GOOD).replace(b",", b";"), "first line"),
    "tabs": (a_file(GOOD).replace(b",", b"\t"), "first line"),
    "a count before the header": (f"rows: 1\n{FIRST_LINE}\n{GOOD}".encode(), "first line"),
    "a count at the end that lies": (a_file(GOOD, "total,999"), "row 3: has 2 columns"),
    "a row too short": (a_file("a@x.org,Ann"), "row 2: has 2 columns"),
    "a row too long": (a_file(GOOD + ",more"), "row 2: has 8 columns"),
    "13 columns": (a_file(GOOD + "," * 6), "row 2: has more than 12 columns"),
    "an empty row between": (a_file(GOOD, "", GOOD.replace("a@", "b@")), "row 3: is empty"),
    "an unclosed quotation mark": (
        a_file('a@x.org,"Ann,North,Care,Home care,,'),
        "row 2: has a quot",
    ),
    "a quotation mark inside": (
        a_file('a@x.org,"An"n,North,Care,Home care,,'),
        "row 2: has a quot",
    ),
    "100,001 quotation marks": (a_file('"' * 100_001), "row 2: has a quot"),
    "a line break inside a field": (a_file('"a@x.org\nBcc: b@x.org",Ann,,,Home care,,'), "row 2"),
    "a bare carriage return": (a_file("a@x.org,Ann\rBcc: b,North,Care,Home care,,"), "row 2"),
    "257 characters": (a_person(name="A" * 257), "row 2, name: is longer than 256"),
    "a field of 200,000 characters": (a_person(team="A" * 200_000), "row 2"),
    "one sign that unfolds into many": (a_person(name="ﷺ" * 60), "row 2, name: is longer than 256"),
    "an address of 255 characters": (
        a_person(work_email="a" * 250 + "@x.org"),
        "row 2, work_email",
    ),
    "no address": (a_person(work_email=""), "row 2, work_email: is empty"),
    "no name": (a_person(name=""), "row 2, name: is empty"),
    "no team": (a_person(team="  "), "row 2, team: is empty"),
    "an address without a domain": (a_person(work_email="ann"), "row 2, work_email"),
    "two addresses in one": (a_person(work_email="a@x.org b@x.org"), "row 2, work_email"),
    "an address with a display name": (a_person(work_email="Ann <a@x.org>"), "row 2, work_email"),
    "an address with a Cyrillic a": (
        a_person(work_email="аdmin@x.org"),
        "row 2, work_email: holds letters",
    ),
    "an address in wide letters": (
        a_person(work_email="ａ@x.org"),
        "row 2, work_email: holds letters",
    ),
    "an address as a formula": (a_person(work_email="=1+1@x.org"), "row 2, work_email"),
    "a name as a formula": (a_person(name="=HYPERLINK(A1)"), "row 2, name: begins with ="),
    "a name as a wide formula": (a_person(name="＝HYPERLINK(A1)"), "row 2, name: begins with ="),
    "a team as a formula": (a_person(team="@SUM(A1)"), "row 2, team: begins with @"),
    "a name with a tag": (a_person(name="<script>x</script>"), "row 2, name: holds < >"),
    "a team as a path": (a_person(team="../../etc/passwd"), "row 2, team: looks like a file path"),
    "a name without a letter": (a_person(name="12345"), "row 2, name: holds no letter"),
    "text turned round": (
        a_person(name="Ann \u202enhoJ"),
        "row 2, name: holds the unseen character U+202E",
    ),
    "a zero-width space": (
        a_person(team="Home\u200bcare"),
        "row 2, team: holds the unseen character U+200B",
    ),
    "a soft hyphen": (
        a_person(team="Home\u00adcare"),
        "row 2, team: holds the unseen character U+00AD",
    ),
    "a line separator": (
        a_person(name="Ann\u2028Bell"),
        "row 2, name: holds the unseen character U+2028",
    ),
    "a private sign": (
        a_person(name="Ann\ue000"),
        "row 2, name: holds the unseen character U+E000",
    ),
    "an escape sequence": (
        a_person(name="Ann\x1b[31m"),
        "row 2, name: holds the unseen character U+001B",
    ),
    "mixed alphabets": (a_person(name="Аnn Bell"), "row 2, name: mixes alphabets"),
    "an unknown role": (a_person(roles="admin"), "row 2, roles: 'admin' is not a role"),
    "a role twice": (a_person(roles="auditor;auditor"), "row 2, roles: names a role twice"),
    "managing no service": (a_person(service="", roles="manager of service"), "row 2, roles"),
    "a person twice": (two(GOOD, GOOD), "row 3, work_email: a@x.org is in row 2 already"),
    "a person twice in other letters": (two(GOOD, GOOD.replace("a@x", "A@X")), "row 3, work_email"),
    "a team written in two ways": (
        two(GOOD, "b@x.org,Bea,North,Care,Home Care,,"),
        "row 3, team: 'Home Care' is written 'Home care' in row 2",
    ),
    "a supervisor who is not there": (
        a_person(supervisor_email="b@x.org"),
        "row 2, supervisor_email",
    ),
    "supervising oneself": (a_person(supervisor_email="a@x.org"), "nobody supervises themselves"),
    "two who supervise each other": (
        two("a@x.org,Ann,,,Care,b@x.org,", "b@x.org,Bea,,,Care,a@x.org,"),
        "row 2, supervisor_email: rows 2, 3 supervise each other",
    ),
    "10,000 teams of one": (
        a_file(*(f"p{n}@x.org,Person A{n},,,Team A{n},," for n in range(10_000))),
        "10000 teams for 10000 people",
    ),
}


@pytest.mark.parametrize("file_name", REFUSED)
def test_a_file_that_is_not_a_roster_is_refused_with_the_place(file_name):
    content, message = REFUSED[file_name]

    with pytest.raises(RosterFileError) as refused:
        read_roster(content)

    assert message in str(refused.value)


def test_a_circle_of_twenty_thousand_supervisors_is_found_and_told_once():
    people = 20_000
    lines = [f"p{n}@x.org,Person A,,,Care,p{(n + 1) % people}@x.org," for n in range(people)]

    with pytest.raises(RosterFileError) as refused:
        read_roster(a_file(*lines))

    assert len(refused.value.problems) == 1
    assert "in a circle" in str(refused.value)


def test_refusing_the_worst_of_them_takes_little_memory():
    tracemalloc.start()
    for name in ("ten million commas", "two million commas", "20,001 rows", "10,000 teams of one"):
        with pytest.raises(RosterFileError):
            read_roster(REFUSED[name][0])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 150_000_000
