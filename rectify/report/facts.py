"""What a report says in figures, for programs."""

from rectify.report.case import Case
from rectify.report.opening import title


def facts(kind: str, case: Case) -> dict[str, object]:
    """The figures of a report, as `rectify report --json` prints them."""
    asked = case.asked
    since = (
        {"since": asked.since.isoformat(), "gained": case.changes[1], "lost": case.changes[2]} if asked.since else {}
    )
    done = case.done()
    return {
        "format": 1,
        "kind": kind,
        "language": asked.language,
        "inspection": asked.inspection.code,
        "title": title(case, kind),
        "as_of": case.day,
        **since,
        "figures": {**case.figures._asdict(), "percent": case.figures.percent},
        "actions": done.kinds,
        "outcomes": [total._asdict() for total in (*done.outcomes, *done.money)],
        "rules": list(case.view.sums(asked.inspection.id).rules()),
        "head": asked.head._asdict(),
    }
