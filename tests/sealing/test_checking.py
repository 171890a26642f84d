"""What is wrong with a seal: every alteration found and named, and no archive does harm."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from rectify.errors import Unreadable
from rectify.sealing.checking import Flaw, Seal
from tests.conftest import Run
from tests.faults.seals import ALTERED, Office, after_the_signature, evidence, members, packed, sealed_once, summed


@pytest.fixture
def office(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Office:
    return sealed_once(tmp_path_factory, run)


def faults(seal: bytes) -> list[Flaw]:
    return list(Seal(io.BytesIO(seal), "SEAL.zip").faults())


def test_a_good_seal_has_no_fault_and_says_what_it_holds(office: Office) -> None:
    seal = Seal(io.BytesIO(office.seal.read_bytes()), "SEAL.zip")
    assert list(seal.faults()) == []
    assert seal.head
    assert [each.statement.seq for each in seal.signed] == [seal.head.seq - 2]
    assert seal.name == seal.signed[0].statement.ledger


FOUND = {
    "a byte of the journal changed": {"seal-sum", "seal-head"},
    "a byte of the journal changed, sums made anew": {"seal-head", "seal-signed-other"},
    "the tail dropped": {"seal-signed-other"},
    "the past rewritten, chain and head made anew": {"seal-signed-other"},
    "evidence swapped": {"seal-evidence-changed"},
    "evidence missing": {"seal-evidence-missing"},
    "another head": {"seal-head"},
    "the head of another ledger": {"seal-ledger"},
    "the signature is gone": {"seal-unsigned"},
    "the report changed": {"seal-sum"},
    "the report states another head, sums made anew": {"seal-report"},
    "a file too many": {"seal-sum", "seal-report"},
    "a file too many, sums made anew": {"seal-signed-other"},
    "evidence that nothing speaks of": {"seal-evidence-strange"},
    "the sums are gone": {"seal-missing"},
    "a line end of Windows": {"seal-journal"},
}
OTHERWISE = {"seal-evidence-list", "seal-head-unreadable"}
OF_SIGNATURES = {"signed by somebody else", "signed for another purpose", "signed was another text"}
"""These are for `ssh-keygen` to find."""


def test_every_alteration_is_looked_for() -> None:
    assert FOUND.keys() | OF_SIGNATURES == ALTERED.keys()


@pytest.mark.parametrize("name", FOUND)
def test_what_was_altered_is_found(office: Office, name: str) -> None:
    found = faults(packed(ALTERED[name](office, members(office.seal))))
    assert {each.code for each in found} >= FOUND[name], found


def test_the_control_what_no_signature_speaks_for_passes(office: Office) -> None:
    assert faults(packed(after_the_signature(members(office.seal)))) == []


def test_the_list_of_the_evidence_is_that_of_the_journal(office: Office) -> None:
    parts = members(office.seal)
    parts["evidence.jsonl"] = parts["evidence.jsonl"].replace(b'"kept"', b'"purged"', 1)
    assert {each.code for each in faults(packed(summed(parts)))} == {"seal-evidence-list"}


def test_every_code_has_its_sentence_and_its_advice_and_no_sentence_is_left_over() -> None:
    from rectify.language.sealing import WORDS
    from rectify.sealing import checking

    used = set(re.findall(r'Flaw\(\s*"([a-z-]+)"', Path(str(checking.__file__)).read_text(encoding="utf-8")))
    known = {key for key in WORDS if key.startswith("seal-")}
    assert known == used | {f"{code}.advice" for code in used}
    assert used == set().union(*FOUND.values()) | {"seal-strange", "seal-broken", "seal-form", *OTHERWISE}


def test_a_head_that_is_none_is_named(office: Office) -> None:
    parts = members(office.seal) | {"head.txt": b"all is well\n"}
    assert {each.code for each in faults(packed(summed(parts)))} == {"seal-head-unreadable"}


# --- archives that mean harm


def zipped(parts: dict[str, bytes], alter: Callable[[zipfile.ZipInfo], None], *more: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in [*parts.items(), *more]:
            about = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            about.create_system, about.external_attr = 3, 0o100644 << 16
            alter(about)
            made.writestr(about, content)
    return stream.getvalue()


def deflated(about: zipfile.ZipInfo) -> None:
    about.compress_type = zipfile.ZIP_DEFLATED


def linked(about: zipfile.ZipInfo) -> None:
    if about.filename == "README.md":
        about.external_attr = 0o120777 << 16


def dated(about: zipfile.ZipInfo) -> None:
    about.date_time = (1990, 1, 1, 0, 0, 0)


def extra(about: zipfile.ZipInfo) -> None:
    about.extra = struct.pack("<HH4s", 0x7075, 4, b"evil")


def commented(about: zipfile.ZipInfo) -> None:
    about.comment = b"all is well"


def nothing(_: zipfile.ZipInfo) -> None:
    pass


def crc_changed(seal: bytes) -> bytes:
    """The check sum of the head, in both places where a zip has one."""
    with zipfile.ZipFile(io.BytesIO(seal)) as opened:
        crc = struct.pack("<L", opened.getinfo("head.txt").CRC)
    assert seal.count(crc) == 2
    return seal.replace(crc, bytes(4))


def encrypted(seal: bytes) -> bytes:
    """The flag of encryption set on every member."""
    return seal.replace(b"PK\3\4\x14\0\0\0", b"PK\3\4\x14\0\1\0").replace(
        b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0"
    )


@pytest.mark.parametrize(
    "name", ["../evil", "/etc/evil", "a/../../evil", "C:\\evil", "evidence/../x", "sub/", "README.md\n"]
)
def test_a_member_with_another_name_is_strange(office: Office, name: str) -> None:
    found = faults(zipped(members(office.seal), nothing, (name, b"x")))
    assert "seal-strange" in {each.code for each in found}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_members_of_one_name_are_strange(office: Office) -> None:
    found = faults(zipped(members(office.seal), nothing, ("journal.jsonl", b"{}\n")))
    assert Flaw("seal-strange", "journal.jsonl") in found


@pytest.mark.parametrize("alter", [deflated, linked, dated, extra, commented])
def test_members_are_written_as_a_seal_writes_them(office: Office, alter: Callable[[zipfile.ZipInfo], None]) -> None:
    parts = members(office.seal)
    assert faults(zipped(parts, nothing)) == []
    assert {each.code for each in faults(zipped(parts, alter))} & {"seal-form", "seal-strange"}


def test_members_stand_in_order(office: Office) -> None:
    parts = members(office.seal)
    turned = dict(reversed(parts.items()))
    assert [each.code for each in faults(zipped(turned, nothing))] == ["seal-form"]


def test_an_encrypted_or_broken_member_is_named(office: Office) -> None:
    seal = office.seal.read_bytes()
    assert encrypted(seal) != seal
    assert "seal-strange" in {each.code for each in faults(encrypted(seal))}
    assert "seal-broken" in {each.code for each in faults(crc_changed(seal))}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK",
        b"no zip at all" * 100,
        b"PK\5\6" + bytes(18),
        struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 65535, 65535, 0xFFFFFFFF, 0, 0),
        struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 9, 9, 0, 0, 0),
    ],
)
def test_what_is_no_zip_is_no_seal(content: bytes) -> None:
    try:
        found = faults(content)
    except Unreadable as error:
        assert error.key == "seal-unreadable"
    else:
        assert {each.code for each in found} == {"seal-missing"}


@pytest.mark.parametrize(
    "change", [lambda b: b + b"\n", lambda b: b"\0" + b, lambda b: b[:-1], lambda b: b[: len(b) // 2]]
)
def test_what_stands_before_or_behind_or_is_cut_off_is_refused(
    office: Office, change: Callable[[bytes], bytes]
) -> None:
    with pytest.raises(Unreadable):
        faults(change(office.seal.read_bytes()))


def test_what_stands_between_the_members_is_found(office: Office) -> None:
    """Hidden bytes before the directory, and all offsets right."""
    seal = office.seal.read_bytes()
    start = struct.unpack("<L", seal[-6:-2])[0]
    hidden = seal[:start] + b"hidden" + seal[start:-6] + struct.pack("<L", start + 6) + seal[-2:]
    assert [each.code for each in faults(hidden)] == ["seal-form"]


def test_a_bomb_is_not_unpacked(office: Office) -> None:
    parts = members(office.seal)
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    assert len(bomb.compress(bytes(1 << 20)) + bomb.flush()) < 2000
    found = faults(zipped({**parts, evidence(parts): bytes(1 << 24)}, deflated))
    assert "seal-strange" in {each.code for each in found}


def test_every_cut_and_every_flipped_byte_is_seen(office: Office) -> None:
    """Wherever it is, something is said; nothing breaks."""
    seal = office.seal.read_bytes()
    for at in range(0, len(seal), max(len(seal) // 150, 1)):
        for changed in (seal[:at], seal[:at] + bytes([seal[at] ^ 0x10]) + seal[at + 1 :]):
            try:
                assert faults(changed), at
            except Unreadable:
                continue


def test_the_readme_and_the_script_are_in_it(office: Office) -> None:
    parts = members(office.seal)
    assert "没有加密".encode() in parts["README.zh.md"]
    assert b"not encrypted" in parts["README.md"]
    assert (
        parts["check.sh"]
        == Path(str(__import__("rectify").__file__)).with_name("sealing").joinpath("check.sh").read_bytes()
    )
