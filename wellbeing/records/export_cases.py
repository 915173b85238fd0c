"""What became of a person's requests once somebody had taken them: who had them, what was agreed."""

from collections.abc import Iterator

from wellbeing.records.export_asking import REQUESTS
from wellbeing.records.export_parts import Asked, Part, Row, lists, texts
from wellbeing.support import service as support

CASE = (
    "What becomes of your request once somebody has taken it: what you two agreed to do, who has it, and how it ends",
    "A case you have taken: what you two agreed to do, and a line that says where your own note is found",
)
SAID = "What a person chose to tell the contact of a closed case: whether it was useful"
LAST = "The contact who had it last"
WHO = {
    support.Doer.ASKER: "You",
    support.Doer.CONTACT: "Your contact",
    support.Doer.BOTH: "Both",
}


def _cases(asked: Asked) -> Iterator[Row]:
    for one in support.mine(asked.visit.office, asked.person_id):
        life, kept, useful = one.life, one.life.kept, one.life.useful
        if not (life.contact or life.can_say_useful or life.talked_on):
            continue
        proposed = life.proposal
        yield (
            one.wish.kind.value,
            one.asked_on.isoformat(),
            life.talked_on.isoformat() if life.talked_on else None,
            tuple(f"{each.by} to {each.to}, {each.on}" for each in life.moves),
            tuple(f"{each.to}, {each.since} to {each.until}" for each in life.covers),
            _proposed(proposed) if proposed else None,
            kept.by if kept else None,
            kept.line if kept else None,
            useful.use.value if useful else None,
            useful.words or None if useful else None,
            LAST if useful and useful.for_whom else None,
        )


def _proposed(one: support.Moved) -> str:
    days = f", {one.since} to {one.until}" if one.since and one.until else ""
    return f"{one.by} on {one.on}: to {one.to}{days}, {one.words}".rstrip(", ")


def _actions(asked: Asked) -> Iterator[Row]:
    for one in support.mine(asked.visit.office, asked.person_id):
        for each in (*one.life.agreed, *one.life.drafts):
            note, action = each.note, each.note.action
            yield (
                one.wish.kind.value,
                each.contact,
                action.what,
                WHO[action.doer],
                action.by_when.isoformat() if action.by_when else None,
                "You" if note.written_by == asked.person_id else each.contact,
                note.written_on.isoformat(),
                note.agreed_on.isoformat() if note.agreed_on else None,
            )


PARTS = (
    Part(
        "cases",
        "What became of your requests once somebody had taken them",
        ("support_request", "support_word"),
        (
            *texts(("request", "Request"), ("asked_on", "Asked on"), ("talked_on", "Talked on")),
            *lists(("moved", "Went over"), ("covered", "Somebody covered")),
            *texts(
                ("proposed", "Proposed"),
                ("note_kept_by", "Who keeps a note outside"),
                ("note_line", "The line to find it by"),
                ("useful", "Was it useful"),
                ("useful_words", "Your words about it"),
                ("useful_read_by", "Who may read that"),
            ),
        ),
        _cases,
        "support.my_requests",
        (REQUESTS[0], *CASE, SAID),
    ),
    Part(
        "agreed_actions",
        "What you agreed to do with those who had your requests",
        ("support_note",),
        texts(
            ("request", "Request"),
            ("with", "With"),
            ("what", "What"),
            ("who", "Who"),
            ("by", "By"),
            ("written_by", "Written by"),
            ("written_on", "Written on"),
            ("agreed_on", "Agreed on"),
        ),
        _actions,
        "support.my_requests",
        CASE,
    ),
)
