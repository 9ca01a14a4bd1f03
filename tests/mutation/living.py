"""Put a mutant in the place of the living code of this process."""

import ast
import datetime as dt
import enum
import functools
import gc
import importlib
import re
import sys
import types
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from mutation.mutants import Mutant

OURS = ("rota_desk", "resources", "models")
_PLAIN = (str, int, float, Fraction, Decimal, dt.date, dt.time, dt.timedelta, re.Pattern)
_CACHE: Any = type(functools.cache(lambda: 0))


class DoesNotFitError(Exception):
    """The mutant is more than another body for a function: it needs a process of its own."""


def module_of(file: str) -> str:
    """Name the module of a file."""
    return file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


def caches() -> list[Any]:
    """Find every cache of our own functions."""
    found = (one for one in gc.get_objects() if type(one) is _CACHE)
    return [one for one in found if str(getattr(one, "__module__", "")).startswith(OURS)]


def put_in_place(mutant: Mutant) -> None:
    """Give the living functions the bodies and defaults of the mutant's, or a name its value."""
    name = module_of(mutant.file)
    living = importlib.import_module(name)
    fresh = types.ModuleType(name)
    fresh.__file__, fresh.__package__ = living.__file__, living.__package__
    sys.modules[name] = fresh  # dataclasses look themselves up
    try:
        exec(compile(mutant.code, str(living.__file__), "exec"), vars(fresh))
    finally:
        sys.modules[name] = living
    if not mutant.inside and not mutant.field:
        _give_values(mutant, living, fresh)
        return
    new, changed = dict(_functions(fresh)), False
    for key, old in _functions(living):
        if key not in new:
            raise DoesNotFitError(key)
        changed |= _become(old, new[key])
    if not changed:
        raise DoesNotFitError("nothing is another body")


def _give_values(mutant: Mutant, living: types.ModuleType, fresh: types.ModuleType) -> None:
    """Give plain values to the names that the changed statement assigns, wherever they are."""
    names = list(_assigned(ast.parse(mutant.code), mutant.lines.start))
    if not names:
        raise DoesNotFitError("it assigns no name")
    for owner, name in names:
        old = vars(vars(living)[owner] if owner else living)[name]
        new = vars(vars(fresh)[owner] if owner else fresh)[name]
        if not _plain(new):
            raise DoesNotFitError(name)
        if owner:
            if issubclass(vars(living)[owner], enum.Enum):
                raise DoesNotFitError(owner)
            setattr(vars(living)[owner], name, new)
            continue
        for module in list(sys.modules.values()):
            if getattr(module, "__dict__", {}).get(name) is old:
                setattr(module, name, new)


def _assigned(tree: ast.AST, line: int, owner: str = "") -> Iterator[tuple[str, str]]:
    for one in getattr(tree, "body", ()):
        if not one.lineno <= line <= one.end_lineno:
            continue
        if isinstance(one, ast.ClassDef):
            yield from _assigned(one, line, one.name)
        targets = one.targets if isinstance(one, ast.Assign) else [getattr(one, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name):
                yield owner, target.id


def _plain(value: object) -> bool:
    """Whether a value holds nothing of the mutant's own classes and functions."""
    if isinstance(value, Mapping):
        return all(map(_plain, (*value.keys(), *value.values())))
    if isinstance(value, tuple | list | frozenset | set):
        return all(map(_plain, value))
    return value is None or isinstance(value, (*_PLAIN, enum.Enum))


def _become(old: types.FunctionType, new: types.FunctionType) -> bool:
    changed = False
    if old.__code__ != new.__code__:
        if len(old.__code__.co_freevars) != len(new.__code__.co_freevars):
            raise DoesNotFitError(old.__qualname__)
        old.__code__, changed = new.__code__, True
    if old.__defaults__ != new.__defaults__:
        old.__defaults__, changed = new.__defaults__, True
    if old.__kwdefaults__ != new.__kwdefaults__:
        old.__kwdefaults__, changed = new.__kwdefaults__, True
    return changed


def _functions(module: types.ModuleType) -> Iterator[tuple[str, types.FunctionType]]:
    for name, value in list(vars(module).items()):
        if getattr(value, "__module__", None) != module.__name__:
            continue
        if isinstance(value, type):
            for part, inner in list(vars(value).items()):
                yield from _bare(f"{name}.{part}", inner)
        else:
            yield from _bare(name, value)


def _bare(name: str, value: object) -> Iterator[tuple[str, types.FunctionType]]:
    """Take a function out of what it is wrapped in."""
    wrapped: Callable[..., Any] | None = None
    if isinstance(value, types.FunctionType):
        yield name, value
        return
    if isinstance(value, staticmethod | classmethod):
        wrapped = value.__func__
    elif isinstance(value, property):
        wrapped = value.fget
    elif isinstance(value, functools.cached_property):
        wrapped = value.func
    elif isinstance(value, _CACHE):
        wrapped = value.__wrapped__
    if isinstance(wrapped, types.FunctionType):
        yield name, wrapped
