"""What a person writes for themself: put together, nothing of either text is lost or said twice."""

from hypothesis import given
from hypothesis import strategies as st

from wellbeing.looking_back.papers import Paper, from_bytes, to_bytes

FIELDS = ("say", "change")
LINES = st.text("abc", max_size=3)
PAPERS = st.builds(
    Paper, st.integers(0, 9), st.tuples(*(st.tuples(st.just(name), LINES) for name in FIELDS))
)


@given(PAPERS, PAPERS)
def test_both_texts_stand_in_what_is_put_together(mine, now):
    joined = mine.put_together_with(now)

    assert joined.version == now.version
    for name in FIELDS:
        lines = joined.text_of(name).split("\n")
        wanted = {mine.text_of(name), now.text_of(name)} - {""}
        assert sorted(filter(None, lines)) == sorted(wanted)


def test_papers_with_the_same_words_say_the_same_whatever_else_is_empty():
    assert Paper(1, (("say", "x"),)).says_the_same_as(Paper(4, (("change", ""), ("say", "x"))))
    assert not Paper(1, (("say", "x"),)).says_the_same_as(Paper(1, (("change", "x"),)))
    assert Paper(3, (("say", ""),)).is_empty


@given(PAPERS)
def test_a_paper_is_read_as_it_was_written(paper):
    assert from_bytes(to_bytes(paper)) == paper
