"""Who can open what: the keys, where they lie, and what each holder of something learns."""

from wellbeing.documents import place
from wellbeing.documents.facts import Facts
from wellbeing.documents.filling import Pen
from wellbeing.records.parts import Section, Table

HOLDS = ("Somebody holds", "And learns")
EVERYTHING = "everything of people who have not been erased"
# A copy of the key store from before an erasure still holds that person's keys.
OF_THAT_DAY = (
    "everything of that day, but for those erased before it. Those erased since are in it too, as long as the "
    "copy of the key store from that day is kept"
)


def who_opens_what(facts: Facts, pen: Pen) -> Section:
    settings = facts.settings
    rows = (
        (
            f"the database ({place.database_kind(settings)})",
            "names, work addresses, units, roles, supporters' cards and days away, hashes of passwords; who decided "
            "what, with the reasons; words that whole teams read; at which hours people are asked; how many sealed rows "
            "there are, and in which week. No answer, step, kit or request",
        ),
        (
            f"the key store ({place.key_store_kind(settings)})",
            "how many keys there are; each is wrapped",
        ),
        ("database and key store", "the same as the database"),
        ("the key file alone", "nothing; without it nothing opens, for nobody, ever"),
        (
            "the key file and the database, without the key store",
            "also who took part in which week, who has a kit or a request, and what the audit log says about whom, by "
            "trying each person of the roster. Nothing that was answered or written",
        ),
        ("database, key store and key file", EVERYTHING),
        (
            "a backup",
            "how large the databases are, which version wrote them, where the ledger ends",
        ),
        ("a backup and its private key", "the same as database and key store"),
        ("a backup, its private key and the key file", OF_THAT_DAY),
        (
            "the running machine, as its administrator",
            "everything, from its memory and with its key file",
        ),
    )
    return Section(
        "Keys, and who can open what",
        (
            "What people write for themselves, or to those they choose, is sealed with AES-256-GCM under a key of each "
            "person or case. What a whole team reads, supporters' cards and reasons of decisions are not sealed.",
            "These keys lie wrapped in the key store. What unwraps them is in the key file, which lies "
            f"{place.key_file_place(settings)}. The service puts it in no backup.",
            "Rows about health carry no person's id: without the key file nobody can tell whose they are.",
            f"Backups: {place.backups_in_words(settings)}",
        ),
        Table("Who can open what", HOLDS, rows),
        pen.blanks("key-holders"),
    )
