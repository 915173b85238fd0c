"""New lines that were typed and not added yet: kept beside the kit, for the same person only."""

from wellbeing.database import writing
from wellbeing.first_aid_kit import store
from wellbeing.first_aid_kit.lines import Typed, draft_from_bytes, draft_to_bytes
from wellbeing.first_aid_kit.notebook import DRAFT, Notebook
from wellbeing.sealed import Label


def keep_draft(notebook: Notebook, section: str, typed: tuple[Typed, ...]) -> None:
    """Keep what is being typed; nothing typed is nothing kept."""
    row, session = notebook.draft_row(section), notebook.session
    with writing(session, notebook.person_id):
        if any(each.text for each in typed):
            # In here: a key that is destroyed while this waits would leave what nobody can open.
            sealed = notebook.box().seal(draft_to_bytes(typed), Label(DRAFT, row))
            store.put(session, row, sealed)
        else:
            store.remove(session, row)


def draft_of(notebook: Notebook, section: str) -> tuple[Typed, ...]:
    row = notebook.draft_row(section)
    sealed = store.sealed_at(notebook.session, row)
    return (
        () if sealed is None else draft_from_bytes(notebook.box().open(sealed, Label(DRAFT, row)))
    )


def unsaved(notebook: Notebook, sections: tuple[str, ...]) -> tuple[str, ...]:
    """Return the sections in which something was typed and never added."""
    rows = {notebook.draft_row(section): section for section in sections}
    found = store.present(notebook.session, rows)
    return tuple(section for row, section in rows.items() if row in found)


def drop_draft(notebook: Notebook, section: str) -> None:
    """Throw away what was typed and never added."""
    with writing(notebook.session, notebook.person_id):
        store.remove(notebook.session, notebook.draft_row(section))
