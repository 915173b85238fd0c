"""What a person has written in their kit: pages with texts, each page with its own version."""

from dataclasses import dataclass

from pydantic import TypeAdapter


@dataclass(frozen=True)
class FieldText:
    """What stands in one field."""

    field: str
    text: str


@dataclass(frozen=True)
class Page:
    """One section as it was written; the version tells two windows apart that edit it at once."""

    section: str
    version: int = 0
    texts: tuple[FieldText, ...] = ()

    def text_of(self, field: str) -> str:
        return next((each.text for each in self.texts if each.field == field), "")

    def says_the_same_as(self, other: "Page") -> bool:
        """Tell whether two pages hold the same words, whatever their versions."""
        return _filled(self) == _filled(other)

    def followed_by(self, newer: "Page") -> "Page":
        """Return the newer page as the next version; a field it does not know is carried over."""
        known = {each.field for each in newer.texts}
        carried = tuple(each for each in self.texts if each.field not in known)
        return Page(newer.section, self.version + 1, (*newer.texts, *carried))

    def put_together_with(self, now: "Page", between: str) -> "Page":
        """Return what stands in the kit followed by what was typed, saying nothing twice."""
        joined = (
            FieldText(
                each.field,
                between.join(dict.fromkeys(filter(None, (now.text_of(each.field), each.text)))),
            )
            for each in self.texts
        )
        return Page(self.section, now.version, tuple(joined))


@dataclass(frozen=True)
class Kit:
    """All pages a person has written so far."""

    pages: tuple[Page, ...] = ()

    def page(self, section: str) -> Page:
        """Return a page, or an empty one that was never saved."""
        return next((each for each in self.pages if each.section == section), Page(section))

    def with_page(self, page: Page) -> "Kit":
        others = tuple(each for each in self.pages if each.section != page.section)
        return Kit((*others, page))


_KIT = TypeAdapter(Kit)
_PAGE = TypeAdapter(Page)


def kit_to_bytes(kit: Kit) -> bytes:
    return _KIT.dump_json(kit)


def kit_from_bytes(written: bytes) -> Kit:
    return _KIT.validate_json(written)


def page_to_bytes(page: Page) -> bytes:
    return _PAGE.dump_json(page)


def page_from_bytes(written: bytes) -> Page:
    return _PAGE.validate_json(written)


def _filled(page: Page) -> frozenset[FieldText]:
    return frozenset(each for each in page.texts if each.text)
