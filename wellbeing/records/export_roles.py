"""Which roles were asked for a person, and which they asked for or agreed to for others."""

from collections.abc import Iterator

from wellbeing.records.export_parts import Asked, Part, Row, texts
from wellbeing.role_grants import service as role_grants
from wellbeing.role_grants.service import RoleGrant
from wellbeing.two_people import Decision
from wellbeing.web.access_matrix import shipped

READ = "Who holds which role, since when, and who agreed; what waits, for those who can agree"
BECAME = {
    Decision.OPEN: "waits for a second person",
    Decision.APPROVED: "agreed",
    Decision.DECLINED: "not agreed",
    Decision.WITHDRAWN: "asked for no longer",
}


def _grants(asked: Asked) -> Iterator[Row]:
    roles, mine = shipped().roles, asked.person_id
    for one in role_grants.of_person(asked.visit.desk.session, mine):
        decided = "" if one.decided_on is None else one.decided_on.isoformat()
        for part in _parts(one, mine):
            yield (
                part,
                roles.get(one.role, one.role),
                one.proposed_on.isoformat(),
                one.why,
                BECAME[Decision(one.decision)],
                decided,
                one.decided_why,
            )


def _parts(one: RoleGrant, mine: str) -> Iterator[str]:
    """Name what a person had to do with it; somebody can have asked for a role of their own."""
    if one.person_id == mine:
        yield "for you"
    if one.proposed_by == mine:
        yield "asked for by you"
    if one.decided_by == mine:
        yield "decided by you"


PARTS = (
    Part(
        "role_grants",
        "Roles that were asked for you, or by you",
        ("role_grant",),
        texts(
            ("part", "Your part"),
            ("role", "Role"),
            ("asked", "Asked for on"),
            ("why", "Why"),
            ("became", "What became of it"),
            ("decided", "Decided on"),
            ("words", "Words with it"),
        ),
        _grants,
        "role_grants.overview",
        (READ,),
        of_few=True,
    ),
)
