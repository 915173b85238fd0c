"""The access matrix in words: one sentence for each thing a role may do, from the file the guard uses."""

from wellbeing.documents.facts import Facts
from wellbeing.documents.filling import Pen
from wellbeing.records.parts import Section
from wellbeing.web.access_matrix import ANYONE, STAFF, Line, Scope
from wellbeing.web.who_sees import who_of

NEVER = (
    "No role can list who has not answered, who is on which step, who told of an event, or who asked for help: "
    "on no page and in no file."
)
IN_SCOPE = {
    Scope.PUBLIC: "",
    Scope.OWN: " Only for yourself.",
    Scope.ASKER: " Only whoever asked.",
}


def sections(facts: Facts, _pen: Pen) -> tuple[Section, ...]:
    held = facts.roles_held
    first = Section(
        "How to read this",
        (
            "Every member of staff has what stands under “Every member of staff”. A role adds what stands under "
            "it. “You” is whoever has the role. What is not here, nobody can do on a page: what one may "
            "not see answers as if it were not there.",
            "Commands on the machine itself are apart from this: making roles and rosters, backups, handing out or "
            "deleting at a person's word. Whoever has its account can give them, and holds what opens the rest.",
            NEVER,
        ),
    )
    return (
        first,
        *(
            Section(words, (_held(role, held),), points=_sentences(facts, role))
            for role, words in facts.matrix.roles.items()
        ),
    )


def _held(role: str, held: frozenset[str]) -> str:
    if role in {ANYONE, STAFF}:
        return "This is no role: everybody has it."
    return "Somebody holds this role." if role in held else "Nobody holds this role at present."


def _sentences(facts: Facts, role: str) -> tuple[str, ...]:
    said = tuple(
        f"{line.object}. You can {line.action}.{_whose(line, facts)}"
        for line in facts.matrix.lines
        if role in line.roles and line.scope is not Scope.DEMO
    )
    return said or ("Nothing beyond what every member of staff has.",)


def _whose(line: Line, facts: Facts) -> str:
    if line.scope in IN_SCOPE:
        return IN_SCOPE[line.scope]
    return f" For whom: {who_of(line, facts.matrix)}."
