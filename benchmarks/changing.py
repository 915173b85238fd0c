"""The small changes that make a mutant: where the engine can be changed, and the changed code."""

import ast
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
ENGINE = ROOT / "wellbeing" / "stepped_care"
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
# It only names what others hold.
LEFT_OUT = {"__init__.py"}
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
}


@dataclass(frozen=True)
class Mutant:
    """One small change: in which file, at which of its changeable places."""

    file: str
    place: int
    line: int
    name: str


class Changer(ast.NodeTransformer):
    """Counts the changeable places of a file and changes the chosen one."""

    def __init__(self, chosen: int = -1) -> None:
        self.chosen = chosen
        self.places: list[tuple[int, str, str]] = []
        self._inside = ["module"]

    def _here(self, node: ast.expr | ast.stmt, what: str) -> bool:
        self.places.append((node.lineno, ".".join(self._inside[1:] or self._inside), what))
        return len(self.places) - 1 == self.chosen

    def _within(self, node: ast.FunctionDef | ast.ClassDef) -> ast.AST:
        self._inside.append(node.name)
        self.generic_visit(node)
        self._inside.pop()
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._within(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._within(node)

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
        other = ARITHMETIC.get(type(node.op))
        if other and self._here(node, f"{type(node.op).__name__} -> {other.__name__}"):
            node.op = other()
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        if type(node.value) is bool and self._here(node, f"{node.value} -> {not node.value}"):
            return ast.copy_location(ast.Constant(not node.value), node)
        if type(node.value) is int and self._here(node, f"{node.value} -> {node.value + 1}"):
            return ast.copy_location(ast.Constant(node.value + 1), node)
        return node

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        if self._here(node, "if always"):
            node.test = ast.Constant(value=True)
        if self._here(node, "if never"):
            node.test = ast.Constant(value=False)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        if self._here(node, "choice turned round"):
            node.body, node.orelse = node.orelse, node.body
        return node

    def visit_Dict(self, node: ast.Dict) -> ast.AST:
        """Leave one entry out: a rule that is not in its table is never asked."""
        self.generic_visit(node)
        named = [key.value for key in node.keys if isinstance(key, ast.Constant)]
        if node.values and len(named) == len(node.keys) and self._inside == ["module"]:
            for place, key in enumerate(named):
                if self._here(node, f"without {key}"):
                    del node.keys[place], node.values[place]
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        """Leave one change out of what a state becomes."""
        self.generic_visit(node)
        if isinstance(node.func, ast.Name) and node.func.id in ("changed", "replace"):
            for place, keyword in enumerate(node.keywords):
                if self._here(node, f"{keyword.arg} not changed"):
                    del node.keywords[place]
        return node


def mutants(only: str) -> Iterator[Mutant]:
    for file in sorted(ENGINE.glob("*.py")):
        if file.name not in LEFT_OUT and only in file.name:
            changer = Changer()
            changer.visit(ast.parse(file.read_text(encoding="utf-8")))
            seen: Counter[tuple[str, str]] = Counter()
            for place, (line, inside, what) in enumerate(changer.places):
                seen[inside, what] += 1
                name = f"{file.stem}.{inside}: {what} ({seen[inside, what]})"
                yield Mutant(file.name, place, line, name)


def changed_tree(mutant: Mutant) -> ast.Module:
    tree = ast.parse((ENGINE / mutant.file).read_text(encoding="utf-8"))
    changed = Changer(mutant.place).visit(tree)
    assert isinstance(changed, ast.Module)
    return ast.fix_missing_locations(changed)
