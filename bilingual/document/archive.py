"""Documents that are zip archives of XML (.epub, .docx, .odt): members read into memory, within limits."""

from __future__ import annotations

import posixpath
import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote

from bilingual.document.recognition import Format
from bilingual.errors import DocumentError
from bilingual.ziparchives import ARCHIVE_ERRORS, ENCRYPTED, METHODS

if TYPE_CHECKING:
    from lxml.etree import _Element

# The text of the longest novels is 10 MB with its marks; a dictionary has a few times that.
_LARGEST_MEMBER = 64 << 20  # bytes
_LARGEST_TOTAL = 256 << 20  # bytes
_MOST_MEMBERS = 65_535
# XML deflates to a tenth, tables of empty cells to a fiftieth. Small members are not worth a question.
_HIGHEST_RATIO = 200
_SMALL = 1 << 20  # bytes

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OTHERS = {
    "xl/workbook.xml": "a spreadsheet (.xlsx)",
    "ppt/presentation.xml": "a presentation (.pptx)",
    "META-INF/MANIFEST.MF": "a Java archive",
}


class Archive:
    """A zip archive whose members are only names and bytes: nothing is ever unpacked to the disk.

    Args:
        data: the whole file.
        name: what errors call it.

    Raises:
        DocumentError: it is damaged.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = _LARGEST_TOTAL
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._names = frozenset(self._zip.namelist())
        except ARCHIVE_ERRORS as error:
            raise self.error(f"damaged zip archive: {error}", "fetch or export it again") from None
        if len(self._names) > _MOST_MEMBERS:
            raise self.error(f"{len(self._names)} members are more than a document has")

    def __contains__(self, path: str) -> bool:
        return path in self._names

    def error(self, problem: str, remedy: str | None = None) -> DocumentError:
        """Return an error that names the document."""
        return DocumentError(problem, place=self.name, remedy=remedy)

    @property
    def format(self) -> Format:
        """What kind of document it is, by its members.

        Raises:
            DocumentError: it is none that is read.
        """
        kind = self.read("mimetype").decode("ascii", "replace").strip() if "mimetype" in self else ""
        if kind == "application/epub+zip" or "META-INF/container.xml" in self:
            return Format.EPUB
        if kind.startswith(f"{_OPEN_DOCUMENT}text"):
            return Format.ODT
        if kind.startswith(_OPEN_DOCUMENT):
            form = kind.removeprefix(_OPEN_DOCUMENT)
            if not re.fullmatch(r"[a-z-]{1,40}", form):  # what a file says is not passed on as it comes
                form = "file of another kind"
            raise self.error(f"this is an OpenDocument {form}, not a text", "export it as .odt or .pdf")
        if "[Content_Types].xml" in self and "word/document.xml" in self:
            return Format.DOCX
        if "content.xml" in self and "styles.xml" in self:  # repacked by hand, its mimetype lost
            return Format.ODT
        for member, what in _OTHERS.items():
            if member in self:
                raise self.error(f"this is {what}, not a text", "export it as .docx or .pdf")
        raise self.error("this is a zip archive of files, not a text", "unpack it and give a file in it")

    def read(self, path: str) -> bytes:
        """Return a member.

        Raises:
            DocumentError: it is not there, encrypted, damaged, or would inflate beyond all reason.
        """
        try:
            member = self._zip.getinfo(path)
        except KeyError:
            raise self.error(f"damaged: it has no member {path!r}", "fetch or export it again") from None
        if member.flag_bits & ENCRYPTED:
            raise self.error("it is protected by a password", "save it without one")
        if member.compress_type not in METHODS:
            raise self.error(f"member {path!r} is packed by method {member.compress_type}, not deflated")
        most = _HIGHEST_RATIO * max(member.compress_size, 1)
        if member.file_size > min(_LARGEST_MEMBER, self._left, max(most, _SMALL)):
            sizes = f"from {member.compress_size} to {member.file_size} bytes"
            raise self.error(f"member {path!r} would unpack {sizes}", "is it a zip bomb?")
        self._left -= member.file_size
        try:
            # `zipfile` stops at the size that the member claims, whatever it holds.
            return self._zip.read(member)
        except ARCHIVE_ERRORS as error:
            raise self.error(f"member {path!r} is damaged: {error}", "fetch or export it again") from None

    def xml(self, path: str) -> _Element:
        """Return a member parsed as XML; its entities are never expanded, nothing outside is fetched.

        Raises:
            DocumentError: as `read`; or it is no XML, or declares entities.
        """
        return parse_xml(self.read(path), path, self)


def parse_xml(data: bytes, path: str, archive: Archive) -> _Element:
    """Parse a member's bytes; see `Archive.xml`."""
    from lxml import etree

    # Neither OOXML nor ODF nor EPUB's own files declare entities; bombs and thefts of files begin so.
    if b"<!ENTITY" in data or b"<\x00!\x00E\x00N\x00T\x00" in data or b"\x00<\x00!\x00E\x00N\x00T" in data:
        raise archive.error(f"member {path!r} declares entities, as no document does")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.LxmlError, ValueError) as error:
        problem = " ".join(str(error).split())
        raise archive.error(f"member {path!r} is no XML: {problem}", "fetch or export it again") from None
    if root is None:
        raise archive.error(f"member {path!r} is empty")
    return root


def resolve(base: str, reference: str) -> tuple[str, str]:
    """Return the member and the fragment that a reference in the member `base` points to.

    References to other hosts, and out of the archive, come out as names that no member has.

    >>> resolve("OEBPS/toc.ncx", "text/ch%201.xhtml#part")
    ('OEBPS/text/ch 1.xhtml', 'part')
    """
    path, _, fragment = reference.partition("#")
    if not path:
        return base, unquote(fragment)
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(path))), unquote(fragment)
