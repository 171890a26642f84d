"""An inspector with sqlite3, sha256sum, ssh-keygen and a shell, and nothing else: accepts a good seal, refuses altered ones."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from rectify.heads import parsed
from rectify.sealing.making import script
from tests.conftest import Run
from tests.faults.seals import (
    ALTERED,
    Office,
    after_the_signature,
    members,
    packed,
    past_rewritten,
    sealed_once,
    without,
)

TOOLS = ("sqlite3", "sha256sum", "ssh-keygen")
LACKING = [name for name in (*TOOLS, "sh") if not shutil.which(name)]
pytestmark = pytest.mark.skipif(bool(LACKING), reason=f"needs {', '.join(LACKING)}")


@pytest.fixture
def office(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Office:
    return sealed_once(tmp_path_factory, run)


class Inspector:
    """Somebody who has a script, three programs, and a folder to work in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "bin").mkdir()
        for name in TOOLS:
            (folder / "bin" / name).symlink_to(str(shutil.which(name)))
        (folder / "check.sh").write_bytes(script())

    def sh(self, command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [str(shutil.which("sh")), "-c", command],
            cwd=self._folder,
            env={"PATH": str(self._folder / "bin"), "HOME": str(self._folder)},
            capture_output=True,
            text=True,
            check=False,
        )

    def check(self, seal: bytes, signers: Path | None = None) -> "subprocess.CompletedProcess[str]":
        """Unpack a seal as its README says, and check it."""
        (self._folder / "seal").mkdir()
        (self._folder / "SEAL.zip").write_bytes(seal)
        unpacked = self.sh("cd seal && sqlite3 ../SEAL.zip -Ax")
        assert unpacked.returncode == 0, unpacked.stderr
        return self.sh(f"sh check.sh seal {signers or ''}".replace("sh ", f"{shutil.which('sh')} ", 1))


@pytest.fixture
def inspector(tmp_path: Path) -> Inspector:
    folder = tmp_path / "inspector"
    folder.mkdir()
    return Inspector(folder)


def test_a_good_seal_is_accepted(office: Office, inspector: Inspector) -> None:
    said = inspector.check(office.seal.read_bytes(), office.signers)
    assert (said.returncode, said.stderr) == (0, ""), said.stdout
    assert "are signed by reviewer" in said.stdout
    assert "BAD" not in said.stdout


def test_without_signers_it_says_that_nobody_was_recognised(office: Office, inspector: Inspector) -> None:
    said = inspector.check(office.seal.read_bytes())
    assert said.returncode == 0, said.stdout
    assert "the signer was not checked" in said.stdout


@pytest.mark.parametrize("name", ALTERED)
def test_an_altered_seal_is_refused(office: Office, inspector: Inspector, name: str) -> None:
    said = inspector.check(packed(ALTERED[name](office, members(office.seal))), office.signers)
    assert said.returncode == 1, said.stdout
    assert "BAD" in said.stdout


def test_the_program_accepts_the_same_seal_without_the_ledger(office: Office, run: Run) -> None:
    words = ("verify", office.seal.name, "--allowed-signers", office.signers.name, "--lang", "en")
    alone = office.folder / "alone"
    alone.mkdir(exist_ok=True)
    for path in (office.seal, office.signers):
        shutil.copy(path, alone)
    said = run(*words, cwd=alone)
    assert said.code == 0, said.out + said.err
    assert "signed by reviewer" in said.out
    last = parsed(members(office.seal)["head.txt"]).seq
    assert f"Entries 1 to {last - 2} are as a head that is held outside says" in said.out
    told = json.loads(run(*words, "--json", cwd=alone).out)
    assert (told["entries"], told["promised"], told["findings"]) == (last, last - 2, [])
    unasked = run("verify", office.seal.name, cwd=alone, RECTIFY_LANG="en")
    assert (unasked.code, "was not checked" in unasked.err) == (0, True)
    assert json.loads(run("verify", office.seal.name, "--json", cwd=alone).out)["promised"] == 0


@pytest.mark.parametrize("name", ALTERED)
def test_the_program_refuses_the_same_altered_seals(office: Office, run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "altered.zip").write_bytes(packed(ALTERED[name](office, members(office.seal))))
    said = run("verify", "altered.zip", "--allowed-signers", str(office.signers), "--lang", "en")
    assert said.code == 5, said.out + said.err
    assert "no fault found" not in said.out


def test_a_head_that_is_held_outside_is_held_against_a_seal(office: Office, run: Run, tmp_path: Path) -> None:
    """The signature gone, the past rewritten, all sums made anew: the print-out in somebody's hands still tells."""
    parts = members(office.seal)
    (tmp_path / "held.txt").write_bytes(parts["signatures/1.txt"])
    bare = without(parts, "signatures/1.txt", "signatures/1.txt.sig")
    (tmp_path / "good.zip").write_bytes(office.seal.read_bytes())
    (tmp_path / "rewritten.zip").write_bytes(packed(past_rewritten(bare)))
    assert run("verify", "good.zip", "--head", "held.txt").code == 0
    assert run("verify", "rewritten.zip").code == 0
    said = run("verify", "rewritten.zip", "--head", "held.txt", "--lang", "en")
    assert said.code == 5
    assert "held.txt contradicts" in said.out


def test_what_is_no_seal_is_refused_in_one_sentence(office: Office, run: Run) -> None:
    for words, code in (
        (["head.txt"], 6),
        (["absent.zip"], 6),
        (["."], 6),
        (["report.md"], 6),
        ([office.seal.name, "--quick"], 2),
        ([office.seal.name, "--evidence"], 2),
    ):
        said = run("verify", *words, cwd=office.folder, RECTIFY_LANG="en")
        assert (said.code, said.out, said.err.count("\n")) == (code, "", 1), (words, said)


def test_files_that_the_seal_did_not_bring_are_seen(office: Office, inspector: Inspector) -> None:
    inspector.check(office.seal.read_bytes(), office.signers)
    for name in (".hidden", "evidence/.hidden", "two words", "evidence/e.txt"):
        inspector.sh(f": > 'seal/{name}'")
        said = inspector.sh(f"{shutil.which('sh')} check.sh seal {office.signers}")
        assert said.returncode == 1, name
        assert name in said.stdout
        (inspector._folder / "seal" / name).unlink()
    assert inspector.sh(f"{shutil.which('sh')} check.sh seal {office.signers}").returncode == 0


def test_the_control_what_no_signature_speaks_for_passes(office: Office, inspector: Inspector) -> None:
    """Whoever has the file can rewrite what came after the signed head: so the checks above rest on the signature."""
    said = inspector.check(packed(after_the_signature(members(office.seal))), office.signers)
    assert said.returncode == 0, said.stdout


def test_the_control_without_any_signature_a_rewritten_past_passes(office: Office, inspector: Inspector) -> None:
    parts = without(members(office.seal), "signatures/1.txt", "signatures/1.txt.sig")
    said = inspector.check(packed(past_rewritten(parts)))
    assert said.returncode == 0, said.stdout


def test_the_commands_of_the_readme_do_what_they_say(office: Office, inspector: Inspector) -> None:
    """Each indented command that needs no name of its own runs, and the sums are those of the head."""
    inspector.check(office.seal.read_bytes())
    readme = members(office.seal)["README.md"].decode()
    text = next(line for line in members(office.seal)["head.txt"].decode().splitlines() if line.startswith("text "))
    chain = next(line for line in members(office.seal)["head.txt"].decode().splitlines() if line.startswith("chain "))
    blocks = [block.replace("\n       ", "\n") for block in readme.split("\n\n") if block.startswith("       ")]
    said = [inspector.sh(f"cd seal\n{block}") for block in blocks if "head -n" not in block and "NAME" not in block]
    assert len(said) == 4
    assert text.removeprefix("text ") in said[1].stdout
    assert said[2].stdout.strip() == chain.removeprefix("chain ")
    assert said[0].returncode == 0
    assert "FAILED" not in said[0].stdout + said[3].stdout
