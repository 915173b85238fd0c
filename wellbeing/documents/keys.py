"""Who can open what: the keys, where they lie, and what each holder of something learns."""

from wellbeing.documents import place
from wellbeing.documents.facts import Facts
from wellbeing.documents.filling import Pen
from wellbeing.records.parts import Section, Table

HOLDS = ("Somebody holds", "And learns")
EVERYTHING = "everything of people who have not been erased"


def who_opens_what(facts: Facts, pen: Pen) -> Section:
    settings = facts.settings
    rows = (
        (
            f"the database ({place.database_kind(settings)})",
            "names, units, roles, hashes of passwords; who decided what, with the reasons; how many sealed rows there "
            "are, and in which week; words that whole teams read. No answer, step, kit or request",
        ),
        (
            f"the key store ({place.key_store_kind(settings)})",
            "how many keys there are; each is wrapped",
        ),
        ("database and key store", "the same as the database"),
        ("the key file alone", "nothing; without it nothing opens, for nobody, ever"),
        ("database, key store and key file", EVERYTHING),
        (
            "a backup",
            "how large the databases are, which version wrote them, where the ledger ends",
        ),
        ("a backup and its private key", "the same as database and key store"),
        ("a backup, its private key and the key file", EVERYTHING),
        ("the running machine, as its administrator", "what people open while it runs"),
    )
    return Section(
        "Keys, and who can open what",
        (
            "What people write is sealed with AES-256-GCM under a key of each person or case. These keys lie "
            "wrapped in the key store. What unwraps them is in the key file, which lies "
            f"{place.key_file_place(settings)} and is in no backup.",
            "Rows about health carry no person's id: without the key file nobody can tell whose they are.",
            f"Backups: {place.backups_in_words(settings)}",
        ),
        Table("Who can open what", HOLDS, rows),
        pen.blanks("key-holders"),
    )
