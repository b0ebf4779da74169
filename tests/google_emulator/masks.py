"""Field masks: `a.b,c/d(e,f)` and `*`, to pick from a reply or to say what an update is about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from tests.google_emulator import schemas
from tests.google_emulator.bodies import camel
from tests.google_emulator.wire import ApiError

Json = dict[str, Any]
Tree = dict[str, "Tree"]  # without branches everything below is wanted


class Mask:
    """What a mask wants, as a tree of names."""

    def __init__(self, text: str, tree: Tree) -> None:
        self.text, self.tree = text, tree

    def keep(self, value: Any) -> Any:
        """Only the wanted part of a value, through lists; what is wanted but not there is left out."""
        return _keep(self.tree, value)

    def has(self, path: str) -> bool:
        """Whether something at or under a dotted path is wanted."""
        return _has(self.tree, tuple(path.split(".")))

    def paths(self) -> list[tuple[str, ...]]:
        """Every path that is named, in the order in which they stand."""
        return list(_paths(self.tree, ()))

    def unknown(self, api: str, schema: str) -> str | None:
        """The first path that the schema does not have, or nothing."""
        return next(_unknown(api, {"$ref": schema}, self.tree, ()), None)


class Kept(list[Any]):
    """A list of which a handler has kept only what the mask wants, so that nobody goes through it again."""


def _keep(tree: Tree, value: Any) -> Any:
    if not tree or type(value) is Kept:
        return value
    if type(value) is list:
        return [_keep(tree, each) for each in value]
    if type(value) is not dict:
        return value
    if "*" in tree:
        return {key: _keep(tree.get(key, tree["*"]), each) for key, each in value.items()}
    return {key: _keep(below, value[key]) for key, below in tree.items() if key in value}


def _has(tree: Tree, path: tuple[str, ...]) -> bool:
    if not tree or not path:
        return True
    below = tree.get(path[0], tree.get("*"))
    return below is not None and _has(below, path[1:])


def _paths(tree: Tree, above: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if not tree and above:
        yield above
    for name, below in tree.items():
        yield from _paths(below, (*above, name))


def _unknown(api: str, given: Json, tree: Tree, above: tuple[str, ...]) -> Iterator[str]:
    found = schemas.resolved(api, given)
    if found["type"] == "array":
        yield from _unknown(api, found["items"], tree, above)
        return
    if found["type"] == "any" or "additionalProperties" in found:
        return
    fields = found.get("properties", {})
    for name, below in tree.items():
        if name == "*":
            continue
        if name not in fields:
            yield ".".join((*above, name))
        elif below:
            yield from _unknown(api, fields[name], below, (*above, name))


# --- parsing ------------------------------------------------------------------------------------------------


def invalid(mask: str, description: str) -> ApiError:
    """Google's 400 for a mask that it cannot use, which says why in the details only."""
    violation = {"field": mask, "description": f"Error expanding 'fields' parameter. {description}"}
    details = [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [violation]}]
    return ApiError(
        400,
        "Request contains an invalid argument.",
        details=details,
        reason="invalidParameter",
        location="fields",
    )


@lru_cache(maxsize=2000)
def parse(text: str) -> Mask:
    """The mask that a text stands for; raises ApiError."""
    tree: Tree = {}
    stack: list[Tree] = [tree]
    here: Tree | None = None
    for word, sign in _words(text):
        if word:
            here = _branch(stack[-1], word, whole=sign != "(")
        elif here is None or sign == "(":
            raise invalid(text, f"Cannot find matching fields for path '{word}'.")
        if sign == "(":
            stack.append(here)
        elif sign == ")":
            stack.pop()
            if not stack:
                raise invalid(text, "Unbalanced parentheses.")
        here = here if sign == ")" else None
    if len(stack) > 1:
        raise invalid(text, "Unbalanced parentheses.")
    return Mask(text, _pruned(tree))


def _words(text: str) -> Iterator[tuple[str, str]]:
    """Each name or path with the sign after it; after a closing bracket there may be none."""
    word = ""
    for sign in text + ",":
        if sign in ",()":
            yield word, sign
            word = ""
        else:
            word += sign


_WHOLE = "\0"  # marks a branch that is also wanted as a whole


def _branch(tree: Tree, path: str, whole: bool) -> Tree:
    for name in path.replace("/", ".").split("."):
        tree = tree.setdefault(camel(name), {})
    if whole:
        tree[_WHOLE] = {}
    return tree


def _pruned(tree: Tree) -> Tree:
    """Without the marks: a branch that is wanted as a whole wants everything below."""
    return {name: {} if _WHOLE in below else _pruned(below) for name, below in tree.items()}
