"""What a person shares with others one by one, and who opened it."""

from collections.abc import Iterator

from wellbeing.checkins.told import written_with_year
from wellbeing.looking_back.sheet import Sheet
from wellbeing.records.export_parts import Asked, Part, Row, lists, texts
from wellbeing.sealed import SealBrokenError
from wellbeing.sharing import service as sharing
from wellbeing.sharing.service import Copy
from wellbeing.web.access_matrix import shipped

SHARED = (
    "What you share: a section of your kit, or your sheet, with whom and until when, and who looked",
    "What one person shares with another: a section of their kit, or their sheet for a conversation, as it stood on that day",
)


def shared_looks(asked: Asked) -> Iterator[Row]:
    """Say who opened what, in which role, on which day, and how often."""
    for one in _shares(asked):
        thing = f"{one.title}, shared on {written_with_year(one.from_on)}"
        for look in one.looks:
            yield look.on.isoformat(), one.to, _role(one), thing, look.times


def _shared(asked: Asked) -> Iterator[Row]:
    for one in _shares(asked):
        yield (
            one.title,
            one.to,
            _role(one),
            one.from_on.isoformat(),
            one.until.isoformat(),
            None if one.withdrawn_on is None else one.withdrawn_on.isoformat(),
            None if one.put_away_on is None else one.put_away_on.isoformat(),
            one.why or None,
            () if one.copy is None else tuple(_words(one.copy)),
        )


def _words(copy: Copy) -> Iterator[str]:
    for each in copy.lists:
        yield from (", ".join(line) for line in each.lines)
    if copy.sheet is not None:
        yield from sheet_in_lines(copy.sheet)


def sheet_in_lines(sheet: Sheet) -> Iterator[str]:
    yield from (f"{title}: {text}" for title, text in sheet.texts)
    if sheet.step is not None:
        yield " ".join((f"{sheet.step.step}.", *sheet.step.reasons))
    for picture in sheet.pictures:
        yield from (f"{picture.trend.title}, {week}: {said}" for week, said in picture.rows)


def _role(share: sharing.Share) -> str:
    return "Member of staff" if share.role == "staff" else shipped().roles[share.role]


def _shares(asked: Asked) -> Iterator[sharing.Share]:
    """Return what can be opened, then raise where something else cannot."""
    desk = asked.visit.desk
    yield from sharing.shared_by(desk.session, desk.vault, asked.person_id, desk.today)
    if sharing.is_damaged(desk.session, desk.vault, asked.person_id):
        raise SealBrokenError("something shared is damaged")


PARTS = (
    Part(
        "shared",
        "What you share with others, one by one",
        ("shared_item",),
        (
            *texts(("what", "What"), ("with_whom", "With whom"), ("role", "Role")),
            *texts(("from", "From"), ("until", "Until"), ("ended_by_you_on", "Ended by you on")),
            *texts(("put_away_on", "Put away by them on")),
            *texts(("why", "Why")),
            *lists(("words", "What can be read")),
        ),
        _shared,
        "sharing.mine",
        SHARED,
    ),
)
