"""A field for a day, whose mistakes are told in words that help."""

from typing import Any

from wtforms import DateField

# The first is how a browser's calendar sends a day; the others are how people type one.
FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y")
HOW_TO_WRITE = "Write it as day/month/year, for example 14/09/2027."


class DayField(DateField):
    """A day, chosen in the browser's calendar or typed; what was typed stays in its box."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        """Take the ways in which people write a day."""
        super().__init__(label, format=list(FORMATS), **kwargs)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read a day; an empty box is none."""
        self.data = None
        if not valuelist or not str(valuelist[0]).strip():
            return
        try:
            super().process_formdata([str(valuelist[0]).strip()])
        except ValueError:
            raise ValueError(f"This is not a day we can read. {HOW_TO_WRITE}") from None
