"""The page on promises: each promise names tests that there are, and both languages promise the same."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGES = {name: (ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("trust.md", "trust.zh.md")}
NAMED = re.compile(r"\[`(\w+)`\]\(\.\./(tests/[\w/]+\.py)\)")


def promises(page: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Each promise of a page, with the tests that it names: name and file."""
    items = re.findall(
        r"^- \*\*(.+?)\*\*(.*?)(?=^- |^#|\Z)", page.partition("###")[2].partition("\n## ")[0], re.MULTILINE | re.DOTALL
    )
    return [(promise, NAMED.findall(rest)) for promise, rest in items]


@pytest.mark.parametrize("name", PAGES)
def test_each_promise_names_tests_that_there_are(name: str) -> None:
    found = promises(PAGES[name])
    assert len(found) > 15
    for promise, tests in found:
        assert tests, promise
        for test, path in tests:
            tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
            assert test in [node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)], (promise, test)


def test_both_languages_promise_the_same() -> None:
    chinese, english = ([tests for _, tests in promises(page)] for page in PAGES.values())
    assert chinese == english


@pytest.mark.parametrize(("page", "link"), [("README.md", "docs/trust.md"), ("README.zh.md", "docs/trust.zh.md")])
def test_the_page_is_linked(page: str, link: str) -> None:
    assert f"]({link})" in (ROOT / page).read_text(encoding="utf-8")
