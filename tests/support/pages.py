"""A page as a person would use it: its heading, its words, its links and its forms."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

_SILENT = {"script", "style", "template", "head"}
_TYPED = {"text", "email", "password", "search", "tel", "number", "date", "time"}
_VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

Attributes = Mapping[str, str]


@dataclass
class Field:
    """One control of a form: its name, its kind, what it holds and what can be chosen."""

    name: str
    kind: str
    value: str = ""
    choices: list[str] = field(default_factory=list)


@dataclass
class Form:
    """One form of a page, with what its controls hold when the page is opened."""

    action: str
    method: str
    fields: dict[str, Field] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def filled(self) -> dict[str, str]:
        """What the browser would send if nothing were touched."""
        return {
            name: one.value
            for name, one in self.fields.items()
            if one.value or one.kind not in {"radio", "checkbox"}
        }

    @property
    def texts(self) -> list[str]:
        """The names of the fields a person can type into."""
        return [one.name for one in self.fields.values() if one.kind in _TYPED | {"textarea"}]


class Page(HTMLParser):
    """One answer of the service, read."""

    def __init__(self, html: str, url: str, status: int) -> None:
        """Read the page at once."""
        super().__init__(convert_charrefs=True)
        self.html, self.url, self.status = html, url, status
        self.title, self.h1 = "", ""
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.tags: list[tuple[str, Attributes]] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self._area: Field | None = None
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        """What the page says, in one line."""
        return " ".join(" ".join(self._words).split())

    def form(self, action: str = "") -> Form:
        """Return the form that is sent to this path, or to one that contains these words."""
        posted = [one for one in self.forms if one.method == "post"]
        exact = [one for one in posted if urlsplit(one.action or self.url).path == action]
        wanted = exact or [one for one in posted if action in (one.action or self.url)]
        if not wanted:
            raise AssertionError(f"{self.url} has no form to {action!r}: {self.text[:300]}")
        return wanted[0]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if tag not in _VOID:
            self._open.append(tag)
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        elif tag == "form":
            self.forms.append(Form(found.get("action", ""), found.get("method", "get").lower()))
        elif self.forms and "form" in self._open:
            self._control(tag, found)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]
        if tag in {"textarea", "select"}:
            self._area = None

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if self._area is not None and self._area.kind == "textarea":
            self._area.value += data
        if "h1" in self._open:
            self.h1 += data
        if not _SILENT & set(self._open):
            self._words.append(data)

    def _control(self, tag: str, found: Attributes) -> None:
        form = self.forms[-1]
        name, value = found.get("name", ""), found.get("value", "")
        if tag == "button" or found.get("type") == "submit":
            form.buttons.append((name, value))
        elif tag in {"textarea", "select"}:
            self._area = form.fields[name] = Field(name, tag)
        elif tag == "option" and self._area is not None:
            self._area.choices.append(value)
            if "selected" in found or len(self._area.choices) == 1:
                self._area.value = value
        elif tag == "input" and name:
            _add_input(form, found.get("type", "text"), found)


def _add_input(form: Form, kind: str, found: Attributes) -> None:
    name, value = found["name"], found.get("value", "")
    one = form.fields.setdefault(name, Field(name, "fixed" if "readonly" in found else kind))
    if kind in {"radio", "checkbox"}:
        one.choices.append(found.get("value", "on"))
        if "checked" in found:
            one.value = found.get("value", "on")
    else:
        one.value = value


def answers(form: Form, chosen: Mapping[str, str]) -> dict[str, str]:
    """Return what is sent when a person changes some fields and leaves the rest."""
    unknown = set(chosen) - set(form.fields)
    if unknown:
        raise AssertionError(f"the form has no {sorted(unknown)}, only {sorted(form.fields)}")
    return {**form.filled, **chosen}
