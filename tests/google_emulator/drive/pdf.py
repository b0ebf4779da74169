"""A small PDF of lines of text, by hand: one font that is not embedded, with a table of what its codes mean."""

from __future__ import annotations

from collections.abc import Sequence

_LINES, _LEADING, _LEFT, _TOP, _SIZE = 50, 15, 50, 790, 11


def of_lines(lines: Sequence[str]) -> bytes:
    """A valid PDF whose text is these lines."""
    pages = [lines[at : at + _LINES] for at in range(0, len(lines), _LINES)] or [[]]
    codes = {sign: code for code, sign in enumerate(sorted(set("".join(lines))), 1)}
    return _file([*_frame(len(pages), codes), *_page_objects(pages, codes)])


def _frame(pages: int, codes: dict[str, int]) -> list[bytes]:
    """Objects 1 to 6: the catalogue, the list of pages, the font and what belongs to it."""
    kids = " ".join(f"{7 + 2 * page} 0 R" for page in range(pages))
    return [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Arial /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 6 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Arial /FontDescriptor 5 0 R /DW 500 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Type /FontDescriptor /FontName /Arial /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 "
        b"/Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>",
        _stream(_meanings(codes)),
    ]


def _meanings(codes: dict[str, int]) -> bytes:
    """The CMap from codes to Unicode."""
    lines = [f"<{code:04X}> <{sign.encode('utf-16-be').hex().upper()}>" for sign, code in codes.items()]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Codes def\n"
        "/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
        f"{body}\nendcmap\nend\nend"
    ).encode()


def _page_objects(pages: Sequence[Sequence[str]], codes: dict[str, int]) -> list[bytes]:
    objects = []
    for number, lines in enumerate(pages):
        content = 8 + 2 * number
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {content} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode(),
            _stream(_text(lines, codes)),
        ]
    return objects


def _text(lines: Sequence[str], codes: dict[str, int]) -> bytes:
    shown = [f"<{''.join(f'{codes[sign]:04X}' for sign in line)}> Tj T*" for line in lines]
    return f"BT /F1 {_SIZE} Tf {_LEADING} TL {_LEFT} {_TOP} Td\n{chr(10).join(shown)}\nET".encode()


def _stream(content: bytes) -> bytes:
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _file(objects: Sequence[bytes]) -> bytes:
    """The objects with their numbers, the table of where each begins, and the trailer."""
    out, starts = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
