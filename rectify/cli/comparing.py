"""What `check --against` does between the command line and the comparison: the ledger's own reports, as it gives them."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from rectify.checks.against import Books, Page, against, books, last_report, share, shared, shows
from rectify.cli.ledgers import reading
from rectify.cli.session import Session
from rectify.cli.viewing import day_of
from rectify.documents.reading import Source, read_bytes
from rectify.documents.writing import DRAWING, Style, writer
from rectify.errors import NotFound
from rectify.intake import understand
from rectify.intake.draft import Draft
from rectify.language import say
from rectify.ledger import Ledger
from rectify.model.remarks import Remark
from rectify.model.values import Filter, Inspection
from rectify.report import KINDS, Asked, HeadLine, document
from rectify.report.case import called
from rectify.report.public import PublicView
from rectify.store.reading import Reading

if TYPE_CHECKING:
    from rectify.language import Language
    from rectify.report import View


def _written() -> set[str]:
    """Formats in which the ledger's own reports are made where a file has one of them, so that both are read alike; PDF
    only where it can be written.
    """
    return {"html", "docx", "xlsx", "csv", "txt", *(("pdf",) if find_spec("typst") else ())}


_NO_HEAD = HeadLine(0, "", "")


class Other(NamedTuple):
    """The ledger that reports are compared with: which of its inspections and as of which day, where that was asked."""

    ledger: Ledger
    inspection: str | None
    as_of: date | None
    made: dict[tuple[object, ...], list[Page]]
    """Its own reports that were made already, so that several files ask for them once."""


@contextmanager
def other(session: Session, path: str, inspection: str | None, as_of: str | None) -> Iterator[Other]:
    """The ledger at `path`, open for reading. Raises NotFound where there is none."""
    place = session.world.cwd / path
    if not place.exists():
        raise NotFound("ledger-absent", path=path)
    with reading(session, place) as ledger:
        yield Other(ledger, inspection, day_of(session, as_of) if as_of else None, {})


class Comparing:
    """One document and the ledger as of the day of which the document speaks, where it tells one."""

    def __init__(self, today: date, with_: Other, read: tuple[Source, Draft], columns: Mapping[str, str]) -> None:
        self._source, self._draft = read
        self._today = today
        self._ledger = with_.ledger
        self._made = with_.made
        self._columns = columns
        told = self._draft.inspection.report_date
        said = told.latest if told and told.precise else None
        self._day = min(with_.as_of or said or today, today)
        self._view = self._at(self._day)
        self._language: Language = "zh" if self._draft.language == "zh" else "en"
        self._of = self._inspection(with_.inspection)

    def _at(self, day: date) -> Reading:
        return self._ledger.view(day if day < self._today else None)

    def _inspection(self, code: str | None) -> Inspection:
        """The inspection named; else the one of whose issues the document names most, of equals the newest."""
        from rectify.deciding.resolving import inspection as named

        living = [each for each in self._view.inspections() if not each.void]
        if not living:
            raise NotFound("check-nothing")
        if code is not None or len(living) == 1:
            return named(self._view, code)
        titles = [issue.title for issue in self._draft.issues]
        shares = [share(titles, (each.title for each in self._view.issues(Filter(inspection=of.id)))) for of in living]
        return max(zip(shares, living, strict=True), key=lambda pair: (pair[0], pair[1].id))[1]

    def remarks(self) -> list[Remark]:
        """What the document says otherwise than the ledger.

        Only where something is left to remark it is compared with the reports in the other language too, of which those
        count that it shares more with; and with the version for the public, which leaves things out.
        """
        page = Page(self._source.document, self._draft)
        own = self._pages(self._view, self._language)
        known = self._known(own, self._language)
        found = against(page, known)
        if found:
            other: Language = "en" if self._language == "zh" else "zh"
            others = self._pages(self._view, other)
            theirs = self._known(others, other)
            if shared(page, theirs) > shared(page, known):
                own, self._language = others, other
                found = against(page, theirs)
        public = PublicView(self._view, self._of, say(self._language, "report.withheld"))
        if found and not any(True for _ in public.leaks()):
            pages = [*own, *self._pages(public, self._language, public)]
            found = against(page, self._known(pages, self._language))
        return found

    def _known(self, reports: Iterable[Page], language: "Language") -> Books:
        view, of = self._view, self._of
        dossiers = list(view.dossiers(Filter(inspection=of.id, as_of=self._day)))
        texts = view.publicity().texts
        return books(
            of,
            dossiers,
            view.aspects(of.id),
            [*view.actions(whole=of.id), *view.narratives(of.id), *view.narratives(of.id, public=True)],
            reports,
            day=self._day,
            language=language,
            wordings={called(each.issue): texts.get(f"i{each.issue.id}", "") for each in dossiers},
        )

    def _pages(self, view: "View", language: "Language", public: PublicView | None = None) -> list[Page]:
        """The ledger's reports of every kind, in the form of the file, read back."""
        suffix = f".{self._source.format}" if self._source.format in _written() else ".md"
        read = self._source.document
        since = last_report(read, self._day, language)
        before: View | None = self._at(since) if since else None
        if before and public:
            before = PublicView(before, self._of, say(language, "report.withheld"))
        basis = shows(read, say(language, "report.heading-basis"))
        asked = Asked(self._of, self._day, language, _NO_HEAD, since, before, basis=basis)
        asked = asked._replace(withheld=public.secrets if public else None)
        key = (self._of.id, self._day, language, suffix, since, basis, public is not None)
        if key not in self._made:
            self._made[key] = [self._page(kind, view, asked, suffix) for kind in KINDS]
        return self._made[key]

    def _page(self, kind: str, view: "View", asked: Asked, suffix: str) -> Page:
        drawn = suffix in DRAWING or (kind, suffix) == ("summary", ".pdf")
        made = document(kind, view, asked._replace(pictures=drawn), tables=suffix == ".csv")
        stream = BytesIO()
        writer(suffix)(made, stream, Style())
        again = read_bytes(stream.getvalue(), f"report{suffix}")
        return Page(again.document, understand(again, today=self._today, columns=self._columns))
