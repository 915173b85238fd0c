"""A practitioner opens what the person shared: the look is kept before anything is shown."""

from wellbeing.accounts.people import Role
from wellbeing.audit import service as audit
from wellbeing.formal import holding
from wellbeing.formal.bureau import Bureau
from wellbeing.formal.evidence import Evidence
from wellbeing.support import service as support
from wellbeing.support.service import NotThereError


def look(bureau: Bureau, practitioner_id: str, request_id: str) -> Evidence:
    """Open what can be read now; the person sees that at once, the auditor that somebody looked.

    The words are opened while the permission is held: nobody can end it between the two.
    """
    with holding.changing(bureau, practitioner_id, request_id) as held:
        if held.case is None or held.filed is None or held.person == practitioner_id:
            raise NotThereError
        box = support.case_box(bureau.office, request_id)
        found = bureau.folder.evidence(held.filed, box, bureau.today)
        if found.is_empty:
            raise NotThereError
        looked = held.filed.agreement.looked_at(practitioner_id, bureau.today)
        bureau.folder.keep(held.filed, looked)
        actor = audit.Actor(practitioner_id, Role.PRACTITIONER.value)
        scribe = audit.Scribe(bureau.office.vault, actor, bureau.today)
        audit.look(bureau.session, scribe, held.person, audit.Kind.LOOK_SHARED)
    return found
