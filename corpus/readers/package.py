"""The parts of a .docx file: its XML read leniently, so that macro files, templates and the strict form open too."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree

from corpus.archives import BROKEN_ARCHIVE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W.strip("{}").encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
)
_FORBIDDEN = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b")

DAMAGED = (*BROKEN_ARCHIVE, KeyError)
"""What opening or reading a damaged package raises; `BadPartError` is a ValueError."""


class BadPartError(ValueError):
    """A part that is no well-formed XML."""


class Package:
    """An opened .docx file.

    Args:
        data: the file's bytes.

    Raises:
        one of `DAMAGED`: it is no package of a document.
    """

    def __init__(self, data: bytes) -> None:
        self._zip = zipfile.ZipFile(io.BytesIO(data))
        self._names = {name.lower(): name for name in self._zip.namelist()}
        found = [target for kind, target in self._relations("").values() if kind == "officeDocument"]
        self.main = found[0] if found and found[0].lower() in self._names else "word/document.xml"
        self._related = self._relations(self.main)

    def document(self) -> ElementTree.Element:
        """The root of the main part."""
        return self.xml(self.main)

    def related(self, kind: str) -> ElementTree.Element | None:
        """The root of the part that is the document's `styles`, `numbering`, `footnotes` or the like."""
        for found, target in self._related.values():
            if found == kind and target.lower() in self._names:
                return self.xml(target)
        return None

    def chunk(self, relation: str) -> tuple[str, bytes] | None:
        """Name and bytes of the part that the document calls `relation`."""
        _, target = self._related.get(relation, ("", ""))
        return (target, self.read(target)) if target.lower() in self._names else None

    def read(self, name: str) -> bytes:
        """The bytes of a part."""
        try:
            return self._zip.read(self._names[name.lower()])
        except RuntimeError as error:  # encrypted
            raise BadPartError(name) from error

    def xml(self, name: str) -> ElementTree.Element:
        """A part's root."""
        data = self.read(name)
        if _FORBIDDEN.search(data):
            raise BadPartError(name)  # no part declares entities, but bombs do
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
        try:
            return ElementTree.fromstring(data)  # noqa: S314 - it has no declarations
        except (ElementTree.ParseError, LookupError) as error:
            raise BadPartError(name) from error

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        folder, base = posixpath.split(part)
        name = posixpath.join(folder, "_rels", f"{base}.rels")
        if name.lower() not in self._names:
            return {}
        found = {}
        for element in self.xml(name).iter(_RELATION):
            if element.get("TargetMode") != "External":
                target = element.get("Target") or ""
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
                kind = (element.get("Type") or "").rsplit("/", 1)[-1]
                found[element.get("Id") or ""] = (kind, posixpath.normpath(path))
        return found
