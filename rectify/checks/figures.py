"""Figures: what is claimed against what can be counted."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from rectify.checks.case import LEDGER, Case, Found, Passage
from rectify.checks.clauses import Sense
from rectify.checks.likeness import is_chinese
from rectify.checks.sameness import meetings_in
from rectify.intake.counts import counts
from rectify.intake.lines import fold
from rectify.model.quantities import Outcome
from rectify.model.terms import Claim, IssueKind


def meetings_undated(case: Case) -> Iterator[Found]:
    """More meetings on the rectification are claimed than days are given on which one was held."""
    claimed = [
        (total.number, total.words, total.place) for total in case.totals if total.level == "meetings" and total.number
    ]
    claimed += [(number, words, passage.place) for passage in case.whole for number, words in _meetings(passage)]
    if not claimed:
        return
    number, words, place = max(claimed, key=lambda one: one[0])
    days = {
        passage.deed.date.edtf
        for passage in _all(case)
        if not passage.deed.date.unknown and meetings_in(passage.deed.text)
    }
    if len(days) < number:
        yield Found(place, {"claimed": number, "words": words, "held": len(days)})


def _meetings(passage: Passage) -> Iterator[tuple[int, str]]:
    for one in passage.deed.outcomes:
        if one.quantity.isdecimal() and re.search("会|meeting", one.name) and not re.search("人|名|people", one.unit):
            yield int(one.quantity), f"{one.name} {one.quantity}{one.unit}"


def _all(case: Case) -> Iterator[Passage]:
    yield from case.whole
    for finding in case.findings:
        yield from finding.passages


_STANDING = re.compile(
    r"(?:需要?|须|应当?)(?:[^，。；]{0,6})?(?:长期|持续|常态化?)(?:[^，。；]{0,8})?(?:任务|事项|问题|工作|措施|整改)|长期坚持[^，。；]{0,10}(?:任务|事项|问题|措施)|(?:列为|作为|转为)(?:长期|持续)[^，。；]{0,6}"
    r"|\bstanding (?:tasks?|work|items?|actions?)\b|\bongoing (?:actions?|obligations?)\b",
    re.IGNORECASE,
)


def standing_unlisted(case: Case) -> Iterator[Found]:
    """Standing work is mentioned, and no issue is listed as standing."""
    if any(
        finding.issue.claim == Claim.STANDING or finding.issue.kind == IssueKind.STANDING for finding in case.findings
    ):
        return
    for narrative in case.narratives:
        found = _STANDING.search(fold(narrative.text))
        if found:
            yield Found(narrative.place, {"words": found[0]})
            return


def aspect_count(case: Case) -> Iterator[Found]:
    """An aspect of the ledger holds another number of issues than its heading claims."""
    if case.kind != LEDGER:  # in a document, the reading says so
        return
    for aspect, place in case.aspects:
        held = sum(1 for finding in case.tops if finding.issue.aspect == aspect.id)
        if aspect.claimed is not None and aspect.claimed != held:
            yield Found(place, {"aspect": aspect.title, "claimed": aspect.claimed, "held": held})


_LEFT = re.compile(
    r"其余|剩余|余款|尾款|尚有|尚未|仍有|未到期|核减|核销|减免|抵|不符合追缴|remaining|rest of|written off|outstanding",
    re.IGNORECASE,
)


def money_short(case: Case) -> Iterator[Found]:
    """The fault names a sum of money, less was put right, and of the rest nothing is said.

    fires: 向31名不符合条件人员发放补贴18.6万元 | 6月30日追回4人2.4万元。
    fires: 挪用专项资金50万元 | 5月8日归还30万元，5月20日归还5万元。
    quiet: 挪用专项资金50万元 | 5月8日归还30万元，5月20日归还20万元。
    quiet: 挪用专项资金50万元 | 5月8日归还30万元，其余20万元6月底前还清。
    """
    for finding in case.completed:
        found = _money(finding.fault)
        moved = [one for clause in finding.told(Sense.DONE) for one in _money(clause.text)]
        exact = len(found) == 1 and moved and not any(one.at_least for one in (*found, *moved))
        if exact and not _LEFT.search(fold("".join(one.text for one in finding.clauses))):
            total = sum(one.minor or 0 for one in moved)
            if total < (found[0].minor or 0):
                yield Found(finding.place, {"found": _amount(found[0]), "put": _sum(moved, total)})


def _money(text: str) -> list[Outcome]:
    language = "zh" if is_chinese(text) else "en"
    return [one for one in counts(text, 0, len(text), language) if one.minor is not None]


def _amount(one: Outcome) -> str:
    return f"{one.quantity}{one.unit}" if one.currency == "CNY" else f"{one.quantity} {one.unit}"


def _sum(moved: list[Outcome], total: int) -> str:
    return _amount(moved[0]) if len(moved) == 1 else f"{Decimal(total).scaleb(-2):f} {moved[0].currency}"


_SUM_ROW = re.compile(r"合\s*计|总\s*计|共\s*计|(?:grand )?total|sum", re.IGNORECASE)


def table_sum(case: Case) -> Iterator[Found]:
    """The row of totals of a table is not the sum of the rows above it."""
    for place, rows in case.tables:
        last = next(
            (at for at in range(len(rows) - 1, 0, -1) if any(_SUM_ROW.fullmatch(cell.strip()) for cell in rows[at])),
            None,
        )
        for column in range(len(rows[last]) if last else 0):
            assert last is not None
            stated, above = (
                _number(rows[last][column]),
                [_number(row[column]) for row in rows[1:last] if not _is_total(row)],
            )
            if stated is None or not above or None in above[1:] or _is_numbering(above):
                continue
            added = sum(one for one in above if one is not None)
            if added != stated:
                title = rows[0][column].strip()
                values = {"column": title, "claimed": f"{stated:f}", "held": f"{added:f}"}
                yield Found(f"{place} row {last + 1}, column {column + 1}", values)


def _is_total(row: tuple[str, ...]) -> bool:
    return any(
        re.fullmatch(r"小\s*计|subtotal", cell.strip(), re.IGNORECASE) or _SUM_ROW.fullmatch(cell.strip())
        for cell in row
    )


def _is_numbering(above: list[Decimal | None]) -> bool:
    return len(above) > 1 and above == [Decimal(number) for number in range(1, len(above) + 1)]


def _number(cell: str) -> Decimal | None:
    text = fold(cell).strip().replace(",", "").replace("，", "")
    try:
        return Decimal(text) if re.fullmatch(r"-?\d{1,15}(?:\.\d{1,6})?", text) else None
    except InvalidOperation:
        return None
