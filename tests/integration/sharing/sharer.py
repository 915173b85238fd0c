"""What somebody presses to share a section of their kit, and what they see then."""

from tests.support.asking import PRACTITIONER
from tests.support.kits import KitPage, Reader

PASSWORD = "a long enough password"
HERE, MINE, THEIRS = "/sharing/new/helping-me", "/sharing", "/shared-with-me"
SAID = "Ask me <b>what</b> I need"
ELSEWHERE = "Nobody else reads this one"
TO = {"to": PRACTITIONER, "days": "14", "why": "So that you know"}


def looked_at(ann: Reader, path: str = HERE, **chosen: str) -> KitPage:
    """Return the page that shows what would be shared."""
    return ann.send(ann.get(path), {**TO, **chosen}, path, stage="look")


def kept(ann: Reader, page: KitPage, password: str = PASSWORD) -> KitPage:
    """Press "Share this" on that page."""
    form = page.form("")
    data = {**form.filled, "password": password, "stage": "keep"}
    answer = ann.client.post(page.url, data=data)
    if answer.status_code == 303:
        return ann.get(answer.location)
    return KitPage(answer.text, page.url, answer.status_code)
