"""The page on sharing: the little program that it gives for one host takes words as words."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("page", ["share.md", "share.zh.md"])
def test_what_comes_over_ssh_is_words_and_its_author_is_the_key(page: str, tmp_path: Path) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    (script,) = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (tmp_path / "rectify").write_text('#!/bin/sh\nfor word; do printf "%s\\n" "$word"; done\n')
    (tmp_path / "rectify").chmod(0o755)
    asked = "rectify add-issue '; rm -rf x $(id) `id`' --owner \"陈 某\""
    environ = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "SSH_ORIGINAL_COMMAND": asked}
    said = subprocess.check_output([sys.executable, "-c", script, "zhou"], env=environ, text=True, encoding="utf-8")
    own = ["--ledger", "/srv/ledger/rectify.db", "--as", "zhou"]
    assert said.splitlines() == [*own, "add-issue", "; rm -rf x $(id) `id`", "--owner", "陈 某"]


def test_another_author_than_the_key_is_refused(run: Run) -> None:
    said = run("--as", "zhou", "add-issue", "账物不符", "--as", "wu")
    assert (said.code, said.out) == (2, "")


def test_the_pages_are_linked() -> None:
    for readme, page in (("README.md", "docs/share.md"), ("README.zh.md", "docs/share.zh.md")):
        assert f"]({page})" in (ROOT / readme).read_text(encoding="utf-8")
