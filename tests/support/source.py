"""The project's own files, as the architecture tests read them."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "wellbeing"
TEMPLATES = PACKAGE / "templates"

_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
_TAG = re.compile(r"<[^>]*>", re.DOTALL)


def python_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), filename=named(path))


def module_of(path: Path) -> str:
    """Return the dotted name of a source file."""
    dotted = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(dotted[:-1] if dotted[-1] == "__init__" else dotted)


def imports_of(path: Path) -> Iterator[str]:
    """Yield every module, or name in a module, that a file imports."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def attribute_calls(path: Path) -> Iterator[tuple[str, int]]:
    """Yield every `a.b.c` of a file, as written, with its line."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Attribute):
            yield ast.unparse(node), node.lineno


def template_files() -> list[Path]:
    return sorted(path for path in TEMPLATES.rglob("*") if path.is_file())


def words_of_template(text: str) -> str:
    """Return what a template shows, without its tags and without Jinja."""
    return _TAG.sub(" ", _JINJA.sub(" ", text))


def sentences_of(path: Path) -> Iterator[str]:
    """Yield the string literals of a source file that have a space in them, but no docstrings."""
    documentation = {
        id(statement.value)
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for statement in node.body[:1]
        if isinstance(statement, ast.Expr)
    }
    for node in ast.walk(tree_of(path)):
        match node:
            case ast.Constant(value=str() as text) if " " in text and id(node) not in documentation:
                yield text
            case _:
                continue
