"""What files are by their content. The bytes are the formats' own published signatures."""

import io
import zipfile
from pathlib import Path

import pytest

from engine.core.errors import InvalidInput
from engine.files.archive import archive_type
from engine.files.names import clean_name, settle
from engine.files.sniff import TAIL_SIZE, has_archive_behind, sniff

pytestmark = pytest.mark.unit

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
KNOWN = {
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF",
    "image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "image/gif": b"GIF89a\x01\x00\x01\x00",
    "image/webp": b"RIFF\x24\0\0\0WEBPVP8 ",
    "image/heic": b"\0\0\0\x18ftypheic\0\0\0\0",
    "image/avif": b"\0\0\0\x1cftypavif\0\0\0\0",
    "image/tiff": b"II*\0\x08\0\0\0",
    "image/bmp": b"BM\x36\x00\x0c\x00\0\0\0\0\x36\0\0\0",
    "application/pdf": b"%PDF-1.7\n",
    "application/dicom": bytes(128) + b"DICM\x02\0\0\0",
    "application/rtf": b"{\\rtf1\\ansi",
    "application/gzip": b"\x1f\x8b\x08\0\0\0\0\0",
    "application/x-7z-compressed": b"7z\xbc\xaf\x27\x1c\0\x04",
    "application/vnd.rar": b"Rar!\x1a\x07\x01\0",
    "application/x-ole-storage": OLE + bytes(40),
    "application/zip": b"PK\x03\x04\x14\0",
    "audio/ogg": b"OggS\0\x02",
    "audio/mpeg": b"ID3\x04\0\0\0\0\0\x23",
    "audio/flac": b"fLaC\0\0\0\x22",
    "audio/amr": b"#!AMR\n",
    "audio/wav": b"RIFF\x24\0\0\0WAVEfmt ",
    "audio/mp4": b"\0\0\0\x20ftypM4A \0\0\0\0",
    "video/mp4": b"\0\0\0\x20ftypisom\0\0\x02\0",
    "video/3gpp": b"\0\0\0\x18ftyp3gp4\0\0\0\0",
    "video/quicktime": b"\0\0\0\x14ftypqt  \0\0\0\0",
    "video/webm": b"\x1aE\xdf\xa3\x01\0\0\0",
    "text/plain": "Laudo: não há alterações".encode(),
    "application/octet-stream": bytes(range(128, 256)) * 4,
}


@pytest.mark.parametrize("kind", KNOWN)
def test_known_kinds(kind: str) -> None:
    assert sniff(KNOWN[kind], KNOWN[kind]) == kind


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\xff\xfb\x90\x64\0\0", "audio/mpeg"),  # frames without a tag
        (b"\xff\xf1\x50\x80\0\0", "audio/aac"),
        ("ação;1\r\n".encode("latin-1"), "text/plain"),
        (b"\xef\xbb\xbfcom marca", "text/plain"),
        ("\ufeffem utf-16".encode("utf-16-le"), "text/plain"),
        (b"a < b e b > c", "text/plain"),
        (b'{"nome": "Ana"}', "text/plain"),
        (b"<?xml version='1.0'?><NFe xmlns='http://www.portalfiscal.inf.br/nfe'/>", "text/plain"),
        (b"BEGIN:VCARD\r\nVERSION:3.0", "text/plain"),
    ],
)
def test_less_plain_kinds(head: bytes, kind: str) -> None:
    assert sniff(head, head) == kind


@pytest.mark.parametrize(
    "head",
    [
        b"<html>", b"  \r\n\t<!DOCTYPE HTML>", b"\xef\xbb\xbf<script>",
        b"<!-- x --><body onload=x>", "\ufeff  <html>".encode("utf-16-le"),
        b"texto\n\n<SCRIPT src=x>", b"<svg onload=alert(1)>", b"<?xml version='1.0'?>\n<svg>",
        b"<x xmlns='http://www.w3.org/1999/xhtml'>", b"<iframe src=//x>", b"<?php system('x');",
        "\ufeff<html>".encode("utf-16-le"), "\ufeff<html>".encode("utf-16-be"),
        b"MZ\x90\0", b"\x7fELF\x02", b"#!/bin/sh\n", b"#! /usr/bin/env python", b"\xca\xfe\xba\xbe",
        b"\xcf\xfa\xed\xfe", b"L\0\0\0\x01\x14\x02\0", b"\0asm\x01", b"[InternetShortcut]\r\nURL=",
        b"CWS\x09",
    ],
)  # fmt: skip
def test_what_runs_is_refused(head: bytes) -> None:
    with pytest.raises(InvalidInput) as caught:
        sniff(head, head)
    assert [fault.code for fault in caught.value.faults] == ["file_type_refused"]


@pytest.mark.parametrize("kind", sorted(set(KNOWN) - {"application/zip"}))
def test_no_kind_may_have_an_archive_behind_it(kind: str) -> None:
    behind = zipped("a.class")
    with pytest.raises(InvalidInput) as caught:
        sniff(KNOWN[kind], KNOWN[kind] + behind)
    assert [fault.code for fault in caught.value.faults] == ["file_ambiguous"]
    assert has_archive_behind(KNOWN[kind] + behind + b"trailing bytes" * 100)
    assert not has_archive_behind(KNOWN[kind] + b"PK\x05\x06 only spoken of")


def test_an_archive_as_large_as_what_is_looked_at_is_seen() -> None:
    made = zipped(*(f"{number:05}" for number in range(3000)))
    assert len(made) > TAIL_SIZE
    assert has_archive_behind(made[-TAIL_SIZE:])


@pytest.mark.parametrize(
    ("parts", "kind"),
    [
        (("[Content_Types].xml", "word/document.xml"),
         "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (("[Content_Types].xml", "xl/workbook.xml"),
         "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (("word/document.xml",), "application/zip"),
        (("a.txt",), "application/zip"),
    ],
)  # fmt: skip
def test_documents_that_are_archives(tmp_path: Path, parts: tuple[str, ...], kind: str) -> None:
    path = tmp_path / "x"
    path.write_bytes(zipped(*parts))
    assert archive_type(path, path.stat().st_size) == kind


def test_archives_that_are_programs_or_damaged_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x"
    for content, code in (
        (zipped("META-INF/MANIFEST.MF"), "file_type_refused"),
        (zipped("AndroidManifest.xml"), "file_type_refused"),
        (zipped("a.txt")[:-10], "file_damaged"),
        (b"PK\x03\x04" + bytes(100), "file_damaged"),
    ):
        path.write_bytes(content)
        with pytest.raises(InvalidInput) as caught:
            archive_type(path, len(content))
        assert [fault.code for fault in caught.value.faults] == [code]


def test_a_directory_of_very_many_entries_is_not_read(tmp_path: Path) -> None:
    """It says it has 60,000; to read them would cost memory before anything is known."""
    content = bytearray(zipped("META-INF/MANIFEST.MF"))
    content[-14:-10] = (60_000).to_bytes(2, "little") * 2
    path = tmp_path / "x"
    path.write_bytes(content)
    assert archive_type(path, len(content)) == "application/zip"


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("../../etc/passwd", "passwd"), (r"C:\Users\Ana\foto.jpg", "foto.jpg"), ("", "arquivo"),
        ("...", "arquivo"), ("a\x00b\r\nc.pdf", "a b c.pdf"), ("a\u202efdp.exe", "a fdp.exe"),
        ("Joa\u0303o.pdf", "João.pdf"), ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("a<b>|c?.txt", "a b c .txt"), ("\ud800.pdf", "pdf"), (" .htaccess ", "htaccess"),
        ("👩‍⚕️.png", "👩‍⚕️.png"),
    ],
)  # fmt: skip
def test_names_are_made_harmless(sent: str, name: str) -> None:
    assert clean_name(sent) == name


@pytest.mark.parametrize(
    ("name", "kind", "kept"),
    [
        ("a.JPEG", "image/jpeg", "a.JPEG"), ("a.png", "image/jpeg", "a.jpg"),
        ("a", "application/pdf", "a.pdf"), ("v1.2 final", "application/pdf", "v1.2 final.pdf"),
        ("a.unknown", "application/pdf", "a.unknown.pdf"), ("a.csv", "text/plain", "a.csv"),
        ("a.stl", "application/octet-stream", "a.stl"),
        ("a.doc", "application/x-ole-storage", "a.doc"),
    ],
)  # fmt: skip
def test_the_content_gives_the_ending(name: str, kind: str, kept: str) -> None:
    assert settle(name, kind)[0] == kept


@pytest.mark.parametrize(
    ("name", "kind", "code"),
    [
        ("a.exe", "application/pdf", "file_type_refused"),
        ("a.HTML", "text/plain", "file_type_refused"),
        ("a.jpg", "text/plain", "file_damaged"),
        ("a.jpg", "application/octet-stream", "file_damaged"),
        ("a.xlsx", "application/zip", "file_damaged"),
    ],
)
def test_endings_that_contradict_are_refused(name: str, kind: str, code: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        settle(name, kind)
    assert [fault.code for fault in caught.value.faults] == [code]


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return made.getvalue()
