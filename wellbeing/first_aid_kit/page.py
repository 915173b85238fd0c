"""One page of the notebook as it is shown: for new lines, or with one line open in its place."""

from dataclasses import dataclass

from flask import render_template, request

from wellbeing.content.kit_models import KitSection, suggestions
from wellbeing.first_aid_kit import service
from wellbeing.first_aid_kit.forms import LineForm, WriteForm
from wellbeing.first_aid_kit.service import Line, Notebook
from wellbeing.first_aid_kit.showing import ShownLine, list_of, show_line, show_page
from wellbeing.web.words import words


@dataclass(frozen=True)
class OpenLine:
    """The line that is open: its form, and the other text when another window changed it."""

    id: str
    form: LineForm
    other: Line | None = None
    is_conflict: bool = False

    @property
    def shown_other(self) -> ShownLine | None:
        return None if self.other is None else show_line(self.other, self.form.of)


@dataclass(frozen=True)
class SectionPage:
    """One section, opened to write in."""

    notebook: Notebook
    section: KitSection

    def to_write(self, form: WriteForm, *, has_draft: bool = False) -> str:
        return self._page(form=form, has_draft=has_draft, open=None)

    def with_line(self, line: OpenLine) -> str:
        return self._page(form=None, has_draft=False, open=line)

    def _page(self, **more: object) -> str:
        page = service.kit_of(self.notebook).page(self.section.id)
        out = service.taken_out(self.notebook, self.section.id)
        return render_template(
            "first_aid_kit/section.html",
            kit=words().kit,
            section=show_page(self.section, page),
            suggested=self._suggested(page),
            taken_out=[show_line(one.line, list_of(self.section, one.line)) for one in out],
            just_out=request.args.get("out", ""),
            moved=request.args.get("moved", ""),
            ideas_open=request.args.get("ideas", ""),
            has_earlier=bool(service.earlier_pages(self.notebook, self.section.id)),
            **more,
        )

    def _suggested(self, page: service.Page) -> dict[str, list[tuple[int, str]]]:
        """Return for each list the suggestions that do not stand in it yet, each with its place."""
        return {
            each.id: [
                (at, idea.texts[0])
                for at, idea in enumerate(suggestions(each, words().networks), 1)
                if idea.texts[0] not in {line.text for line in page.of(each.id)}
            ]
            for each in self.section.lists
        }
