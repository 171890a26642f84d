"""Where the title of a Chinese document breaks: on sense, and into a good shape (GB/T 9704-2012, 7.3.1).

Lines make a trapezoid or a lozenge. No line ends inside a name, a number, Latin words or 《》.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, pairwise

from rectify.documents.writing.word_text import wide

TITLE_WIDTH = 20.1
"""How many characters of 2号 a line of 156 mm holds."""

MOST = 4
"""A title that needs more lines than this is left to Word."""

_LEAST = 4
"""Lines shorter than this look lost."""

_WORDS = (
    "反馈意见|整改落实|整改进展|整改工作|整改台账|责任清单|任务清单|问题清单|对账销号单|一页通|(?:审计|督察|检查|巡察|巡视)(?:查出|发现)问题|巡察|巡视|审计|督察|检查|反馈|意见|问题|整改|"
    "进展|落实|完成|情况|工作|台账|清单|专项|阶段性|年度|报告|通报|方案|通知|查出|发现"
)
_ORGANS = "委员会|办公室|人民政府|领导小组|集团|公司|学院|大学|医院|中心|县委|市委|省委|党委|[局厅部院校组会]"
_WHOLE = re.compile(
    r"《[^》]*》|“[^”]*”|（[^）]*）|〔[^〕]*〕|[0-9A-Za-zＸ×%.\-／/]+(?:[年月日号次个条项级]|县委|市委|省委)*"  # noqa: RUF001
    rf"|{_WORDS}|{_ORGANS}"
)
"""What no line ends inside of, if it fits into a line at all."""

_BARRED = "的、，。：）》”〕和与及"
"""What no line begins with, but for the rules that say so."""

_PLACES: tuple[tuple[str, float], ...] = (
    (r"(?=关于)", -4),
    (r"(?<=[、，：])", 0),
    (r"(?=《)", 1),
    (r"(?<=》)", 1),
    (r"(?<=关于)", 3),
    (r"(?=的(?:情况)?(?:报告|通报|方案|通知|函|意见)$)", 4),
    (rf"(?=(?:{_WORDS}))|(?<=[和与及暨])", 2),
    (rf"(?:{_WORDS})()(?![的和与及、，》”）])", 2),
    (rf"(?:{_ORGANS})()", 0.5),
    (r"(?=[和与及暨])", 2),
)
"""Where a line may end, and what that costs."""

_BEST, _GOOD = 0, 2
"""What a place may cost that is best, or good."""
_OUT_OF_SHAPE, _ONE_MORE_LINE, _IN_NAME, _SHORT = 12, 1, 4, 8


@lru_cache(maxsize=8)  # a book of slips asks for the same title on each page
def broken(title: str, most: float) -> str:
    """`title` with line breaks, no line wider than `most` characters; as it is, where no good places are found."""
    if wide(title) <= most or "\n" in title or wide(title) > MOST * most:
        return title
    places = _places(title, most)
    best, lowest = title, float("inf")
    for number in range(1, MOST):
        for ends in combinations(sorted(places), number):
            lines = [title[start:end] for start, end in pairwise((0, *ends, len(title)))]
            widths = [wide(line) for line in lines]
            cost = sum(places[end] for end in ends) + _shape(widths)
            if cost < lowest and max(widths) <= most:
                best, lowest = "\n".join(lines), cost
    return best


def phrases(title: str) -> list[list[str]]:
    """`title` for a window of any width: phrases that had best stand in one line, each in pieces that no line cuts."""
    places = {at: cost for at, cost in _places(title, TITLE_WIDTH).items() if len(title) - at >= _LEAST}

    def cut(start: int, end: int, most: float) -> Iterator[tuple[int, int]]:
        return pairwise((start, *sorted(at for at in places if start < at < end and places[at] <= most), end))

    return [[title[one:other] for one, other in cut(*whole, _GOOD)] for whole in cut(0, len(title), _BEST)]


def _places(title: str, most: float) -> dict[int, float]:
    """The places where a line may end, each with its cost; where several rules allow it, the lowest."""
    whole = [found.span() for found in _WHOLE.finditer(title) if wide(found[0]) <= most]
    inside = {at for start, end in whole for at in range(start + 1, end)}
    named = title.find("关于")  # what stands before it is the name of who reports
    places: dict[int, float] = {}
    for pattern, cost in _PLACES:
        for found in re.finditer(pattern, title):
            at = found.end()
            if at in {0, len(title)} or at in inside or (title[at] in _BARRED and not pattern.startswith("(?=")):
                continue
            all_in_all = cost + (_IN_NAME if at < named else 0)
            places[at] = min(places.get(at, all_in_all), all_in_all)
    return places


def _shape(widths: list[float]) -> float:
    """How far the lines are from a trapezoid or a lozenge, how uneven they are, and how many."""
    steps = [after - before for before, after in pairwise(widths)]
    rising = [step > 0 for step in steps]
    good = all(steps) and rising == sorted(rising, reverse=True)  # they grow, then shrink; or do one of both
    longest = max(widths)
    uneven = sum((longest - each) ** 2 for each in widths) / longest
    short = sum(_SHORT for each in widths if each < _LEAST)
    return (0 if good else _OUT_OF_SHAPE) + uneven + short + _ONE_MORE_LINE * len(widths)
