"""Who can open what is kept, in short, for the page of those who run the service; docs/custody.md has all of it."""

CUSTODY = (
    (
        "The database",
        "Roster, roles, units, released figures, and how many sealed rows there are. Nobody's answers, "
        "and not who took part.",
    ),
    ("The database and the key store", "The same as the database alone."),
    (
        "The key file and the database, without the key store",
        "Also who checked in, in which week. Not what anybody answered or wrote.",
    ),
    (
        "The key file, the key store and the database",
        "Everything of everybody who has not had it deleted.",
    ),
    ("A backup", "Its day, its size, and the version that wrote it."),
    ("A backup and the operator's private key", "What the database and the key store tell."),
    ("This machine as root, while the service runs", "Everything that the service opens."),
)
