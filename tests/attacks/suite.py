"""Which attacks are run, on which teams: a short list for every change, the whole one by command."""

import time
from collections.abc import Callable, Iterator

from tests.attacks.mechanism import ALONE, FIRST, LATER, REBUILDING, REBUILT
from tests.attacks.moving import JOINER, LEAVER, MOVER, PATHS
from tests.attacks.people import Shape
from tests.attacks.scenarios import Attack, Row, Size
from tests.attacks.worlds import A_CYCLE, A_MONTH, A_WEEK, A_YEAR, A_YEAR_FOR_NOW, EVERYBODY

Part = Callable[[int], Iterator[Row]]
SHORT = Size("short", people=1_200, trials=8_000)
WHOLE = Size("whole", people=10_000, trials=40_000)
# Teams that are shown in more detail have many more numbers, each with more noise.
DETAILED = Size("detailed", people=2_600, trials=8_000)
# Where a mark comes near, an error of measuring of 0.004 tells kept from missed.
PRECISE = Size("precise", people=10_000, trials=120_000)
PAGES = Size("pages", people=2_600, trials=24_000)
SMALLEST = 8
TEAMS = (SMALLEST, 12, 25)
# Domains by the month, and by the week.
DETAILED_TEAMS = (50, 100)
# Around the size from which a team has levels of domains: these come nearest to their mark.
CLOSE_TEAMS = (40, 50, 60)
CLOSE_REBUILT_TEAMS = (40, 60)
# The only team of an organisation, to which every other level leaves its share.
CLOSE_LONE_TEAMS = (40, 60, 80)
LARGE_LONE_TEAM = 130
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
    for path in (LEAVER, JOINER, MOVER):
        yield first.moving(path, 7)
    rebuilt = Attack.on(Shape(2, 2, 4, 8), REBUILT, SHORT)
    for span in (A_CYCLE, A_YEAR):
        yield rebuilt.struggling(span, 7)


def of_small_teams(people: int) -> Iterator[Row]:
    """Run everything on teams with one figure a month."""
    shape = Shape(2, 2, 4 if people < 20 else 2, people)
    first = Attack.on(shape, FIRST, WHOLE)
    yield from _of_first_year(first)
    if people == SMALLEST:
        yield from _of_those_who_move(first)
    for year in (LATER, *REBUILDING):
        yield from _of_another_year(Attack.on(shape, year, WHOLE))


def of_detailed_teams(people: int) -> Iterator[Row]:
    yield from _in_detail(Attack.on(Shape(2, 1, 2, people), FIRST, DETAILED))


def of_close_teams(people: int) -> Iterator[Row]:
    """Run the one attack that comes near its mark, on so many looks that it is told from missed."""
    years = (FIRST, REBUILT) if people in CLOSE_REBUILT_TEAMS else (FIRST,)
    for year in years:
        attack = Attack.on(Shape(2, 1, 2, people), year, PRECISE)
        yield attack.struggling(A_YEAR, attack.team - 1)


def of_one_team(people: int) -> Iterator[Row]:
    """Run what there is on an organisation of one team."""
    yield from _in_detail(Attack.on(Shape(1, 1, 1, people), ALONE, WHOLE))


def of_close_lone_team(people: int) -> Iterator[Row]:
    # By the week there are many more numbers, and each of them says less.
    size = PRECISE if people in CLOSE_LONE_TEAMS else WHOLE
    attack = Attack.on(Shape(1, 1, 1, people), ALONE, size)
    yield attack.struggling(A_YEAR, attack.team - 1)


def of_pages(people: int) -> Iterator[Row]:
    yield Attack.on(Shape(2, 2, 4, people), FIRST, PAGES).pages_only()


# Everything, in parts that share nothing: they may run beside each other. The longest come first.
WHOLE_SUITE: tuple[tuple[Part, int], ...] = (
    *((of_detailed_teams, people) for people in sorted(DETAILED_TEAMS, reverse=True)),
    *((of_close_teams, people) for people in CLOSE_TEAMS),
    *((of_small_teams, people) for people in TEAMS),
    (of_pages, SMALLEST),
    (of_one_team, 12),
    (of_close_lone_team, LARGE_LONE_TEAM),
    *((of_close_lone_team, people) for people in CLOSE_LONE_TEAMS),
)


def of_part(number: int) -> list[Row]:
    """Run one part of the whole, by its place in it, and tell of every row."""
    part, people = WHOLE_SUITE[number]
    return [_told(row) for row in part(people)]


def _told(row: Row) -> Row:
    """Show that the run goes on."""
    kept = "kept" if row.passes else "BROKEN"
    print(f"{time.process_time():5.0f} s  {row}  {kept}", flush=True)
    return row


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
    for took_part in (True, False):
        yield attack.as_a_group(A_YEAR, took_part=took_part)


def _of_another_year(attack: Attack) -> Iterator[Row]:
    for span in SPANS[1:]:
        for colluders in (3, attack.team - 1, EVERYBODY):
            yield attack.struggling(span, colluders)


def _of_those_who_move(attack: Attack) -> Iterator[Row]:
    for path in PATHS:
        for colluders in (3, attack.team - 1, EVERYBODY):
            yield attack.moving(path, colluders)


def _in_detail(attack: Attack) -> Iterator[Row]:
    # One week has figures of its own in large groups alone.
    a_week = [A_WEEK] if attack.worlds.columns(A_WEEK).any() else []
    for span in (*a_week, A_CYCLE, A_YEAR):
        for colluders in (3, attack.team - 1, EVERYBODY):
            yield attack.struggling(span, colluders)
        yield attack.extremes(span, whole=True)
        if span is A_WEEK:
            yield attack.naive(span, attack.team - 1)
