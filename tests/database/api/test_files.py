"""Files over HTTP: what is taken and what is refused, who may have one, how it is answered."""

import asyncio
import hashlib
import io
import json
import os
import re
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from PIL import Image

from engine.api.data import file_content
from engine.core.database import DATASOURCES
from engine.core.file_store import LocalFileStore
from engine.core.keyring import load_keyring
from engine.core.settings import Settings
from engine.definitions.clinics import set_mode
from engine.definitions.members import create_account, create_member
from engine.records.file_sweep import sweep_files
from tests.database.api.conftest import PASSWORD, Served, make_clinic
from tests.database.api.wire import fingerprint, problem

pytestmark = pytest.mark.database

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"
PACKAGE = {
    "files": {
        "app.yaml": "key: album\nnamespace: alb\nversion: 1.0.0\nlabel: {pt-BR: Álbum}\n"
        "requires: {core: '>=1.0'}\n",
        "entities/alb_photo.yaml": """
entity: alb_photo
plural: alb_photos
title: name
ownership: {member: owner}
fields:
  - {name: name, type: text}
  - {name: owner, type: member}
  - {name: photo, type: image}
  - {name: papers, type: files, max_count: 3}
  - {name: contract, type: file, accept: [application/pdf], max_size: 1000}
  - {name: sign, type: signature}
  - {name: secret, type: file}
""",
        "entities/alb_note.yaml": """
entity: alb_note
plural: alb_notes
title: name
datasource: chat
fields:
  - {name: name, type: text}
  - {name: attached, type: file}
""",
        "roles.yaml": """
roles:
  - key: manager
    entities:
      alb_photo: {read: all, create: true, update: all, delete: all}
      alb_note: {read: all, create: true, update: all}
  - key: seller
    entities:
      alb_photo:
        read: all
        create: true
        update: own
        fields: {secret: {access: masked, write: true, shown_when: "owner = $me"}}
      alb_note: {read: all, create: true}
  - key: reception
    entities:
      alb_photo: {read: own, fields: {secret: hidden}}
""",
    }
}


@dataclass(kw_only=True)
class Album:
    """The clinic with the album, and where its files are."""

    served: Served
    var: Path

    async def upload(
        self,
        content: bytes,
        name: str = "a.pdf",
        role: str = "seller",
        query: str = "",
        **headers: str,
    ) -> httpx.Response:
        client = await self.served.client(role)
        sent = {"content-disposition": f"attachment; filename*=UTF-8''{name}", **headers}
        return await client.post(f"/api/files{query}", content=content, headers=sent)

    async def taken(
        self, content: bytes, name: str = "a.pdf", role: str = "seller"
    ) -> dict[str, Any]:
        answer = await self.upload(content, name, role)
        assert answer.status_code == 201, answer.text
        return answer.json()["data"]

    async def record(self, role: str = "seller", **values: Any) -> dict[str, Any]:
        client = await self.served.client(role)
        owner = str(self.served.members[role])
        sent = {"name": "Registro", "owner": owner, **values}
        answer = await client.post("/api/data/alb_photos", json=sent)
        assert answer.status_code == 201, answer.text
        return answer.json()["data"]

    async def get(
        self, file: str, role: str = "seller", query: str = "", **headers: str
    ) -> httpx.Response:
        """The content, by way of the redirect."""
        client = await self.served.client(role)
        answer = await client.get(f"/api/files/{file}{query}")
        if answer.status_code != 307:
            return answer
        return await client.get(answer.headers["location"], headers=headers)

    def on_disk(self) -> set[str]:
        """Every file below the folder of the product, the keys aside."""
        found = (path for path in self.var.rglob("*") if path.is_file() and path.name != "keys")
        return {str(path.relative_to(self.var)) for path in found}


@pytest.fixture(scope="module")
async def album(served: Served) -> Album:
    admin = await served.client("admin")
    answer = await admin.post("/api/packages", json=PACKAGE)
    assert answer.status_code == 201, answer.text
    return Album(served=served, var=served.var)


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **options: Any) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(made, kind, **options)
    return made.getvalue()


def archive(name: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr(name, "x")
    return made.getvalue()


def bomb() -> bytes:
    """A PNG of 400 megapixels in half a megabyte."""
    made = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(made, "PNG")
    return made.getvalue()


# --- what is taken ---------------------------------------------------------------------------


async def test_a_photo_is_made_anew_upright_without_what_it_told(album: Album) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "ACME Phone"  # turned by a quarter; the maker
    exif.get_ifd(0x8825)[1] = "S"  # a place on earth
    sent = picture(exif=exif, comment=b"a secret comment")
    assert b"ACME Phone" in sent
    file = await album.taken(sent, "f%C3%A9rias.jpg")
    assert (file["content_type"], file["width"], file["height"]) == ("image/jpeg", 480, 640)
    answer = await album.get(file["id"])
    assert answer.status_code == 200
    assert b"ACME" not in answer.content
    assert b"secret comment" not in answer.content
    with Image.open(io.BytesIO(answer.content)) as found:
        assert (found.size, len(found.getexif())) == ((480, 640), 0)
    assert file["size"] == len(answer.content)


async def test_a_thumbnail_is_a_small_webp(album: Album) -> None:
    file = await album.taken(picture("PNG", (1600, 800)), "larga.png")
    answer = await album.get(file["id"], query="?size=thumb")
    assert answer.headers["content-type"] == "image/webp"
    with Image.open(io.BytesIO(answer.content)) as found:
        assert (found.format, found.size) == ("WEBP", (320, 160))
    document = await album.taken(PDF)
    problem(await album.get(document["id"], query="?size=thumb"), 404, "not_found")


async def test_the_content_names_the_file(album: Album) -> None:
    """Name sent -> name and type kept."""
    cases = (
        (picture("PNG"), "foto.jpg", "foto.png", "image/png"),
        (picture("GIF"), "sem-fim", "sem-fim.gif", "image/gif"),
        (picture("WEBP"), "a.webp", "a.webp", "image/webp"),
        (PDF, "contrato.docx", "contrato.pdf", "application/pdf"),
        (PDF, "..%2F..%2Fetc%2Fpasswd", "passwd.pdf", "application/pdf"),
        (PDF, "a%E2%80%AEfdp.exe%00.pdf", "a fdp.exe .pdf", "application/pdf"),
        ("nome;valor\nção;1".encode("latin-1"), "x.csv", "x.csv", "text/csv"),
        (b"nota simples", "LEIA", "LEIA.txt", "text/plain"),
        (archive("word/document.xml") , "x.zip", "x.zip", "application/zip"),
        (b"OggS\x00\x02" + bytes(60), "voz.ogg", "voz.ogg", "audio/ogg"),
        (bytes(range(128, 256)) * 8, "exame.xyz", "exame.xyz", "application/octet-stream"),
    )  # fmt: skip
    for content, sent, name, kind in cases:
        file = await album.taken(content, sent)
        assert (file["name"], file["content_type"]) == (name, kind), sent


async def test_a_form_is_taken_like_a_body(album: Album) -> None:
    client = await album.served.client("seller")
    answer = await client.post("/api/files", files={"file": ("ação.pdf", PDF)}, data={"x": "y"})
    assert answer.status_code == 201, answer.text
    file = answer.json()["data"]
    assert (file["name"], file["size"]) == ("ação.pdf", len(PDF))
    assert (await album.get(file["id"])).content == PDF
    for files in (
        [("other", ("a.pdf", PDF))],
        [("file", ("a.pdf", PDF)), ("file", ("b.pdf", PDF))],
    ):
        refused = problem(await client.post("/api/files", files=files), 422, "invalid")
        assert [each["code"] for each in refused["errors"]] == ["file_missing"]


async def test_files_on_disk_are_private_and_keyed_by_clinic_and_year(album: Album) -> None:
    before = album.on_disk()
    file = await album.taken(PDF)
    (made,) = album.on_disk() - before
    year = datetime.now(UTC).year
    assert made == f"files/{album.served.clinic.id}/{year}/{file['id']}"
    path = album.var / made
    assert path.read_bytes() == PDF
    assert path.stat().st_mode & 0o777 == 0o600
    assert {each.stat().st_mode & 0o777 for each in list(path.parents)[:3]} == {0o700}


# --- what is refused -------------------------------------------------------------------------

HTML = b"<!DOCTYPE html><html><script>alert(document.cookie)</script></html>"
SVG = (
    b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
)
HOSTILE: dict[str, tuple[bytes, str, str]] = {
    "html named jpg": (HTML, "gato.jpg", "file_type_refused"),
    "html in utf-16": (b"\xff\xfe" + HTML.decode().encode("utf-16-le"), "a", "file_type_refused"),
    "html after a comment": (b"<!-- " + b"x" * 900 + b" -->" + HTML, "a.txt", "file_type_refused"),
    "svg with script": (SVG, "logo.svg", "file_type_refused"),
    "svg named png": (SVG, "logo.png", "file_type_refused"),
    "html ending": (b"nada", "pagina.HTML", "file_type_refused"),
    "program": (b"MZ\x90\x00" + bytes(200), "foto.jpg", "file_type_refused"),
    "shell script": (b"#!/bin/sh\nrm -rf /\n", "leia.txt", "file_type_refused"),
    "batch file": (b"@echo off\r\ndel *\r\n", "abrir.bat", "file_type_refused"),
    "java archive": (archive("META-INF/MANIFEST.MF"), "x.zip", "file_type_refused"),
    "gifar": (picture("GIF") + archive("META-INF/MANIFEST.MF"), "a.gif", "file_ambiguous"),
    "zip behind a jpeg": (picture() + archive("a.txt"), "a.jpg", "file_ambiguous"),
    "pdf that is a page": (b"%PDF-1.4\n<html><script>alert(1)</script>", "a.pdf", "file_ambiguous"),
    "pdf with an archive": (PDF + archive("x.class"), "a.pdf", "file_ambiguous"),
    "gif that is a page": (b"GIF89a=1;/*<script>*/" + HTML, "a.gif", "file_ambiguous"),
    "pdf inside an image": (picture(comment=b"%PDF-1.4 trailer"), "a.jpg", "file_ambiguous"),
    "no pdf": (bytes(range(128, 256)) * 8, "laudo.pdf", "file_damaged"),
    "text named pdf": (b"apenas texto", "laudo.pdf", "file_damaged"),
    "zip named docx": (archive("a.txt"), "contrato.docx", "file_damaged"),
    "half a jpeg": (picture(size=(2000, 2000))[:900], "a.jpg", "image_damaged"),
    "a jpeg's first bytes": (b"\xff\xd8\xff\xe0" + bytes(300), "a.jpg", "image_damaged"),
    "bomb": (bomb(), "a.png", "image_too_large"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(64), "IMG_1.heic", "image_format"),
    "nothing": (b"", "a.pdf", "file_empty"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
async def test_hostile_files_are_refused_with_a_remedy_and_leave_nothing(
    album: Album, case: str
) -> None:
    content, name, code = HOSTILE[case]
    before = album.on_disk(), await fingerprint(album.served.databases, album.served.clinic)
    for _ in range(2):
        refused = problem(await album.upload(content, name), 422, "invalid")
        assert [(each["path"], each["code"]) for each in refused["errors"]] == [("file", code)]
    after = album.on_disk(), await fingerprint(album.served.databases, album.served.clinic)
    assert after == before


async def test_a_file_over_the_limit_is_refused_whatever_it_says_of_its_length(
    album: Album,
) -> None:
    before = album.on_disk()
    client = await album.served.client("seller")

    uploads, spooled = album.var / "uploads", list[int]()

    async def endless() -> AsyncIterator[bytes]:
        for _ in range(80):
            yield bytes(1024 * 1024)
            spooled.extend(path.stat().st_size for path in uploads.glob("*/sent"))

    for content in (endless(), b"\xff\xd8\xff" + bytes(51 * 1024 * 1024)):
        refused = problem(await client.post("/api/files", content=content), 413, "file_too_large")
        assert "50 MB" in refused["title"]
    assert 0 < max(spooled) <= 50 * 1024 * 1024
    assert album.on_disk() == before


async def test_a_large_file_passes_in_bounded_memory(album: Album) -> None:
    """45 MB in; while they come, the process grows by far less."""
    client = await album.served.client("seller")
    block = bytes(range(256)) * 2048
    seen: list[int] = []

    async def content() -> AsyncIterator[bytes]:
        yield b"fLaC"
        for _ in range(90):
            seen.append(resident())
            yield bytes(bytearray(block))  # an object of its own each time

    await album.taken(PDF)
    before = resident()
    answer = await client.post("/api/files", content=content())
    assert answer.status_code == 201, answer.text
    assert answer.json()["data"]["size"] == 90 * len(block) + 4
    assert max(*seen, resident()) - before < 16 * 1024 * 1024


def resident() -> int:
    """Bytes of memory the process has now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def test_an_upload_that_breaks_off_leaves_nothing(album: Album) -> None:
    before = album.on_disk(), await fingerprint(album.served.databases, album.served.clinic)
    client = await album.served.client("seller")
    cookies = "; ".join(f"{k}={v}" for k, v in client.cookies.items())
    headers = [
        (b"cookie", cookies.encode()),
        (b"x-csrf-token", client.headers["x-csrf-token"].encode()),
    ]
    messages = [
        {"type": "http.request", "body": PDF, "more_body": True},
        {"type": "http.disconnect"},
    ]
    sent: list[Any] = []

    async def receive() -> Any:
        return messages.pop(0) if messages else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/api/files", "query_string": b"",
        "headers": headers, "client": ("127.0.0.1", 1), "scheme": "http", "http_version": "1.1",
    }  # fmt: skip
    await album.served.app(scope, receive, send)
    assert sent[0]["status"] == 422
    assert b"file_incomplete" in sent[1]["body"]
    after = album.on_disk(), await fingerprint(album.served.databases, album.served.clinic)
    assert after == before


async def test_a_store_that_fails_leaves_neither_bytes_nor_rows(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = album.on_disk(), await fingerprint(album.served.databases, album.served.clinic)
    put = LocalFileStore.put

    async def fail_second(self: LocalFileStore, key: str, chunks: Any) -> None:
        if key.endswith(".thumb"):
            raise OSError("no space left on device")
        await put(self, key, chunks)

    monkeypatch.setattr(LocalFileStore, "put", fail_second)
    problem(await album.upload(picture(), "a.jpg"), 503, "files_unavailable")
    after = album.on_disk(), await fingerprint(album.served.databases, album.served.clinic)
    assert after == before


async def test_the_limits_of_a_field_are_told_at_the_upload_and_at_the_write(album: Album) -> None:
    large = PDF + b"%" * 2000
    query = "?entity=alb_photos&field=contract"
    refused = problem(await album.upload(large, query=query), 413, "file_too_large")
    assert "1 kB" in refused["title"]
    problem(await album.upload(picture(), "a.jpg", query=query), 413, "file_too_large")
    refused = problem(await album.upload(b"texto", "a.txt", query=query), 422, "invalid")
    assert [each["code"] for each in refused["errors"]] == ["file_not_accepted"]
    client = await album.served.client("seller")
    for content, name, code in (
        (large, "a.pdf", "file_too_large"),
        (b"t", "a.txt", "file_not_accepted"),
    ):
        file = await album.taken(content, name)
        answer = await client.post(
            "/api/data/alb_photos", json={"name": "x", "contract": file["id"]}
        )
        refused = problem(answer, 422, "invalid")
        assert [(e["path"], e["code"]) for e in refused["errors"]] == [("contract", code)]
    for field, given in (("name", 422), ("ghost", 422), ("secret", 201)):
        answer = await album.upload(PDF, query=f"?entity=alb_photos&field={field}")
        assert answer.status_code == given, answer.text
    reception = await album.upload(PDF, role="reception", query="?entity=alb_photos&field=photo")
    problem(reception, 403, "forbidden")
    problem(await album.upload(PDF, query="?entity=ghosts"), 404, "not_found")
    for query in ("?field=photo", "?nome=a.pdf", "?name=a&name=b"):
        problem(await album.upload(PDF, query=query), 422, "invalid")


async def test_a_frozen_clinic_takes_no_files(album: Album) -> None:
    served = album.served
    before = album.on_disk()
    await set_mode(served.databases, served.clinic, "frozen", "manutenção")
    try:
        problem(await album.upload(PDF), 503, "clinic_frozen")
    finally:
        await set_mode(served.databases, served.clinic, "live")
    assert album.on_disk() == before


# --- files in records ------------------------------------------------------------------------


async def test_fields_take_uploads_and_show_what_they_are(album: Album) -> None:
    photo, paper = await album.taken(picture(), "a.jpg"), await album.taken(PDF, "p.pdf")
    second = await album.taken(PDF, "q.pdf")
    ids = [paper["id"], second["id"]]
    made = await album.record(photo=photo["id"], papers=[ids[0], {"id": ids[1]}], sign=None)
    assert made["photo"] == photo
    plain = {key: paper[key] for key in ("id", "name", "content_type", "size")}
    assert [made["papers"][0], made["papers"][1]["id"]] == [plain, ids[1]]
    assert (made["sign"], made["contract"]) == (None, None)
    client = await album.served.client("seller")
    changed = await client.patch(
        f"/api/data/alb_photos/{made['id']}", json={"papers": ids[::-1], "photo": None}
    )
    shown = changed.json()["data"]
    assert [each["id"] for each in shown["papers"]] == ids[::-1]
    assert shown["photo"] is None
    for asked, count in (
        ("papers is empty", 0),
        ("not (papers is empty)", 1),
        ("photo is empty", 1),
    ):
        url = f"/api/data/alb_photos?filter=id = '{made['id']}' and {asked}"
        assert len((await client.get(url)).json()["data"]) == count, asked
    for asked in (f"photo = '{photo['id']}'", "photo > photo", f"papers = '{ids[0]}'"):
        problem(await client.get(f"/api/data/alb_photos?filter={asked}"), 422, "invalid")


async def test_only_ones_own_upload_can_be_given_to_a_record(album: Album) -> None:
    """Another's upload, a held file, one that never was, one of another field: one answer."""
    mine = await album.taken(PDF)
    held = await album.record(papers=[mine["id"]])
    others = await album.taken(PDF, role="manager")
    client = await album.served.client("seller")
    before = await fingerprint(album.served.databases, album.served.clinic)
    told: set[str] = set()
    for file in (mine["id"], others["id"], str(uuid4())):
        answer = await client.post("/api/data/alb_photos", json={"name": "x", "secret": file})
        refused = problem(answer, 422, "invalid")
        assert [(e["path"], e["code"]) for e in refused["errors"]] == [("secret", "file_not_found")]
        told.add(json.dumps(refused))
        answer = await client.patch(f"/api/data/alb_photos/{held['id']}", json={"secret": file})
        problem(answer, 422, "invalid")
    assert len(told) == 1
    assert await fingerprint(album.served.databases, album.served.clinic) == before


async def test_a_field_may_take_back_what_it_let_go(album: Album) -> None:
    file = await album.taken(PDF)
    made = await album.record(contract=file["id"])
    client = await album.served.client("seller")
    path = f"/api/data/alb_photos/{made['id']}"
    gone = await client.patch(path, json={"contract": None})
    assert gone.json()["data"]["contract"] is None
    problem(await album.get(file["id"]), 404, "not_found")
    undone = await client.post(f"{path}/undo", json={})
    back = undone if undone.status_code < 400 else None
    if back is None:
        back = await client.patch(path, json={"contract": file["id"]})
    assert back.status_code == 200, back.text
    assert (await album.get(file["id"])).content == PDF


async def test_records_of_the_other_database_take_files_too(album: Album) -> None:
    client = await album.served.client("seller")
    for query in ("", "?entity=alb_note&field=attached", "?entity=alb_note"):
        answer = await album.upload(PDF, query=query)
        file = answer.json()["data"]
        made = await client.post("/api/data/alb_notes", json={"name": "n", "attached": file["id"]})
        assert made.status_code == 201, made.text
        assert made.json()["data"]["attached"]["name"] == "a.pdf"
        assert (await album.get(file["id"], role="manager")).content == PDF
    answer = await album.upload(PDF, query="?entity=alb_photo")
    made = await client.post(
        "/api/data/alb_notes", json={"name": "n", "attached": answer.json()["data"]["id"]}
    )
    problem(made, 422, "invalid")


# --- who may have a file ---------------------------------------------------------------------


async def test_a_pending_file_is_its_uploaders_alone(album: Album) -> None:
    file = await album.taken(PDF)
    assert (await album.get(file["id"])).content == PDF
    for role in ("admin", "manager", "reception"):
        problem(await album.get(file["id"], role=role), 404, "not_found")


async def test_who_reads_the_record_and_sees_the_field_has_the_file(album: Album) -> None:
    """Rows: field, role, whether the file is theirs. The uploader has no right of their own."""
    photo, secret = await album.taken(picture(), "a.jpg"), await album.taken(PDF)
    made = await album.record(photo=photo["id"], secret=secret["id"])
    reception = str(album.served.members["reception"])
    mine = {"photo": photo["id"], "secret": secret["id"]}
    for field, role, is_theirs in (
        ("photo", "seller", True), ("photo", "manager", True), ("photo", "reception", False),
        ("secret", "seller", True), ("secret", "manager", True), ("secret", "reception", False),
    ):  # fmt: skip
        answer = await album.get(mine[field], role=role)
        assert answer.status_code == (200 if is_theirs else 404), (field, role, answer.text)
    client = await album.served.client("manager")
    path = f"/api/data/alb_photos/{made['id']}"
    given = await client.patch(path, json={"owner": reception})  # the mask of the seller closes
    assert given.status_code == 200, given.text
    for field, role, is_theirs in (
        ("photo", "seller", True), ("photo", "reception", True),
        ("secret", "seller", False), ("secret", "manager", True), ("secret", "reception", False),
    ):  # fmt: skip
        answer = await album.get(mine[field], role=role)
        assert answer.status_code == (200 if is_theirs else 404), (field, role, answer.text)
        if not is_theirs:
            problem(answer, 404, "not_found")


async def test_refusals_of_a_file_are_all_the_same(album: Album) -> None:
    """Hidden field, foreign record, somebody's upload, nothing at all: byte for byte."""
    secret = await album.taken(PDF)
    await album.record(secret=secret["id"])
    pending = await album.taken(PDF)
    bodies: set[bytes] = set()
    for file in (secret["id"], pending["id"], str(uuid4()), "x"):
        bodies.add((await album.get(file, role="reception")).content)
    assert len(bodies) == 1


async def test_an_address_is_good_for_its_member_and_five_minutes(
    album: Album, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = await album.taken(PDF)
    await album.record(contract=file["id"])
    seller = await album.served.client("seller")
    found = await seller.get(f"/api/files/{file['id']}")
    assert (found.status_code, found.headers["cache-control"]) == (307, "no-store")
    address = found.headers["location"]
    assert (await seller.get(address)).content == PDF
    for role in ("manager", "admin"):
        problem(await (await album.served.client(role)).get(address), 404, "not_found")
    problem(await (await album.served.client(None)).get(address), 401, "session_required")
    token = address.rpartition("/")[2]
    key, payload, mark = token.split(".")
    other = load_keyring(album.var, None).sign("session", b"[]")
    for bad in (f"{key}.{payload}.{mark[::-1]}", f"{key}.{payload[:-2]}AA.{mark}", "x", other,
                f"{payload}.{mark}"):  # fmt: skip
        problem(await seller.get(f"/api/files/content/{bad}"), 404, "not_found")
    real = file_content._read_token

    def later(api: Any, ctx: Any, sent: str) -> Any:
        return real(api, replace(ctx, now=ctx.now + timedelta(minutes=5)), sent)

    monkeypatch.setattr(file_content, "_read_token", later)
    problem(await seller.get(address), 410, "link_expired")


async def test_another_clinics_address_is_useless(album: Album) -> None:
    """The same account in both clinics does not make it the same file."""
    served = album.served
    other = await make_clinic(served.app, served.databases, "vizinha")
    async with other.stack:
        file = await album.taken(PDF)
        seller, stranger = await served.client("seller"), await other.client("seller")
        address = (await seller.get(f"/api/files/{file['id']}")).headers["location"]
        problem(await stranger.get(address), 404, "not_found")
        problem(await stranger.get(f"/api/files/{file['id']}"), 404, "not_found")
        theirs = await stranger.post("/api/files", content=PDF)
        theirs_id = theirs.json()["data"]["id"]
        problem(await seller.get(f"/api/files/{theirs_id}"), 404, "not_found")
        answer = await seller.post("/api/data/alb_photos", json={"name": "x", "secret": theirs_id})
        assert problem(answer, 422, "invalid")["errors"][0]["code"] == "file_not_found"


async def test_a_member_without_rights_uploads_nothing(album: Album) -> None:
    served = album.served
    account = await create_account(
        served.databases, email=f"nemo@{served.clinic.slug}.test", name="N", password=PASSWORD
    )
    await create_member(served.databases, served.clinic, name="N", account_id=account.id, roles=())
    before = album.on_disk()
    problem(await album.upload(PDF, role="nemo"), 403, "forbidden")
    client = await served.client("seller")
    token = client.headers.pop("x-csrf-token")
    try:
        problem(await client.post("/api/files", content=PDF), 403, "csrf_required")
    finally:
        client.headers["x-csrf-token"] = token
    assert album.on_disk() == before


# --- how a file is answered ------------------------------------------------------------------


async def test_what_may_be_shown_is_and_the_rest_is_a_download(album: Album) -> None:
    cases = (
        (picture(), "a.jpg", "inline"), (PDF, "a.pdf", "inline"),
        (b"OggS\x00\x02" + bytes(60), "v.ogg", "inline"), (b"texto", "t.txt", "attachment"),
        (archive("a.txt"), "z.zip", "attachment"), (b"II*\0" + bytes(40), "x.tif", "attachment"),
        (b"{\"a\": 1}", "d.json", "attachment"), (bytes(range(128, 256)) * 8, "b", "attachment"),
    )  # fmt: skip
    for content, name, shown in cases:
        file = await album.taken(content, name)
        answer = await album.get(file["id"])
        headers = answer.headers
        assert headers["content-disposition"].startswith(f"{shown}; "), name
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("default-src 'none'")
        assert ("sandbox" in headers["content-security-policy"]) is (name != "a.pdf")
        assert headers["content-type"] == file["content_type"]
        assert headers["cache-control"].startswith("private")
        assert "html" not in headers["content-type"] and "svg" not in headers["content-type"]
        asked = await album.get(file["id"], query="?download=1")
        assert asked.headers["content-disposition"].startswith("attachment; "), name
    named = await album.taken(PDF, "a%22%0D%0ASet-Cookie%3A%20x.pdf")
    shown = (await album.get(named["id"])).headers
    assert "set-cookie" not in shown
    assert re.fullmatch(r"inline; filename=\"[ -~]+\"; filename\*=UTF-8''[!-~]+",
                        shown["content-disposition"])  # fmt: skip


async def test_ranges_and_tags(album: Album) -> None:
    content = b"%PDF-" + bytes(range(32, 127)) * 10
    file = await album.taken(content)
    size = len(content)
    whole = await album.get(file["id"])
    tag = whole.headers["etag"]
    assert hashlib.sha256(content).hexdigest().startswith(tag.strip('"').split("-")[0])
    for asked, status, start, end in (
        ("bytes=0-4", 206, 0, 5), ("bytes=10-", 206, 10, size), ("bytes=-7", 206, size - 7, size),
        ("bytes=5-99999", 206, 5, size), ("bytes=0-1,3-4", 200, 0, size), ("x=1-2", 200, 0, size),
        (f"bytes=-{size + 5}", 206, 0, size),
    ):  # fmt: skip
        answer = await album.get(file["id"], range=asked)
        assert (answer.status_code, answer.content) == (status, content[start:end]), asked
        if status == 206:
            assert answer.headers["content-range"] == f"bytes {start}-{end - 1}/{size}"
    for asked in (f"bytes={size}-", "bytes=9-3", "bytes=-0"):
        answer = await album.get(file["id"], range=asked)
        assert (answer.status_code, answer.content) == (416, b""), asked
        assert answer.headers["content-range"] == f"bytes */{size}"
    known = await album.get(file["id"], **{"if-none-match": tag})
    assert (known.status_code, known.content, known.headers["etag"]) == (304, b"", tag)
    stale = await album.get(file["id"], **{"range": "bytes=0-4", "if-range": '"old"'})
    assert (stale.status_code, stale.content) == (200, content)
    client = await album.served.client("seller")
    for query in ("?size=huge", "?download=yes", "?tamanho=thumb"):
        problem(await client.get(f"/api/files/{file['id']}{query}"), 422, "invalid")


# --- the sweeper -----------------------------------------------------------------------------


async def test_what_nobody_can_want_any_more_is_swept(album: Album) -> None:
    """Uploads after a day, files let go after a month, those of purged records at once."""
    served = album.served
    store = LocalFileStore(album.var / "files")
    pending, held = await album.taken(picture(), "a.jpg"), await album.taken(PDF)
    let_go = await album.taken(PDF)
    kept = await album.record(contract=held["id"])
    other = await album.record(contract=let_go["id"])
    third = await album.record(role="manager")
    manager = await served.client("manager")
    mine = await album.taken(PDF, role="manager")
    patched = await manager.patch(
        f"/api/data/alb_photos/{third['id']}", json={"contract": mine["id"]}
    )
    assert patched.status_code == 200, patched.text
    await manager.patch(f"/api/data/alb_photos/{other['id']}", json={"contract": None})
    client = await served.client("manager")
    assert (await client.delete(f"/api/data/alb_photos/{third['id']}")).status_code < 300
    gone = await client.post(f"/api/data/alb_photos/{third['id']}/purge", json={})
    assert gone.status_code < 300, gone.text
    now = datetime.now(UTC)

    async def known(file: dict[str, Any]) -> bool:
        rows: list[int] = []
        for datasource in DATASOURCES:
            async with served.databases.source(datasource).clinic(served.clinic.id) as con:
                sql = "select count(*) from _file where id = $1"
                rows.append(await con.fetchval(sql, UUID(file["id"])))
        on_disk = any(file["id"] in name for name in album.on_disk())
        assert on_disk is any(rows)
        return on_disk

    async def swept(later: timedelta) -> list[bool]:
        await sweep_files(served.databases, served.clinic, store, now + later)
        return [await known(file) for file in (pending, held, let_go, mine)]

    assert await swept(timedelta(0)) == [True, True, True, True]  # chat still knows `mine`
    assert await swept(timedelta(hours=25)) == [False, True, True, False]
    assert await swept(timedelta(days=29)) == [False, True, True, False]
    assert await swept(timedelta(days=31)) == [False, True, False, False]
    assert (await album.get(held["id"])).content == PDF
    assert kept["contract"]["id"] == held["id"]
    assert await sweep_files(served.databases, served.clinic, store, now + timedelta(days=31)) == 0


async def test_a_write_and_a_sweep_at_once_never_lose_a_held_file(album: Album) -> None:
    served = album.served
    store = LocalFileStore(album.var / "files")
    client = await served.client("seller")
    for _ in range(12):
        file = await album.taken(PDF)
        later = datetime.now(UTC) + timedelta(days=2)
        answer, _ = await asyncio.gather(
            client.post("/api/data/alb_photos", json={"name": "x", "contract": file["id"]}),
            sweep_files(served.databases, served.clinic, store, later),
        )
        if answer.status_code == 201:
            found = await client.get(f"/api/data/alb_photos/{answer.json()['data']['id']}")
            assert found.json()["data"]["contract"]["id"] == file["id"]
            assert await store.exists(f"{served.clinic.id}/{datetime.now(UTC).year}/{file['id']}")
        else:
            assert answer.json()["errors"][0]["code"] == "file_not_found"


def test_the_folder_and_the_limit_are_settings() -> None:
    settings = Settings.load({"NEXUS_FILES": "/srv/files", "NEXUS_FILE_MB": "200"})
    assert (settings.file_folder, settings.file_limit) == (Path("/srv/files"), 200 * 1024 * 1024)
    default = Settings.load({"NEXUS_VAR": "/srv/var"})
    assert (default.file_folder, default.file_limit) == (Path("/srv/var/files"), 50 * 1024 * 1024)
