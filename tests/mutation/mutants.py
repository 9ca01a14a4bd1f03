"""Every mutant of a file, made by mutmut's operators; nothing is written into the tree.

mutmut itself leaves out decorated functions, for it judges by copies of functions; here a mutant
is a whole file with one place changed, so these are mutated as well. The name of a type in a
`cast` is left alone.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from pathlib import Path

import libcst as cst
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.file_mutation import IgnoredCode, MutationVisitor
from mutmut.mutation.mutators import mutation_operators

_CAST = re.compile(r'cast\((?:"[^"]*"|None), ')


@dataclass(frozen=True)
class Mutant:
    """A file with one place changed; `lines` are those whose tests can notice."""

    key: str  # the same as long as the place reads the same
    file: str
    line: int
    lines: range
    inside: str  # the function or method; empty for what runs on import
    field: bool  # a default of a class's field, which is a default of its `__init__`
    change: tuple[str, ...]  # the lines taken away, with "-", and those put there, with "+"
    code: str


class _Everything(MutationVisitor):  # type: ignore[misc]  # mutmut is no dependency
    def _skip_node_and_children(self, node: cst.CSTNode) -> bool:
        if isinstance(node, cst.FunctionDef) and node.decorators:
            return False
        return bool(super()._skip_node_and_children(node))


def mutants(file: str) -> Iterator[Mutant]:
    """Make the mutants of a file, each once."""
    code = Path(file).read_text(encoding="utf-8")
    wrapper = MetadataWrapper(cst.parse_module(code))
    visitor = _Everything(mutation_operators, IgnoredCode(set(), set(), set()))
    module = wrapper.visit(visitor)
    places = wrapper.resolve(PositionProvider)
    statements = dict(_statements(wrapper.module, wrapper.module))
    fields = set(_fields(wrapper.module))
    seen: Counter[str] = Counter()
    for one in visitor.mutations:
        node = one.original_node
        mutated = module.deep_replace(node, one.mutated_node).code
        if mutated == code or not _compiles(mutated, file):
            continue
        change = tuple(_change(code, mutated))
        if _is_for_the_type_checker(change):
            continue
        statement = statements.get(id(node), node)
        at, whole = places.get(node, places[statement]), places[statement]
        last = whole.end.line
        if isinstance(statement, cst.BaseCompoundStatement) and statement.body in places:
            last = max(whole.start.line, places[statement.body].start.line)
        function = one.contained_by_top_level_function
        inside = function.name.value if isinstance(function, cst.FunctionDef) else ""
        reads = "\n".join((file, inside, *change))
        seen[reads] += 1
        key = hashlib.sha256(f"{seen[reads]} {reads}".encode()).hexdigest()[:16]
        lines = range(whole.start.line, last + 1)
        field = id(statement) in fields
        yield Mutant(key, file, at.start.line, lines, inside, field, change, mutated)


def _statements(node: cst.CSTNode, within: cst.CSTNode) -> Iterator[tuple[int, cst.CSTNode]]:
    """Give the statement in which each node stands."""
    if isinstance(node, cst.SimpleStatementLine | cst.BaseCompoundStatement):
        within = node
    yield id(node), within
    for child in node.children:
        yield from _statements(child, within)


def _fields(module: cst.Module) -> Iterator[int]:
    """Give the statements in the bodies of classes that name a field and its default."""
    for one in module.body:
        if isinstance(one, cst.ClassDef):
            for line in one.body.body:
                if isinstance(line, cst.SimpleStatementLine) and isinstance(
                    line.body[0], cst.AnnAssign
                ):
                    yield id(line)


def _compiles(code: str, file: str) -> bool:
    try:
        compile(code, file, "exec")
    except SyntaxError:
        return False
    return True


def _is_for_the_type_checker(change: tuple[str, ...]) -> bool:
    """Whether only the name of a type in a `cast` is another: nothing reads it when it runs."""
    bare = [_CAST.sub("cast(", line) for line in change]
    taken, put = ([line[1:] for line in bare if line[0] == sign] for sign in "-+")
    return taken == put


def _change(before: str, after: str) -> Iterator[str]:
    found = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return (line for line in list(found)[2:] if not line.startswith("@@"))
