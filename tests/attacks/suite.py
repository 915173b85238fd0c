"""Which attacks are run, on which teams: a short list for every change, the whole one by command."""

from collections.abc import Iterator

from tests.attacks.mechanism import ALONE, FIRST, LATER, REBUILT
from tests.attacks.people import Shape
from tests.attacks.scenarios import Attack, Row, Size
from tests.attacks.worlds import A_CYCLE, A_MONTH, A_YEAR, A_YEAR_FOR_NOW, EVERYBODY

SHORT = Size("short", people=1_200, trials=8_000)
WHOLE = Size("whole", people=10_000, trials=40_000)
# Teams that are shown in more detail have many more numbers, each with more noise.
DETAILED = Size("detailed", people=2_600, trials=8_000)
TEAMS = (8, 12, 25)
DETAILED_TEAMS = (40, 80, 130)
SPANS = (A_MONTH, A_CYCLE, A_YEAR, A_YEAR_FOR_NOW)


def short() -> Iterator[Row]:
    """Run the attacks that come nearest to their marks, on teams of eight."""
    first = Attack.on(Shape(2, 2, 4, 8), FIRST, SHORT)
    for colluders in (3, 7):
        yield first.struggling(A_CYCLE, colluders)
        yield first.struggling(A_YEAR, colluders)
        yield first.naive(A_CYCLE, colluders)
        yield first.naive(A_YEAR, colluders)
    yield first.extremes(A_YEAR, whole=False)
    yield first.absent(A_YEAR, EVERYBODY)
    yield first.left_over(A_YEAR)
    yield first.leaver()


def whole() -> Iterator[Row]:
    """Run everything."""
    for people in TEAMS:
        shape = Shape(2, 2, 4 if people < 20 else 2, people)
        yield from _of_first_year(Attack.on(shape, FIRST, WHOLE))
        for year in (LATER, REBUILT):
            yield from _of_another_year(Attack.on(shape, year, WHOLE))
    for people in DETAILED_TEAMS:
        yield from _in_detail(Attack.on(Shape(2, 1, 2, people), FIRST, DETAILED))
    yield from _in_detail(Attack.on(Shape(1, 1, 1, 12), ALONE, WHOLE))
    yield Attack.on(Shape(2, 2, 4, 8), FIRST, DETAILED).pages_only()


def _of_first_year(attack: Attack) -> Iterator[Row]:
    colleagues = attack.team - 1
    for span in SPANS:
        for colluders in (0, 1, 3, colleagues - 1, colleagues, EVERYBODY):
            yield attack.struggling(span, colluders)
        for colluders in (1, 3, colleagues - 1, colleagues):
            yield attack.naive(span, colluders)
    for span in SPANS[:-1]:
        yield attack.absent(span, colleagues)
        yield attack.absent(span, EVERYBODY)
        yield attack.extremes(span, whole=False)
        yield attack.extremes(span, whole=True)
        yield attack.left_over(span)
    yield attack.leaver()
    for took_part in (True, False):
        yield attack.as_a_group(A_YEAR, took_part=took_part)


def _of_another_year(attack: Attack) -> Iterator[Row]:
    for span in SPANS[1:]:
        for colluders in (3, attack.team - 1, EVERYBODY):
            yield attack.struggling(span, colluders)


def _in_detail(attack: Attack) -> Iterator[Row]:
    for span in (A_CYCLE, A_YEAR):
        for colluders in (attack.team - 1, EVERYBODY):
            yield attack.struggling(span, colluders)
        yield attack.extremes(span, whole=True)
