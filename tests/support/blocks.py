"""What a page says, piece by piece: each heading, paragraph, label and cell for itself."""

from html.parser import HTMLParser

# Their words run on in the piece around them; everything else begins a piece of its own.
_RUNNING = frozenset({"a", "abbr", "b", "bdi", "em", "i", "small", "span", "strong", "sup", "time"})
_SILENT = frozenset({"script", "style", "template", "head", "textarea"})
_VOID = frozenset({"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
# What somebody typed stands where its direction is its own.
_OWN_WORDS = ("dir", "auto")


class _Pieces(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        # What is open, and whether its words count.
        self._open: list[tuple[str, bool]] = []
        self._words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._border(tag)
        if tag not in _VOID:
            self._open.append((tag, tag not in _SILENT and _OWN_WORDS not in attrs))

    def handle_endtag(self, tag: str) -> None:
        self._border(tag)
        at = next((at for at, one in reversed([*enumerate(self._open)]) if one[0] == tag), None)
        if at is not None:
            del self._open[at:]

    def handle_data(self, data: str) -> None:
        if all(counts for _, counts in self._open):
            self._words.append(data)

    def _border(self, tag: str) -> None:
        if tag == "span":
            # Spans may stand under one another.
            self._words.append(" ")
        elif tag not in _RUNNING:
            self.cut()

    def cut(self) -> None:
        said = " ".join("".join(self._words).split())
        self._words.clear()
        if said:
            self.found.append(said)


def blocks_of(html: str) -> tuple[str, ...]:
    """Return every piece of text of a page; what somebody typed themselves stands in none."""
    pieces = _Pieces()
    pieces.feed(html)
    pieces.close()
    pieces.cut()
    return tuple(pieces.found)
