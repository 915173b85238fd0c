"""Breaks the rules engine in many small ways, one at a time, and counts which ways no test notices.

    python benchmarks/mutants.py [--sample N] [--seed N] [--only rules_up]

Each mutant changes one comparison, number, choice or connection in `wellbeing/stepped_care/`, in a
process of its own, and runs the engine's fast tests until one fails. Survivors are printed.
"""

import argparse
import ast
import contextlib
import importlib.abc
import importlib.util
import io
import multiprocessing
import os
import random  # noqa: TID251  # which mutants a sample holds, nothing else
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "wellbeing" / "stepped_care"
TESTS = ("test_cases.py", "test_score.py", "test_reasons.py", "test_policy.py", "test_engine.py")
SWAPS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
# What only words, shapes and types are made of decides nothing.
LEFT_OUT = {"__init__.py", "canonical.py", "plain_english.py", "policy_words.py", "wording.py"}


@dataclass(frozen=True)
class Mutant:
    """One small change: in which file, at which of its changeable places."""

    file: str
    place: int
    line: int
    what: str


class Changer(ast.NodeTransformer):
    """Counts the changeable places of a file and changes the chosen one."""

    def __init__(self, chosen: int = -1) -> None:
        self.chosen = chosen
        self.places: list[tuple[int, str]] = []

    def _here(self, node: ast.expr, what: str) -> bool:
        self.places.append((node.lineno, what))
        return len(self.places) - 1 == self.chosen

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        if node.value:
            node.value = self.visit(node.value)
        return node

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        swapped = SWAPS[type(node.ops[0])]
        if self._here(node, f"{type(node.ops[0]).__name__} -> {swapped.__name__}"):
            node.ops = [swapped(), *node.ops[1:]]
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        if self._here(node, "and <-> or"):
            node.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        return node

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Not) and self._here(node, "not dropped"):
            return node.operand
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Add | ast.Sub) and self._here(node, "+ <-> -"):
            node.op = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if type(node.value) is int and self._here(node, f"{node.value} -> {node.value + 1}"):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node


def mutants(only: str) -> Iterator[Mutant]:
    for file in sorted(ENGINE.glob("*.py")):
        if file.name not in LEFT_OUT and only in file.name:
            changer = Changer()
            changer.visit(ast.parse(file.read_text(encoding="utf-8")))
            for place, (line, what) in enumerate(changer.places):
                yield Mutant(file.name, place, line, what)


class Loader(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives one module of the engine with its change."""

    def __init__(self, mutant: Mutant) -> None:
        self._name = f"wellbeing.stepped_care.{mutant.file.removesuffix('.py')}"
        tree = ast.parse((ENGINE / mutant.file).read_text(encoding="utf-8"))
        changed = ast.fix_missing_locations(Changer(mutant.place).visit(tree))
        self._code = compile(changed, str(ENGINE / mutant.file), "exec")

    def find_spec(self, name: str, _path: object, _target: object = None) -> object:
        return importlib.util.spec_from_loader(name, self) if name == self._name else None

    def exec_module(self, module: object) -> None:
        exec(self._code, module.__dict__)


def survives(mutant: Mutant) -> tuple[Mutant, bool]:
    """Run the tests in this process, which is used for one mutant only."""
    import pytest

    sys.path.insert(0, str(ROOT))
    sys.meta_path.insert(0, Loader(mutant))  # type: ignore[arg-type]
    tests = [str(ROOT / "tests" / "unit" / "stepped_care" / name) for name in TESTS]
    there = [test for test in tests if Path(test).exists()]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        failed = pytest.main(
            ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--noconftest", *there]
        )
    return mutant, failed == 0


def main() -> None:
    parser = argparse.ArgumentParser(description="Count the mutants that no test notices.")
    parser.add_argument("--sample", type=int, help="try only so many, drawn by the seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="only files whose name holds this")
    arguments = parser.parse_args()
    found = list(mutants(arguments.only))
    if arguments.sample and arguments.sample < len(found):
        found = random.Random(arguments.seed).sample(found, arguments.sample)
    survivors = []
    # Forked from a parent that has imported nothing of the house: each sees only its own change.
    with multiprocessing.get_context("fork").Pool(os.cpu_count(), maxtasksperchild=1) as pool:
        for done, (mutant, alive) in enumerate(pool.imap_unordered(survives, found, 1), start=1):
            if alive:
                survivors.append(mutant)
                print(f"{mutant.file}:{mutant.line}: {mutant.what}", flush=True)
            if sys.stderr.isatty():
                print(f"\r{done} of {len(found)} ", end="", file=sys.stderr, flush=True)
    killed = len(found) - len(survivors)
    print(f"{killed} of {len(found)} mutants killed: {100 * killed / max(1, len(found)):.1f} %")


if __name__ == "__main__":
    import pydantic  # noqa: F401  # imported once, before the forks
    import pytest  # noqa: F401

    main()
