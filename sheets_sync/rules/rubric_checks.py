"""What a rubric file may not leave open: bands, ranges, totals and names that must fit together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from sheets_sync.files.toml_lines import TomlPath
from sheets_sync.files.toml_reading import Report, Table, alike
from sheets_sync.language import N_, Message
from sheets_sync.points import points_short
from sheets_sync.rules import forms
from sheets_sync.rules.rubric import Band, Cap, Ratio, Rubric


class WrittenBand(NamedTuple):
    """A rating as written in the file: from `start` to below `top` (hundredths), where they are written."""

    table: Table
    band: Band
    start: int | None
    top: int | None

    @property
    def name(self) -> str:
        """The rating's name."""
        return self.band.name

    @property
    def end(self) -> str:
        """The key that says where it ends."""
        return "to" if self.table.has("to") else "below"


class Checks:
    """The checks of one file; each notes what it finds in the report."""

    def __init__(self, report: Report, top: Table) -> None:
        self.report, self.top = report, top

    def subject(self, subject: str, every: str) -> None:
        """People are scored by month tabs only."""
        if subject == "staff" and every == "week":
            self.top.wrong("every", N_('chấm từng người thì theo tháng: every = "month"'))

    def total(self, stated: int | None, draft: Rubric) -> None:
        """A stated total is what the criteria give at most."""
        if stated is not None and stated != draft.highest:
            said = N_("“total” là {stated} nhưng các tiêu chí cộng lại cao nhất là {highest}")
            params = {"stated": points_short(stated), "highest": points_short(draft.highest)}
            self.top.wrong("total", said, **params)

    # --- columns ------------------------------------------------------------------------------------------

    def inputs(self, draft: Rubric) -> None:
        """Keys and headers are there once, also beside the fixed columns of the tab."""
        empty = Rubric("", "")
        fixed = forms.month_form(empty) if draft.subject == "staff" else forms.class_form(empty, ())
        keys = {column.key for column in fixed.columns}
        headers = {alike(column.header) for column in fixed.columns}
        for place, key, header in self._named(draft):
            if key in keys:
                said = N_("“{key}” đã dùng rồi; hãy đặt tên khác")
                self.report.add((*place, "key"), Message(said, {"key": key}))
            if header is not None and alike(header) in headers:
                where = "header" if self.report.has((*place, "header")) else "name"
                said = N_("tab đã có cột “{header}”; hãy đặt tên khác")
                self.report.add((*place, where), Message(said, {"header": header}))
            keys |= {key} - {""}
            headers |= {alike(header or "")} - {""}

    def _named(self, draft: Rubric) -> Iterator[tuple[TomlPath, str, str | None]]:
        """Every key with its place, and the header of its column, if it has one."""
        for index, part in enumerate(draft.criteria):
            if part.start is None:
                yield ("criteria", index), part.key, part.inputs[0].header
                continue
            yield ("criteria", index), part.key, None
            for number, item in enumerate(part.inputs):
                yield ("criteria", index, "counts", number), item.key, item.header
        for index, item in enumerate(draft.facts):
            yield ("facts", index), item.key, item.header

    def weights(self, draft: Rubric, written: Sequence[bool]) -> bool:
        """Weights are given for all criteria or for none, and add up to 1; says whether they do."""
        total = sum(part.weight for part in draft.criteria)
        if not any(written):
            return True
        if not all(written):
            said = N_("đã ghi “weight” thì tiêu chí nào cũng phải ghi")
            self.report.add(("criteria", written.index(False)), Message(said))
        elif total != 1:
            said = N_("hệ số các tiêu chí cộng lại là {sum}, phải bằng 1")
            self.report.add(("criteria", len(written) - 1, "weight"), Message(said, {"sum": str(total)}))
        return all(written) and total == 1

    # --- bands ----------------------------------------------------------------------------------------------

    def bands(self, written: Sequence[WrittenBand], gaps: str | None) -> tuple[Band, ...]:
        """The ratings with their true starts; names, order, gaps and overlaps are judged."""
        self._names(written)
        starts = [item.start or 0 for item in written]
        for index, (better, worse) in enumerate(pairwise(written)):
            starts[index] = self._border(better, worse, gaps)
        return tuple(item.band._replace(start=start) for item, start in zip(written, starts, strict=True))

    def _names(self, written: Sequence[WrittenBand]) -> None:
        seen: set[str] = set()
        for item in written:
            if item.name and alike(item.name) in seen:
                item.table.wrong("name", N_("xếp loại “{name}” đã có ở trên"), name=item.name)
            seen.add(alike(item.name))
        for item in written[:-1]:
            if not item.table.has("from"):
                said = N_("xếp loại “{name}” từ bao nhiêu điểm? Hãy ghi thêm “from”")
                self.report.add(item.table.path, Message(said, {"name": item.name}))
        if len(written) == 1:
            self.report.add(written[0].table.path, Message(N_("phải có ít nhất hai xếp loại")))

    def _border(self, better: WrittenBand, worse: WrittenBand, gaps: str | None) -> int:
        """Where the better of two neighbours begins, after a gap between them is given to one of them."""
        start, top = better.start, worse.top
        if start is None:
            return 0
        params = {"worse": worse.name, "better": better.name, "start": points_short(start)}
        if worse.start is not None and worse.start >= start:
            said = N_(
                "“{worse}” phải từ số điểm thấp hơn “{better}” ({start}); xếp loại ghi từ cao xuống thấp"
            )
            worse.table.wrong("from", said, **params)
        elif top is not None and top > start:
            said = N_("“{worse}” và “{better}” chồng lên nhau: “{better}” đã từ {start}")
            worse.table.wrong(worse.end, said, **params)
        elif top is not None and top < start:
            return self._gap(worse, start, top, gaps, params)
        return start

    def _gap(self, worse: WrittenBand, start: int, top: int, gaps: str | None, params: dict[str, str]) -> int:
        """Where the better band begins when points from `top` to below `start` are in neither."""
        if gaps is None:
            said = N_(
                'từ {top} đến dưới {start} chưa thuộc xếp loại nào; ghi gaps = "down" (tính là “{worse}”)'
                ' hoặc gaps = "up" (tính là “{better}”) ở đầu tệp, hay sửa số'
            )
            worse.table.wrong(worse.end, said, **params, top=points_short(top))
        return top if gaps == "up" else start

    def reach(self, written: Sequence[WrittenBand], draft: Rubric, sums: bool = False) -> None:
        """Every rating can be reached, and all points from the lowest to the highest have one.

        `sums`: what is rated is a sum of rows, of which nobody can say how many there are.
        """
        for item in written:
            self._width(item)
        if written:
            self._bottom_of_all(written[-1], draft)
        if sums:
            return
        for item in written:
            if item.start is not None and item.start > draft.highest:
                said = N_("không ai đạt được “{name}”: từ {start} nhưng cao nhất chỉ có {highest} điểm")
                params = {"start": points_short(item.start), "highest": points_short(draft.highest)}
                item.table.wrong("from", said, name=item.name, **params)
        for better, worse in pairwise(written):
            if better.start is not None and better.start <= draft.lowest:
                said = N_("không ai bị xếp “{name}”: thấp nhất đã là {lowest} điểm, thuộc loại trên")
                params = {"name": worse.name, "lowest": points_short(draft.lowest)}
                self.report.add(worse.table.path, Message(said, params))
        if written:
            self._top_of_all(written[0], draft)

    def _width(self, item: WrittenBand) -> None:
        if item.table.has("to") and item.table.has("below"):
            item.table.wrong("below", N_("chỉ ghi một trong hai: “to” hoặc “below”"))
        elif item.start is not None and item.top is not None and item.top <= item.start:
            said = N_("xếp loại “{name}” không có điểm nào: cuối phải lớn hơn đầu")
            item.table.wrong(item.end, said, name=item.name)

    def _top_of_all(self, first: WrittenBand, draft: Rubric) -> None:
        if first.top is not None and first.top != draft.highest + 1:
            said = N_("“{name}” phải đến điểm cao nhất có thể đạt là {highest}; hãy sửa hoặc bỏ mục này")
            first.table.wrong(first.end, said, name=first.name, highest=points_short(draft.highest))

    def _bottom_of_all(self, last: WrittenBand, draft: Rubric) -> None:
        if last.start is not None and last.start > draft.lowest:
            said = N_(
                "dưới {start} chưa thuộc xếp loại nào (có thể thấp đến {lowest}); loại cuối nên bỏ “from”"
            )
            params = {"start": points_short(last.start), "lowest": points_short(draft.lowest)}
            last.table.wrong("from", said, **params)

    # --- floors, conditions, caps -------------------------------------------------------------------------

    def floors(self, written: Sequence[WrittenBand], highs: Mapping[str, int]) -> None:
        """Floors and conditions name criteria, and a floor can be reached; the last rating has none."""
        for item in written:
            for key, floor in item.band.floors:
                self._floor(item, key, floor, highs)
            for index, ratio in enumerate(item.band.ratios):
                self._ratio((*item.table.path, "conditions", index), ratio, highs)
        for key in ("floors", "conditions"):
            if written and written[-1].table.has(key):
                said = N_("loại cuối nhận tất cả phần còn lại, không thể có “{key}”; hãy bỏ đi")
                written[-1].table.wrong(key, said, key=key)

    def _floor(self, item: WrittenBand, key: str, floor: int, highs: Mapping[str, int]) -> None:
        place = Table(self.report, {}, (*item.table.path, "floors"), ())
        if key not in highs:
            place.unknown_name(key, key, highs)
        elif floor > highs[key]:
            said = N_("không ai đạt được “{name}”: đòi {floor} điểm, tiêu chí này cao nhất {highest}")
            params = {"floor": points_short(floor), "highest": points_short(highs[key])}
            place.wrong(key, said, name=item.name, **params)

    def _ratio(self, path: TomlPath, ratio: Ratio, highs: Mapping[str, int]) -> None:
        place = Table(self.report, {}, path, ())
        for key, names in (("part", ratio.part), ("of", ratio.whole)):
            for name in names:
                if name not in highs:
                    place.unknown_name(key, name, highs)

    def cap(self, table: Table, cap: Cap, draft: Rubric, ratings: Sequence[str]) -> None:
        """A cap names inputs that can be counted so, says how much, and holds something back."""
        ways = [key for key in ("more_than", "at_least", "is") if table.has(key)]
        if len(ways) != 1:
            said = N_("hãy ghi đúng một trong ba: “more_than” (quá), “at_least” (từ), “is” (là)")
            self.report.add(table.path, Message(said))
        if ratings and cap.rating == ratings[0]:
            said = N_("“{name}” là loại cao nhất, mục này không hạn chế gì; hãy chọn loại thấp hơn")
            table.wrong("no_better_than", said, name=cap.rating)
        if cap.over == "week":
            said = (
                N_("thang điểm chấm theo tháng, không có tuần; hãy chọn month, term hoặc year")
                if draft.every == "month"
                else N_("tuần không được xếp loại; hãy chọn month, term hoặc year")
            )
            table.wrong("over", said)
        known = {item.key: item for item in draft.inputs}
        for name in cap.inputs:
            if name not in known:
                table.unknown_name("inputs", name, known)
            elif len(ways) == 1 and bool(known[name].choices) != ("is" in ways):
                said = N_(
                    "“{name}”: cột chọn danh sách thì dùng “is”, cột số thì “more_than” hoặc “at_least”"
                )
                table.wrong("inputs", said, name=name)
        choices = [choice for name in cap.inputs if name in known for choice in known[name].choices]
        for value in cap.values:
            if choices and value not in choices:
                table.unknown_name("is", value, choices)
