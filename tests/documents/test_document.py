"""What every writer of documents shares: the registry, the output file, and hidden characters."""

import io
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, strategies as st

from rectify.documents.document import Document, Heading, Paragraph
from rectify.documents.writing import WRITERS, Style, replacing, visible, writer
from rectify.errors import DiskFailed, Refused, WrongUsage
from rectify.language import LANGUAGES, sentence

posix = pytest.mark.skipif(os.name != "posix", reason="permissions and links as POSIX has them")


@pytest.mark.parametrize("suffix", [*WRITERS, ".MD"])
def test_every_registered_format_writes_a_document(suffix: str) -> None:
    stream = io.BytesIO()
    writer(suffix)(Document("题", "zh", (Heading(1, "甲"), Paragraph("乙"))), stream, Style())
    assert stream.getvalue()


def test_an_unknown_format_is_refused_with_those_that_are_known() -> None:
    with pytest.raises(WrongUsage) as refusal:
        writer(".wps")
    for language in LANGUAGES:
        told = sentence(language, refusal.value)
        assert ".wps" in told
        assert ".md" in told


@given(st.text(st.characters()))
def test_what_is_visible_is_one_kind_of_line_and_can_be_stored(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert not {"\t", "\r", "\0", "\u2028", "\u202e"} & set(shown)
    assert visible(shown) == shown


def test_emoji_joiners_and_unusual_spaces_are_left_alone() -> None:
    text = "甲\u3000乙\u00a0丙 \U0001f469\u200d\U0001f4bb"
    assert visible(text) == text


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_a_new_file_appears_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "整改 报告.md"
    with replacing(path) as stream:
        stream.write("完".encode())
        assert not path.exists()
    assert path.read_text("utf-8") == "完"
    assert names(tmp_path) == {path.name}


def fail_half_way(path: Path, failure: BaseException) -> None:
    with replacing(path) as stream:
        stream.write(b"half")
        stream.flush()
        raise failure


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), ValueError(), FileNotFoundError(2, "gone", "elsewhere")])
@pytest.mark.parametrize("old", [None, b"old"])
def test_after_any_failure_all_is_as_before(tmp_path: Path, failure: BaseException, old: bytes | None) -> None:
    path = tmp_path / "report.md"
    if old is not None:
        path.write_bytes(old)
    with pytest.raises(type(failure)):
        fail_half_way(path, failure)
    assert [entry.read_bytes() for entry in tmp_path.iterdir()] == ([] if old is None else [old])


def test_until_the_end_readers_find_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_bytes(b"old")
    with replacing(path) as stream:
        stream.write(b"new")
        stream.flush()
        assert path.read_bytes() == b"old"
    assert path.read_bytes() == b"new"


@posix
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666, 0o755])
def test_permissions_of_the_old_file_are_kept(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "report.md"
    path.touch()
    path.chmod(mode)
    with replacing(path):
        [temporary] = names(tmp_path) - {path.name}
        assert (tmp_path / temporary).stat().st_mode & 0o777 == mode
    assert path.stat().st_mode & 0o777 == mode


@posix
def test_a_new_file_has_the_permissions_that_any_new_file_gets(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    with replacing(tmp_path / "report.md"):
        pass
    assert (tmp_path / "report.md").stat().st_mode == (tmp_path / "usual").stat().st_mode


@posix
@pytest.mark.parametrize("exists", [True, False])
def test_a_link_stays_a_link_and_its_file_is_written(tmp_path: Path, exists: bool) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    real, link = tmp_path / "a" / "real.md", tmp_path / "b" / "link.md"
    link.symlink_to(Path("..") / "a" / "real.md")
    if exists:
        real.write_bytes(b"old")
    with replacing(link) as stream:
        stream.write(b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert names(tmp_path / "b") == {"link.md"}


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (".", "output-is-folder"),
        ("absent/report.md", "output-no-folder"),
        ("file/report.md", "output-no-folder"),
        ("n" * 300, "output-failed"),
    ],
)
def test_a_place_that_cannot_be_a_file_is_refused(tmp_path: Path, place: str, key: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused) as refusal, replacing(tmp_path / place):
        pytest.fail("nothing can be written there")
    assert refusal.value.key == key
    for language in LANGUAGES:
        assert str(tmp_path / place) in sentence(language, refusal.value)
    assert names(tmp_path) == {"file"}


@posix
def test_a_pipe_is_neither_opened_nor_replaced(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(Refused, match="output-not-file"), replacing(pipe):
        pytest.fail("nothing can be written there")
    assert pipe.is_fifo()


@posix
def test_links_in_a_circle_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to(tmp_path / "two")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    with pytest.raises(Refused, match="output-failed"), replacing(tmp_path / "one"):
        pytest.fail("nothing can be written there")


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of somebody who is not root, and the test run as that person."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        user = os.geteuid()
        if user == 0:
            os.chown(folder, 65534, -1)
            os.seteuid(65534)
        yield folder
        folder.chmod(0o700)
        os.seteuid(user)


@posix
def test_a_read_only_file_is_refused_although_its_folder_would_allow_a_replacement(unprivileged: Path) -> None:
    path = unprivileged / "signed.md"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(Refused, match="output-not-permitted"), replacing(path):
        pytest.fail("nothing can be written there")
    assert path.read_bytes() == b"old"
    assert names(unprivileged) == {"signed.md"}


@posix
def test_a_folder_without_permission_to_write_is_refused(unprivileged: Path) -> None:
    unprivileged.chmod(0o500)
    with pytest.raises(Refused, match="output-not-permitted"), replacing(unprivileged / "report.md"):
        pytest.fail("nothing can be written there")
    assert names(unprivileged) == set()


@posix
def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    """The limit on the size of a file fails the same write that a full disk would."""
    import resource

    path = tmp_path / "report.md"
    path.write_bytes(b"old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limits[1]))
    try:
        with pytest.raises(DiskFailed, match="disk-full"), replacing(path) as stream:
            stream.write(b"x" * 200_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert path.read_bytes() == b"old"
    assert names(tmp_path) == {"report.md"}
