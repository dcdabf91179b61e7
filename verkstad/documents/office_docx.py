"""An outline as a Word document (Office Open XML, ECMA-376): the few parts a text document needs, written with the standard library."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from xml.sax.saxutils import escape

from verkstad.documents.outline import Bullets, Figure, Heading, Outline, Paragraph, Table

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DRAWN = "http://schemas.openxmlformats.org/drawingml/2006"
_PICTURE = f"{_DRAWN}/picture"
_MM = 36_000  # of the units of a drawing
_PNG = b"\x89PNG"
_FIRST_FIGURE = 5  # relations before the pictures'
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML 1.0 has no way to write them
_WIDTH = 9638  # twentieths of a point between the margins: A4 with 20 mm on each side
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_INK, _SECOND, _LINE = "1F2A30", "56646C", "C9D2D6"
_SIZES = {1: 28, 2: 23, 3: 21}  # half points


def docx(outline: Outline) -> bytes:
    """The whole file. The same outline gives the same bytes."""
    figures = [piece for piece in outline.pieces if isinstance(piece, Figure) and piece.data is not None]
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations([("officeDocument", "word/document.xml"), ("extended-properties", "docProps/app.xml")], core=True),
        "docProps/core.xml": _core(outline),
        "docProps/app.xml": f'{_HEAD}<Properties xmlns="{_R.replace("relationships", "extended-properties")}"><Application>Verkstad</Application></Properties>',
        "word/document.xml": _document(outline),
        "word/styles.xml": _styles(outline.language),
        "word/numbering.xml": _numbering(),
        "word/settings.xml": f'{_HEAD}<w:settings xmlns:w="{_W}"><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>',
        "word/footer1.xml": _footer(outline.foot),
        "word/_rels/document.xml.rels": _relations(
            [("styles", "styles.xml"), ("numbering", "numbering.xml"), ("settings", "settings.xml"), ("footer", "footer1.xml")]
            + [("image", f"media/{_media(n, figure.data)}") for n, figure in enumerate(figures)]
        ),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), text.encode(), zipfile.ZIP_DEFLATED)
        for n, figure in enumerate(figures):
            package.writestr(zipfile.ZipInfo(f"word/media/{_media(n, figure.data)}", (1980, 1, 1, 0, 0, 0)), figure.data or b"")
    return out.getvalue()


def _media(n: int, data: bytes | None) -> str:
    """A chart is a PNG, everything else a JPEG."""
    return f"photo{n + 1}.{'png' if (data or b'').startswith(_PNG) else 'jpeg'}"


def _text(words: str) -> str:
    return escape(_FORBIDDEN.sub("", words.replace("\r\n", "\n").replace("\r", "\n")))


def _run(words: str, properties: str = "") -> str:
    lines = [f'<w:t xml:space="preserve">{line}</w:t>' for line in _text(words).replace("\t", " ").split("\n")]
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{'<w:br/>'.join(lines)}</w:r>"


def _paragraph(runs: str, style: str = "", more: str = "") -> str:
    said = (f'<w:pStyle w:val="{style}"/>' if style else "") + more
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{runs}</w:p>"


def _document(outline: Outline) -> str:
    body = [_paragraph(_run(outline.title), "Title")]
    shown = 0
    for piece in outline.pieces:
        if isinstance(piece, Figure):
            body += _figure(piece, shown)
            shown += piece.data is not None
        else:
            body += _piece(piece)
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    spaces = f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:wp="{_DRAWN}/wordprocessingDrawing" xmlns:a="{_DRAWN}/main" xmlns:pic="{_PICTURE}"'
    return f"{_HEAD}<w:document {spaces}><w:body>{''.join(body)}{page}</w:body></w:document>"


def _figure(figure: Figure, n: int) -> Iterable[str]:
    """The picture in the line, kept with its caption; a picture that is not here leaves what is said of it."""
    if figure.data is None:
        yield _paragraph(_run(figure.alt), "Caption")
        return
    width, height = round(figure.width * _MM), round(figure.height * _MM)
    alt = _text(figure.alt).replace("\n", " ").replace('"', "&quot;")
    drawn = (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{n + 1}" name="{_media(n, figure.data)}" descr="{alt}"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{_PICTURE}"><pic:pic><pic:nvPicPr><pic:cNvPr id="{n + 1}" name="{_media(n, figure.data)}" descr="{alt}"/><pic:cNvPicPr/>'
        f'</pic:nvPicPr><pic:blipFill><a:blip r:embed="rId{_FIRST_FIGURE + n}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>'
        "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
    yield _paragraph(f"<w:r>{drawn}</w:r>", "Figure" if figure.caption else "Caption")
    if figure.caption:
        yield _paragraph(_run(figure.caption), "Caption")


def _piece(piece: Heading | Paragraph | Bullets | Table) -> Iterable[str]:
    if isinstance(piece, Heading):
        yield _paragraph(_run(piece.text), f"Heading{min(3, max(1, piece.level))}")
    elif isinstance(piece, Paragraph):
        label = _run(f"{piece.label} ", "<w:b/>") if piece.label else ""
        yield _paragraph(label + _run(piece.text), "Quiet" if piece.quiet else "")
    elif isinstance(piece, Bullets):
        for item in piece.items:
            yield _paragraph(_run(item), "ListBullet")
    else:
        yield _table(piece)
        yield _paragraph("", "Quiet")  # two tables without words between them would be read as one


def _table(table: Table) -> str:
    shares = table.widths or (1,) * len(table.heads)
    widths = [_WIDTH * share // sum(shares) for share in shares]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    line = f'w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"'
    rows = [_row(table.heads, widths, head=True), *(_row(row, widths) for row in table.rows)]
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders><w:top {line}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _row(cells: tuple[str, ...], widths: list[int], *, head: bool = False) -> str:
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if head else "")
    made = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{_paragraph(_run(cell, "<w:b/>" if head else ""), "Cell")}</w:tc>'
        for cell, width in zip(cells, widths, strict=True)
    ]
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(made)}</w:tr>"


def _styles(code: str) -> str:
    def style(name: str, shown: str, facts: str = "", run: str = "", *, based: str = "Normal", default: bool = False) -> str:
        first = ' w:default="1"' if default else ""
        return (
            f'<w:style w:type="paragraph"{first} w:styleId="{name}"><w:name w:val="{shown}"/>'
            + ("" if default else f'<w:basedOn w:val="{based}"/>')
            + f"<w:qFormat/><w:pPr>{facts}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )

    spoken = "sv-SE" if code == "sv" else "en-GB"
    headings = [
        style(
            f"Heading{level}",
            f"heading {level}",
            f'<w:keepNext/><w:spacing w:before="{360 - 60 * level}" w:after="80"/><w:outlineLvl w:val="{level - 1}"/>',
            f'<w:b/><w:sz w:val="{size}"/>',
        )
        for level, size in _SIZES.items()
    ]
    return (
        f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>'
        f'<w:color w:val="{_INK}"/><w:sz w:val="21"/><w:lang w:val="{spoken}"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="100" w:line="264" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        + style("Normal", "Normal", default=True)
        + style("Title", "Title", '<w:spacing w:after="120"/>', '<w:b/><w:sz w:val="40"/>')
        + "".join(headings)
        + style("Quiet", "Quiet", '<w:spacing w:after="60"/>', f'<w:color w:val="{_SECOND}"/><w:sz w:val="18"/>')
        + style("Figure", "Figure", '<w:keepNext/><w:spacing w:before="120" w:after="40" w:line="240" w:lineRule="auto"/>')
        + style("Caption", "caption", '<w:spacing w:after="160"/>', f'<w:color w:val="{_SECOND}"/><w:sz w:val="18"/>')
        + style("Cell", "Cell", '<w:spacing w:before="40" w:after="40"/>', '<w:sz w:val="19"/>')
        + style("Footer", "footer", "", f'<w:color w:val="{_SECOND}"/><w:sz w:val="16"/>')
        + style("ListBullet", "List Bullet", '<w:numPr><w:numId w:val="1"/></w:numPr><w:spacing w:after="40"/><w:contextualSpacing/>')
        + "</w:styles>"
    )


def _numbering() -> str:
    return (
        f'{_HEAD}<w:numbering xmlns:w="{_W}"><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="–"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _footer(foot: str) -> str:
    def count(field: str) -> str:
        return f'<w:fldSimple w:instr=" {field} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'

    said = _run(f"{foot} · ") if foot else ""
    return f'{_HEAD}<w:ftr xmlns:w="{_W}">{_paragraph(said + count("PAGE") + _run(" / ") + count("NUMPAGES"), "Footer")}</w:ftr>'


def _core(outline: Outline) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{_text(outline.title)}</dc:title><dc:creator>{_text(outline.author)}</dc:creator>"
        f"<dc:language>{'sv-SE' if outline.language == 'sv' else 'en-GB'}</dc:language></cp:coreProperties>"
    )


def _content_types() -> str:
    start = MIME.rpartition(".")[0]
    kinds = {"document": "document.main", "styles": "styles", "numbering": "numbering", "settings": "settings", "footer1": "footer"}
    parts = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{start}.{kind}+xml"/>' for name, kind in kinds.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="png" ContentType="image/png"/>{parts}'
        '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _relations(targets: list[tuple[str, str]], *, core: bool = False) -> str:
    made = [f'<Relationship Id="rId{n}" Type="{_R}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)]
    if core:
        made.append(f'<Relationship Id="rIdCore" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>')
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{"".join(made)}</Relationships>'
