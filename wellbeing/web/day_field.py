"""A field for a day, whose mistakes are told in words that help."""

from wtforms import DateField

HOW_TO_WRITE_A_DAY = "Choose a day, or write it as year, month, day: 2026-03-30."


class DayField(DateField):
    """A day; what cannot be read as one is told in words that help."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read a day."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(HOW_TO_WRITE_A_DAY) from None
