"""One page of a screen as it is being answered."""

from dataclasses import dataclass

from wellbeing.screens.forms import ITEMS, ScreenForm, gate_form, items_form
from wellbeing.screens.published import Screen
from wellbeing.stepped_care import Act


@dataclass(frozen=True)
class Sheet:
    """The form of the page; `begins` when its questions have not been seen yet."""

    screen: Screen
    form: ScreenForm
    key: str
    is_gate: bool = False
    begins: bool = False

    @property
    def acts(self) -> tuple[Act, ...]:
        """What is recorded once the page is sent: without such an event the result is 0."""
        return self.screen.without_event if self.is_gate else self.screen.acts(self.form.points)

    def is_sent_and_valid(self) -> bool:
        return not self.begins and self.form.is_sent_and_valid()


def sheet_of(screen: Screen) -> Sheet:
    """Return the page that comes next: items follow the first question after a yes only."""
    if screen.gate is None:
        form = items_form(screen)()
        return Sheet(screen, form, form.key)
    gate = gate_form(screen)()
    if not gate.says_yes:
        return Sheet(screen, gate, gate.key, is_gate=True)
    if gate.part.data == ITEMS:
        return Sheet(screen, items_form(screen)(), gate.key)
    return Sheet(screen, items_form(screen)(formdata=None), gate.key, begins=True)
