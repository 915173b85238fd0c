"""How each right of a person is met in the service, and where."""

from wellbeing.documents.facts import Facts
from wellbeing.records.parts import Section, Table

ROWS = (
    (
        "To be told",
        "/welcome, /consent, /who-can-see-what, /rules",
        "Before the first check-in, and at any time",
    ),
    (
        "To have a copy, and to take it along",
        "/my-data",
        "At once, as one file: a page to read, JSON with its schema, tables",
    ),
    (
        "To have something put right",
        "/this-week",
        "The answers of a week are replaced while it is open. A kit at any time",
    ),
    (
        "To have it deleted",
        "/my-data/delete",
        "At once. Rows go, keys are destroyed, and a restore deletes again. What stays stands on the page with its "
        "reason: the roster account, published figures, words that teams read, decisions, events of the audit log "
        "under a code, and a complaint without its name",
    ),
    (
        "To object, or to stop",
        "/consent, /my-data",
        "At any time: to taking part, or only to answers counting in figures. To others both look like not "
        "answering",
    ),
    (
        "Not to be decided about by a program",
        "/my-step/why",
        "Nothing takes effect without the person and a named human",
    ),
    (
        "To know who looked",
        "/my-data",
        "Each look at what was sent or shared, with name, role and day",
    ),
    (
        "To complain",
        "/say",
        "Acknowledged at once; an answer is due within 30 days, and the page counts them",
    ),
)


def rights(facts: Facts) -> Section:
    return Section(
        "Rights of each person",
        (
            "Whoever cannot sign in writes to whoever looks after data protection. With a code that the person "
            "made, an operator can hand out or delete everything (`wellbeing person export` and `erase`).",
            f"The regulator, as the page says it: {facts.words.complaints.outside}",
        ),
        Table("Rights", ("Right", "Page", "How"), ROWS),
    )
