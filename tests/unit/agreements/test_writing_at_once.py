"""Two people write in one agreement at once: no word of either is lost, whatever they typed."""

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.agreements.versions import (
    Meeting,
    PartText,
    Version,
    as_json,
    from_json,
    meet,
    put_together,
)

texts = st.sampled_from(["", "We greet.", "We listen.", "We greet.\nWe listen.", "Breaks count."])
PARTS = ("respect", "open", "time")
everything = st.tuples(*(texts for _ in PARTS))


def said(values):
    return tuple(PartText(part, text) for part, text in zip(PARTS, values, strict=True))


@given(read=everything, now=everything, typed=everything)
def test_what_either_of_them_changed_is_in_a_box_or_beside_it(read, now, typed):
    meetings = meet(Version(1, said(read)), Version(2, said(now)), said(typed))

    for one, before, theirs, mine in zip(meetings, read, now, typed, strict=True):
        seen = {one.box, one.theirs}
        if theirs != before:
            assert theirs in seen
        if mine != before:
            assert mine in seen


@given(read=everything, now=everything, typed=everything)
def test_a_text_stands_beside_a_box_only_where_both_changed_the_part(read, now, typed):
    meetings = meet(Version(1, said(read)), Version(2, said(now)), said(typed))

    for one, before, theirs, mine in zip(meetings, read, now, typed, strict=True):
        both = theirs != before and mine not in {before, theirs}
        assert (one.theirs is not None) == both


@given(read=everything, typed=everything)
def test_who_writes_alone_gets_their_own_words(read, typed):
    stands = Version(1, said(read))

    assert [one.box for one in meet(stands, stands, said(typed))] == list(typed)


@given(theirs=texts, mine=texts)
def test_put_together_holds_every_line_of_both_once(theirs, mine):
    lines = put_together(theirs, mine).splitlines()

    assert set(lines) == set(theirs.splitlines()) | set(mine.splitlines())
    assert len(lines) == len(set(lines))


@given(values=everything)
def test_what_is_stored_is_what_was_written(values):
    stored = Version(1, from_json(as_json(said(values))))

    assert stored.says_the_same_as(Version(1, said(values)))


def test_a_part_this_version_of_the_page_does_not_know_keeps_its_words():
    kept = Version(3, (PartText("old part", "We sing."), PartText("open", "We ask.")))

    newer = kept.with_texts([PartText("open", "We ask twice.")])

    assert newer.text_of("old part") == "We sing."
    assert newer.changed_since(kept) == ("open",)


def test_a_part_only_the_other_one_changed_takes_their_words():
    met = meet(
        Version(1, said(("a", "b", ""))), Version(2, said(("a", "new", ""))), said(("a", "b", ""))
    )

    assert met == (Meeting("respect", "a"), Meeting("open", "new"), Meeting("time", ""))
