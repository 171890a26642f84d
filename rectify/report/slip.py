"""The closing slip (对账销号单): one issue a page, with its plan, its actions, its evidence and places for signatures."""

from collections.abc import Iterator

from rectify.documents.document import Block, Field, Form, NewPage, Paragraph
from rectify.model.dossier import Dossier
from rectify.report import closing, proven, register
from rectify.report.case import Case
from rectify.report.outline import Part

_SIGNED = 2
"""Empty lines for a hand to write an opinion in, above the line for name and day."""
_PAIRS = (("unit", "supporting"), ("lead", "owner"), ("first_deadline", "deadline"), ("claim", "completed"))
_SIGNATURES = ("sign-check", "sign-head", "sign-inspectors")


def slips(case: Case) -> Iterator[Block]:
    """A page for each issue that is asked for, sub-issues included; all of them if none is named."""
    first = True
    for dossier in case.listed():
        if not first:
            yield NewPage()
        first = False
        yield _slip(case, dossier)
        yield from closing.last_line(case)
    if first:
        yield Paragraph(case.say("report.totals-none", day=case.today))
        yield from closing.last_line(case)


def _slip(case: Case, dossier: Dossier) -> Form:
    of = register.cells(case, dossier)
    text = {**of, "measures": of["measures"] or case.say("report.measures-none")}
    text["results"] = of["results"] or case.say("report.acted-none")
    said = (pair for pair in _PAIRS if any(text[key] for key in pair))
    pairs = [tuple(_field(case, key, text[key]) for key in pair) for pair in said]
    course = _lines(proven.course(case, dossier))
    rows = [
        (_field(case, "inspected-unit", case.unit), _field(case, "inspection", case.source)),
        (_field(case, "number", text["number"]), _field(case, "aspect", text["aspect"])),
        (_field(case, "title", text["title"]),),
        (_field(case, "acceptance", text["acceptance"]),),
        *pairs,
        (_field(case, "measures", text["measures"]),),
        (_field(case, "results", text["results"]),),
        (_field(case, "proof", _lines(proven.evidence(case, dossier.issue)) or case.say("report.evidence-none")),),
        (_field(case, "verdict", text["verdict"]),),
        *([(_field(case, "course", course),)] if course else []),
        *((Field(case.say(f"report.{key}"), case.say("report.sign-here"), _SIGNED),) for key in _SIGNATURES),
    ]
    return Form(tuple(rows))


def _lines(texts: list[str]) -> str:
    return "\n".join(texts)


def _field(case: Case, key: str, text: str) -> Field:
    return Field(case.say(f"report.column-{key}"), text)


_PARTS: tuple[Part, ...] = (slips,)
OUTLINES: dict[str, tuple[Part, ...]] = {"zh": _PARTS, "en": _PARTS}
TABLES: tuple[Part, ...] = (register.data,)
