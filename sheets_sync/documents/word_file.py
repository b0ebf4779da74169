"""A Word file as bytes: packed the same way every time, and sealed, so that a later edit by a person shows.

The seal is a digest of the content parts (text, styles, headers, pictures) in the file's own custom properties,
so that nothing has to lie beside the document.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape, unescape

_CUSTOM = "docProps/custom.xml"
_TYPES = "[Content_Types].xml"
_RELATIONS = "_rels/.rels"
_CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_CUSTOM_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_FIXED_TIME = (1980, 1, 1, 0, 0, 0)
_LARGEST = 200_000_000  # bytes unpacked: far more than a paper with pictures, far less than the memory
_PROPERTY = re.compile(r'name="sheets-sync ([a-z]+)"><vt:lpwstr>([^<]*)</vt:lpwstr>')

UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)

ZipParts = Mapping[str, bytes]


class Seal(NamedTuple):
    """What a generated document says of itself: kind, period, the digest it was written with, the fingerprint of the
    results in it, and the mark of the person, team or movement that it alone is about.
    """

    kind: str
    period: str
    digest: str
    fingerprint: str = ""
    subject: str = ""


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a Word file by name, in their order; raises BadZipFile for what is none, or unpacks to too much."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _LARGEST:
            raise zipfile.BadZipFile(f"more than {_LARGEST} bytes")
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts: ZipParts) -> bytes:
    """The same parts give the same bytes, whenever and wherever they are packed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def digest(parts: ZipParts) -> str:
    """A fingerprint of what a reader sees; how it is zipped and the file's properties do not count."""
    total = hashlib.sha256()
    for name in sorted(name for name in parts if name.startswith("word/")):
        total.update(f"{name} {len(parts[name])}\n".encode() + parts[name])
    return total.hexdigest()


def subject_mark(subject: str) -> str:
    """Distinguishes the papers of a kind and period: a hash, no name and no id, since papers are passed on."""
    return hashlib.sha256(subject.encode()).hexdigest()[:16] if subject else ""


def seal(content: bytes, kind: str, period: str, fingerprint: str = "", subject: str = "") -> bytes:
    """The file with its seal in it, and the fingerprint of the results in it."""
    parts = parts_of(content)
    values = Seal(kind, period, digest(parts), fingerprint, subject_mark(subject))._asdict()
    if not subject:
        del values["subject"]
    if _CUSTOM not in parts:
        parts[_TYPES] = _inserted(
            parts[_TYPES], f'<Override PartName="/{_CUSTOM}" ContentType="{_CUSTOM_TYPE}"/>', "</Types>"
        )
        parts[_RELATIONS] = _inserted(
            parts[_RELATIONS],
            f'<Relationship Id="rIdSheetsSync" Type="{_CUSTOM_RELATION}" Target="{_CUSTOM}"/>',
            "</Relationships>",
        )
    parts[_CUSTOM] = _properties(values).encode()
    return pack(parts)


def seal_of(content: bytes) -> Seal | None:
    """The seal of an untouched document; nothing for one that was edited since, or that we never made."""
    try:
        parts = parts_of(content)
        found = {name: unescape(value) for name, value in _PROPERTY.findall(parts[_CUSTOM].decode())}
        said = (found.get("fingerprint", ""), found.get("subject", ""))
        sealed = Seal(found["kind"], found["period"], found["digest"], *said)
    except (*UNREADABLE, KeyError, UnicodeDecodeError):
        return None
    return sealed if sealed.digest == digest(parts) else None


def said_of(content: bytes) -> Mapping[str, str]:
    """What a document says of itself, edited since or not, by the fields of a seal; or nothing."""
    try:
        found = _PROPERTY.findall(parts_of(content)[_CUSTOM].decode())
    except (*UNREADABLE, KeyError, UnicodeDecodeError):
        return {}
    return {name: unescape(value) for name, value in found}


def _inserted(part: bytes, element: str, before: str) -> bytes:
    head, tail = part.decode().rsplit(before, 1)
    return f"{head}{element}{before}{tail}".encode()


def _properties(values: Mapping[str, str]) -> str:
    lines = [
        '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" '
        f'pid="{number}" name="sheets-sync {name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(values.items(), 2)
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
        f"{''.join(lines)}</Properties>"
    )
