"""What a person has written: lines in the order they gave them, kept whole."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.content.kit_models import KitList, KitSection
from wellbeing.first_aid_kit.lines import (
    Kit,
    Line,
    Page,
    Typed,
    draft_from_bytes,
    draft_to_bytes,
    kit_from_bytes,
    kit_to_bytes,
    page_from_bytes,
    page_to_bytes,
)
from wellbeing.first_aid_kit.showing import pick, show_page

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
lines = st.builds(
    Line,
    id=st.uuids().map(lambda found: found.hex),
    list=st.sampled_from(["body", "feelings"]),
    texts=st.tuples(words),
    five_minutes=st.booleans(),
    version=st.integers(0, 9),
)
pages = st.builds(
    Page,
    st.sampled_from(["signs", "tank"]),
    st.integers(0, 9),
    st.lists(lines, max_size=6, unique_by=lambda line: line.id).map(tuple),
)
TANK = KitSection(
    id="tank",
    title="Tank",
    lead="Fills",
    lists=(
        KitList(id="enjoy", label="Enjoy", asks_five_minutes=True),
        KitList(id="relax", label="Relax", asks_five_minutes=True),
    ),
)


def line(name, of="body", text=None, *, five_minutes=False, version=0):
    return Line(name, of, (text or name,), five_minutes, version)


def page(*found, number=3):
    return Page("signs", number, found)


@given(st.lists(pages, max_size=3))
def test_a_kit_survives_being_kept(found):
    kit = Kit(tuple(found))

    assert kit_from_bytes(kit_to_bytes(kit)) == kit
    assert [page_from_bytes(page_to_bytes(one)) for one in found] == found


@given(st.lists(st.builds(Typed, words, words), max_size=3).map(tuple))
def test_what_is_typed_survives_being_kept(found):
    assert draft_from_bytes(draft_to_bytes(found)) == found


@given(pages, st.data(), st.sampled_from([-1, 1]))
def test_moving_a_line_loses_none_and_leaves_other_lists_alone(found, data, by):
    name = data.draw(st.sampled_from([one.id for one in found.lines] or ["none"]))
    other = next(
        (
            x
            for x in ("body", "feelings")
            if not any(one.id == name and one.list == x for one in found.lines)
        ),
        "body",
    )

    moved = found.with_moved(name, by)

    assert sorted(one.id for one in moved.lines) == sorted(one.id for one in found.lines)
    assert moved.of(other) == found.of(other)


def test_a_line_moves_among_those_of_its_list_and_stops_at_the_ends():
    one, two, far = line("one"), line("two"), line("far", "feelings")
    found = page(one, far, two)

    assert found.with_moved("two", -1).lines == (two, far, one)
    assert found.with_moved("one", 1).lines == (two, far, one)
    assert found.with_moved("one", -1) == found
    assert found.with_moved("two", 1) == found


def test_a_changed_line_has_a_new_version_and_the_others_keep_theirs():
    found = page(line("one"), line("two"))

    changed = found.with_change("one", ("Other words",), five_minutes=False)

    assert changed.line("one") == line("one", text="Other words", version=4)
    assert changed.line("two") == line("two")


def test_the_same_words_are_no_change():
    found = page(line("one"))

    assert found.with_change("one", ("one",), five_minutes=False) == found
    assert found.with_line(Line("other", "body", ("one",))) == found


def test_a_line_can_be_put_at_its_place_again():
    one, two = line("one"), line("two")

    assert [x.id for x in page(one, two).with_line(line("three"), 1).lines] == [
        "one",
        "three",
        "two",
    ]


def test_an_earlier_page_stands_again_with_versions_of_now():
    earlier = page(line("one", text="Before"), number=1)
    now = page(line("one", text="After", version=3), line("two"))

    again = now.put_back(earlier)

    assert again.says_the_same_as(earlier)
    assert again.line("one").version == 4


def test_pages_that_differ_only_in_versions_say_the_same():
    assert page(line("one", version=1)).says_the_same_as(page(line("two", text="one"), number=9))
    assert not page(line("one")).says_the_same_as(page(line("one", five_minutes=True)))


def test_a_page_never_written_on_is_empty():
    assert Kit().page("signs") == Page("signs", 0, ())
    assert Page("signs").line("none") is None


def test_lines_of_a_list_that_is_gone_from_the_content_are_still_shown():
    shown = show_page(TANK, Page("tank", 1, (line("kept", "old-list"),)))

    assert [(one.words.label, [x.text for x in one.lines]) for one in shown.filled] == [
        ("From before", ["kept"])
    ]


def kit_with(*found):
    return Kit((Page("tank", 1, found),))


def picked(kit, day=4, after=""):
    found = pick(kit, [TANK], date(2026, 3, day), after)
    return found.id if found else None


def test_only_a_line_that_fits_five_minutes_is_picked():
    kit = kit_with(line("long", "relax"), line("short", "relax", five_minutes=True))

    assert picked(kit) == "short"
    assert picked(kit_with(line("long", "relax"))) is None


def test_another_one_each_day_and_each_time_one_asks():
    kit = kit_with(*(line(name, "relax", five_minutes=True) for name in "abc"))
    days = [picked(kit, day) for day in (4, 5, 6)]

    assert sorted(days) == ["a", "b", "c"]
    assert [picked(kit, 4, after) for after in "abc"] == ["b", "c", "a"]
    assert picked(kit, 4, "not-there") == days[0]
