"""What a person wrote for themself: kit, notes, the sheet for a conversation; and how pages look."""

from collections.abc import Iterable, Iterator

from wellbeing.first_aid_kit import service as kits
from wellbeing.looking_back import everything as looking_back
from wellbeing.preferences import asked as how_asked
from wellbeing.preferences import contact
from wellbeing.preferences import service as preferences
from wellbeing.records.export_parts import Asked, Part, Row, lists, texts, yes_or_no

KIT = ("First-aid kit",)
NOTES = ("Your own notes about your weeks, where you have switched them on",)
SHEET = ("Your own sheet to prepare a conversation; nobody else sees it unless you share it",)
KIT_COLUMNS = (
    *texts(("section", "Part"), ("list", "List")),
    *lists(("texts", "What you wrote")),
    *yes_or_no(("five_minutes", "Fits into five minutes")),
)


def _kit(asked: Asked) -> Iterator[Row]:
    for page in kits.kit_of(_notebook(asked)).pages:
        yield from _lines(page.section, page.lines)


def _earlier(asked: Asked) -> Iterator[Row]:
    notebook = _notebook(asked)
    for section in _sections(asked):
        for one in kits.earlier_pages(notebook, section):
            for row in _lines(section, one.page.lines):
                yield *row, f"Changed {one.at:%Y-%m-%d %H:%M}"
        for out in kits.taken_out(notebook, section):
            for row in _lines(section, [out.line]):
                yield *row, f"Taken out {out.at:%Y-%m-%d %H:%M}"


def _typed(asked: Asked) -> Iterator[Row]:
    notebook = _notebook(asked)
    for section in _sections(asked):
        for one in kits.draft_of(notebook, section):
            if one.text:
                yield section, one.field, one.text


def _lines(section: str, lines: Iterable[kits.Line]) -> Iterator[Row]:
    for line in lines:
        yield section, line.list, tuple(line.texts), line.five_minutes


def _papers(asked: Asked) -> Iterator[Row]:
    for one in looking_back.everything(_shelf(asked)):
        for name, text in one.paper.texts:
            written = one.paper.written_on
            yield (
                one.what,
                None if one.week is None else str(one.week),
                name,
                text,
                None if written is None else written.isoformat(),
            )


def _look(asked: Asked) -> Iterator[Row]:
    desk = asked.visit.desk
    look = preferences.look_of(preferences.Drawer(desk.session, desk.vault, asked.person_id))
    if look != preferences.Look():
        yield look.text.value, look.contrast.value, look.theme.value, look.motion.value


def _contact(asked: Asked) -> Iterator[Row]:
    desk = asked.visit.desk
    said = contact.contact_wishes_of(desk.session, desk.vault, asked.person_id)
    if said != contact.ContactWishes():
        yield (
            said.how,
            tuple(way.value for way in said.not_by),
            said.safe_times,
            said.may_leave_message,
            said.interpreter.value,
            said.language,
        )


def _asked_how(asked: Asked) -> Iterator[Row]:
    desk = asked.visit.desk
    whose = (desk.session, desk.vault, asked.person_id)
    pages, is_shared = how_asked.pages_of(*whose), how_asked.all_devices_shared(*whose)
    one_more = how_asked.wants_one_more(*whose)
    if is_shared or one_more or pages is not how_asked.Pages.PARTS:
        yield pages.value, is_shared, one_more


def _notebook(asked: Asked) -> kits.Notebook:
    desk = asked.visit.desk
    return kits.Notebook(desk.session, desk.vault, asked.person_id, asked.visit.now)


def _shelf(asked: Asked) -> looking_back.Shelf:
    return looking_back.Shelf(asked.visit.desk, asked.person_id)


def _sections(asked: Asked) -> tuple[str, ...]:
    """Name the sections of the content, and those of which only pages from before are left."""
    known = (section.id for section in asked.visit.words.kit.sections)
    kit = kits.kit_of(_notebook(asked))
    kept = (*(page.section for page in kit.pages), *(one.section for one in kit.kept))
    return tuple(dict.fromkeys((*known, *kept)))


PARTS = (
    Part(
        "kit",
        "Your first-aid kit",
        ("first_aid_kit",),
        KIT_COLUMNS,
        _kit,
        "first_aid_kit.my_kit",
        KIT,
    ),
    Part(
        "kit_before",
        "Your kit as it was, and lines you took out",
        ("kit_kept_back",),
        (*KIT_COLUMNS, *texts(("what_and_when", "What happened, in UTC"))),
        _earlier,
        "first_aid_kit.my_kit",
        KIT,
    ),
    Part(
        "kit_typed",
        "Lines you typed into your kit and did not add",
        ("first_aid_kit",),
        texts(("section", "Part"), ("field", "Field"), ("text", "What you typed")),
        _typed,
        "first_aid_kit.my_kit",
        KIT,
    ),
    Part(
        "papers",
        "Your notes, and your sheet for a conversation",
        ("own_paper",),
        texts(
            ("what", "What"),
            ("week", "Week"),
            ("field", "Field"),
            ("text", "What you wrote"),
            ("written_on", "Written on"),
        ),
        _papers,
        "looking_back.my_notes",
        (*NOTES, *SHEET),
    ),
    Part(
        "look",
        "How pages look for you",
        ("own_look",),
        texts(
            ("text", "Text"), ("contrast", "Contrast"), ("theme", "Colours"), ("motion", "Movement")
        ),
        _look,
        "preferences.look",
        ("How pages look for you: size of text, contrast, colours and movement",),
    ),
    Part(
        "contact",
        "How you like to be contacted",
        ("own_preference",),
        (
            *texts(("how", "How")),
            *lists(("not_by", "Ways not to use")),
            *texts(("safe_times", "When it is safe")),
            *yes_or_no(("may_leave_message", "A message may be left")),
            *texts(("interpreter", "Interpreter"), ("language", "Language")),
        ),
        _contact,
        "preferences.contact",
        ("How you like to be contacted, when it is safe, and whether a message may be left",),
    ),
    Part(
        "asked_how",
        "How your check-in is asked, and whether all devices count as shared",
        ("own_preference",),
        (
            *texts(("pages", "What stands on a page")),
            *yes_or_no(
                ("all_devices_shared", "Every device counts as shared"),
                ("one_more_question", "One more question is asked"),
            ),
        ),
        _asked_how,
        "preferences.own",
        (
            "How your check-in is asked: in parts, one question on a page, or all on one",
            "Whether the device in front of you, or every device of yours, counts as shared",
            "Whether your check-in asks one more question, about something that protects you",
        ),
    ),
)
