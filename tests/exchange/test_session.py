"""The session file: what is written is read back the same, and nothing else gets in."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import stat
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from verkstad.domain.change import LAMPORT_MAX, Change, Mark
from verkstad.domain.errors import Corrupt, Failure, Foreign, NeedsPassphrase, Newer, TooLarge, Unreadable
from verkstad.domain.schema import SCHEMA
from verkstad.exchange.session import MAX_ENTRIES, Manifest, SessionFile, packed, read_session, unpacked, write_session
from verkstad.storage.writing import shaped

WORKSHOP = "018f0000-0000-7000-8000-000000000001"
DAY = "018f0000-0000-7000-8000-000000000002"
BLOCK = "018f0000-0000-7000-8000-000000000003"
FACTS = Manifest(scope=f"workshop:{WORKSHOP}", title="Uppstart i Norrdala", created="2027-03-24T08:00:00Z", program="Verkstad 0.1.0")


def change(lamport: int, kind: str, row: str, prev: dict[str, tuple[str, ...]] | None = None, **values: Any) -> Change:
    said = {("_" + n[1:] if n.startswith("x") else n): ("" if n.startswith("x") else f"{lamport:020x}", v) for n, v in values.items()}
    return Change("a" * 16, lamport, "2027-03-24T08:00:00Z", "b" * 16, WORKSHOP, kind, row, said, prev or {}).sealed()


def changes() -> list[Change]:
    first = change(1, "workshop", WORKSHOP, title="Uppstart", purpose="Börja\nnu", xplace=[None, ""], xgone=0)
    day = change(2, "day", DAY, when=["2027-03-24", 540], xplace=[WORKSHOP, "a0abc"], xgone=0)
    block = change(3, "block", BLOCK, title="Fika", minutes=15, needs_decider=1, xplace=[DAY, "a0def"], xgone=0)
    moved = change(4, "block", BLOCK, {"_place": (block.id,)}, xplace=[DAY, "a1"])
    erased = change(5, "block", BLOCK, {"title": (block.id,)}, title="Kim").without({"title"})
    gone = Change(
        "c" * 16, 6, "2027-03-24T09:00:00Z", "d" * 16, WORKSHOP, "block", BLOCK, {"_gone": ("", 1)}, {"_gone": (block.id,)}, (moved.id,)
    )
    return [first, day, block, moved, erased, gone.sealed()]


MARKS = (Mark(BLOCK, "title", 5),)


def good() -> bytes:
    return packed(FACTS, changes(), MARKS)


# ------------------------------------------------------------------------------------------------------------- there and back
def test_what_is_written_is_read_back_the_same(tmp_path: Path) -> None:
    path = tmp_path / "möte.verkstad"
    digest = write_session(path, FACTS, changes(), MARKS)
    found = read_session(path)
    assert found == SessionFile(FACTS, tuple(changes()), MARKS)
    assert found.digest == digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [c.id for c in found.changes] == [c.id for c in changes()]


def test_the_same_content_gives_the_same_bytes_in_whatever_order_it_comes() -> None:
    every = changes()
    assert packed(FACTS, reversed(every), MARKS) == packed(FACTS, every, MARKS)


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\u2028\u2029\x85"), max_size=40)


def values_of(column: Any) -> st.SearchStrategy[Any]:
    known: dict[str, st.SearchStrategy[Any]] = {
        "whole": st.integers(column.low, column.high),
        "flag": st.integers(0, 1),
        "date": st.dates().map(str),
        "moment": st.just("2027-03-24T08:00:00Z"),
        "decimal": st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-9999, max_value=9999).map(str),
        "prose": st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t"), max_size=60),
    }
    shape = known.get(column.shape, TEXT).filter(lambda v: not isinstance(v, str) or len(v) <= column.length)
    return st.none() | shape if column.default is None else shape


@st.composite
def any_change(draw: st.DrawFn) -> Change:
    kind = draw(st.sampled_from(sorted(SCHEMA.kinds.values(), key=lambda k: k.name)))
    values: dict[str, tuple[Any, ...]] = {}
    for f in draw(st.lists(st.sampled_from(kind.fields), min_size=1, unique=True)):
        parts = [draw(values_of(c)) for c in f.columns]
        values[f.wire] = (draw(st.sampled_from(["00ff" * 5, "ab" * 10])), parts[0] if f.single else parts)
    if draw(st.booleans()):
        values["_place"] = ("", [draw(st.none() | st.just(DAY)), draw(st.text("abcZ019", max_size=12))])
    hashes = st.text("0123456789abcdef", min_size=32, max_size=32)
    prev = {wire: tuple(draw(st.lists(hashes, min_size=1, max_size=2))) for wire in values if draw(st.booleans())}
    made = Change(
        draw(st.sampled_from(["a" * 16, "b" * 16])),
        draw(st.integers(1, LAMPORT_MAX)),
        "2027-03-24T08:00:00Z",
        "b" * 16,
        WORKSHOP,
        kind.name,
        str(draw(st.uuids())),
        values,
        prev,
        tuple(draw(st.lists(hashes, max_size=2))),
    )
    return made.without() if draw(st.integers(0, 9)) == 0 else made


@settings(max_examples=60, deadline=None)
@given(st.lists(any_change(), max_size=8, unique_by=lambda c: c.row))
def test_any_change_a_library_can_write_is_read_back_the_same(made: list[Change]) -> None:
    expected = sorted((c.sealed() for c in made), key=lambda c: (c.lamport, c.id))
    assert list(unpacked(packed(FACTS, expected)).changes) == expected


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_whatever_a_transaction_writes_passes_the_whitelist(data: st.DataObject) -> None:
    alone = [k for k in SCHEMA.kinds.values() if any(f.single for f in k.fields)]
    kind = data.draw(st.sampled_from(sorted(alone, key=lambda k: k.name)))
    f = data.draw(st.sampled_from([f for f in kind.fields if f.single]))
    column = f.columns[0]
    typed = data.draw(st.text(max_size=column.length) | st.integers() | values_of(column))
    try:
        written = shaped(kind.name, column, typed)
    except Failure:
        return
    said = {f.wire: ("00" * 10, int(written) if isinstance(written, bool) else written)}
    made = Change("a" * 16, 1, "2027-03-24T08:00:00Z", "b" * 16, WORKSHOP, kind.name, BLOCK, said).sealed()
    assert unpacked(packed(FACTS, [made])).changes == (made,)


def test_ten_thousand_notes_are_at_most_a_megabyte() -> None:
    chance = random.Random(1)
    words = [
        "vi",
        "behöver",
        "en",
        "kontaktväg",
        "som",
        "kunden",
        "hittar",
        "utan",
        "att",
        "ringa",
        "och",
        "en",
        "chef",
        "som",
        "vågar",
        "besluta",
        "snabbt",
        "om",
        "det",
        "som",
        "skaver",
        "i",
        "vardagen",
    ]
    made = []
    for n in range(10_000):
        row = f"019{chance.getrandbits(36):09x}"
        row = f"{row[:8]}-{row[8:]}-7{n % 4096:03x}-8{chance.getrandbits(12):03x}-{chance.getrandbits(48):012x}"
        said = {
            "what": (f"{chance.getrandbits(80):020x}", " ".join(chance.choices(words, k=9))),
            "_place": ("", [WORKSHOP, "b0" + "".join(chance.choices("abcdefgh01234", k=3))]),
            "_gone": ("", 0),
        }
        made.append(
            Change("a" * 16, n + 1, f"2027-03-24T{n // 3600:02d}:{n // 60 % 60:02d}:{n % 60:02d}Z", "b" * 16, WORKSHOP, "action", row, said)
        )
    assert len(packed(FACTS, (c.sealed() for c in made))) <= 1_000_000


def test_texts_of_the_manifest_are_made_safe_to_show() -> None:
    manifest = manifest_of(good())
    manifest["title"] = "Möte\u202egpj.exe\u0007\n  rad två"
    assert unpacked(repacked({"manifest.json": as_json(manifest)})).manifest.title == "Mötegpj.exe rad två"


# ------------------------------------------------------------------------------------------------------------- building bad ones
def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def manifest_of(data: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(parts_of(data)["manifest.json"])
    return found


def as_json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "surrogatepass")


def zipped(members: list[tuple[str, bytes]], alter: Callable[[zipfile.ZipInfo], None] = lambda member: None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members:
            member = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            alter(member)
            archive.writestr(member, content)
    return out.getvalue()


def repacked(change_members: dict[str, bytes], *, more: list[tuple[str, bytes]] | None = None, honest: bool = True) -> bytes:
    """The good file with members exchanged; with `honest` the manifest says the right sizes and sums."""
    parts = {**parts_of(good()), **change_members}
    if honest and "manifest.json" not in change_members:
        manifest = json.loads(parts["manifest.json"])
        for name, content in [*parts.items(), *(more or [])]:
            if name != "manifest.json":
                manifest["members"][name] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
        parts["manifest.json"] = as_json(manifest)
    return zipped([*parts.items(), *(more or [])])


def with_lines(*lines: str | bytes) -> bytes:
    return repacked({"changes.jsonl": b"".join((x if isinstance(x, bytes) else x.encode("utf-8", "surrogatepass")) + b"\n" for x in lines)})


def said_line(**over: Any) -> dict[str, Any]:
    base: dict[str, Any] = {
        "actor": "b" * 16, "at": "2027-03-24T08:00:00Z", "covers": [], "kind": "block", "lamport": 7, "prev": {}, "row": BLOCK,
        "scope": WORKSHOP, "site": "a" * 16, "values": {"title": ["00" * 10, "Fika"]},
    }  # fmt: skip
    return {**base, **over}


def with_change(**over: Any) -> bytes:
    return with_lines(as_json(said_line(**over)))


def with_value(kind: str, wire: str, value: Any) -> bytes:
    return with_change(kind=kind, values={wire: ["00" * 10, value]})


def with_manifest(**over: Any) -> bytes:
    manifest = {**manifest_of(good()), **over}
    return repacked({"manifest.json": as_json({k: v for k, v in manifest.items() if v is not ...})})


def refused(data: bytes) -> Failure:
    with pytest.raises(Failure) as caught:
        unpacked(data)
    return caught.value


# ------------------------------------------------------------------------------------------------------------- the file itself
def test_an_empty_a_foreign_and_a_locked_file_are_told_apart() -> None:
    assert type(refused(b"")) is Foreign
    assert type(refused(b"%PDF-1.7")) is Foreign
    assert type(refused(b"SQLite format 3\0" + bytes(100))) is Foreign
    assert type(refused(b"age-encryption.org/v1\n-> scrypt AAAA 17\n")) is NeedsPassphrase
    assert type(refused(b"-----BEGIN AGE ENCRYPTED FILE-----\n")) is NeedsPassphrase
    assert type(refused(zipped([("word/document.xml", b"<a/>")]))) is Foreign


def test_a_link_a_folder_and_a_file_over_the_limit_are_not_opened(tmp_path: Path) -> None:
    (tmp_path / "a.verkstad").write_bytes(good())
    (tmp_path / "b.verkstad").symlink_to(tmp_path / "a.verkstad")
    for place in (tmp_path / "b.verkstad", tmp_path, tmp_path / "gone"):
        with pytest.raises(Unreadable) as caught:
            read_session(place)
        assert caught.value.facts["path"] == str(place)
    with (tmp_path / "big").open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)
    with pytest.raises(TooLarge):
        read_session(tmp_path / "big")


def test_a_file_cut_short_anywhere_is_corrupt_or_foreign() -> None:
    data = good()
    for length in range(1, len(data), 7):
        assert type(refused(data[:length])) in (Corrupt, Foreign)


def test_something_before_or_after_the_archive_is_refused() -> None:
    assert type(refused(b"#!/bin/sh\n" + good())) is Foreign
    assert refused(good() + b"x").reason == "archive"
    assert refused(good() + good()).reason == "archive"


# ------------------------------------------------------------------------------------------------------------- the archive
@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "C:\\x", "att/../x", "changes.jsonl ", "att/" + "G" * 64, "a\\b", "readme.txt", "att/"]
)
def test_a_member_with_any_other_name_is_refused(name: str) -> None:
    content = b"x"
    listed = {name: {"sha256": hashlib.sha256(content).hexdigest(), "size": 1}, **manifest_of(good())["members"]}
    manifest = as_json({**manifest_of(good()), "members": listed})
    found = refused(repacked({"manifest.json": manifest}, more=[(name, content)]))
    assert type(found) is Corrupt


def test_two_members_of_one_name_are_refused_also_when_only_the_case_differs() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        twice = zipped([*parts_of(good()).items(), ("changes.jsonl", b"")])
    assert refused(twice).reason == "duplicate-member"
    assert refused(repacked({}, more=[("Changes.JSONL", b"")])).reason == "duplicate-member"


def test_a_name_that_ends_at_a_null_character_is_refused() -> None:
    data = repacked({}, more=[("att/" + "a" * 63 + "b", b"x")]).replace(b"a" * 63 + b"b", b"a" * 62 + b"\0b")
    assert type(refused(data)) is Corrupt


def test_a_member_that_is_a_link_a_folder_encrypted_or_packed_otherwise_is_refused() -> None:
    members = list(parts_of(good()).items())

    def link(member: zipfile.ZipInfo) -> None:
        member.external_attr = (stat.S_IFLNK | 0o777) << 16

    def folder(member: zipfile.ZipInfo) -> None:
        member.external_attr = (stat.S_IFDIR | 0o700) << 16 | 0x10

    def packed_otherwise(member: zipfile.ZipInfo) -> None:
        member.compress_type = zipfile.ZIP_BZIP2

    assert refused(zipped(members, link)).reason == "not-a-file"
    assert refused(zipped(members, folder)).reason == "not-a-file"
    assert refused(zipped(members, packed_otherwise)).reason == "compression"
    locked = bytearray(good())
    at = locked.rfind(b"PK\x01\x02")
    locked[at + 8] |= 1
    assert refused(bytes(locked)).reason == "encrypted"


def test_too_many_entries_are_refused_before_they_are_listed() -> None:
    many = zipped([(f"att/{n:064x}", b"") for n in range(MAX_ENTRIES + 1)])
    assert refused(many).reason == "entries"
    data = bytearray(many)
    at = data.rfind(b"PK\x05\x06")
    data[at + 8 : at + 12] = struct.pack("<2H", 2, 2)  # says two
    assert refused(bytes(data)).reason == "archive"


def test_members_that_lie_over_each_other_are_refused() -> None:
    data = bytearray(zipped([(f"att/{n:064x}", b"x" * 100) for n in range(3)] + list(parts_of(good()).items())))
    directory = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", directory + 4)
    data[second + 42 : second + 46] = data[directory + 42 : directory + 46]
    assert type(refused(bytes(data))) is Corrupt


def bomb(name: str, size: int) -> bytes:
    return repacked({name: bytes(size)}, honest=False)


def test_what_unpacks_to_a_mountain_is_refused_while_it_is_counted() -> None:
    tracemalloc.start()
    try:
        assert type(refused(bomb("manifest.json", 50_000_000))) in (Corrupt, TooLarge)
        data = bomb("changes.jsonl", 60_000_000)
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        assert type(refused(data)) in (Corrupt, TooLarge)
        assert tracemalloc.get_traced_memory()[1] - before < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_line_without_an_end_is_refused() -> None:
    chance = random.Random(1)
    assert refused(with_lines(chance.randbytes(700_000).hex())).reason == "line"


def test_a_size_that_lies_in_the_directory_is_refused() -> None:
    data = bytearray(good())
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 5)
    assert type(refused(bytes(data))) is Corrupt


# ------------------------------------------------------------------------------------------------------------- the manifest
def test_a_member_that_is_not_what_the_manifest_says_is_refused() -> None:
    assert refused(repacked({"changes.jsonl": b"{}\n"}, honest=False)).reason == "checksum"
    listed = manifest_of(good())["members"]["changes.jsonl"]
    assert refused(with_manifest(members={"changes.jsonl": {**listed, "size": listed["size"] + 1}})).reason == "checksum"
    assert refused(with_manifest(members={})).reason == "members"
    assert refused(repacked({}, honest=False, more=[("att/" + "a" * 64, b"")])).reason == "members"
    assert refused(repacked({}, more=[("att/" + "a" * 64, b"not that")])).reason == "checksum"


def test_an_attachment_that_is_what_its_name_says_is_let_through() -> None:
    content = b"a picture"
    name = hashlib.sha256(content).hexdigest()
    assert unpacked(repacked({}, more=[("att/" + name, content)])).attachments == (name,)


def test_a_file_for_a_newer_reader_says_which_and_nothing_of_it_is_read() -> None:
    found = refused(with_manifest(version="2.0", min_reader="2.0", program="Verkstad 9.1", members="otherwise"))
    assert type(found) is Newer
    assert found.facts == {"needed": "2.0", "program": "Verkstad 9.1"}


def test_a_newer_minor_version_keeps_names_nobody_here_knows() -> None:
    line = as_json(said_line(values={"mood": ["00" * 10, ["glad", 3, None]], "title": ["00" * 10, "Fika"]}))
    unknown_kind = as_json(said_line(kind="hologram", row=DAY, values={"depth": ["", 3]}))
    body = line + b"\n" + unknown_kind + b"\n"
    manifest = {**manifest_of(good()), "version": "1.7", "later": {"x": 1}}
    manifest["members"] = {"changes.jsonl": {"sha256": hashlib.sha256(body).hexdigest(), "size": len(body)}}
    found = unpacked(repacked({"changes.jsonl": body, "manifest.json": as_json(manifest)}))
    assert found.changes[0].values["mood"] == ("00" * 10, ["glad", 3, None])
    assert found.changes[1].kind == "hologram"
    assert list(unpacked(packed(found.manifest, found.changes)).changes) == sorted(found.changes, key=lambda c: (c.lamport, c.id))
    assert refused(with_value("block", "mood", "glad")).reason == "unknown-field"
    assert refused(with_change(kind="hologram")).reason == "unknown-kind"


BAD_UNKNOWN: list[Any] = [True, {"a": 1}, [[1]], "x" * 70_000, "a\0b", 2**60, [["deep"]]]


@pytest.mark.parametrize("value", BAD_UNKNOWN, ids=lambda v: type(v).__name__)
def test_what_a_newer_minor_version_may_not_bring(value: Any) -> None:
    body = as_json(said_line(values={"mood": ["", value]})) + b"\n"
    manifest = {**manifest_of(good()), "version": "1.7"}
    manifest["members"] = {"changes.jsonl": {"sha256": hashlib.sha256(body).hexdigest(), "size": len(body)}}
    assert type(refused(repacked({"changes.jsonl": body, "manifest.json": as_json(manifest)}))) is Corrupt


MANIFESTS: list[dict[str, Any]] = [
    {"format": "other"}, {"format": ...}, {"version": 1}, {"version": "one"}, {"version": ...}, {"min_reader": ...}, {"min_reader": "1"}, {"title": None},
    {"title": "x" * 500}, {"title": ["a"]}, {"scope": ...}, {"created": 5}, {"language": None}, {"without_participants": "yes"},
    {"without_participants": ...}, {"members": []}, {"members": None}, {"members": {"changes.jsonl": 5}}, {"members": {"changes.jsonl": {"size": 1}}},
    {"members": {"changes.jsonl": {"size": True, "sha256": "a" * 64}}}, {"members": {"changes.jsonl": {"size": 10**30, "sha256": "a" * 64}}},
    {"program": 3}, {"created": "i går"}, {"created": "2027-99-99T00:00:00Z"}, {"created": ""}, {"scope": "../.."}, {"scope": "workshop:"}, {"scope": "A B"}, {"version": "0.9", "min_reader": "0.1"}, {"version": "99999.0"},
]  # fmt: skip


@pytest.mark.parametrize("over", MANIFESTS, ids=str)
def test_a_manifest_that_says_anything_else_is_refused(over: dict[str, Any]) -> None:
    assert type(refused(with_manifest(**over))) in (Corrupt, Foreign)


# ------------------------------------------------------------------------------------------------------------- JSON
JSONS: list[str | bytes] = [
    "", "null", "[]", "5", '"x"', "{}", "{", "nonsense", "NaN", '{"a":NaN}', '{"a":Infinity}', '{"a":1.5}', '{"a":1e400}', '{"a":' + "9" * 5000 + "}",
    '{"a":1,"a":2}', "[" * 100_000, '{"a":' * 12_000, b"\xff\xfe{}", b"\xc3", "\x00", '{"erased":["' + BLOCK + '","title"]}',
    '{"erased":[5,"",1]}', '{"erased":["' + BLOCK + '","",-1]}', '{"erased":["' + BLOCK + '","",1],"more":1}', '{"erased":["../x","",1]}',
    '{"erased":["' + BLOCK + '","title",true]}', '{"erased":["' + BLOCK + '","title",99999999999999999999]}', "{}{}", "\ufeff{}",
]  # fmt: skip


@pytest.mark.parametrize("line", JSONS, ids=lambda x: repr(x)[:30])
def test_a_line_that_is_not_a_change_is_refused_with_its_number(line: str | bytes) -> None:
    found = refused(with_lines(as_json(said_line()), line))
    assert type(found) is Corrupt
    if found.reason != "encoding":
        assert found.facts["line"] == 2


def test_halves_of_characters_are_refused() -> None:
    line = as_json(said_line()).replace(b"Fika", rb"Fi\ud800ka")
    assert refused(with_lines(line)).reason in ("surrogate", "characters")
    pair = as_json(said_line()).replace(b"Fika", rb"Fi\ud83d\ude00ka")
    assert unpacked(with_lines(pair)).changes[0].value("title") == "Fi\U0001f600ka"
    key = as_json(said_line()).replace(b'"title"', rb'"ti\udc00tle"')
    assert type(refused(with_lines(key))) is Corrupt


# ------------------------------------------------------------------------------------------------------------- changes
VALUES: list[tuple[str, str, Any]] = [
    ("block", "title", 5), ("block", "title", None), ("block", "title", ["a"]), ("block", "title", {"a": 1}), ("block", "title", True),
    ("block", "title", "x" * 201), ("block", "title", "a\nb"), ("block", "title", "a\0b"), ("block", "title", "a\u2028b"), ("block", "title", "a\x1bb"),
    ("block", "notes", "x" * 8_001), ("block", "notes", "a\rb"), ("block", "notes", "a\x0bb"), ("block", "minutes", "15"), ("block", "minutes", 0),
    ("block", "minutes", -1), ("block", "minutes", 100_000), ("block", "minutes", True), ("block", "minutes", 2**70), ("block", "minutes", [15]),
    ("block", "needs_decider", 2), ("block", "needs_decider", True), ("block", "needs_decider", "1"), ("block", "needs_decider", None),
    ("block", "track", 5), ("block", "track", "x" * 65), ("block", "kind", "x" * 41), ("block", "kind", None), ("day", "when", "2027-03-24"),
    ("day", "when", ["2027-03-24"]), ("day", "when", ["2027-03-24", 540, 1]), ("day", "when", ["2027-02-30", 540]), ("day", "when", ["20270324", 540]),
    ("day", "when", ["2027-03-24", 1440]), ("day", "when", [540, "2027-03-24"]), ("day", "when", ["২০২৭-03-24", 540]), ("workshop", "reply_by", "i morgon"),
    ("printed", "at", "2027-13-45T99:99:99Z"), ("printed", "at", "now"), ("printed", "copies", 10_001), ("identity", "name", "Anna Ek"),
    ("identity", "name", ["Anna", None]), ("identity", "email", "x" * 255), ("block", "_gone", 2), ("block", "_gone", True), ("block", "_gone", "1"),
    ("block", "_place", "a0"), ("block", "_place", [DAY]), ("block", "_place", [5, "a0"]), ("block", "_place", [DAY, 5]), ("block", "_place", [DAY, "a 0"]),
    ("block", "_place", ["../../x", "a0"]), ("block", "_place", [DAY, "a" * 1001]), ("block", "__class__", "x"), ("block", "Title", "x"),
    ("block", "no such", "x"), ("block", "drop table", "x"), ("block", "length", 5),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "wire", "value"), VALUES, ids=lambda v: str(v)[:20])
def test_a_value_that_its_field_does_not_hold_is_refused(kind: str, wire: str, value: Any) -> None:
    assert type(refused(with_value(kind, wire, value))) is Corrupt


def test_an_unknown_choice_is_let_through_to_be_shown_as_unknown() -> None:
    assert unpacked(with_value("block", "kind", "hologram")).changes[0].value("kind") == "hologram"


CHANGES: list[dict[str, Any]] = [
    {"lamport": 0}, {"lamport": -1}, {"lamport": LAMPORT_MAX + 1}, {"lamport": True}, {"lamport": "7"}, {"lamport": None}, {"lamport": 10**18},
    {"kind": 5}, {"kind": ""}, {"kind": "Block"}, {"kind": "x" * 41}, {"kind": "sqlite_master"}, {"row": ""}, {"row": None}, {"row": "a/b"}, {"row": "x" * 65},
    {"row": "å"}, {"scope": ""}, {"scope": 1}, {"scope": "a b"}, {"site": None}, {"site": "x" * 65}, {"actor": "Anna Ek"}, {"actor": 5}, {"at": "igår"},
    {"at": None}, {"at": 5}, {"at": "2027-99-99T00:00:00Z"}, {"covers": None}, {"covers": "a" * 32}, {"covers": ["short"]}, {"covers": [5]},
    {"covers": ["G" * 32]}, {"prev": []}, {"prev": {"title": "a" * 32}}, {"prev": {"title": ["x"]}}, {"prev": {"nothing_such": ["a" * 32]}},
    {"prev": {"title": None}}, {"values": []}, {"values": None}, {"values": {}}, {"values": {"title": "Fika"}}, {"values": {"title": []}},
    {"values": {"title": ["00"]}}, {"values": {"title": ["zz", "Fika"]}}, {"values": {"title": ["00" * 40, "Fika"]}},
    {"values": {"title": ["", "Fika", 1]}}, {"values": {"title": [None, "Fika"]}}, {"values": {"title": [5]}},
    {"values": {f"a_{'b' * (n % 30)}_{'c' * (n // 30)}": ["", 1] for n in range(201)}}, {"extra": 1}, {"id": "a" * 32},
]  # fmt: skip


@pytest.mark.parametrize("over", CHANGES, ids=lambda v: str(v)[:30])
def test_a_change_of_another_shape_is_refused(over: dict[str, Any]) -> None:
    assert type(refused(with_change(**over))) is Corrupt


@pytest.mark.parametrize("key", sorted(said_line()))
def test_a_change_that_lacks_something_is_refused(key: str) -> None:
    line = said_line()
    del line[key]
    assert type(refused(with_lines(as_json(line)))) is Corrupt


def test_a_row_of_two_kinds_or_in_two_scopes_is_refused() -> None:
    lines = [as_json(said_line()), as_json(said_line(kind="action", values={"what": ["", "x"]}))]
    assert refused(with_lines(*lines)).reason == "two-kinds"
    lines = [as_json(said_line()), as_json(said_line(lamport=8, scope=DAY))]
    assert refused(with_lines(*lines)).reason == "two-scopes"


# ------------------------------------------------------------------------------------------------------------- at random
def mutated(seed: int) -> Iterator[bytes]:
    """Files made from a good one by the kinds of accident and malice there are, deflated content too."""
    chance = random.Random(seed)
    base = good()
    body = parts_of(base)["changes.jsonl"]
    for turn in range(40):
        data = bytearray(base)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        yield bytes(data)
        text = bytearray(body)
        for _ in range(chance.randint(1, 8)):
            at = chance.randrange(len(text))
            text[at : at + chance.randint(0, 4)] = chance.choice(
                [b"", b"\0", b'"', b"[", b"{", b"}", b"\\", b"\xff", b"\\ud800", b"9" * 30, b"\n", b"null"]
            )
        yield repacked({"changes.jsonl": bytes(text)})
        cut = chance.randrange(len(base))
        yield base[:cut] + chance.randbytes(chance.randint(0, 50)) + base[cut + chance.randint(0, 50) :]
        at = chance.randrange(len(base) - 4)
        yield base[:at] + struct.pack("<L", chance.choice([0, 1, 0x7FFFFFFF, 0xFFFFFFFF, chance.getrandbits(32)])) + base[at + 4 :]
        if turn % 4 == 0:
            manifest = manifest_of(base)
            key = chance.choice(sorted(manifest))
            manifest[key] = chance.choice([None, 5, [], {}, "x" * 10_000, "\udc00", True, [[[]]], "1.0"])
            yield repacked({"manifest.json": as_json(manifest)})
            deflated = bytearray(zlib.compress(body))
            deflated[chance.randrange(len(deflated))] ^= 0x55
            yield repacked({"changes.jsonl": bytes(deflated)})


@pytest.mark.parametrize("seed", range(3))
def test_mutated_files_are_read_or_refused_but_never_an_error_of_ours(seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    outcomes = {"read": 0, "refused": 0}
    place = tmp_path / "in.verkstad"
    for data in mutated(seed):
        place.write_bytes(data)
        try:
            found = read_session(place)
        except Failure:
            outcomes["refused"] += 1
        else:
            outcomes["read"] += 1
            again = unpacked(packed(found.manifest, found.changes, found.erased))
            assert {c.id for c in again.changes} == {c.id for c in found.changes}
    assert outcomes["refused"] > 120
    assert sum(outcomes.values()) == 180
    assert os.listdir(tmp_path) == ["in.verkstad"]


def test_the_only_thing_reading_opens_is_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "a.verkstad"
    place.write_bytes(good())
    opened: list[str] = []
    real = os.open

    def spied(path: Any, flags: int, *more: Any, **named: Any) -> int:
        opened.append(os.fspath(path))
        assert flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) == 0
        return real(path, flags, *more, **named)

    monkeypatch.setattr(os, "open", spied)
    read_session(place)
    assert opened == [str(place)]
