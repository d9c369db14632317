"""Word files made of the XML that is wanted in them, and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_SPACES = " ".join(
    f'xmlns:{prefix}="http://schemas.{rest}"'
    for prefix, rest in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "r": "openxmlformats.org/officeDocument/2006/relationships",
        "m": "openxmlformats.org/officeDocument/2006/math",
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def para(content: str, properties: str = "") -> str:
    """A paragraph; content without a tag is its text."""
    inside = content if content.startswith("<") else run(content)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def item(text: str, number: int, level: int = 0) -> str:
    """A paragraph of an automatic list."""
    return para(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def level(at: int, form: str, text: str, more: str = "") -> str:
    """A level of a list's definition."""
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(key: int, *levels: str) -> str:
    """A list's definition."""
    return f'<w:abstractNum w:abstractNumId="{key}">{"".join(levels)}</w:abstractNum>'


def numbered(key: int, of: int, more: str = "") -> str:
    """A list."""
    return f'<w:num w:numId="{key}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def row(*cells: str, properties: str = "") -> str:
    """A row of a table."""
    inside = "".join(c if c.startswith("<w:tc>") else f"<w:tc>{para(c)}</w:tc>" for c in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{inside}</w:tr>"


def word(
    *body: str, parts: Mapping[str, str] | None = None, chunks: Mapping[str, bytes] | None = None
) -> bytes:
    """A .docx file.

    Args:
        body: the XML inside `w:body`.
        parts: the XML inside `numbering`, `styles`, `footnotes`.
        chunks: other files by relation id and name, `rId9:a.html`.
    """
    files: dict[str, bytes] = {}
    relations = ""
    for kind, inside in (parts or {}).items():
        files[f"word/{kind}.xml"] = f"{_HEAD}<w:{kind} {_SPACES}>{inside}</w:{kind}>".encode()
        relations += f'<Relationship Id="{kind}" Type="{_REL}/{kind}" Target="{kind}.xml"/>'
    for key, data in (chunks or {}).items():
        identity, name = key.split(":")
        files[f"word/{name}"] = data
        relations += f'<Relationship Id="{identity}" Type="{_REL}/aFChunk" Target="{name}"/>'
    main = f'<Relationship Id="r1" Type="{_REL}/officeDocument" Target="word/document.xml"/>'
    files["_rels/.rels"] = f'{_HEAD}<Relationships xmlns="{_RELS}">{main}</Relationships>'.encode()
    files["word/_rels/document.xml.rels"] = (
        f'{_HEAD}<Relationships xmlns="{_RELS}">{relations}</Relationships>'.encode()
    )
    files["word/document.xml"] = (
        f"{_HEAD}<w:document {_SPACES}><w:body>{''.join(body)}</w:body></w:document>".encode()
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return stream.getvalue()
