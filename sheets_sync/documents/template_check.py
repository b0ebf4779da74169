"""Every mistake in a template at once: tags that name what there is not, each with the nearest and its paragraph.

The tags are read as Jinja reads them, loops and all, against the shape of the fields; nothing is filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from sheets_sync.documents.sandbox import sandbox
from sheets_sync.documents.word_file import ZipParts
from sheets_sync.documents.word_tags import loose_tag, paragraphs, unmatched_tag
from sheets_sync.language import N_, Message
from sheets_sync.text.nearest import nearest

_PREFIX = re.compile(r"(\{[%{])-?(?:p|tr|tc|r)(?=\s)")
_LONGEST_EXCERPT = 120  # characters
_LISTED = 12  # names
_LOOP = (
    "index",
    "index0",
    "first",
    "last",
    "length",
    "revindex",
    "revindex0",
    "previtem",
    "nextitem",
    "depth",
    "cycle",
)

Shape = Mapping[str, Any] | list[Any] | None
"""What a name can hold: the names in it, a list with the shape of its items, or nothing more than a value."""
ANY: Shape = {"*": None}


class TemplateMistake(NamedTuple):
    """A mistake: its paragraph as Word shows it, the unknown name, and the nearest known one."""

    paragraph: str
    name: str
    near: str | None
    message: Message


def shape_of(value: object) -> Shape:
    """The shape of a field's value; a list has that of all its items together, an empty one any."""
    if isinstance(value, Mapping):
        return {name: shape_of(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        shape: Shape = ANY
        for each in value:
            shape = together(shape, shape_of(each))
        return [shape]
    return None


def together(one: Shape, other: Shape) -> Shape:
    """A shape that has what either has."""
    if one is ANY or other is ANY:
        return other if one is ANY else one
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return {name: _both(one, other, name) for name in dict.fromkeys((*one, *other))}
    if isinstance(one, list) and isinstance(other, list):
        return [together(one[0], other[0])]
    return one if one is not None else other


def _both(one: Mapping[str, Any], other: Mapping[str, Any], name: str) -> Shape:
    if name in one and name in other:
        return together(one[name], other[name])
    found: Shape = one[name] if name in one else other[name]
    return found


def check_word(parts: ZipParts, shape: Mapping[str, Any]) -> tuple[TemplateMistake, ...]:
    """Every mistake in the tags of a Word file."""
    loose, unmatched = loose_tag(parts), unmatched_tag(parts)
    if loose:
        text = N_("một thẻ thiếu dấu mở hoặc dấu đóng: mỗi {open} có {close} của nó")
        marks = {"open": "{{, {%", "close": "}}, %}"}
        return (TemplateMistake(loose[:_LONGEST_EXCERPT], "", None, Message(text, marks)),)
    if unmatched:
        text = N_("thẻ này không có thẻ mở hoặc thẻ đóng đi với nó: mỗi for có endfor, mỗi if có endif")
        return (TemplateMistake(unmatched, "", None, Message(text)),)
    return check_lines([_PREFIX.sub(r"\1", each) for each in paragraphs(parts)], shape)


def check_lines(lines: list[str], shape: Mapping[str, Any]) -> tuple[TemplateMistake, ...]:
    """Every mistake in the tags of these paragraphs."""
    lines = [" ".join(line.splitlines()) for line in lines]
    try:
        tree = sandbox().parse("\n".join(lines))
    except TemplateSyntaxError as error:
        text = N_("thẻ viết sai cú pháp ({error})")
        return (TemplateMistake(_at(lines, error.lineno), "", None, Message(text, {"error": error.message})),)
    walk = _Walk(lines)
    walk.visit(tree, dict(shape))
    return tuple({(each.paragraph, each.name): each for each in walk.found}.values())


def _at(lines: list[str], number: int) -> str:
    return lines[min(number, len(lines)) - 1].strip()[:_LONGEST_EXCERPT]


class _Walk:
    """Follows the tags with the names that are known at each place."""

    def __init__(self, lines: list[str]) -> None:
        self.lines, self.known = lines, sandbox()
        self.found: list[TemplateMistake] = []

    def visit(self, node: nodes.Node, scope: dict[str, Any]) -> None:
        """Note what is wrong in a part of the template."""
        if isinstance(node, nodes.For):
            self._loop(node, scope)
        elif isinstance(node, nodes.Assign):
            shape = self._shape(node.node, scope)
            scope.update({name.name: shape for name in _targets(node.target)})
        elif isinstance(node, nodes.Expr):
            self._shape(node, scope)
        else:
            for child in node.iter_child_nodes():
                self.visit(child, scope)

    def _loop(self, node: nodes.For, scope: dict[str, Any]) -> None:
        items = self._shape(node.iter, scope)
        item = items[0] if isinstance(items, list) else ANY
        inner = {**scope, "loop": dict.fromkeys(_LOOP)}
        targets = list(_targets(node.target))
        inner.update({name.name: item if len(targets) == 1 else ANY for name in targets})
        for child in (*node.body, *([node.test] if node.test else [])):
            self.visit(child, inner)
        for child in node.else_:
            self.visit(child, scope)

    # --- expressions ------------------------------------------------------------------------------------------

    def _shape(self, node: nodes.Node, scope: dict[str, Any]) -> Shape:
        """What an expression gives; notes what in it there is not."""
        if isinstance(node, nodes.Name):
            return self._name(node, scope)
        if isinstance(node, nodes.Getattr):
            return self._in(self._shape(node.node, scope), node.attr, node)
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            behind = self._shape(node.node, scope)
            if isinstance(behind, list):
                return behind[0]  # type: ignore[no-any-return]
            return self._in(behind, str(node.arg.value), node)
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope)
        shapes = [self._shape(child, scope) for child in node.iter_child_nodes()]
        return (
            next((shape for shape in shapes if shape), None)
            if isinstance(node, nodes.Or | nodes.CondExpr)
            else None
        )

    def _name(self, node: nodes.Name, scope: dict[str, Any]) -> Shape:
        if node.name in scope:
            return scope[node.name]  # type: ignore[no-any-return]
        if node.name not in self.known.globals:
            self._note(node.name, scope, node)
        return ANY

    def _in(self, behind: Shape, name: str, node: nodes.Node) -> Shape:
        if behind is ANY or (behind is None and hasattr(str, name)):
            return ANY
        if isinstance(behind, Mapping) and name in behind:
            return behind[name]  # type: ignore[no-any-return]
        self._note(name, behind if isinstance(behind, Mapping) else {}, node)
        return ANY

    def _filter(self, node: nodes.Filter, scope: dict[str, Any]) -> Shape:
        behind = self._shape(node.node, scope) if node.node else ANY
        for child in (*node.args, *(each.value for each in node.kwargs)):
            self._shape(child, scope)
        if node.name not in self.known.filters:
            self._note(node.name, self.known.filters, node)
        if node.name == "map" and isinstance(behind, list):
            wanted = next((each.value for each in node.kwargs if each.key == "attribute"), None)
            if isinstance(wanted, nodes.Const):
                return [self._in(behind[0], str(wanted.value), node)]
        if node.name in ("sort", "reverse", "list", "unique", "select", "reject", "selectattr", "rejectattr"):
            return behind
        if node.name in ("first", "last", "min", "max", "random") and isinstance(behind, list):
            return behind[0]  # type: ignore[no-any-return]
        return None if node.name in ("join", "length", "upper", "lower", "title", "string") else ANY

    def _note(self, name: str, known: Mapping[str, Any], node: nodes.Node) -> None:
        near = nearest(name, known)
        listed = ", ".join(sorted(known)[:_LISTED]) + (", …" if len(known) > _LISTED else "")
        if near:
            message = Message(N_("không có trường “{name}”; có phải “{near}”?"), {"name": name, "near": near})
        elif known:
            message = Message(N_("không có trường “{name}”; có: {known}"), {"name": name, "known": listed})
        else:
            message = Message(N_("không có trường “{name}”"), {"name": name})
        self.found.append(TemplateMistake(_at(self.lines, node.lineno), name, near, message))


def _targets(node: nodes.Node) -> Iterator[nodes.Name]:
    if isinstance(node, nodes.Name):
        yield node
    else:
        yield from node.find_all(nodes.Name)
