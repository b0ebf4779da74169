"""The Jinja tags of a Word template as the person who opens it in Word sees them, and those left open or unmatched.

Looked at before the template is filled in: docxtpl mends some of these silently, and then a paragraph is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from sheets_sync.documents.word_file import ZipParts

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_STATEMENT = re.compile(r"\{%(?:p|tr|tc|r)?-?\s*(\w+)")
_NAME = re.compile(r"[A-Za-z_]\w*")
_OPENING = ("for", "if")


def paragraphs(parts: ZipParts) -> Iterator[str]:
    """The text of every paragraph of the body, headers and footers."""
    for name, content in parts.items():
        if name.startswith("word/") and name.endswith(".xml"):
            for paragraph in content.decode(errors="replace").split("</w:p>"):
                yield unescape(re.sub(r"<[^>]*>", "", paragraph))


def tag_with(name: str, parts: ZipParts) -> str | None:
    """The first tag that has this name in it."""
    word = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    tags = (tag for text in paragraphs(parts) for tag in _TAG.findall(text))
    return next((tag for tag in tags if word.search(tag)), None)


def names_in(parts: ZipParts) -> frozenset[str]:
    """Every name in a tag, those of fields among them."""
    tags = (tag for text in paragraphs(parts) for tag in _TAG.findall(text))
    return frozenset(name for tag in tags for name in _NAME.findall(tag))


def loose_tag(parts: ZipParts) -> str | None:
    """The text of the first paragraph with a brace pair that lacks its other half."""
    return next((text.strip() for text in paragraphs(parts) if _LOOSE.search(_TAG.sub("", text))), None)


def unmatched_tag(parts: ZipParts) -> str | None:
    """The first `for` or `if` that is not closed, or the first closing tag that closes nothing."""
    open_tags: list[tuple[str, str]] = []
    for text in paragraphs(parts):
        for tag in _TAG.findall(text):
            found = _STATEMENT.match(tag)
            name = found[1] if found else ""
            if name in _OPENING:
                open_tags.append((f"end{name}", tag))
            elif name in ("endfor", "endif"):
                if not open_tags or open_tags[-1][0] != name:
                    return str(open_tags[-1][1] if open_tags else tag)
                open_tags.pop()
    return open_tags[-1][1] if open_tags else None
