"""Any history a person could have, for the properties that hold for all of them."""

from hypothesis import strategies as st

from wellbeing.stepped_care import SIGNS, Act, ActKind, CheckIn, Event, Instrument, Talk, WeekInput
from wellbeing.week import Week

answers = st.sampled_from([None, 0, 1, 2, 3])
# Scores are drawn high, middling or low as a whole: independent answers would all be middling.
signs = st.sampled_from([(0, 1), (1, 2), (2, 3), (None, 0, 1, 2, 3)]).flatmap(
    lambda offered: st.tuples(*[st.sampled_from(offered)] * len(SIGNS))
)
screens = st.sampled_from(Instrument).flatmap(
    lambda one: st.builds(
        Act, st.just(ActKind.SCREEN), st.just(one), st.integers(min_value=0, max_value=one.highest)
    )
)
simple_acts = st.builds(Act, st.sampled_from([k for k in ActKind if k is not ActKind.SCREEN]))
acts = st.lists(st.one_of(simple_acts, screens), max_size=3).map(tuple)


@st.composite
def check_ins(draw: st.DrawFn) -> CheckIn:
    not_needed = draw(st.booleans())
    return CheckIn(
        signs=draw(signs),
        usual=draw(st.frozensets(st.sampled_from(SIGNS), max_size=2)),
        op=draw(answers),
        org=draw(answers),
        life=draw(answers),
        support=None if not_needed else draw(answers),
        support_not_needed=not_needed,
        impact=draw(answers),
        event=draw(st.sampled_from([None, None, *Event])),
        talk=draw(st.sampled_from([None, None, Talk.NO, Talk.NO, *Talk])),
    )


@st.composite
def histories(draw: st.DrawFn, min_size: int = 0) -> tuple[WeekInput, ...]:
    """Consecutive weeks, many of them missed, across the turn of a year with 53 weeks."""
    first = draw(st.sampled_from([Week(2026, 40), Week(2026, 52), Week(2025, 50)]))
    weeks = draw(
        st.lists(
            st.tuples(st.one_of(st.none(), check_ins(), check_ins(), check_ins()), acts),
            min_size=min_size,
            max_size=24,
        )
    )
    return tuple(
        WeekInput(first.plus(place), check_in, done) for place, (check_in, done) in enumerate(weeks)
    )
