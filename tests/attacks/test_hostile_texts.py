"""Whatever is typed is kept and shown as it was typed, and is never anything but text.

Twelve hundred texts go through every field of every form that anybody finds in `.ci/long`; everyday
runs try some. A whole run takes long: `WELLBEING_SHARE=1/2` tries every other form, and with
`WELLBEING_PROGRESS=FOLDER` a run goes on where the one before was cut short.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import cycle

import pytest

from tests.support import proofs
from tests.support.canaries import new_word
from tests.support.databases import on_sqlite
from tests.support.hostile_corpus import corpus, known, together
from tests.support.hostile_sheets import Sheet, sheets_of
from tests.support.hostile_turns import Done, Tally, Trial, share, whole
from tests.support.lived_in import Writer, lived_in
from tests.support.rounds import for_roles

# Everyday runs try every so manieth text, in each form another part of them, in every other form of these.
IN_TURN = 600
EVERYDAY = frozenset({"supervisor", "wellbeing_lead"})
SHORT = 120


@pytest.fixture(scope="module")
def sheets(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    data = folder / "instance"
    data.mkdir()
    with lived_in(on_sqlite(data), folder / "policies") as (home, writers):
        word = first_words()
        writers["staff"].begin()
        found = sheets_of(writers["staff"], word)
        for roles, writer in one_of_each(writers.values()):
            found += sheets_of(writer, word, for_roles(home.app, *roles))
        # A form that several can write into is tried by whoever met it first.
        yield {sheet.name: sheet for sheet in reversed(found)}


def one_of_each(writers: Iterable[Writer]) -> Iterator[tuple[Collection[str], Writer]]:
    """Yield one person for each role, who writes where only they can."""
    found = {tuple(sorted(writer.who.roles_now)): writer for writer in writers}
    yield from (
        (roles, writer)
        for roles, writer in found.items()
        if roles and (proofs.is_whole() or EVERYDAY & set(roles))
    )


def first_words() -> Callable[[], str]:
    """Return what hands out short texts of the corpus, each with a word to find it by."""
    short = cycle(text for text in corpus() if 0 < len(text.strip()) < SHORT)
    return lambda: f"{new_word()} {next(short)}"


def test_every_text_is_kept_and_shown_as_typed_and_is_nothing_but_text(
    sheets, tmp_path, record_property
):
    done, forms = Done(tmp_path / "done"), sorted(sheets)
    for form in share(forms)[:: proofs.size(2, 1)]:
        if not done.is_fine(form):
            done.keep(tried(sheets[form], forms.index(form)))
    tallies = done.all_of(forms)

    assert [f"{one.form}: {wrong}" for one in tallies for wrong in one.wrong] == []
    # Every form either took texts, or refused each with the text in its box.
    assert [one.form for one in tallies if not one.taken + one.in_their_box] == []
    if len(tallies) == len(forms) or not proofs.is_whole():
        proofs.report(record_property, "hostile-texts", figures(tallies))


@pytest.mark.parametrize("most", [60, 200, 4_000])
def test_no_text_is_left_out_where_several_are_sent_together(most):
    sent = together(most)

    assert set(sent) >= set(known())
    assert [text for text in corpus() if not any(text in one for one in sent)] == []
    assert len(sent) < len(corpus())


def tried(sheet: Sheet, number: int) -> Tally:
    """Write everything into one form; everyday runs write one part of it, another in each form."""
    if proofs.is_whole():
        return Trial(sheet).go(whole, learn=True)
    some = corpus()[number % IN_TURN :: IN_TURN]
    return Trial(sheet).go(lambda _most: some, learn=False)


def figures(tallies: Sequence[Tally]) -> dict[str, object]:
    return {
        "forms": len(tallies),
        "texts": len(corpus()),
        "fields": sum(len(one.fields) + len(one.not_met) for one in tallies),
        "fields shown again to whoever wrote": sum(len(one.fields) for one in tallies),
        "sent": sum(one.sent for one in tallies),
        "kept and shown as typed": sum(one.taken for one in tallies),
        "refused with the text in its box": sum(one.in_their_box for one in tallies),
    }
