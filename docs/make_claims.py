"""Makes `docs/claims.md`, the whole table of what moves an issue: claim × verdict × move → result or refusal.

`python docs/make_claims.py` writes it anew from the rules themselves; a test holds the page to them.
"""

from collections.abc import Iterator
from pathlib import Path

from rectify.errors import Refused, Word
from rectify.language import LANGUAGES, Language, say, sentence
from rectify.model.figures import is_closed, is_completed
from rectify.model.rules import START, Move, Standing, refusal, result
from rectify.model.terms import Claim, Verdict

PAGE = Path(__file__).parent / "claims.md"
COMMANDS = {
    Move.ACTION: "log-action 3 …",
    Move.PARTIAL: "complete 3 --partial",
    Move.SUBSTANTIAL: "complete 3 --substantial",
    Move.COMPLETED: "complete 3",
    Move.STANDING: "complete 3 --standing",
    Move.REOPEN: "reopen 3 --reason …",
    Move.CHECK: "review 3 accept --step check",
    Move.SIGN: "review 3 accept --step sign",
    Move.ACCEPT: "review 3 accept",
    Move.RETURN: "review 3 return --note …",
    Move.WAIVE: "review 3 waive --note …",
    Move.RELAPSE: "look-back record 3 relapsed --note …",
}
EVERYWHERE = [
    Standing(one, other, checked)
    for one in Claim
    for other in Verdict
    for checked in (False, True)
    if not checked or other is Verdict.UNREVIEWED
]
"""Where an issue can stand: what was checked and not signed yet is unreviewed still."""


def both(key: str) -> str:
    return " · ".join(say(language, key) for language in LANGUAGES)


def claim(one: Claim) -> str:
    return both(f"terms.claim-{one}")


def verdict(at: Standing) -> str:
    more = f" ({both('terms.move-check')})" if at.checked else ""
    return both(f"terms.verdict-{at.verdict}") + more


def outcome(at: Standing, move: Move) -> str:
    """Where `move` leads from `at`, in both languages, or the sentences that refuse it."""
    key = refusal(at, move)
    if key is None:
        after = result(at, move)
        return "=" if after == at else f"→ {claim(after.claim)}; {verdict(after)}"
    return "✗ " + " ".join(_refused(language, key, at) for language in LANGUAGES)


def _refused(language: Language, key: str, at: Standing) -> str:
    return sentence(language, Refused(key, name="3", claim=Word(f"terms.claim-{at.claim}")))


def lines() -> Iterator[str]:
    yield "# 整改状态 × 验收意见 · Claim × verdict"
    yield ""
    yield "由 `docs/make_claims.py` 按程序中的规则生成。`=` 表示不变，`→` 后是结果，`✗` 后是拒绝时说的话。"
    yield ""
    yield (
        "Made from the rules by `docs/make_claims.py`. `=` means that nothing changes, `→` leads to the result, "
        "`✗` to the sentence that refuses it."
    )
    yield ""
    yield f"起点 · Every issue begins as: {claim(START.claim)}; {verdict(START)}."
    yield ""
    yield (
        "验收分一步（`review 3 accept`）或两步（先 `--step check` 审核，再 `--step sign` 签批），由检查的 `--review-steps` 定；"
        "验收人不能是责任人、记录行动的经办人或报完成的人，两步不能是同一个人。"
    )
    yield ""
    yield (
        "A review has one step (`review 3 accept`) or two (`--step check`, then `--step sign`), as `--review-steps` of the "
        "inspection says. A reviewer is never the owner, nor who logged an action or claimed completion; the two steps are "
        "two people's."
    )
    for move in Move:
        yield from ("", f"## `rectify {COMMANDS[move]}`", "")
        yield "| 整改状态 · claim | 验收意见 · verdict | 结果 · result |"
        yield "| --- | --- | --- |"
        for at in EVERYWHERE:
            yield f"| {claim(at.claim)} | {verdict(at)} | {outcome(at, move)} |"
    yield from ("", "## 数字 · Figures", "")
    yield "| 整改状态 · claim | 验收意见 · verdict | 计入完成 · counts as completed | 计入销号 · counts as closed |"
    yield "| --- | --- | --- | --- |"
    for at in EVERYWHERE:
        counts = " | ".join("✓" if count(at.claim, at.verdict) else "" for count in (is_completed, is_closed))
        yield f"| {claim(at.claim)} | {verdict(at)} | {counts} |"


def page() -> str:
    return "\n".join(lines()) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
