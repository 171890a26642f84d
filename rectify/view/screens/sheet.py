"""The sheet for a look on site: what was drawn and why, what is claimed of it, and places to write what is seen."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from rectify.language import Language, say
from rectify.model.naming import Thing
from rectify.model.values import DrawRow, Issue
from rectify.view.screen import Block, Gap, Heading, Line
from rectify.view.screens.words import short_date, term

if TYPE_CHECKING:
    from rectify.view.screens.views import View

BLANK = "_" * 40


def sheet(language: Language, view: "View", drawn: DrawRow, weights: Mapping[int, int]) -> Iterator[Block]:
    """What `look-back draw` prints; `weights` are those of all issues that could be drawn."""
    word = partial(say, language)
    of = view.inspection(drawn.inspection)
    rows = view.look_backs(drawn.id)
    yield Heading(word("screens.sheet", draw=drawn.id))
    yield Line(("  ".join(filter(None, (of.code, of.title, of.unit))),))
    yield Line((word("screens.sheet-lot", seed=drawn.seed, n=len(rows), closed=len(weights), entry=drawn.seq),))
    yield Line((word("screens.sheet-head", head=drawn.head),))
    for row in rows:
        issue = view.issue(row.issue)
        if issue is not None:
            yield Gap()
            yield from _issue(language, view, issue, weights.get(issue.id, 0))


def _issue(language: Language, view: "View", issue: Issue, weight: int) -> Iterator[Block]:
    word = partial(say, language)

    def labelled(name: str, text: str) -> Line:
        return Line((text,), indent=16, lead="  " + word("screens.label", name=name))

    yield Heading(f"{word('fields.issue')} {issue.name}  {issue.title}", 2)
    for name in ("owner", "unit"):
        if text := getattr(issue, name):
            yield labelled(word(f"fields.{name}"), text)
    yield labelled(
        word("fields.claim"), f"{term(language, 'claim', issue.claim)}  {short_date(language, issue.claimed_on)}"
    )
    yield labelled(word("fields.acceptance"), issue.acceptance or word("screens.sheet-no-acceptance"))
    for action in view.actions(issue=issue.id):
        yield labelled(f"a{action.id}", f"{short_date(language, action.date)}  {action.text}")
    for piece in view.evidence_of(Thing("issue", issue.id)):
        if not piece.void:
            yield labelled(f"e{piece.id}", f"{short_date(language, piece.date)}  {piece.name}")
    yield labelled(word("screens.sheet-weight"), str(weight))
    yield labelled(word("screens.sheet-seen"), BLANK)
    findings = "   ".join(f"[ ] {term(language, 'finding', each)}" for each in ("holds", "relapsed", "never-done"))
    yield labelled(word("screens.sheet-finding"), findings)
    yield labelled(word("screens.sheet-signed"), BLANK)


def as_json(view: "View", drawn: DrawRow, weights: Mapping[int, int]) -> dict[str, Any]:
    """What `look-back draw --json` prints."""
    rows = view.look_backs(drawn.id)
    names = {row.issue: issue.name for row in rows if (issue := view.issue(row.issue))}
    return {
        "format": 1,
        "draw": drawn.id,
        "inspection": view.inspection(drawn.inspection).code,
        "entry": drawn.seq,
        "head": drawn.head,
        "seed": drawn.seed,
        "sample": drawn.sample,
        "closed": len(weights),
        "drawn": [{"number": names[row.issue], "id": row.issue, "weight": weights.get(row.issue)} for row in rows],
    }
