"""Every text through every field of a form, in as few turns as there can be."""

import json
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

from tests.support.hostile_corpus import known, together
from tests.support.hostile_judging import alive_in, boxes_of, kept_ways
from tests.support.hostile_sheets import Sheet, free_fields, tried_first
from tests.support.pages import Form, Page
from wellbeing.web.forms import clean_text

# A form that adds a thing each time takes so many, one that is written over so many, before the house is
# put back: pages stay as long as they are for people.
ADDED, WRITTEN_OVER = 6, 40
# What a field takes that does not say how much it takes.
UNSAID = 300
FAR_TOO_LONG = "W" * 70_000
# Known texts are looked for on every page that shows them, mixtures of them each so many turns.
EVERYWHERE = 10
_KNOWN = frozenset(known())
REFUSED = frozenset({413, 422})
_MOST = re.compile(r"The most is ([\d,]+)")
# Which share of the forms this process tries, as in 1/2, and where each form's figures are kept as they come.
SHARE, PROGRESS = "WELLBEING_SHARE", "WELLBEING_PROGRESS"

Texts = Callable[[int], Sequence[str]]
Typed = Mapping[str, str]


@dataclass
class Tally:
    """What came of one form."""

    form: str
    fields: list[str] = field(default_factory=list)
    # Fields whose words nobody meets again on the pages of whoever wrote them.
    not_met: list[str] = field(default_factory=list)
    sent: int = 0
    taken: int = 0
    in_their_box: int = 0
    wrong: list[str] = field(default_factory=list)


class Trial:
    """One form, into which everything is written."""

    def __init__(self, sheet: Sheet) -> None:
        """Write words of its own into it first."""
        self.sheet, not_met = tried_first(sheet)
        self.tally = Tally(sheet.name, list(self.sheet.fields), not_met)
        self._since = 0
        self._open: tuple[Page, Form] | None = None

    def go(self, texts: Texts, *, learn: bool) -> Tally:
        """Write all of the texts into all fields; `texts` returns those for one that takes so much."""
        limits = {name: self._most(name) if learn else 0 for name in free_fields(self._opened()[1])}
        for typed in turns(limits, texts):
            answer = self._sent(typed)
            if answer.status not in REFUSED or len(typed) == 1:
                self._judge(typed, answer)
                continue
            self.tally.wrong += alive_in(answer)
            at_fault = {name for name in typed if f'id="{name}-error"' in answer.html}
            if at_fault:
                self._judge({name: typed[name] for name in at_fault}, answer)
            # What stood beside a text that was refused goes through by itself.
            for name in typed.keys() - at_fault:
                self._judge({name: typed[name]}, self._sent({name: typed[name]}))
        return self.tally

    def _opened(self) -> tuple[Page, Form]:
        most = WRITTEN_OVER if self.sheet.is_written_over else ADDED
        found = None
        if self._since < most:
            found = self._open or self.sheet.opened()
        if found is None:
            found, self._since = self.sheet.opened_anew(), 0
        return found

    def _sent(self, typed: Typed) -> Page:
        answer = self.sheet.send(*self._opened(), typed)
        self.tally.sent += 1
        self._since += 1
        again = self.sheet.on(answer)
        self._open = None if again is None else (answer, again)
        return answer

    def _most(self, name: str) -> int:
        found = _MOST.search(self._sent({name: FAR_TOO_LONG}).text)
        return int(found[1].replace(",", "")) if found else 0

    def _looked_at(self, typed: Typed, answer: Page) -> Iterator[Page]:
        """Yield every page that shows what was typed; for most mixtures those that show all of it."""
        everywhere = bool(_KNOWN & set(typed.values())) or self.tally.sent % EVERYWHERE == 0
        seen = []
        for page in self.sheet.shown(answer):
            seen.append(page)
            yield page
            if not everywhere and not any(self.sheet.missing(typed, seen)):
                return

    def _judge(self, typed: Typed, answer: Page) -> None:
        tally, pages = self.tally, [answer]
        if answer.status == 422:
            boxes = boxes_of(answer)
            exactly = self.sheet.is_for_oneself
            lost = [
                text
                for text in typed.values()
                if not kept_ways(text, exactly=exactly).intersection(boxes)
            ]
            tally.wrong += (f"not in its box: {text[:200]!r}" for text in lost)
            tally.in_their_box += len(typed) - len(lost)
        elif answer.status == 200:
            pages = [*self._looked_at(typed, answer)]
            missing = [*self.sheet.missing(typed, pages)]
            tally.wrong += (f"not shown as typed in {one}: {typed[one][:200]!r}" for one in missing)
            tally.taken += len(typed) - len(missing)
        else:
            told = {name: text[:200] for name, text in typed.items()}
            tally.wrong.append(f"status {answer.status} for {told}")
        tally.wrong += (one for page in pages for one in alive_in(page))


def turns(limits: Mapping[str, int], texts: Texts) -> Iterator[dict[str, str]]:
    """Yield what is written into the fields together: texts that are refused stand with such."""
    for fits in (_is_blank, _is_fitting, _is_too_long):
        chosen = {
            name: [text for text in texts(most) if fits(text, most)]
            for name, most in limits.items()
        }
        several = {name: found for name, found in chosen.items() if found}
        for number in range(max((len(found) for found in several.values()), default=0)):
            # Another one in each field, so that it is known which is met again.
            yield {
                name: found[(number + 7 * place) % len(found)]
                for place, (name, found) in enumerate(several.items())
            }


def _is_blank(text: str, _most: int) -> bool:
    return not clean_text(text)


def _is_too_long(text: str, most: int) -> bool:
    return bool(most) and len(clean_text(text)) > most


def _is_fitting(text: str, most: int) -> bool:
    return not _is_blank(text, most) and not _is_too_long(text, most)


def whole(most: int) -> Sequence[str]:
    """Return every text, for a field that takes so many characters; zero when that is not known."""
    return together(most or UNSAID)


class Done:
    """What came of each form, in files: a run that was cut short goes on, and several share the work."""

    def __init__(self, folder: Path) -> None:
        """Keep it in this folder, or in the one that is named in the environment."""
        self.folder = Path(os.environ.get(PROGRESS) or folder)
        self.folder.mkdir(parents=True, exist_ok=True)

    def is_fine(self, form: str) -> bool:
        return any(not one.wrong for one in self.all_of([form]))

    def all_of(self, forms: Iterable[str]) -> list[Tally]:
        """Return what came of those that have been tried."""
        files = [file for file in map(self._file, forms) if file.exists()]
        return [Tally(**json.loads(file.read_text("utf-8"))) for file in files]

    def keep(self, tally: Tally) -> None:
        draft = self._file(tally.form).with_suffix(".new")
        draft.write_text(json.dumps(asdict(tally), ensure_ascii=True, indent=1), "utf-8")
        draft.replace(self._file(tally.form))

    def _file(self, form: str) -> Path:
        return self.folder / f"{sha256(form.encode()).hexdigest()[:16]}.json"


def share(forms: Sequence[str]) -> Sequence[str]:
    """Return the forms this process tries."""
    one, _, of = os.environ.get(SHARE, "1/1").partition("/")
    return forms[int(one) - 1 :: int(of)]
