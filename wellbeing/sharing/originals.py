"""Copies of what can be shared, made from a person's kit and sheet as they stand now."""

from wellbeing.checkins.visit import Visit
from wellbeing.content.kit_models import KitSection
from wellbeing.first_aid_kit import service as kits
from wellbeing.first_aid_kit.showing import show_page
from wellbeing.looking_back.sheet import sheet_now
from wellbeing.sharing.copies import CopiedList, Copy
from wellbeing.sharing.record import SHEET

SHEET_TITLE = "For a conversation"


def copy_now(visit: Visit, what: str) -> Copy | None:
    """Return a copy of a section of the kit, or of the sheet; None when there is no such thing."""
    if what == SHEET:
        return Copy(SHEET_TITLE, sheet=sheet_now(visit))
    section = visit.words.kit.section(what)
    return None if section is None else _of_section(visit, section)


def _of_section(visit: Visit, section: KitSection) -> Copy:
    desk = visit.desk
    notebook = kits.Notebook(desk.session, desk.vault, visit.person_id, visit.now)
    shown = show_page(section, kits.kit_of(notebook).page(section.id))
    return Copy(
        section.title,
        tuple(
            CopiedList(
                each.words.label if len(shown.lists) > 1 else "",
                tuple((line.text, *line.beside) for line in each.lines),
                each.is_of_people,
            )
            for each in shown.filled
        ),
    )
