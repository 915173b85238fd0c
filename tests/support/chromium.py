"""Finds the machine's Chromium and starts it for the browser tests."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

VARIABLE = "WELLBEING_CHROMIUM"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Without these the browser calls its maker's servers at every start; the tests use no network.
_FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
)


def find_chromium(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the program to start: the one the environment names, else the first on the path."""
    named = environment.get(VARIABLE, "")
    if named:
        return shutil.which(named)
    path = environment.get("PATH", "")
    return next((found for name in _NAMES if (found := shutil.which(name, path=path))), None)


def flags() -> list[str]:
    return [*_FLAGS, "--no-sandbox"] if os.geteuid() == 0 else [*_FLAGS]


@contextmanager
def running_chromium(program: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags())
        try:
            yield browser
        finally:
            browser.close()
