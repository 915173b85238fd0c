"""What a data folder is: a demo or a real organisation, and which key file belongs to it."""

import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

MARKER = "installation.json"
LAYOUT = 1


class InstallationError(Exception):
    """The data folder cannot be used; the message is one line that says what to do."""


@dataclass(frozen=True)
class Installation:
    """One data folder's own identity: its random id, its kind and the layout of its files."""

    id: str
    demo: bool
    layout: int = LAYOUT
    seed: int | None = None

    @classmethod
    def new(cls, *, demo: bool, seed: int | None = None) -> Self:
        return cls(id=secrets.token_hex(8), demo=demo, seed=seed)

    @classmethod
    def read(cls, data: Path) -> Self | None:
        """Read a folder's marker; None when the folder holds no installation yet."""
        marker = data / MARKER
        if not marker.exists():
            return None
        try:
            found = json.loads(marker.read_text("utf-8"))
            return cls(
                id=str(found["id"]),
                demo=bool(found["demo"]),
                layout=int(found["layout"]),
                seed=found.get("seed"),
            )
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise InstallationError(
                f"{marker} cannot be read. Restore it from a backup, or choose another --data folder."
            ) from error

    def write(self, data: Path) -> None:
        """Write the marker so that it is there whole or not at all."""
        written = json.dumps(
            {"id": self.id, "demo": self.demo, "layout": self.layout, "seed": self.seed}, indent=2
        )
        draft = data / f"{MARKER}.new"
        draft.write_text(written + "\n", "utf-8")
        draft.replace(data / MARKER)

    def key_file(self, data: Path, environment: Mapping[str, str] = os.environ) -> Path:
        """Return the default place of the key file: outside the data folder, but for a demo."""
        if self.demo:
            return data / "key-file.json"
        configured = environment.get("XDG_CONFIG_HOME", "")
        folder = Path(configured) if configured else Path.home() / ".config"
        return folder / "wellbeing" / f"{self.id}.json"


def require(data: Path, *, demo: bool) -> Installation:
    """Return the folder's installation, or raise InstallationError when it is not of this kind."""
    found = Installation.read(data)
    if found is None:
        raise InstallationError(
            f"{data} holds no organisation yet. Run `wellbeing init --data {data}` first."
        )
    if found.layout != LAYOUT:
        raise InstallationError(
            f"{data} was written by another version of wellbeing (layout {found.layout}, "
            f"this version uses {LAYOUT}). Use that version, or another --data folder."
        )
    if found.demo and not demo:
        raise InstallationError(
            f"{data} holds the sample organisation. Run `wellbeing demo`, or choose another --data folder."
        )
    if demo and not found.demo:
        raise InstallationError(
            f"{data} holds a real organisation. Run `wellbeing serve`, or choose another --data folder."
        )
    return found
