"""A document of four times the length takes about four times the work, whatever it is full of."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

from rectify.documents.reading import read_bytes
from rectify.intake.understanding import understand
from tests.conftest import NOW

FEW, TIMES = 400, 4


def register(head: str, row: Callable[[int], str]) -> Callable[[int], str]:
    return lambda number: head + "\n" + "".join(f"{row(each)}\n" for each in range(1, number))


SHAPES: dict[str, tuple[str, Callable[[int], str]]] = {
    "findings": ("a.txt", register("整改情况", lambda n: f"{n}.关于“资金{n}不全”的问题。此问题已整改完成。5月{n % 28 + 1}日，召开会议{n}次。")),
    "aspects": ("a.txt", register("整改情况", lambda n: f"（一）方面{n}不够方面。共{n}个问题。\n{n}.关于“资金{n}不全”的问题。")),
    "items": ("a.txt", register("1.关于“甲”的问题。", lambda n: f"一是第{n}个账目不清。")),
    "news": ("a.txt", register("消息", lambda n: f"县里召开第{n}次会议，安排工作{n}项。")),
    "totals": ("a.txt", register("1.关于“甲”的问题。", lambda n: f"共{n}个问题，已完成{n}个。")),
    "shares": ("a.txt", register("1.关于“甲”的问题。", lambda n: f"共{n}个问题，已完成{n}个，整改完成率{n % 100}%。")),
    "rows": ("a.csv", register("序号,反馈问题,责任人,整改时限", lambda n: f"{n},账目{n}不清,王{n},2023年{n % 12 + 1}月")),
    "an aspect in each row": ("a.csv", register("序号,方面,反馈问题,责任人", lambda n: f"{n},方面{n},账目{n}不清,王")),
    "the same in each row": ("a.csv", register("序号,方面,反馈问题,责任人", lambda n: f"{n},方面,账目不清,王{n}")),
    "rows that go on": ("a.csv", register("序号,反馈问题,整改措施\n1,账目不清,甲", lambda n: f",,第{n}项措施")),
    "parts": ("a.csv", register("序号,反馈问题,具体表现,整改措施\n1,账目不清,子,丑", lambda n: f",,表现{n},第{n}项措施")),
    "sums": ("a.csv", register("序号,反馈问题,整改措施\n1,账目不清,甲", lambda n: f"合计,共{n}个问题,第{n}项措施")),
    "tables": ("a.md", register("整改", lambda n: f"# 第{n}方面\n\n|序号|反馈问题|责任人|\n|-|-|-|\n|{n}|账目{n}不清|王|\n")),
}  # fmt: skip


def work(content: str, name: str) -> int:
    """The calls of functions, also those of C, and the resumptions of generators while a document is understood."""
    said = read_bytes(content.encode(), name)
    calls = 0

    def count(_frame: FrameType, event: str, _about: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        understand(said, today=NOW.date())
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("shape", SHAPES)
def test_work_grows_with_the_length(shape: str) -> None:
    name, make = SHAPES[shape]
    assert work(make(FEW * TIMES), name) < work(make(FEW), name) * TIMES * 1.25
