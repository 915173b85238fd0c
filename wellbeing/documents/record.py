"""The record of processing (Article 30 of the UK GDPR)."""

from wellbeing.documents import law, place
from wellbeing.documents.facts import Facts
from wellbeing.documents.filling import Pen
from wellbeing.documents.processing import kept, purposes
from wellbeing.records.parts import Section, Table


def sections(facts: Facts, pen: Pen) -> tuple[Section, ...]:
    return (
        Section(
            "Who answers for it",
            (
                f"Organisation: {facts.organisation.name}. Time zone: {facts.organisation.zone}. Nation: "
                f"{law.nation(facts)}.",
                f"Whoever looks after data protection: {law.officer(facts)}",
            ),
            blanks=pen.blanks("controller"),
        ),
        purposes(facts),
        Section(
            "Bases",
            ("Said in the impact assessment, and repeated here from the same words.",),
            blanks=pen.blanks("lawful-basis", "special-condition"),
        ),
        _receivers(facts, pen),
        kept(facts),
        _measures(facts, pen),
    )


def _receivers(facts: Facts, pen: Pen) -> Section:
    rows = tuple((one.name, one.does) for one in place.helpers(facts.settings))
    return Section(
        "Who receives data outside the organisation",
        (
            *place.not_used(facts.settings),
            "No page loads anything from another host. “Leave this page now” leads the browser to "
            f"{place.leave_to(facts.settings)}; that site sees the reader's network address, and not where "
            "they came from.",
        ),
        Table("Who keeps or carries data", ("Who", "What they do"), rows),
        pen.blanks("transfers", "other-processors"),
    )


def _measures(facts: Facts, pen: Pen) -> Section:
    settings = facts.settings
    https = (
        "Pages are served over HTTPS behind a proxy."
        if settings.is_https
        else "Pages are served to this machine only; no HTTPS address is set."
    )
    return Section(
        "Measures of security",
        (
            f"Database: {place.database_kind(settings)}. Key store: {place.key_store_kind(settings)}. The key file "
            f"lies {place.key_file_place(settings)}.",
            https,
            "Columns about health are sealed with a key for each person. One guard checks roles on every route. Passwords are "
            "kept as Argon2id, and sessions end. A change of the audit log shows, unless whoever makes it holds the key "
            "file as well; then anchors kept elsewhere show it.",
            f"Backups: {place.backups_in_words(settings)}",
        ),
        blanks=pen.blanks("own-measures"),
    )
