"""How pictures look: for a wide or a narrow page, on light or on dark paper."""

from dataclasses import dataclass

DOTS_PER_INCH = 160


@dataclass(frozen=True)
class Paper:
    """Colours that read the same in greyscale; nothing is said by colour alone."""

    paper: str
    ink: str
    soft: str
    edge: str
    stripe: str
    hatch: str
    span: str
    middle: str


LIGHT = Paper(
    paper="#fffdf9",
    ink="#21302f",
    soft="#4d5d5b",
    edge="#75827d",
    stripe="#f4eee2",
    hatch="#b5ad9d",
    span="#a9cdc8",
    middle="#083f40",
)
DARK = Paper(
    paper="#1a2424",
    ink="#ebe6db",
    soft="#b3bcb6",
    edge="#82918d",
    stripe="#223030",
    hatch="#55645f",
    span="#3f6f6b",
    middle="#d5f3ec",
)


@dataclass(frozen=True)
class Look:
    """The measures of a picture, in inches and points."""

    paper: Paper
    width: float
    columns: int
    # Of a panel without its name and its days.
    height: float
    letters: float
    # What fits on one line under the picture, in letters.
    line: int


LOOKS = {
    "wide": Look(LIGHT, 9.0, 2, 3.1, 11.5, 100),
    "wide-dark": Look(DARK, 9.0, 2, 3.1, 11.5, 100),
    "narrow": Look(LIGHT, 4.4, 1, 2.9, 11.5, 46),
    "narrow-dark": Look(DARK, 4.4, 1, 2.9, 11.5, 46),
}
