"""A reportlab canvas that writes a structure tree (PDF/UA-1) and what an archive asks for (PDF/A-2a).

reportlab has no tagging of its own. Here everything drawn is an artifact until it stands inside `leaf`; `group` nests. The tree, its
parent tree, XMP and the output intent are written at save, with no pass over the file afterwards. Each trap below made a validator fail:
unembedded Helvetica as initial font, no end of line before `endstream`, marks inside form XObjects, elements written as dictionaries (slow).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFString
from reportlab.pdfgen.canvas import Canvas

from verkstad.documents.typography import font_name, load_fonts

PRODUCER = "Verkstad"
rl_config.useA85 = 0  # raw Flate streams: a fifth smaller, and faster


@cache
def _teach_reportlab() -> None:
    """Let pages and catalogue carry the entries that tagging needs, and end every stream with a line break (ISO 19005-2, 6.1.7.1)."""
    pdfdoc.PDFPage.__NoDefault__ = [*pdfdoc.PDFPage.__NoDefault__, "StructParents", "Tabs"]
    pdfdoc.PDFCatalog.__NoDefault__ = [*pdfdoc.PDFCatalog.__NoDefault__, "OutputIntents"]
    pdfdoc.PDFCatalog.__Refs__ = list(pdfdoc.PDFCatalog.__NoDefault__)
    before = pdfdoc.PDFStream.format

    def ended(self: Any, document: Any) -> bytes:
        written: bytes = before(self, document)
        return written[:-10] + b"\nendstream\n"  # always: the data may itself end in a line feed

    pdfdoc.PDFStream.format = ended


class Node:
    """An element of the structure tree. `kids` holds nodes and (page, mcid) pairs in reading order."""

    __slots__ = ("alt", "attributes", "kids", "reference", "tag")

    def __init__(self, tag: str, alt: str = "", attributes: str = "") -> None:
        self.tag, self.alt, self.attributes = tag, alt, attributes
        self.kids: list[Node | tuple[int, int]] = []
        self.reference: Any = None


class _Element(pdfdoc.PDFObject):  # type: ignore[misc]
    """Writes itself as bytes: half the cost of a dictionary, for tens of thousands of elements."""

    __RefOnly__ = 1

    def __init__(self, node: Node, parent: Any) -> None:
        self.node, self.parent = node, parent

    def format(self, document: Any) -> bytes:
        node = self.node

        def written(value: Any) -> bytes:
            return bytes(pdfdoc.format(value, document))

        out = [b"<</Type/StructElem/S/", node.tag.encode(), b"/P ", written(self.parent)]
        if node.alt:
            out += [b"/Alt ", written(PDFString(node.alt))]
        if node.attributes:
            out += [b"/A ", node.attributes.encode()]
        page = next((kid[0] for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            out += [b"/Pg ", written(PDFObjectReference(f"Page{page + 1}"))]
        out.append(b"/K[")
        for kid in node.kids:
            if isinstance(kid, Node):
                out += [written(kid.reference), b" "]
            elif kid[0] == page:
                out.append(b"%d " % kid[1])
            else:
                out += [b"<</Type/MCR/Pg ", written(PDFObjectReference(f"Page{kid[0] + 1}")), b"/MCID %d>>" % kid[1]]
        out.append(b"]>>")
        return b"".join(out)


class TaggedCanvas(Canvas):  # type: ignore[misc]
    """`tagged` False writes the same pages without tree and archive parts (the pack profile): `leaf` and `group` then cost nothing."""

    def __init__(
        self, out: io.BytesIO, *, title: str, subject: str = "", author: str = "", language: str = "sv", tagged: bool = True
    ) -> None:
        _teach_reportlab()
        load_fonts()
        self._marking = False
        self.tagged = tagged
        self.overflows: list[tuple[str, str, float, float]] = []  # (kind, text, wanted mm, had mm)
        self._tree = Node("Document")
        self._open = [self._tree]
        self._marks: list[Node] = []
        self._marked_pages: list[list[Node]] = []
        self.deeper = 0  # how many levels headings are moved down: one file has one main heading
        self.held: dict[object, Node] = {}  # elements that go on from page to page within a part; the press clears it
        self._inside = 0
        self._in_form = 0
        locale = {"sv": "sv-SE", "en": "en-GB"}.get(language, language)
        self._described = (title, subject, author or PRODUCER, locale)
        super().__init__(out, lang=locale, pdfVersion=(1, 7), initialFontName=font_name("R"), invariant=1, pageCompression=1)
        self.setTitle(title)
        self.setSubject(subject)
        self.setAuthor(author or PRODUCER)
        self.setCreator(PRODUCER)
        self.setProducer(PRODUCER)
        self.setViewerPreference("DisplayDocTitle", "true")
        self.setViewerPreference("PrintScaling", "None")

    @property
    def _silent(self) -> bool:
        return not self.tagged or bool(self._inside) or bool(self._in_form)

    @contextmanager
    def group(self, tag: str, *, node: Node | None = None, attributes: str = "") -> Iterator[Node | None]:
        """An element that holds others. Give the `node` yielded before to continue it, on a later page too."""
        if self._silent:
            yield None
            return
        if node is None:
            node = Node(tag, attributes=attributes)
            self._open[-1].kids.append(node)
        self._open.append(node)
        try:
            yield node
        finally:
            self._open.pop()

    @contextmanager
    def leaf(
        self,
        tag: str,
        *,
        alt: str = "",
        box: tuple[float, float, float, float] | None = None,
        attributes: str = "",
        node: Node | None = None,
    ) -> Iterator[Node | None]:
        """Marked content: what is drawn inside is read as one `tag`. `box` in points (left, bottom, right, top), for figures."""
        if self._silent:
            yield None
            return
        if self.deeper and len(tag) == 2 and tag[0] == "H" and tag[1].isdigit():
            tag = f"H{min(6, int(tag[1]) + self.deeper)}"
        if node is None:
            if box is not None:
                attributes = "[<</O/Layout/Placement/Block/BBox[{:.2f} {:.2f} {:.2f} {:.2f}]>>]".format(*box)
            node = Node(tag, alt, attributes)
            self._open[-1].kids.append(node)
        node.kids.append((len(self._marked_pages), len(self._marks)))
        self._code.append(f"EMC /{tag} <</MCID {len(self._marks)}>> BDC")
        self._marks.append(node)
        self._inside += 1
        try:
            yield node
        finally:
            self._inside -= 1
            self._code.append("EMC /Artifact BMC")

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is not read at all: running heads, repeated table heads, ornament."""
        self._inside += 1
        try:
            yield
        finally:
            self._inside -= 1

    def raw(self, code: str) -> None:
        """Page language as it is: for thousands of small shapes that reportlab would format one number at a time."""
        self._code.append(code)

    def beginForm(self, *args: Any, **named: Any) -> Any:
        self._in_form += 1
        return super().beginForm(*args, **named)

    def endForm(self, *args: Any, **named: Any) -> Any:
        self._in_form -= 1
        return super().endForm(*args, **named)

    def showPage(self) -> None:
        if self._in_form or not self.tagged:
            super().showPage()
            return
        self._code.insert(0, "/Artifact BMC")
        self._code.append("EMC")
        self._marked_pages.append(self._marks)
        self._marks = []
        super().showPage()

    def _setXObjects(self, thing: Any) -> None:
        super()._setXObjects(thing)
        if self.tagged and isinstance(thing, pdfdoc.PDFPage):
            thing.StructParents = len(self._marked_pages) - 1
            thing.Tabs = PDFName("S")

    def save(self) -> None:
        if len(self._code):
            self.showPage()
        if self.tagged:
            self._write_tree()
            self._write_archive_parts()
        Canvas.save(self)

    def _write_tree(self) -> None:
        document = self._doc
        root = PDFDictionary({"Type": PDFName("StructTreeRoot")})
        pending: list[tuple[Node, Any]] = [(self._tree, document.Reference(root))]
        self._tree.reference = root.dict["K"] = document.Reference(_Element(self._tree, pending[0][1]))
        pending = [(self._tree, self._tree.reference)]
        while pending:
            node, reference = pending.pop()
            for kid in node.kids:
                if isinstance(kid, Node):
                    kid.reference = document.Reference(_Element(kid, reference))
                    pending.append((kid, kid.reference))
        numbers: list[Any] = []
        for index, marks in enumerate(self._marked_pages):
            numbers += [index, document.Reference(PDFArray([node.reference for node in marks]))]
        root.dict["ParentTree"] = document.Reference(PDFDictionary({"Nums": PDFArray(numbers)}))
        root.dict["ParentTreeNextKey"] = len(self._marked_pages)
        document.Catalog.StructTreeRoot = root
        document.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _write_archive_parts(self) -> None:
        document = self._doc
        document.Catalog.Metadata = pdfdoc.XMP(creator=lambda made: _xmp(*self._described, made))
        profile = pdfdoc.PDFStream(content=_srgb(), dictionary=PDFDictionary({"N": 3}), filters=[pdfdoc.PDFZCompress])
        intent = {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": document.Reference(profile),
        }
        document.Catalog.OutputIntents = PDFArray([PDFDictionary(intent)])


@cache
def _srgb() -> bytes:
    """The sRGB profile, with the moment of its making blanked so that the same input gives the same bytes."""
    from PIL import ImageCms

    made = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    made[24:36] = (2000).to_bytes(2, "big") + (1).to_bytes(2, "big") * 2 + bytes(6)
    made[84:100] = bytes(16)
    return bytes(made)


_UA_SCHEMA = (
    '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"'
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>PDF/UA part</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
    '<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"><pdfaid:part>2</pdfaid:part>'
    "<pdfaid:conformance>A</pdfaid:conformance></rdf:Description>"
)


def _xmp(title: str, subject: str, author: str, language: str, document: Any) -> str:
    stamp = document._timeStamp
    moment = "{:04d}-{:02d}-{:02d}T{:02d}:{:02d}:{:02d}{:+03d}:{:02d}".format(*stamp.YMDhms, stamp.dhh, abs(stamp.dmm))
    packet = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><dc:format>application/pdf</dc:format>'
        f'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(title)}</rdf:li></rdf:Alt></dc:title>'
        f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(subject)}</rdf:li></rdf:Alt></dc:description>'
        f"<dc:creator><rdf:Seq><rdf:li>{escape(author)}</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language><xmp:CreatorTool>{PRODUCER}</xmp:CreatorTool>"
        f"<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate><pdf:Producer>{PRODUCER}</pdf:Producer>"
        f'<pdfuaid:part>1</pdfuaid:part></rdf:Description>{_UA_SCHEMA}</rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    )
    # reportlab writes the packet in PDFDocEncoding: everything beyond ASCII goes as a reference, the byte order mark as its three bytes
    head, mark, rest = packet.partition("\ufeff")
    return head + mark.encode("utf-8").decode("latin1") + rest.encode("ascii", "xmlcharrefreplace").decode("ascii")
