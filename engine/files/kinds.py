"""The kinds of file the product knows: content type, name endings, and whether it may show one.

`SAFE_INLINE` are those a browser renders without running anything of theirs; all others are
downloads.
"""

from dataclasses import dataclass

__all__ = ["BY_ENDING", "DANGEROUS", "IMAGES", "KINDS", "SAFE_INLINE", "UNKNOWN", "FileKind"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileKind:
    """One kind. The first ending is the one a file without a fitting ending gets."""

    content_type: str
    endings: tuple[str, ...] = ()


def _kind(content_type: str, *endings: str) -> FileKind:
    return FileKind(content_type=content_type, endings=endings)


_OFFICE = "application/vnd.openxmlformats-officedocument"
_OPEN = "application/vnd.oasis.opendocument"
UNKNOWN = _kind("application/octet-stream")
KINDS = {
    kind.content_type: kind
    for kind in (
        _kind("image/jpeg", "jpg", "jpeg", "jpe", "jfif"),
        _kind("image/png", "png"),
        _kind("image/webp", "webp"),
        _kind("image/gif", "gif"),
        _kind("image/heic", "heic", "heif"),
        _kind("image/avif", "avif"),
        _kind("image/bmp", "bmp"),
        _kind("image/tiff", "tif", "tiff"),
        _kind("application/pdf", "pdf"),
        _kind("application/dicom", "dcm", "dicom"),
        _kind("application/rtf", "rtf"),
        _kind("audio/ogg", "ogg", "oga", "opus"),
        _kind("audio/mpeg", "mp3"),
        _kind("audio/wav", "wav"),
        _kind("audio/flac", "flac"),
        _kind("audio/amr", "amr"),
        _kind("audio/aac", "aac"),
        _kind("audio/mp4", "m4a"),
        _kind("video/mp4", "mp4", "m4v"),
        _kind("video/3gpp", "3gp"),
        _kind("video/quicktime", "mov"),
        _kind("video/webm", "webm", "mkv"),
        _kind("video/x-msvideo", "avi"),
        _kind("application/zip", "zip"),
        _kind("application/gzip", "gz", "tgz"),
        _kind("application/x-7z-compressed", "7z"),
        _kind("application/vnd.rar", "rar"),
        _kind(f"{_OFFICE}.wordprocessingml.document", "docx", "dotx"),
        _kind(f"{_OFFICE}.spreadsheetml.sheet", "xlsx", "xltx"),
        _kind(f"{_OFFICE}.presentationml.presentation", "pptx", "ppsx"),
        _kind(f"{_OPEN}.text", "odt"),
        _kind(f"{_OPEN}.spreadsheet", "ods"),
        _kind(f"{_OPEN}.presentation", "odp"),
        _kind("application/epub+zip", "epub"),
        _kind("application/x-ole-storage", "doc", "xls", "ppt", "msg"),
        _kind("text/csv", "csv"),
        _kind("text/plain", "txt", "md", "log", "vcf", "ics", "json", "xml", "tsv"),
    )
}
BY_ENDING = {ending: kind for kind in KINDS.values() for ending in kind.endings}
IMAGES = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
"""What is decoded, made clean and shown; other images are downloads."""
SAFE_INLINE = IMAGES | {
    "application/pdf", "audio/ogg", "audio/mpeg", "audio/wav", "audio/flac", "audio/amr",
    "audio/aac", "audio/mp4", "video/mp4", "video/webm", "video/3gpp", "video/quicktime",
}  # fmt: skip
_DANGEROUS = """
    ade adp apk app appx asp aspx bash bat cgi chm class cmd com cpl crx csh deb desktop dll dmg
    exe gadget hta htm html inf ins iso jar jnlp js jse jsp ksh lnk mde mht mhtml mjs msc msi msp
    mst php phtml pif pkg ps1 psm1 py reg rpm scf scr sct sh shs svg svgz swf url vb vbe vbs wasm
    ws wsc wsf wsh xbap xht xhtml xsl xslt"""
DANGEROUS = frozenset(_DANGEROUS.split())
"""Endings that make a computer run a file, or a browser treat it as a page."""
