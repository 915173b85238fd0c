"""A real spreadsheet program opens tables as a person would, and says which cells it took for formulas."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.power import strace

_FORMULA = re.compile(r'table:formula="([^"]*)"')
# What a person is offered: UTF-8, quotation marks around texts, from the first line on; texts are read
# as they stand, and what looks like a formula is calculated.
_MANNER = "34,76,1,,0,false,true,false,false,false,-1,true"
_LONGEST = 120
# It asks to be started again once it has laid out the folder of its own settings.
_AGAIN = 81


@dataclass(frozen=True)
class Opened:
    """A table as the program has it: its whole text, and what it calculates."""

    text: str

    @property
    def formulas(self) -> list[str]:
        return _FORMULA.findall(self.text)


def program() -> str | None:
    return shutil.which("soffice") or shutil.which("localc")


def opened(tables: Mapping[str, bytes], parted_at: str, folder: Path) -> dict[str, Opened]:
    """Open tables whose cells are parted at these signs, and read what has become of each."""
    folder.mkdir(parents=True)
    written = [folder / f"{name}.csv" for name in tables]
    for path, table in zip(written, tables.values(), strict=True):
        path.write_bytes(table)
    signs = "/".join(str(ord(sign)) for sign in parted_at)
    _run([f"--infilter=CSV:{signs},{_MANNER}", *map(str, written)], folder)
    return {path.stem: Opened(path.with_suffix(".fods").read_text("utf-8")) for path in written}


def _run(options: Sequence[str], folder: Path) -> None:
    calc, watch = program(), strace()
    if calc is None:
        raise AssertionError("there is no spreadsheet program")
    record = folder / "calls"
    watched = [watch, "-f", "-e", "trace=connect,sendto", "-o", str(record)] if watch else []
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    becomes = ["--convert-to", "fods", "--outdir", str(folder)]
    command = [*watched, calc, "--headless", "--norestore", profile, *becomes, *options]
    done = _done(command, folder)
    if done.returncode == _AGAIN:
        done = _done(command, folder)
    if done.returncode != 0:
        raise AssertionError(done.stderr[-2000:])
    if watch and "AF_INET" in record.read_text("utf-8", "replace"):
        raise AssertionError("the program called somebody")


def _done(command: Sequence[str], home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        check=False,
        capture_output=True,
        text=True,
        timeout=_LONGEST,
        env={**os.environ, "HOME": str(home)},
    )
