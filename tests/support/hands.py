"""Two ways to use a page: with a finger on a phone without a script, or by keyboard alone at a desk."""

from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Locator, Page, expect

from tests.support.accessibility import violations
from tests.support.browsing import arriving, overflow


@dataclass
class Hand:
    """Somebody at a page; what is wrong with the states they pass is gathered until the end."""

    page: Page
    by_keyboard: bool
    wrong: list[str] = field(default_factory=list)

    def look(self, state: str) -> None:
        """Ask a phone whether the page fits, and a desk whether it keeps the accessibility rules."""
        found = violations(self.page) if self.by_keyboard else overflow(self.page)
        self.wrong += [f"{state}: {one}" for one in found]

    def open(self, path: str) -> None:
        self.page.goto(path)

    def press(
        self, name: str, role: Literal["button", "link"] = "button", *, exact: bool = True
    ) -> None:
        """Press a button or follow a link of the main part, and wait for the page it leads to."""
        one = self.main.get_by_role(role, name=name, exact=exact).first
        with arriving(self.page):
            self._act_on(one)

    def follow(self, name: str) -> None:
        self.press(name, "link", exact=False)

    def download(self, name: str) -> str:
        """Press what hands out a file, and return where it lies."""
        with self.page.expect_download() as handed:
            self._act_on(self.main.get_by_role("button", name=name))
        return str(handed.value.path())

    def unfold(self, name: str) -> None:
        self._act_on(self.main.locator("summary", has_text=name).first)

    def tick(self, name: str, *, within: str = "") -> None:
        """Choose a radio button or a tick by its words; `within` names its group."""
        place = self.main.get_by_role("group", name=within) if within else self.main
        one = place.get_by_label(name, exact=True).first
        if self.by_keyboard:
            one.focus()
            self.page.keyboard.press("Space")
        else:
            one.check(force=True)
        expect(one).to_be_checked()

    def write(self, label: str, words: str) -> None:
        box = self.main.get_by_label(label).first
        if self.by_keyboard:
            self._reach(box)
            self.page.keyboard.insert_text(words)
        else:
            box.fill(words)

    def sees(self, words: str) -> None:
        expect(self.main).to_contain_text(words)

    def misses(self, words: str) -> None:
        expect(self.main).not_to_contain_text(words)

    def row(self, words: str) -> None:
        """See a row of a table."""
        expect(self.main.get_by_role("row", name=words).last).to_be_visible()

    @property
    def main(self) -> Locator:
        return self.page.locator("main")

    def _act_on(self, one: Locator) -> None:
        if self.by_keyboard:
            self._reach(one)
            self.page.keyboard.press("Enter")
        else:
            one.click()

    def _reach(self, one: Locator) -> None:
        """Come to it with Tab, from the stop before it: what is no stop cannot be used by keyboard."""
        one.focus()
        self.page.keyboard.press("Shift+Tab")
        self.page.keyboard.press("Tab")
        expect(one).to_be_focused()
