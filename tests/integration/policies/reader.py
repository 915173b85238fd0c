"""One person who reads the pages of policies and sends their forms."""

from tests.support.pages import Page

NEW = "/policy-changes/new"
WHY = "Nine was too low for our teams."


class Reader:
    """One person with one browser."""

    def __init__(self, home, who):
        self.client = home.browser_of(who)

    def get(self, path):
        answer = self.client.get(path)
        if answer.status_code in {302, 303}:
            return self.get(answer.location)
        return Page(answer.text, path, answer.status_code)

    def send(self, path, form=None, **fields):
        """Send a page's form with these fields changed."""
        target = form or path
        filled = self.get(path).form(target).filled
        answer = self.client.post(
            target, data={**filled, **fields}, content_type="multipart/form-data"
        )
        if answer.status_code == 303:
            return self.get(answer.location)
        return Page(answer.text, target, answer.status_code)


def box(page):
    return page.form(NEW).fields["text"].value.strip()
