"""What a PDF or a web page of ours says of itself in its last line: what it was made of, so that a second run knows.

Also a digest of all before it, so that a later edit by a person shows. In a PDF it is a comment behind the end.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from urllib.parse import quote, unquote

from sheets_sync.documents.word_file import Seal

_FORMS: Mapping[str, tuple[str, str]] = {"pdf": ("\n%", "\n"), "html": ("\n<!--", "-->\n")}
_LONGEST = 1000  # bytes
_LINE = re.compile(
    rb"\n(?:%|<!--)sheets-sync (\S+) (\S+) ([0-9a-f]+) ([0-9A-F-]*)(?: ([0-9a-f]{16}))? ([0-9a-f]{64})(?:-->)?\n\Z"
)


def with_trailer(content: bytes, form: str, seal: Seal) -> bytes:
    """The file with its last line."""
    before, after = _FORMS[form]
    said = [quote(seal.kind), seal.period, seal.digest, seal.fingerprint, *filter(None, [seal.subject])]
    return content + f"{before}sheets-sync {' '.join(said)} {_digest(content)}{after}".encode()


def trailer_of(content: bytes) -> Seal | None:
    """What an untouched file says of itself; nothing for one that was edited since, or that we never made."""
    found = _LINE.search(content[-_LONGEST:])
    if found is None:
        return None
    *said, whole = (unquote(each.decode(errors="replace")) for each in found.groups(b""))
    before = content[: len(content) - len(found[0])]
    return Seal(*said) if _digest(before) == whole else None


def said_in_trailer(content: bytes) -> Mapping[str, str]:
    """What a file says of itself, edited since or not, or nothing."""
    found = _LINE.search(content[-_LONGEST:])
    said = [unquote(each.decode(errors="replace")) for each in found.groups(b"")[:-1]] if found else []
    return dict(zip(Seal._fields, said, strict=False))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
