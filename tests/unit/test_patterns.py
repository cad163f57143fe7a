"""House rules that a reviewer would otherwise have to remember."""

import ast
import re
from pathlib import Path

import pytest

try:
    from re import _parser as sre_parse  # type: ignore[attr-defined]
except ImportError:  # pragma: no cover - python < 3.11
    import sre_parse  # type: ignore[no-redef]

PACKAGE = Path(__file__).parents[2] / "pipelines"
MODULES = sorted(PACKAGE.rglob("*.py"))
REPEATS = {"MAX_REPEAT", "MIN_REPEAT"}
UNBOUNDED = 64  # a repeat of a repeat that goes beyond this can blow up


def _nested(node: object, inside: bool = False) -> bool:
    """Whether an unbounded repeat stands inside another unbounded repeat."""
    if not isinstance(node, (list, tuple, sre_parse.SubPattern)):
        return False
    items = list(node)
    if len(items) == 2 and str(items[0]) in REPEATS:
        _low, high, body = items[1]
        unbounded = int(high) > UNBOUNDED
        return (inside and unbounded) or _nested(body, inside or unbounded)
    return any(_nested(item, inside) for item in items)


def _patterns(module: Path) -> list[str]:
    """The literal patterns that a module compiles."""
    found = []
    for node in ast.walk(ast.parse(module.read_text(encoding="utf8"))):
        is_compile = isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile"
        if is_compile and isinstance(node.args[0], ast.Constant):
            found.append(node.args[0].value)
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_no_pattern_can_blow_up(module: Path) -> None:
    """A nested quantifier once hung a prototype for ten minutes on one paragraph."""
    bad = [p for p in _patterns(module) if _nested(sre_parse.parse(p))]
    assert not bad, f"{module.name}: nested quantifiers in {bad}: rewrite over tokens"


def test_the_guard_itself_sees_a_nested_quantifier() -> None:
    """A check that cannot fail is no check."""
    assert _nested(sre_parse.parse(r"(?:a+b*)+c"))
    assert not _nested(sre_parse.parse(r"a+(?:b|c)d*"))
    assert re.compile(r"(?:a+b*)+c")


def test_modules_say_what_belongs_in_them() -> None:
    """A newcomer finds the place of any line from a module's first sentence."""
    bare = [str(m) for m in MODULES if not ast.get_docstring(ast.parse(m.read_text(encoding="utf8")))]
    assert not bare, f"modules without a docstring: {bare}"
