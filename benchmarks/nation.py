"""Makes the Parquet set of a nation, as `rollup -o --with-texts` would leave it; used by rollup_size.py.

One outcome for every second action, one issue in 20 under another, one issue in 50 looked back at; titles differ in a number of
three digits and what was done in one of five, so that next to no text stands twice.
"""

from pathlib import Path

import duckdb

from rectify.rollup import kept, sets
from rectify.rollup.duck import WRITTEN, Duck
from rectify.rollup.tables import TABLES

MATTERS = ["理论学习", "阵地建设", "队伍建设", "志愿服务", "财务管理", "公务接待", "档案管理", "信息公开", "值班值守"]
FAULTS = ["研究部署不及时", "制度执行不严格", "台账资料不完整", "督促检查不到位", "报销手续不全", "联系群众不经常"]
DEEDS = [
    "召开专题会议研究",
    "组织集中学习",
    "举办业务培训班，讲解",
    "制定并印发办法，规范",
    "到基层单位实地检查",
    "逐项纠正",
]
KINDS = ["meeting", "study", "training", "rule", "on-site", "correction"]
COUNTED = [("会议", "次"), ("培训", "人"), ("检查", "家"), ("整改", "项")]
AS_OF, RECORDED = "2023-12-31", "2023-12-31T01:00:00Z"


def make_nation(folder: Path, units: int, issues: int, actions: int) -> None:
    """A set in `folder`, which must not be there yet; the same numbers make the same set. By one thread, rows go out as they come."""
    folder.mkdir()
    with duckdb.connect(config={"threads": 1}) as db:
        _lists(db)
        db.execute(_UNITS, [units])
        made = {}
        queries = _queries(units, issues, actions)
        for table in TABLES:
            made[table] = folder / f"{table}.making"
            names = ", ".join(f'"{column.name}"' for column in TABLES[table])
            db.execute(f"COPY (SELECT {names} FROM ({queries[table]})) TO '{made[table]}' ({WRITTEN})")
        heads = db.execute(f"SELECT ledger, seq, head, recorded FROM ({queries['ledgers']})").fetchall()
    with Duck(folder) as duck:
        made = duck.summarize(made, folder)
    sets.put(made, kept.written(kept.Kept(*row) for row in heads), folder)
    for path in made.values():
        path.unlink()


def _lists(db: duckdb.DuckDBPyConnection) -> None:
    """Lists as variables, with a macro to pick by a number."""
    counted = [name for name, _ in COUNTED], [unit for _, unit in COUNTED]
    for name, values in zip(
        ("matters", "faults", "deeds", "kinds", "names", "measures"),
        (MATTERS, FAULTS, DEEDS, KINDS, *counted),
        strict=True,
    ):
        db.execute(f"SET VARIABLE {name} = $1", [values])
    db.execute("CREATE MACRO pick(list, n) AS list[1 + n % len(list)]")


_UNITS = """
CREATE TABLE unit AS
SELECT row_number() OVER (ORDER BY unit, ledger, inspection) AS place, * FROM (
SELECT i, printf('%08x-%04x-4%03x-8%03x-%012x', CAST(i * (4294967295 // $1) + h % (4294967295 // $1) AS BIGINT),
                 CAST(h % 65521 AS BIGINT), CAST(h % 4093 AS BIGINT), CAST(h % 4091 AS BIGINT),
                 CAST(h % 281474976710597 AS BIGINT)) AS ledger,
       '第' || (h % 2801) || '县第' || i || '单位' AS unit, '2023-1' AS inspection
  FROM (SELECT range AS i, hash(range) AS h FROM range($1))
) ORDER BY place
"""


def _each(count: int, units: int) -> str:
    """Rows of the units in their order, `count` in all, numbered by `n` in each and by `id` over all; `h` is chance."""
    return (
        f"SELECT *, id - (i * {count}) // {units} + 1 AS n, CAST(hash(id) % 1000000007 AS BIGINT) AS h FROM (SELECT place, ledger, inspection, i, "
        f"unnest(range((i * {count}) // {units}, ((i + 1) * {count}) // {units})) AS id FROM unit)"
    )


def _queries(units: int, issues: int, actions: int) -> dict[str, str]:
    """Table -> its rows, in the order of its keys."""
    claim = "CASE WHEN lot < 6 THEN 'completed' WHEN lot < 9 THEN 'acting' ELSE 'standing' END"
    verdict = "CASE WHEN lot < 4 THEN 'accepted' WHEN lot = 5 OR lot = 8 THEN 'returned' ELSE 'unreviewed' END"
    title = "pick(getvariable('matters'), h) || pick(getvariable('faults'), h // 9) || '，涉及第' || (h // 54 % 997) || '号'"
    text = "pick(getvariable('deeds'), h) || pick(getvariable('matters'), h // 6) || '，明确责任人和时限，第' || (h // 54 % 99991) || '号'"
    day = "CAST(DATE '2023-02-14' + CAST(h // 11 % 300 AS INTEGER) AS VARCHAR)"
    every = _each(actions, units)
    return {
        "ledgers": f"SELECT ledger, CAST(200 + i % 100 AS BIGINT) AS seq, sha256(ledger) AS head, '{RECORDED}' AS recorded, "
        f"'{AS_OF}' AS as_of, CAST(1 AS BIGINT) AS texts FROM unit ORDER BY i",
        "units": f"SELECT *, (i + 1) * {actions} // {units} - i * {actions} // {units} AS actions FROM unit ORDER BY place",
        "aspects": "SELECT place, ledger, inspection, aspect, pick(getvariable('matters'), aspect) AS title "
        "FROM (SELECT *, unnest(range(1, 4)) AS aspect FROM unit)",
        "issues": f"SELECT *, n AS issue, CAST(n AS VARCHAR) AS number, CAST(n % 20 = 0 AS BIGINT) AS level, "
        f"1 + (n - 1) * 3 // ({issues} // {units} + 1) AS aspect, pick(['immediate', 'deadline', 'long-term'], h) AS kind, "
        f"pick(['', 'high', 'medium', 'low'], h // 3) AS severity, {claim} AS claim, {verdict} AS verdict, "
        "CAST(lot < 5 AS BIGINT) AS completed, CAST(lot < 4 AS BIGINT) AS closed, "
        f"CASE WHEN h % 10 > 0 THEN {day} END AS due, {title} AS title, replace({title}, '，', '') AS finding "
        f"FROM (SELECT *, h // 7 % 10 AS lot FROM ({_each(issues, units)}))",
        "actions": f"SELECT *, n AS action, pick(getvariable('kinds'), h) AS kind, {day} AS day, {text} AS text FROM ({every})",
        "outcomes": "SELECT *, n AS action, CAST(1 AS BIGINT) AS position, pick(getvariable('kinds'), h) AS kind, "
        "pick(getvariable('names'), h // 2) AS name, pick(getvariable('measures'), h // 2) AS measure, "
        "CAST(h % 7 = 0 AS BIGINT) AS at_least, CAST(1 + h % 90 AS VARCHAR) AS quantity, CAST(NULL AS BIGINT) AS minor, "
        f"'' AS currency FROM ({every}) WHERE n % 2 = 0",
        "look_backs": "SELECT *, CAST(1 + i % 3 AS BIGINT) AS issues FROM (SELECT *, unnest(['', 'holds', 'relapsed']) AS finding "
        "FROM unit WHERE i % 4 = 0)",
        "refused": f"SELECT {', '.join(repr('') + ' AS ' + column.name for column in TABLES['refused'])} WHERE false",
    }
