"""The tables of a Parquet set: their columns, and which of them hold texts that people wrote.

Days and moments are ISO text, money is in the smallest unit of its currency, quantities are decimals as text.
"""

from typing import NamedTuple

FORMAT = 3
"""Of the set; one more when its tables change."""


class Column(NamedTuple):
    """`kind` is a type that DuckDB and Spark have. A `text` is left empty unless texts are asked for; `key`: rows are sorted by it."""

    name: str
    kind: str = "VARCHAR"
    text: bool = False
    key: bool = False


PLACE = "place"
"""The column that a merge fills: where an inspection stands in this set, in the order of units, ledgers and inspections. Tables are
sorted by it and joined on it: a number costs a fraction of the three texts.
"""
_LEDGER = Column("ledger", key=True)
_OF = (Column(PLACE, "BIGINT", key=True), Column("ledger"), Column("inspection"))

UNITS, REFUSED = "units", "refused"
"""The table by which the others know their places, and that of what came and is not counted: at any level, so that those above see
what is missing, and why.
"""
TABLES: dict[str, tuple[Column, ...]] = {
    # `head` is the text head at entry `seq`, made at `recorded`; `as_of` the day as of which the state was read
    "ledgers": (
        *(_LEDGER, Column("seq", "BIGINT"), Column("head"), Column("recorded"), Column("as_of")),
        Column("texts", "BIGINT"),
    ),
    # `actions` is how many count
    UNITS: (*_OF, Column("unit"), Column("actions", "BIGINT")),
    "aspects": (*_OF, Column("aspect", "BIGINT", key=True), Column("title", text=True)),
    # `level` 0 stands by itself, 1 under another; `completed` and `closed` are 1 or 0; `due` the last day, or null
    "issues": (
        *_OF,
        Column("issue", "BIGINT", key=True),
        Column("number"),
        Column("level", "BIGINT"),
        Column("aspect", "BIGINT"),
        *(Column("kind"), Column("severity"), Column("claim"), Column("verdict")),
        *(Column("completed", "BIGINT"), Column("closed", "BIGINT"), Column("due")),
        *(Column("title", text=True), Column("finding", text=True)),
    ),
    "actions": (*_OF, Column("action", "BIGINT", key=True), Column("kind"), Column("day"), Column("text", text=True)),
    # `measure` is a word of counting (人, 次); `quantity` null where it is too long to be added
    "outcomes": (
        *_OF,
        Column("action", "BIGINT", key=True),
        Column("position", "BIGINT", key=True),
        Column("kind"),
        Column("name", text=True),
        *(Column("measure"), Column("at_least", "BIGINT"), Column("quantity")),
        *(Column("minor", "BIGINT"), Column("currency")),
    ),
    # `finding` is empty for what was drawn and not looked at yet
    "look_backs": (*_OF, Column("finding", key=True), Column("issues", "BIGINT")),
    # where it lay, which ledger and unit it says it is (empty where it does not), why in both languages, and on which day
    REFUSED: tuple(Column(name, key=True) for name in ("path", "ledger", "unit", "code", "zh", "en", "day")),
}
SUMMARIES = ("counts", "wordings", "findings", "tallies")
"""Tables that are made from those above whenever a set is written, in this order, each by its file in `sql/summaries/`. What came
from below is never taken for one: a level above sums up for itself.
"""
IN_A_SET = (*TABLES, *SUMMARIES)

MEASURES = frozenset(
    [
        "人",
        "人次",
        "人/次",
        "名",
        "位",
        "次",
        "场",
        "场次",
        "份",
        "个",
        "项",
        "件",
        "户",
        "条",
        "处",
        "期",
        "篇",
        "部",
        "套",
        "台",
        "辆",
        "批",
        "起",
        "笔",
        "家",
        "天",
        "小时",
        "公里",
        "亩",
        "平方米",
        "吨",
        "people",
        "persons",
        "person",
        "times",
        "meetings",
        "items",
        "rules",
        "hours",
        "days",
    ]
)
"""Words of counting that say nothing of anybody, and so go up without texts; any other unit is left empty then."""
