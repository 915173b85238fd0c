"""How colours look to different eyes: in grey, and with each kind of colour blindness.

The matrices are those of Machado, Oliveira and Fernandes (2009) at full severity, on linear light.
"""

import numpy as np
import numpy.typing as npt

Colour = npt.NDArray[np.float64]

EYES: dict[str, Colour] = {
    "all colours": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE = np.array([0.95047, 1.0, 1.08883])


def seen_by(eye: str, colour: Colour) -> Colour:
    """Return the linear light of a colour, given as 0 to 255, as an eye sees it."""
    return np.clip(EYES[eye] @ _linear(colour), 0, 1)


def luminance(colour: Colour) -> float:
    """Return the grey, 0 to 255, that a greyscale copy makes of a colour."""
    return float(colour @ np.array([0.299, 0.587, 0.114]))


def difference(one: Colour, other: Colour) -> float:
    """Return how far apart two lights are: CIE76 in Lab."""
    return float(np.linalg.norm(_lab(one) - _lab(other)))


def _linear(colour: Colour) -> Colour:
    share = colour / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


def _lab(light: Colour) -> Colour:
    share = (_TO_XYZ @ light) / _WHITE
    root = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * root[1] - 16, 500 * (root[0] - root[1]), 200 * (root[1] - root[2])])
