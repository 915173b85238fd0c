"""Templates' manners: nothing inline, nothing unescaped, nothing from another host."""

import re

import pytest

from tests.support.source import PACKAGE, TEMPLATES, named, template_files

STATIC = PACKAGE / "static"
UNMANNERLY = {
    "unescaped text": re.compile(r"\|\s*safe\b|autoescape\s+false|Markup\("),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*="),
    "an inline style sheet": re.compile(r"<style\b"),
    "an inline script": re.compile(r"<script\b(?![^>]*\ssrc=)|javascript:"),
    "an event handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "something from another host": re.compile(
        r"<(?:script|img|link|source|iframe|form)\b[^>]*\b(?:src|href|action)\s*=\s*[\"']"
        r"(?:https?:)?//"
    ),
    "arithmetic": re.compile(r"\{\{[^}]*\s[*/]\s[^}]*\}\}"),
}


@pytest.mark.parametrize("fault", UNMANNERLY)
def test_no_template_has(fault):
    found = [
        f"{named(path)}: {match[0]}"
        for path in template_files()
        for match in UNMANNERLY[fault].finditer(path.read_text("utf-8"))
    ]

    assert template_files()
    assert found == []


def test_nothing_static_calls_another_host():
    calls = re.compile(r"url\(\s*[\"']?(?:https?:)?//|@import|\beval\(|new Function|innerHTML")
    found = [
        f"{named(path)}: {match[0]}"
        for path in sorted([*STATIC.rglob("*.css"), *STATIC.rglob("*.js")])
        for match in calls.finditer(path.read_text("utf-8"))
    ]

    assert found == []


def test_every_capability_with_pages_has_its_template_folder():
    with_pages = {path.parent.name for path in PACKAGE.glob("*/views*.py")}
    with_pages |= {path.parent.name for path in PACKAGE.glob("*/views/__init__.py")}

    missing = {name for name in with_pages if name != "web" and not (TEMPLATES / name).is_dir()}

    assert with_pages
    assert missing == set()


def test_no_page_is_made_from_a_string():
    makers = [
        named(path)
        for path in PACKAGE.rglob("*.py")
        if "render_template_string" in path.read_text("utf-8")
    ]

    assert makers == []


def test_no_form_is_kept_by_the_browser_for_whoever_opens_its_last_tabs_again():
    """Browsers write choices that were made and not sent to the disk, unless the form says no.

    Forms that ask for a password are left to whoever keeps passwords.
    """
    said = {
        named(path): [
            form
            for form in re.findall(r"<form\b.*?</form>", path.read_text("utf-8"), re.DOTALL)
            if 'autocomplete="off"' not in form.partition(">")[0]
            and "password" not in form
            and "username" not in form
        ]
        for path in template_files()
    }

    assert {name: forms for name, forms in said.items() if forms} == {}
