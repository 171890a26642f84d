"""`verify`: three depths, heads and signatures from outside, and what is said of each thing that is wrong."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from rectify.heads import Statement, written
from rectify.language.verify import WORDS
from rectify.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Run

GUARDS = ("entry_no_update", "entry_no_delete", "entry_in_order")


@pytest.fixture
def office(run: Run, tmp_path: Path) -> Path:
    """A ledger with three pieces of evidence: one kept, one by reference, one purged; and a few acts after them."""
    for name in ("kept", "referred", "purged"):
        (tmp_path / f"{name}.txt").write_text(f"{name} " * 50)
    for argv in (
        ("init", "--language", "en"),
        ("add-issue", "The cash book has gaps"),
        ("attach", "1", "kept.txt"),
        ("attach", "1", "referred.txt", "--by-reference"),
        ("attach", "1", "purged.txt"),
        ("void", "e3", "--purge", "--reason", "personal data"),
        ("log-action", "1", "Filled the gaps", "--date", "2023-03-01"),
        ("complete", "1"),
        ("add-issue", "Another"),
    ):
        assert run(*argv).code == 0, argv
    return tmp_path


def hurt(folder: Path, *statements: str, guarded: bool = True) -> None:
    """Do what somebody with `sqlite3` can do; without `guarded` the triggers are put back afterwards as they were."""
    with closing(sqlite3.connect(folder / "rectify.db", isolation_level=None)) as db:
        triggers = [
            db.execute("SELECT sql FROM sqlite_master WHERE name = ?", (name,)).fetchone()[0] for name in GUARDS
        ]
        if not guarded:
            for name in GUARDS:
                db.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            db.execute(statement)
        if not guarded:
            for sql in triggers:
                db.execute(sql)


def verified(run: Run, *argv: str, **more: Any) -> tuple[int, dict[str, Any]]:
    said = run("verify", "--json", *argv, **more)
    assert said.out, said.err
    return said.code, json.loads(said.out)


def codes(run: Run, *argv: str) -> list[tuple[str, int]]:
    code, data = verified(run, *argv)
    found = [(each["code"], each["entry"]) for each in data["findings"]]
    assert code == (5 if found else 0)
    assert all(each["message"] and each["advice"] for each in data["findings"])
    return found


DEPTHS = ((), ("--quick",), ("--evidence",))


@pytest.mark.parametrize("depth", DEPTHS, ids=str)
def test_a_whole_ledger_is_whole_at_every_depth_and_nothing_is_written(
    run: Run, office: Path, depth: tuple[str, ...], unchanged: Callable[[], Any]
) -> None:
    with unchanged():
        assert codes(run, *depth) == []
        said = run("verify", *depth, "--lang", "zh")
    assert (said.code, said.err) == (0, "")
    assert "没有发现问题" in said.out
    assert "只有别人手里的摘要才看得出来" in said.out


KEPT = "(SELECT sha256 FROM evidence WHERE name = 'kept.txt')"
HANDS: dict[str, tuple[tuple[str, ...], bool, set[str], set[str], set[str]]] = {
    # what is done to the file -> statements, with guards or without; what --quick, the default and --evidence find
    "a view": (("CREATE VIEW v AS SELECT 1",), True, {"fault-schema"}, {"fault-schema"}, {"fault-schema"}),
    "a guard dropped": (("DROP TRIGGER entry_no_update",), True, {"fault-schema"}, {"fault-schema"}, {"fault-schema"}),
    "an early entry": (
        ("UPDATE entry SET body = replace(body, 'gaps', 'holes') WHERE seq = 3",), False, set(), {"fault-chain"}, {"fault-chain"},
    ),
    "the last entry": (
        ("UPDATE entry SET body = replace(body, 'Another', 'None') WHERE seq = 11",), False,
        {"fault-chain"}, {"fault-chain"}, {"fault-chain"},
    ),
    "an entry taken out": (
        ("DELETE FROM entry WHERE seq = 4",), False, {"fault-order"}, {"fault-order", "fault-chain"}, {"fault-order", "fault-chain"},
    ),
    "a table": (("UPDATE issues SET claim = 'completed'",), True, set(), {"fault-state"}, {"fault-state"}),
    "a content swapped": ((f"UPDATE sqlar SET data = x'00', sz = sz WHERE name = {KEPT}",), True, set(), set(), {"file-changed"}),
    "a content of the same size": (
        (f"UPDATE sqlar SET data = zeroblob(sz) WHERE name = {KEPT}",), True, set(), set(), {"file-changed"},
    ),
    "a content that is a text": (
        (f"UPDATE sqlar SET data = 'text' WHERE name = {KEPT}",), True, set(), set(), {"file-changed"},
    ),
    "a size": ((f"UPDATE sqlar SET sz = 7 WHERE name = {KEPT}",), True, set(), set(), {"file-size"}),
    "a content that is gone": ((f"DELETE FROM sqlar WHERE name = {KEPT}",), True, set(), set(), {"file-missing"}),
    "a content that nobody brought": (
        ("INSERT INTO sqlar VALUES ('stray.txt', 33188, 0, 1, x'41')",), True, set(), set(), {"file-stray"},
    ),
    "a content that was purged": (
        ("INSERT INTO sqlar SELECT sha256, 33188, 0, 0, x'' FROM evidence WHERE purged <> ''",), True,
        set(), set(), {"file-purged"},
    ),
    "a content made a link": ((f"UPDATE sqlar SET mode = 41471 WHERE name = {KEPT}",), True, set(), set(), {"file-mode"}),
}  # fmt: skip


@pytest.mark.parametrize("hand", HANDS)
def test_each_depth_finds_what_it_should(run: Run, office: Path, hand: str) -> None:
    statements, guarded, *expected = HANDS[hand]
    hurt(office, *statements, guarded=guarded)
    before = (office / "rectify.db").read_bytes()
    for depth, wanted in zip((("--quick",), (), ("--evidence",)), expected, strict=True):
        assert {code for code, _ in codes(run, *depth)} == wanted, depth
    assert (office / "rectify.db").read_bytes() == before, "it mends nothing"


def test_every_code_has_its_sentence_and_is_found_by_some_test() -> None:
    found = {code for *_, quick, whole, deep in HANDS.values() for code in quick | whole | deep}
    elsewhere = {"fault-body", "fault-page", "fault-replay", "fault-newer", "fault-passing", "fault-share"}
    assert {key for key in WORDS if key.startswith(("fault-", "file-")) and "." not in key} == found | elsewhere


def test_a_finding_names_its_entry_and_says_what_to_do(run: Run, office: Path) -> None:
    hurt(office, "UPDATE entry SET body = replace(body, 'gaps', 'holes') WHERE seq = 3", guarded=False)
    said = run("verify", "--lang", "zh")
    assert said.code == 5
    assert "第 3 条与前一条接不上" in said.out
    assert "先停止登记" in said.out
    assert said.err == ""


def test_many_findings_are_counted_on_a_screen_and_all_in_json(run: Run, office: Path) -> None:
    hurt(office, *(f"CREATE VIEW v{number} AS SELECT 1" for number in range(40)))
    assert len(codes(run)) == 40
    said = run("verify", "--lang", "en")
    assert "faults: 40" in said.out
    assert "28 more" in said.out
    assert said.out.count("the schema of") == 12


def test_a_file_that_is_cut_short_is_a_finding_and_no_crash(run: Run, office: Path) -> None:
    raw = (office / "rectify.db").read_bytes()
    (office / "rectify.db").write_bytes(raw[:-4096])
    assert "fault-page" in {code for code, _ in codes(run)}


@pytest.mark.parametrize(
    ("argv", "code", "word"),
    [
        (("--quick", "--evidence"), 2, "either"),
        (("--signer", "lee"), 2, "--allowed-signers"),
        (("--allowed-signers", "nowhere"), 6, "nowhere"),
        (("--head", "nowhere.txt"), 3, "neither a file nor a head"),
        (("--head", "abc"), 3, "neither a file nor a head"),
        (("--head", "kept.txt"), 3, "states no head"),
        (("--head", "."), 6, "folder"),
        (("--head", ""), 2, "the value of --head is empty"),
        (("--head", "0" * 16, "--head", " "), 2, "the value of --head is empty"),
        (("--allowed-signers", ""), 2, "the value of --allowed-signers is empty"),
        (("--head", "rectify-head v1\nledger x"), 6, "line 2"),
        (("--ledger", "nowhere.db"), 3, "nowhere.db"),
    ],
)
def test_what_cannot_be_answered_says_why(
    run: Run, office: Path, argv: tuple[str, ...], code: int, word: str, unchanged: Callable[[], Any]
) -> None:
    with unchanged():
        said = run("verify", *argv, "--lang", "en")
    assert (said.code, said.out) == (code, "")
    assert word in said.err


def test_a_newer_format_is_not_called_damaged(run: Run, office: Path) -> None:
    hurt(office, "PRAGMA user_version = 99")
    said = run("verify", "--lang", "en")
    assert (said.code, said.out) == (4, "")
    assert "newer" in said.err


# --- heads that are held outside


def statement(folder: Path, seq: int | None = None, at: str = "2023-06-30T02:00:00Z") -> Statement:
    """The head of the first `seq` entries, as it was when they were all."""
    with Ledger.reading(folder / "rectify.db") as ledger:
        found = ledger.heads([seq] if seq else [])
        head = found.at[seq] if seq else found.last
        return Statement(ledger.name, *head, at)


@pytest.fixture
def head(office: Path) -> Path:
    """A file with the head of the first eight entries."""
    path = office / "head-8.txt"
    path.write_bytes(written(statement(office, 8)))
    return path


def answers(run: Run, *heads: str, **more: Any) -> tuple[list[str], int]:
    argv = [word for each in heads for word in ("--head", each)]
    code, data = verified(run, "--quick", *argv, **more)
    told = [each["answer"] for each in data["heads"]]
    assert (code == 0) is (set(told) == {"head-holds"})
    return told, data["promised"]


def test_an_old_head_holds_and_says_up_to_where(run: Run, office: Path, head: Path) -> None:
    assert answers(run, "head-8.txt") == (["head-holds"], 8)
    said = run("verify", "--head", "head-8.txt", "--lang", "en")
    assert "head-8.txt: holds, entries 1 to 8" in said.out
    assert "nothing outside speaks for the 3 after them" in said.out


@pytest.mark.parametrize("form", ["text", "beginning", "groups", "capitals", "statement", "stdin", "stdin digits"])
def test_a_head_may_be_given_in_every_form_that_people_hold_it_in(
    run: Run, office: Path, head: Path, form: str
) -> None:
    text = statement(office, 8).text
    grouped = " ".join(text[at : at + 8] for at in range(0, 64, 8))
    forms = {
        "text": text,
        "beginning": text[:16],
        "groups": grouped,
        "capitals": text.upper(),
        "statement": head.read_text(),
    }
    if form in forms:
        assert answers(run, forms[form]) == (["head-holds"], 8)
    else:
        assert answers(run, "-", stdin=head.read_bytes() if form == "stdin" else grouped.encode()) == (
            ["head-holds"],
            8,
        )


@pytest.mark.parametrize("suffix", ["md", "txt", "html", "docx", "xlsx", "json", "csv"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_report_is_a_head_whatever_its_format(run: Run, office: Path, suffix: str, language: str) -> None:
    assert run("report", "-o", f"r.{suffix}", "--lang", language).code == 0
    run("add-issue", "later")
    if suffix == "csv":  # a list for programs, which states none
        assert run("verify", "--head", "r.csv").code == 3
    else:
        assert answers(run, f"r.{suffix}") == (["head-holds"], 11)


def test_a_report_as_pdf_is_a_head(run: Run, office: Path) -> None:
    for language in ("zh", "en"):
        assert run("report", "-o", f"{language}.pdf", "--lang", language).code == 0
    assert answers(run, "zh.pdf", "en.pdf") == (["head-holds", "head-holds"], 11)


def test_closing_slips_carry_one_each(run: Run, office: Path) -> None:
    said = run("report", "--kind", "slip")
    assert said.out.count(statement(office).text) == 2
    assert answers(run, "-", stdin=said.out.encode()) == (["head-holds"], 11)


def test_a_shorter_ledger_is_said_to_be_rolled_back(run: Run, office: Path, head: Path) -> None:
    late = office / "head-11.txt"
    late.write_bytes(written(statement(office)))
    hurt(office, "DELETE FROM entry WHERE seq > 8", guarded=False)
    assert answers(run, "head-8.txt", "head-11.txt") == (["head-holds", "head-rolled-back"], 8)
    said = run("verify", "--quick", "--head", "head-11.txt", "--lang", "en")
    assert "says 11 entries and the ledger has 8: those from 9 on are gone" in said.out


def test_two_heads_tell_between_which_entries_the_past_was_changed(run: Run, office: Path, head: Path) -> None:
    early = office / "head-4.txt"
    early.write_bytes(written(statement(office, 4)))
    hurt(office, "UPDATE entry SET body = replace(body, 'personal data', 'a mistake')", guarded=False)
    assert answers(run, "head-4.txt", "head-8.txt") == (["head-holds", "head-rewritten"], 4)
    said = run("verify", "--quick", "--head", "head-4.txt", "--head", "head-8.txt", "--lang", "en")
    assert "something in entries 5 to 8 was changed" in said.out


def test_a_head_of_another_ledger_is_told_as_that(run: Run, office: Path, head: Path) -> None:
    other = statement(office, 8)._replace(ledger="99999999-9999-4999-8999-999999999999")
    head.write_bytes(written(other))
    assert answers(run, "head-8.txt") == (["head-elsewhere"], 0)


def test_a_head_that_was_altered_itself_is_told(run: Run, office: Path, head: Path) -> None:
    of = statement(office, 8)
    head.write_bytes(written(of._replace(chain="0" * 64)))
    assert answers(run, "head-8.txt") == (["head-chain"], 0)
    head.write_bytes(written(of._replace(seq=7)))
    assert answers(run, "head-8.txt") == (["head-rewritten"], 0)
    assert answers(run, "0123456789abcdef") == (["head-unknown"], 0)


# --- signatures

needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="no ssh-keygen here")


def keygen(folder: Path, *words: str, content: bytes = b"") -> None:
    subprocess.run(["ssh-keygen", *words], cwd=folder, input=content, capture_output=True, check=True)


def keys(folder: Path) -> None:
    """Lee and Kim have keys in `folder`; its file `allowed` names Lee only."""
    for who in ("lee", "kim"):
        keygen(folder, "-q", "-t", "ed25519", "-N", "", "-C", who, "-f", who)
    (folder / "allowed").write_text(f"lee {(folder / 'lee.pub').read_text()}")


@pytest.fixture
def signed(head: Path) -> Path:
    """The head, signed by Lee; see `keys`."""
    folder = head.parent
    keys(folder)
    keygen(folder, "-Y", "sign", "-n", "rectify-head", "-f", "lee", "head-8.txt")
    return head


def signature(run: Run, *more: str) -> tuple[list[str], list[Any]]:
    _, data = verified(run, "--quick", "--head", "head-8.txt", "--allowed-signers", "allowed", *more)
    return [each["code"] for each in data["findings"]], [each["signature"] for each in data["heads"]]


@needs_ssh
def test_a_good_signature_is_said_with_its_signer(run: Run, signed: Path) -> None:
    assert signature(run) == ([], ["good"])
    said = run("verify", "--head", "head-8.txt", "--allowed-signers", "allowed", "--signer", "lee", "--lang", "en")
    assert said.code == 0
    assert "entries 1 to 8 are what they were, signed by lee" in said.out


@needs_ssh
def test_a_signature_that_nobody_asked_to_check_is_pointed_at(run: Run, signed: Path) -> None:
    said = run("verify", "--head", "head-8.txt", "--lang", "en")
    assert said.code == 0
    assert "was not checked" in said.err


def changed(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace(b"seq 8", b"seq 7"))


def wrong_namespace(path: Path) -> None:
    path.with_name("head-8.txt.sig").unlink()
    keygen(path.parent, "-Y", "sign", "-n", "file", "-f", "lee", "head-8.txt")


def by_kim(path: Path) -> None:
    path.with_name("head-8.txt.sig").unlink()
    keygen(path.parent, "-Y", "sign", "-n", "rectify-head", "-f", "kim", "head-8.txt")


def kim_is_allowed(path: Path) -> None:
    by_kim(path)
    with path.with_name("allowed").open("a") as stream:
        stream.write(f"kim {path.with_name('kim.pub').read_text()}")


def expired(path: Path) -> None:
    path.with_name("allowed").write_text(f'lee valid-before="20200101" {path.with_name("lee.pub").read_text()}')


def not_yet(path: Path) -> None:
    path.with_name("allowed").write_text(f'lee valid-after="20990101" {path.with_name("lee.pub").read_text()}')


def for_another_purpose(path: Path) -> None:
    path.with_name("allowed").write_text(f'lee namespaces="file" {path.with_name("lee.pub").read_text()}')


def no_signature_in_it(path: Path) -> None:
    path.with_name("head-8.txt.sig").write_text("x")


BAD: dict[str, tuple[Callable[[Path], None], tuple[str, ...], str]] = {
    "changed after it was signed": (changed, (), "sig-changed"),
    "the signature of something else": (wrong_namespace, (), "sig-namespace"),
    "a signer whom nobody allowed": (by_kim, (), "sig-unknown"),
    "another signer than asked for": (kim_is_allowed, ("--signer", "lee"), "sig-other"),
    "a key that was revoked": (lambda _: None, ("--revoked", "lee.pub"), "sig-revoked"),
    "a key that has expired": (expired, (), "sig-expired"),
    "a key that is not valid yet": (not_yet, (), "sig-expired"),
    "a key that is allowed for other things": (for_another_purpose, (), "sig-bad"),
    "no signature": (lambda path: path.with_name("head-8.txt.sig").unlink(), (), "sig-missing"),
    "no signature in the file": (no_signature_in_it, (), "sig-unreadable"),
}  # fmt: skip


@needs_ssh
@pytest.mark.parametrize("what", BAD)
def test_a_bad_signature_is_told_by_its_kind(run: Run, signed: Path, what: str) -> None:
    spoil, more, code = BAD[what]
    spoil(signed)
    assert code in signature(run, *more)[0]
    said = run("verify", "--head", "head-8.txt", "--allowed-signers", "allowed", *more, "--lang", "zh")
    assert said.code == 5


def test_every_kind_of_bad_signature_is_tried() -> None:
    assert {code for _, _, code in BAD.values()} == {key for key in WORDS if key.startswith("sig-") and "." not in key}


def test_without_ssh_keygen_it_says_what_to_install(run: Run, office: Path, head: Path, tmp_path: Path) -> None:
    (office / "allowed").write_text("lee ssh-ed25519 AAAA")
    armour = (
        "-----BEGIN SSH SIGNATURE-----\nU1NIU0lHAAAAAQAAAAFrAAAADHJlY3RpZnktaGVhZA==\n-----END SSH SIGNATURE-----\n"
    )
    (office / "head-8.txt.sig").write_text(armour)
    argv = ("verify", "--head", "head-8.txt", "--allowed-signers", "allowed", "--lang", "en")
    said = run(*argv, PATH=str(tmp_path / "empty"))
    assert (said.code, said.out) == (4, "")
    assert "install OpenSSH" in said.err


# --- a disk that fails to read once


@pytest.mark.skipif(shutil.which("strace") is None, reason="no strace here")
def test_a_read_that_fails_once_is_not_called_tampering(process: Run, office: Path) -> None:
    """Reads of the file fail once, each in its turn; the control: SQLite itself then calls the file malformed."""
    path, log = str(office / "rectify.db"), str(office / "log")

    def under(number: int) -> tuple[str, ...]:
        return ("strace", "-f", "-qq", "-o", log, "-P", path, "-e", f"inject=pread64:error=EIO:when={number}")

    met = 0
    for number in (1, 2, 3, 9, 17, 40, 57):
        said = process("verify", "--json", under=under(number))
        met += "INJECTED" in (office / "log").read_text()
        assert said.code == 0, said
        assert [each["code"] for each in json.loads(said.out)["findings"]] in ([], ["fault-passing"])
        assert process("status", "--json", under=under(number)).code == 0
    assert met == 7
    read = "import sqlite3, sys; list(sqlite3.connect(sys.argv[1]).execute('SELECT * FROM issues, entry'))"
    told = [
        subprocess.run([*under(number), sys.executable, "-c", read, path], capture_output=True, check=False).stderr
        for number in range(2, 12)
    ]
    assert any(b"malformed" in each for each in told)


def test_doctor_and_verify_find_the_same(run: Run, office: Path) -> None:
    hurt(office, "UPDATE issues SET claim = 'completed'", "CREATE VIEW v AS SELECT 1")
    said = run("doctor", "--json")
    found = [each["code"] for each in json.loads(said.out)["remarks"]]
    assert (said.code, found) == (5, ["fault-schema", "fault-state"])
    assert {code for code, _ in codes(run)} == set(found)
