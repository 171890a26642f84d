"""Finding issues by their text: exactly what a scan of every text finds, whatever was done to the texts."""

from __future__ import annotations

import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings, strategies as st

from rectify.deciding.correcting import amend, undo, void
from rectify.deciding.progressing import log_action
from rectify.deciding.registering import add_inspection, add_issue, add_measure
from rectify.errors import RectifyError
from rectify.ledger import Ledger
from rectify.model.values import Filter
from rectify.store import searching
from tests.conftest import Book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.conftest import Run

MAKER = Path(__file__).resolve().parents[2] / "benchmarks" / "make_ledger.py"
MEMORY = Path("/dev/shm")  # noqa: S108 - commits are many, and durability is not what is tested here
TODAY = date(2023, 6, 30)
LIKE = """
SELECT id FROM issues WHERE title LIKE :p ESCAPE '!' OR acceptance LIKE :p ESCAPE '!' OR recommendation LIKE :p ESCAPE '!'
  OR response LIKE :p ESCAPE '!'
UNION SELECT issue FROM measures WHERE void = '' AND text LIKE :p ESCAPE '!'
UNION SELECT issue FROM action_issues JOIN actions ON actions.id = action WHERE void = '' AND text LIKE :p ESCAPE '!'"""

few = st.text("会议aA😀", min_size=1, max_size=5)
"""So few letters that the same pairs stand in many texts."""
many = st.text("会议记录制度aAbBé ß😀😁%_'\"", min_size=1, max_size=9).filter(str.strip)
texts = (
    few
    | few
    | many
    | st.sampled_from(
        ("会议记录不完整", "Minutes MINUTES", "a" * 70 + "议" * 70, "会" * 40 + "议", "İı K", "一\u3000二")
    )
)


def small(text: str) -> str:
    return "".join(letter.lower() if letter.isascii() else letter for letter in text)


def found(ledger: Ledger, text: str, as_of: date | None = None) -> list[int]:
    return [one.id for one in ledger.view(as_of).issues(Filter(text=text, void=True), "id")]


def scanned(db: sqlite3.Connection, text: str) -> list[int]:
    """By LIKE, each word by itself."""
    ids = {key for (key,) in db.execute("SELECT id FROM issues")}
    for word in text.split():
        pattern = "%{}%".format(re.sub("([%_!])", r"!\1", word))
        ids &= {key for (key,) in db.execute(LIKE, {"p": pattern})}
    return sorted(ids)


def looked_for(ledger: Ledger, text: str, as_of: date | None = None) -> list[int]:
    """By Python's `in`, of whatever the views say."""
    view = ledger.view(as_of)
    ids = []
    for one in view.issues(Filter(void=True), "id"):
        said = [one.title, one.acceptance, one.recommendation, one.response]
        said += [each.text for each in view.measures(one.id) if not each.void]
        said += [each.text for each in view.actions(one.id)]
        if all(any(word in small(each) for each in said) for word in small(text).split()):
            ids.append(one.id)
    return ids


def act(book: Book, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
    """Any act that says something, or takes it away; some are refused."""
    text, number = draw(texts), draw(st.integers(1, 4))
    day = draw(st.sampled_from(("2023-05-12", "2023-06-20")))
    target = draw(st.sampled_from((f"{number}", f"a{number}", f"m{number}")))
    field = (
        "text" if target[0] in "am" else draw(st.sampled_from(("title", "acceptance", "recommendation", "response")))
    )
    acts: dict[str, Callable[[], object]] = {
        "issue": lambda: book.do(add_issue, text, acceptance=draw(texts)),
        "action": lambda: book.do(log_action, text, issues=draw(st.sampled_from(("1", "1,2", "1-3"))), on=day),
        "measure": lambda: book.do(add_measure, f"{number}", text),
        "amend": lambda: book.do(amend, target, {field: text}, reason="改"),
        "void": lambda: book.do(void, target, "重复"),
        "undo": lambda: book.do(undo),
    }
    name = draw(st.sampled_from(("action", "action", "amend", "amend", "issue", "measure", "void", "undo")))
    with suppress(RectifyError):
        acts[name]()


@settings(max_examples=30)
@given(st.data())
def test_what_is_found_is_what_a_scan_finds(data: st.DataObject) -> None:
    """After adding, amending, voiding and undoing in any order; now, and as of a day; and a replay has the same pairs."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        book = Book(Path(folder) / "rectify.db", TODAY)
        book.do(add_inspection, code="甲", feedback="2023-01-31")
        for _ in range(3):
            book.do(add_issue, data.draw(texts))
        for _ in range(data.draw(st.integers(3, 14))):
            act(book, data.draw)
        with book.open() as ledger, closing(sqlite3.connect(book.path)) as db:
            for text in [*data.draw(st.lists(texts, min_size=2, max_size=4)), *parts(db, data.draw)]:
                assert found(ledger, text) == scanned(db, text) == looked_for(ledger, text), text
                assert found(ledger, text, date(2023, 6, 1)) == looked_for(ledger, text, date(2023, 6, 1)), text
        assert book.faults() == []


def parts(db: sqlite3.Connection, draw: Callable[[st.SearchStrategy[Any]], Any]) -> Iterable[str]:
    """Pieces of what was ever said, of one letter and more, and two at once."""
    said = [
        text
        for (text,) in db.execute(
            "SELECT title FROM issues UNION SELECT text FROM actions UNION SELECT new FROM changes"
        )
    ]
    if not said:  # all of it was undone
        return []
    pieces = []
    for _ in range(4):
        text = draw(st.sampled_from(said))
        first = draw(st.integers(0, len(text) - 1))
        pieces.append(text[first : first + draw(st.sampled_from((1, 1, 2, 2, 3, 9)))])
    return [piece for piece in [*pieces, " ".join(pieces[:2]), pieces[0].swapcase()] if piece.strip()]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """More issues than one block holds, made at once, and then acted on."""
    path = tmp_path_factory.mktemp("large") / "rectify.db"
    argv = [sys.executable, str(MAKER), str(path), "--issues", str(searching.BLOCK + 400), "--actions", "2000"]
    subprocess.run(argv, check=True, capture_output=True)
    book = Book(path)
    for number in ("1", "4100"):
        book.do(log_action, "召开😀会", issues=number)
    book.do(amend, "4100", {"title": "东山村会议记录"}, reason="改")
    book.do(void, "a7", "重复")
    book.do(undo, None)
    book.do(void, "a8", "重复")
    book.do(add_issue, "最后一条")
    return book


@pytest.mark.parametrize("text", ["档案", "东山", "东", "😀", "台账资料", "最后一条", "财务 北湖", "没有", "报"])
def test_many_issues_are_found_in_all_blocks(large: Book, text: str) -> None:
    with large.open() as ledger, closing(sqlite3.connect(large.path)) as db:
        assert found(ledger, text) == scanned(db, text)


def test_pairs_that_many_issues_hold_and_few_are_kept_in_two_forms(large: Book) -> None:
    """The control: the ledger above has both, in more than one block; and what acts made of them is what a replay makes."""
    with closing(sqlite3.connect(large.path)) as db:
        sizes = {size for (size,) in db.execute("SELECT length(issues) FROM pairs")}
        assert min(sizes) == 2
        assert max(sizes) == searching.BLOCK // 8
        assert db.execute("SELECT count(DISTINCT block) FROM pairs").fetchone() == (2,)
    assert large.faults() == []


def test_words_are_found_wherever_they_stand(run: Run) -> None:
    """Several words: all of them, each somewhere in the issue; of English words, large and small letters are alike."""
    run("add-issue", "会议记录不完整")
    run("add-issue", "Minutes are incomplete")
    run("log-action", "1", "制定 Archive Rules")
    for text, numbers in {
        "记录": ["1"],
        "录": ["1"],
        "MINUTES": ["2"],
        "archive 会议": ["1"],
        "archive incomplete": [],
        "rules\u3000制定": ["1"],
    }.items():
        done = run("list", "--text", text, "--format", "csv", "--columns", "number")
        assert done.out.split()[1:] == numbers, text


def test_as_of_a_day_what_was_done_later_is_not_found(book: Book) -> None:
    book.do(add_inspection, code="甲", feedback="2023-01-31")
    book.do(add_issue, "会议")
    book.do(log_action, "制度", issues="1", on="2023-06-20")
    with book.open() as ledger:
        assert [found(ledger, "制度", day) for day in (None, date(2023, 6, 20), date(2023, 6, 19))] == [[1], [1], []]
