"""Two languages: every sentence that the program can ask for is there, in both, with the places that are filled in."""

import ast
import string
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

import rectify
from rectify import errors
from rectify.errors import Refused, Word
from rectify.language import LANGUAGES, say, sentence

ROOT = Path(rectify.__file__).parent
AREAS = {
    path.stem: module.WORDS
    for path in sorted((ROOT / "language").glob("*.py"))
    if hasattr(module := import_module(f"rectify.language.{path.stem}"), "WORDS") and path.stem != "__init__"
}
RAISED = {name for name, each in vars(errors).items() if isinstance(each, type) and issubclass(each, Exception)}


class Use(NamedTuple):
    """A key that the code asks for; `start` is true where only its beginning is written there."""

    where: str
    key: str
    start: bool = False
    filled: frozenset[str] | None = None
    """The places that are filled in, None where that cannot be read off."""


def _uses(path: Path) -> Iterator[Use]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            for prefix, at in (("errors.", 0),) if name in RAISED else (("", 0), ("", 1)) if name == "say" else ():
                if at < len(node.args):
                    yield from _keys(path, tree, node.args[at], prefix, _filled(node))
            if name == "Word":
                yield from _keys(path, tree, node.args[0], "", None)
            if name == "Fault":
                for key in _keys(path, tree, node.args[1], "verify.", None):
                    yield from (key, key._replace(key=f"{key.key}.advice"))


def _filled(call: ast.Call) -> frozenset[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else frozenset(name for name in names if name)


def _keys(path: Path, tree: ast.AST, node: ast.expr, prefix: str, filled: frozenset[str] | None) -> Iterator[Use]:
    where = f"{path.relative_to(ROOT)}:{node.lineno}"
    if isinstance(node, ast.Constant | ast.JoinedStr) and not prefix and path.parent.name == "report":
        prefix = (
            "" if "." in ast.unparse(node) or ast.unparse(node)[1:-1] in LANGUAGES else "report."
        )  # a report asks for its own words by their short names
    match node:
        case ast.Constant(value=str(text)) if prefix or "." in text:
            yield Use(where, prefix + text, filled=filled)
        case ast.JoinedStr(values=[ast.Constant(value=str(text)), *_]):
            yield Use(where, prefix + text, start=True)
        case ast.IfExp(body=one, orelse=other):
            yield from _keys(path, tree, one, prefix, filled)
            yield from _keys(path, tree, other, prefix, filled)
        case ast.Name(id=name):
            for each in ast.walk(tree):
                known = isinstance(each, ast.Assign) and not isinstance(each.value, ast.Name)
                if isinstance(each, ast.Assign) and known and name in [getattr(at, "id", "") for at in each.targets]:
                    yield from _keys(path, tree, each.value, prefix, None)


USES = [use for path in sorted(ROOT.rglob("*.py")) for use in _uses(path)]


def _places(text: str) -> set[str]:
    return {name.partition(".")[0] for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_the_search_finds_what_it_should() -> None:
    """A control: keys of every way of asking."""
    found = {use.key for use in USES}
    assert {"errors.impossible", "errors.no-"} & found == {"errors.no-"}
    assert {"errors.busy", "record.created", "fields.reason", "terms.claim-", "verify.fault-chain"} <= found


def test_every_sentence_that_is_asked_for_exists() -> None:
    known = [f"{area}.{key}" for area, words in AREAS.items() for key in words]
    missing = [
        use for use in USES if not any(key == use.key or (use.start and key.startswith(use.key)) for key in known)
    ]
    assert missing == []


def test_every_place_of_a_sentence_is_filled_in() -> None:
    said = {f"{area}.{key}": pair for area, words in AREAS.items() for key, pair in words.items()}
    literal = [use for use in USES if not use.start and use.filled is not None and use.key in said]
    assert [use for use in literal if not set.union(*map(_places, said[use.key])) <= (use.filled or set())] == []


@pytest.mark.parametrize("area", AREAS)
def test_every_sentence_has_its_pair(area: str) -> None:
    for key, pair in AREAS[area].items():
        assert isinstance(pair, tuple), key
        assert len(pair) == len(LANGUAGES), key
        assert all(text.strip() for text in pair), key
        if area != "help":
            assert len({frozenset(_places(text)) for text in pair}) == 1, key


def test_no_sentence_of_a_refusal_is_left_over() -> None:
    """Each is named somewhere in the code, whole or by its beginning."""
    texts: set[str] = set()
    starts: set[str] = set()
    for path in sorted(ROOT.rglob("*.py")):
        if path.parent.name != "language":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    texts.add(node.value)
                elif isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                    starts.add(str(node.values[0].value))
    left = {key for key in AREAS["errors"] if key not in texts and f"errors.{key}" not in texts}
    assert {key for key in left if not any(start and key.startswith(start) for start in starts)} == set()


def test_what_users_write_is_never_read_as_a_template() -> None:
    error = Refused("code-twice", code="{path} {0} %s")
    assert [sentence(language, error).count("{path} {0} %s") for language in LANGUAGES] == [1, 1]


def test_a_word_among_the_values_is_said_in_the_language_of_the_sentence() -> None:
    error = Refused("text-empty", field=Word("fields.title"))
    assert ("标题" in sentence("zh", error), "title" in sentence("en", error)) == (True, True)


def test_a_key_that_does_not_exist_is_a_bug_and_not_a_blank() -> None:
    with pytest.raises(KeyError):
        say("zh", "errors.not-in-any-table")
