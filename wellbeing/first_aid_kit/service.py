"""Opening and saving a kit, so that two windows never overwrite each other in silence."""

from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from wellbeing.database import writing
from wellbeing.first_aid_kit import store
from wellbeing.first_aid_kit.pages import (
    Kit,
    Page,
    kit_from_bytes,
    kit_to_bytes,
    page_from_bytes,
    page_to_bytes,
)
from wellbeing.sealed import Box, Label, Vault

KIT = "kit"
DRAFT = "kit-draft"


@dataclass(frozen=True)
class Notebook:
    """One person's kit, and what it takes to open it."""

    session: Session
    vault: Vault
    person_id: str

    @property
    def kit_row(self) -> bytes:
        return self.vault.row_key(KIT, self.person_id)

    def draft_row(self, section: str) -> bytes:
        return self.vault.row_key(DRAFT, self.person_id, section)

    def box(self) -> Box:
        return self.vault.box(self.person_id)


class ChangedMeanwhileError(Exception):
    """The page was saved from another window since this one was opened; nothing was changed."""

    def __init__(self, now: Page) -> None:
        """Carry the page as it stands now."""
        super().__init__("the page was changed meanwhile")
        self.now = now


def kit_of(notebook: Notebook) -> Kit:
    """Return what the person has written; an empty kit before the first saving."""
    return _opened_kit(notebook, store.sealed_at(notebook.session, notebook.kit_row))


def save(notebook: Notebook, page: Page) -> Page:
    """Keep a page and drop its draft; raise ChangedMeanwhileError when it was edited elsewhere.

    Sending the same words twice is not a change.
    """
    try:
        return _save(notebook, page)
    except IntegrityError:
        # Another window made the person's very first kit a moment ago: now there is one to read.
        return _save(notebook, page)


def keep_draft(notebook: Notebook, page: Page) -> None:
    """Keep what is being typed, beside the kit: it is not part of it until it is saved."""
    row = notebook.draft_row(page.section)
    sealed = notebook.box().seal(page_to_bytes(page), Label(DRAFT, row))
    with writing(notebook.session, notebook.person_id):
        store.put(notebook.session, row, sealed)


def draft_of(notebook: Notebook, section: str) -> Page | None:
    """Return what was typed and never saved, unless it says the same as the kit."""
    row = notebook.draft_row(section)
    sealed = store.sealed_at(notebook.session, row)
    if sealed is None:
        return None
    draft = page_from_bytes(notebook.box().open(sealed, Label(DRAFT, row)))
    return None if draft.says_the_same_as(kit_of(notebook).page(section)) else draft


def unsaved(notebook: Notebook, sections: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sections in which something was typed and never saved."""
    return tuple(section for section in sections if draft_of(notebook, section) is not None)


def drop_draft(notebook: Notebook, section: str) -> None:
    """Throw away what was typed and never saved."""
    with writing(notebook.session, notebook.person_id):
        store.remove(notebook.session, notebook.draft_row(section))


def _save(notebook: Notebook, page: Page) -> Page:
    session, box = notebook.session, notebook.box()
    with writing(session, notebook.person_id):
        kit = _opened_kit(notebook, store.sealed_to_change(session, notebook.kit_row))
        now = kit.page(page.section)
        store.remove(session, notebook.draft_row(page.section))
        if page.says_the_same_as(now):
            return now
        if page.version != now.version:
            raise ChangedMeanwhileError(now)
        newer = now.followed_by(page)
        sealed = box.seal(kit_to_bytes(kit.with_page(newer)), Label(KIT, notebook.kit_row))
        store.put(session, notebook.kit_row, sealed)
        return newer


def _opened_kit(notebook: Notebook, sealed: bytes | None) -> Kit:
    if sealed is None:
        return Kit()
    return kit_from_bytes(notebook.box().open(sealed, Label(KIT, notebook.kit_row)))
