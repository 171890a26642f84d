"""From children to one set: each proved, the newest of each ledger chosen, all merged; memory is bounded by one child."""

import json
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import IO, NamedTuple

from rectify.errors import RectifyError
from rectify.heads import Held, answer
from rectify.journal import Head
from rectify.rollup import sets
from rectify.rollup.children import Bad, Refusal, Wanted, bad, contradicted, proved, twice, unsealed
from rectify.rollup.duck import Duck
from rectify.rollup.finding import Found
from rectify.rollup.kept import Kept
from rectify.rollup.tables import REFUSED, TABLES


class Made(NamedTuple):
    """The files of a new set by table, the heads of what is in it, and what is not."""

    files: dict[str, Path]
    heads: list[Kept]
    bad: list[Bad]


class _Offer(NamedTuple):
    """A ledger as one child has it; `source` counts the children."""

    head: Kept
    source: int
    path: Path
    is_set: bool


def make(children: Iterable[Found], wanted: Wanted, duck: Duck, folder: Path) -> Made:
    """Make a set in `folder`, an empty one."""
    made = _Making(wanted, duck, folder)
    for source, child in enumerate(children):
        made.take(source, child)
    return made.finish()


class _Making:
    def __init__(self, wanted: Wanted, duck: Duck, folder: Path) -> None:
        self._wanted = wanted
        self._duck = duck
        self._folder = folder
        self._offers: list[_Offer] = []
        self._sets: dict[int, sets.ParquetSet] = {}
        self._bad: list[Bad] = []
        self._lines: dict[str, IO[str]] = {
            table: (folder / f"{table}.jsonl").open("w", encoding="utf-8") for table in TABLES
        }

    def take(self, source: int, child: Found) -> None:
        """Look at one child; what is wrong with it is noted, and the others go on."""
        looks = {"ledger": self._ledger, "seal": self._seal, "set": self._set, "bare": self._bare}
        try:
            twice(partial(looks[child.kind], source, child.path))
        except (Refusal, RectifyError) as error:
            self._bad.append(bad(child.path, error))

    def _note(self, path: Path, key: str, **values: object) -> None:
        self._bad.append(Bad(path, key, values, note=True))

    def _bare(self, source: int, path: Path) -> None:  # noqa: ARG002 - as the others
        with proved(path, self._wanted):  # opening it says what is wrong
            raise Refusal("rollup.no-ledger")

    def _seal(self, source: int, path: Path) -> None:
        """A seal is a ledger once its journal is folded anew."""
        place = self._folder / "unsealed.db"
        with unsealed(path, place, self._wanted) as signatures:
            for key, values in signatures.told:
                self._note(path, key, **values)
            self._ledger(source, place, path, signatures.good)

    def _ledger(self, source: int, path: Path, came_as: Path | None = None, signed: Sequence[Held] = ()) -> None:
        """`came_as` is what it was in, if it was in anything, and `signed` are heads that came with it."""
        held = {**self._wanted.held}
        for each in signed:
            held[each.ledger] = [*held.get(each.ledger, ()), each]
        places = {table: lines.tell() for table, lines in self._lines.items()}
        try:
            with proved(path, self._wanted._replace(held=held)) as child:
                for table, row in child.rows:
                    self._put(table, source, row)
        except BaseException:
            for table, lines in self._lines.items():
                lines.seek(places[table])
                lines.truncate()
            raise
        head = child.head
        about = {"seq": head.seq, "head": head.text, "recorded": head.recorded}
        day = {"as_of": self._wanted.day.isoformat(), "texts": int(self._wanted.texts)}
        self._put("ledgers", source, {"ledger": head.ledger, **about, **day})
        self._offers.append(_Offer(head, source, came_as or path, is_set=False))
        if self._wanted.check and head.ledger not in held:
            self._note(came_as or path, "rollup.unsigned")

    def _put(self, table: str, source: int, row: dict[str, object]) -> None:
        self._lines[table].write(json.dumps({"source": source, **row}, ensure_ascii=False) + "\n")

    def _set(self, source: int, path: Path) -> None:
        found = sets.opened(path)
        rows = self._duck.rows("ledgers", found.files["ledgers"])
        offers = []
        for ledger, seq, text, recorded, as_of, _ in rows:
            if self._wanted.dated and as_of != self._wanted.day.isoformat():
                raise Refusal("rollup.other-day", day=as_of)
            head = Kept(ledger, seq, text, recorded)
            refusal = _refusal(head, self._wanted)
            if refusal:
                unit = self._duck.unit(found.files["units"], ledger)
                self._bad.append(bad(path, refusal.of(ledger, unit)))
            else:
                offers.append(_Offer(head, source, path, is_set=True))
        unsigned = sum(each.head.ledger not in self._wanted.held for each in offers)
        if self._wanted.check and unsigned:
            self._note(path, "rollup.n-unsigned", n=unsigned)
        self._sets[source] = found
        self._offers += offers

    def finish(self) -> Made:
        chosen = self._chosen()
        used = {each.source for each in chosen if each.is_set}
        self._duck.choose(self._written(chosen))
        files = {}
        for refused in self._bad:
            if not refused.note:
                self._put(REFUSED, 0, refused.row(self._wanted.base, self._wanted.day))
        for lines in self._lines.values():
            lines.close()
        for table in TABLES:
            files[table] = self._folder / f"{table}.parquet"
            every = table == REFUSED  # also by those of which nothing is counted
            parts = [found.files[table] for source, found in self._sets.items() if every or source in used]
            rows = self._folder / f"{table}.jsonl"
            self._duck.merge(table, files[table], rows, parts, texts=self._wanted.texts)
            rows.unlink()
        files = self._duck.summarize(files, self._folder)
        return Made(files, sorted(each.head for each in chosen), self._bad)

    def _written(self, chosen: Iterable[_Offer]) -> Path:
        path = self._folder / "chosen.jsonl"
        with path.open("w", encoding="utf-8") as lines:
            for each in chosen:
                row = {
                    "ledger": each.head.ledger,
                    "source": each.source,
                    "folder": str(each.path) if each.is_set else None,
                }
                lines.write(json.dumps(row, ensure_ascii=False) + "\n")
        return path

    def _chosen(self) -> list[_Offer]:
        """Of each ledger the newest offer; none where two of them contradict each other."""
        by_name: dict[str, list[_Offer]] = {}
        for offer in self._offers:
            by_name.setdefault(offer.head.ledger, []).append(offer)
        chosen = []
        for offers in by_name.values():
            # of two that say the same the set is left out: a ledger has its texts, too
            best = max(offers, key=lambda each: (each.head.seq, not each.is_set, -each.source))
            others = [each for each in offers if each is not best]
            if any(_fork(best, each) for each in others):
                name = best.head.ledger
                self._bad += [Bad(each.path, "rollup.fork", {"ledger": name}, ledger=name) for each in offers]
                continue
            chosen.append(best)
            for each in others:
                if each.head.seq < best.head.seq:
                    self._note(each.path, "rollup.older", seq=each.head.seq, other=best.path, count=best.head.seq)
        return chosen


def _refusal(head: Kept, wanted: Wanted) -> Refusal | None:
    """Why a ledger of a set is not summed: as far as its head tells, for its journal stayed below."""
    held, last = wanted.held.get(head.ledger, ()), wanted.kept.get(head.ledger)
    if wanted.signed and not held:
        return Refusal("rollup.unsigned")
    for each in (*held, *([last.held] if last else [])):
        if each.seq is not None and each.seq >= head.seq:
            said = answer(each, head.ledger, head.seq, Head(head.seq, each.chain, head.text))
            if said != "head-holds":
                return Refusal(f"rollup.{said}", seq=each.seq, count=head.seq)
    return None


def _fork(best: _Offer, other: _Offer) -> bool:
    """Whether two offers of one ledger have two histories, as far as that can be seen."""
    if other.head.seq == best.head.seq:
        return other.head.text != best.head.text
    return not best.is_set and contradicted(best.path, other.head)
