"""Everything about one thing as JSON."""

from datetime import date
from typing import TYPE_CHECKING, Any

from rectify.model.figures import figures, is_completed, is_overdue
from rectify.model.naming import Thing

if TYPE_CHECKING:
    from rectify.view.screens.views import View


def as_json(view: "View", target: Thing, day: date) -> dict[str, Any]:
    """What `show --json` prints: the fields of the thing and, as lists, what belongs to it. Dates are EDTF."""
    data: dict[str, Any] = {"format": 1, "thing": target.kind}
    if target.kind == "issue":
        data |= _issue_json(view, target.id, day)
    elif target.kind == "action":
        action = view.action(target.id)
        assert action is not None
        data |= plain(action) | {"evidence": pieces(view, target)}
    elif target.kind == "measure":
        measure = view.measure(target.id)
        assert measure is not None
        data |= plain(measure) | {"evidence": pieces(view, target)}
    elif target.kind == "evidence":
        evidence = view.evidence(target.id)
        assert evidence is not None
        data |= plain(evidence) | {"reviews": [plain(each) for each in view.reviews(target)]}
    elif target.kind == "aspect":
        aspect = view.aspect(target.id)
        data |= plain(aspect) | _counts_json(view, day, aspect.inspection, aspect.id)
    else:
        data |= plain(view.inspection(target.id)) | _counts_json(view, day, target.id)
        data["aspects"] = [plain(each) for each in view.aspects(target.id)]
        data["actions"] = map(plain, view.actions(whole=target.id, void=True))
        data["narratives"] = [plain(each) for each in view.narratives(target.id)]
    return data | {"changes": [plain(each) for each in view.changes(target)]}


def _issue_json(view: "View", key: int, day: date) -> dict[str, Any]:
    issue = view.issue(key)
    assert issue is not None
    data = plain(issue) | {"number": issue.name}
    del data["name"]
    completed = is_completed(issue.claim, issue.verdict)
    data["overdue"] = not issue.void and is_overdue(issue.due, day.isoformat(), completed=completed)
    data["aspect"] = view.aspect(issue.aspect).number if issue.aspect else None
    data["inspection"] = view.inspection(issue.inspection).code
    data["deadlines"] = [plain(each) for each in view.deadlines(key)]
    data["claims"] = [plain(each) for each in view.claims(key)]
    data["measures"] = [plain(each) for each in view.measures(key)]
    data["reviews"] = [plain(each) for each in view.reviews(Thing("issue", key))]
    data["look_backs"] = [plain(each) for each in view.look_backs(issue=key)]
    data["evidence_pieces"] = pieces(view, Thing("issue", key))
    data["actions_done"] = map(plain, view.actions(issue=key, void=True))
    data["sub_issues"] = [{"number": each.name} | {"id": each.id, "title": each.title} for each in view.sub_issues(key)]
    return data


def pieces(view: "View", target: Thing) -> list[dict[str, Any]]:
    """The evidence that belongs to a thing, void pieces too."""
    return [plain(each) for each in view.evidence_of(target)]


def _counts_json(view: "View", day: date, inspection: int, aspect: int | None = None) -> dict[str, Any]:
    counts = figures(view.tallies(inspection, aspect), view.overdue(day.isoformat(), inspection, aspect))
    return {name: getattr(counts, name) for name in ("issues", "completed", "closed", "standing", "overdue")}


def plain(value: Any) -> dict[str, Any]:
    """A value of `model/values` as JSON has it."""
    return {name: _plain(part) for name, part in value._asdict().items()}


def _plain(part: Any) -> Any:
    if hasattr(part, "edtf"):
        return part.edtf
    if hasattr(part, "_asdict"):
        return plain(part)
    return [_plain(each) for each in part] if isinstance(part, tuple) else part
