"""The download of a case says who proposed what for which days, and when an action was written down."""

from tests.support.asking import ASKER, PRACTITIONER, Help
from tests.support.cases import agreed, open_case, propose
from tests.support.my_data import asked_by, data_in
from tests.support.world import TODAY
from wellbeing.records.export_files import zip_of


def test_a_proposal_and_an_action_are_told_whole(help_: Help) -> None:
    request_id = open_case(help_)
    agreed(help_, request_id)
    propose(help_, request_id, PRACTITIONER, since=TODAY, until=TODAY)

    with help_.home.session() as session:
        parts = data_in(zip_of(asked_by(help_.home, session, ASKER)))["parts"]

    (case,) = parts["cases"]["rows"]
    told = f"Pat Second on {TODAY}: to Practitioner, {TODAY} to {TODAY}"
    assert case["proposed"].startswith(told)
    (action, *_) = parts["agreed_actions"]["rows"]
    assert action["written_on"] == TODAY.isoformat()
