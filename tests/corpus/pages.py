"""PDF files made of words at their places, in fonts that say or don't say what their codes mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595, 842
_LETTER = 0.5  # of the size: every character is as wide


@dataclass(frozen=True)
class At:
    """A text and where it begins; `y` is from the top."""

    x: float
    y: float
    text: str
    size: float = 12


def width(text: str, size: float = 12) -> float:
    """How wide a text is."""
    return len(text) * _LETTER * size


def column(words: str, x: float, y: float, wide: float, indent: float = 30, size: float = 12) -> Iterator[At]:
    """Paragraphs (a line of `words` each) set ragged into a column, 16 points a line."""
    for paragraph in words.split("\n"):
        line, begin = "", x + indent
        for word in paragraph.split(" "):
            if line and begin + width(f"{line} {word}", size) > x + wide:
                yield At(begin, y, line, size)
                line, begin, y = word, x, y + 16
            else:
                line = f"{line} {word}".strip()
        yield At(begin, y, line, size)
        y += 16


def pdf(
    pages: Sequence[Sequence[At]], *, font: str = "Times", codes: str = "unicode", shift: int = 0
) -> bytes:
    """A PDF.

    Args:
        pages: what stands on each.
        font: its name.
        codes: `unicode` for a font with a table of its letters, `latin` for one without (Windows-1252).
        shift: added to every code of a `latin` font, as a broken one does.
    """
    letters = sorted({char for page in pages for at in page for char in at.text})
    code = {c: n for n, c in enumerate(letters, 1)} if codes == "unicode" else {}
    count = len(pages)
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{' '.join(f'{6 + 2 * n} 0 R' for n in range(count))}] /Count {count} >>",
        f"<< /Type /Font /Subtype /TrueType /BaseFont /ABCDEF+{font.replace('.', '#2E')} /FirstChar 0 /LastChar 255 "
        f"/Widths [{' '.join(['500'] * 256)}] /FontDescriptor 4 0 R "
        + ("/ToUnicode 5 0 R >>" if codes == "unicode" else "/Encoding /WinAnsiEncoding >>"),
        f"<< /Type /FontDescriptor /FontName /ABCDEF+{font.replace('.', '#2E')} /Flags 4 /Ascent 800 /Descent -200 "
        "/CapHeight 700 /ItalicAngle 0 /StemV 80 /FontBBox [0 -200 500 800] >>",
        _stream(_table(code)),
    ]
    for number, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {7 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(_stream("\n".join(_shown(at, code, shift) for at in page)))
    return _file(objects)


def _shown(at: At, code: dict[str, int], shift: int) -> str:
    raw = (
        bytes(code[c] for c in at.text) if code else bytes(b + shift & 255 for b in at.text.encode("cp1252"))
    )
    return f"BT /F1 {at.size} Tf 1 0 0 1 {at.x} {HEIGHT - at.y - at.size} Tm <{raw.hex()}> Tj ET"


def _table(code: dict[str, int]) -> str:
    """The font's table; at most a hundred letters in each of its parts."""
    lines = [f"<{n:02x}> <{c.encode('utf-16-be').hex()}>" for c, n in code.items()]
    parts = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    maps = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
        f"1 begincodespacerange <00> <ff> endcodespacerange\n{maps}\nendcmap end end"
    )


def _stream(text: str) -> str:
    return f"<< /Length {len(text)} >>\nstream\n{text}\nendstream"


def _file(objects: Sequence[str]) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    head = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    return (
        out
        + (f"{head}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF").encode()
    )
