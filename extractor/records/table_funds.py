"""Money in tables: columns of sums by payer (中央补助), of grants (补助标准), of channels.

The cell is the evidence of a sum; its unit stands in the header, over the table or in the cell, its
payer in the header, in the row (资金来源, or a row named 市级) or in the caption. A cell in words
(每公里20万元，最高100万元) is read as any clause, under the channel of its column. Spans are of the
view.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import regex

from extractor.cells.columns import TOTAL
from extractor.document import Span
from extractor.phrases import phrase
from extractor.records.channels import GRANT, PUBLIC, Channel
from extractor.records.draft import Draft
from extractor.records.grids import Grid, grids
from extractor.records.payers import instrument_of, payers_of
from extractor.records.payments import UNPAID, each_in
from extractor.records.plan import Plan
from extractor.records.splits import Split, splits_of
from extractor.records.table_cells import is_number, measure, read_cell
from extractor.rule_cache import compiled
from extractor.segment import Paragraph

RULE = "funding.table"
_PAID = phrase("table_funds.paid")
_TOTAL = phrase("table_funds.total")
_SOURCES = phrase("table_funds.sources")
_GRANTED = phrase("table_funds.granted")
_BARE_SUM = phrase("table_funds.bare_sum")
_OF_SOURCE = phrase("table_funds.of_source")
_GIVER = phrase("table_funds.giver")
_NO_GRANT = phrase("table_funds.no_grant")
_LEVEL_ROW = phrase("table_funds.level_row")
_SPENT = phrase("table_funds.spent")
_SENTENCE = compiled("[,。;]|(?<!单位):")
_AT_MOST = compiled("最高|上限|限额|封顶|不超过")
_SUM_CELL = phrase("table_funds.sum_cell")
_IN_WORDS = compiled(r"\d[\d,.]*[万亿]?元|%|百分之")
_PRIVATE = compiled("个人|居民|业主|群众|农户|村集体|村民|企业|社会资本|产权单位|管线单位")
"""Payers that stand so briefly only beside the sums of others."""
_SHARE_HEAD = compiled("占|比[例重]")
_LEVELLED = compiled("级|政府|地方|财政")
"""上级补助, 各级配套: a head that says itself whose money it is, whatever the caption."""
_BEARERS = compiled("层级|级次|主体|财政|出资|承担")
"""What heads the names of levels that pay; 级别 heads the ranks of what is granted for."""
_BARE_SOURCE = compiled("来源|渠道")
_NAME = compiled("[^0-9,。;:]{1,20}")
_GROUP_HEAD = compiled("序号|编号|(?:资金|来源|渠道)?(?:类别|分类|类型|性质)")
_RAISED = compiled("自筹|出资|筹资|集资|承担|负担|配套|投资|投入|投工|投劳")
_OF_SUM = ("value", "unit", "comparator")
_SPLIT = compiled("[、,;/+和及与]")
_BRACKETS = compiled(r"[(][^()]*[)]|其中[:,]?")
_UNIT = r"(?P<money>[十百千万亿]{0,2}元)(?:人民币)?(?P<each>[/每·][^()\d,。;:]{1,8})?"
_HEAD_UNIT = compiled(rf"[(](?:单位:)?{_UNIT}[)]|[/:](?:单位:)?{_UNIT}$")
_PERCENT = compiled(r"[(](%)[)]")
_GIVEN_UNIT = compiled(_UNIT)


def payers_of_column(plan: Plan, head: str) -> tuple[str, ...]:
    """Return who pays the sums of a column by its header; empty where it is no such column."""
    name = _BRACKETS.sub("", head)
    if not _PAID.search(name) or _TOTAL.search(name) or len(name) > 16:
        return ()
    found = payers_of(plan.patterns).of_column(name)
    granted = GRANT.search(name) and not _RAISED.search(name)
    return ("government",) if granted and found and not PUBLIC.intersection(found) else found


@dataclass(slots=True)
class TableFunds:
    """What the tables of a plan say of money."""

    drafts: list[Draft] = field(default_factory=list)
    read: list[Span] = field(default_factory=list)
    """Stretches that are no clauses to be read besides."""
    under: list[tuple[Span, Channel]] = field(default_factory=list)
    """Cells in words, each with the channel of its column."""

    def channel(self, at: int) -> Channel | None:
        """Return the channel under whose head a clause stands that begins at a place."""
        return next((channel for (a, b), channel in self.under if a <= at < b), None)


def table_funds(plan: Plan) -> TableFunds:
    """Return the funding of all tables."""
    found = TableFunds()
    for table in fund_tables(plan):
        table.read(found)
    return found


def fund_tables(plan: Plan) -> tuple[FundTable, ...]:
    """Return a reader of money for each table of a plan, in the order of ``grids``; made once."""
    if "fund_tables" not in plan.made:
        plan.made["fund_tables"] = tuple(FundTable(plan, grid) for grid in grids(plan))
    return plan.made["fund_tables"]


@dataclass(frozen=True, slots=True)
class _Unit:
    """The unit of a column: 万元 of 万元/台, where it stands, and what each sum is for; or %."""

    name: str
    span: Span
    unit: str
    per: str | None


class FundTable:
    """One table whose columns are told by their headers."""

    def __init__(self, plan: Plan, grid: Grid) -> None:
        self.plan, self.grid, self.text = plan, grid, plan.text
        self.payers = payers_of(plan.patterns)
        self.heads = [_BRACKETS.sub("", self.text[slice(*head)]) for head in grid.header]
        self.caption = self.text[slice(*grid.caption)] if grid.caption else ""
        summed = any(_OF_SOURCE.fullmatch(head) for head in self.heads)
        self.sources = next(
            (
                at
                for at, head in enumerate(self.heads)
                if _SOURCES.search(head) or (summed and _BARE_SOURCE.fullmatch(head))
            ),
            None,
        )
        """The column that names channels: 资金来源, 承担比例."""

    def read(self, found: TableFunds) -> None:
        """Put what the table says of money to what was found.

        Its names, the caption's and those of the columns, are no clauses.
        """
        start, end = self.grid.head
        found.read.append((start, self.text.find("\n", start, end)))
        if self.grid.caption and not _SENTENCE.search(self.text, *self.grid.caption):
            found.read.append(self.grid.caption)
        if _SPENT.search(self.caption):
            return
        for column in (*self.granted, *self.paid):
            self._read_sums(column, found)
        if self.sources is not None:
            found.drafts += self._sources(self.sources)
            found.read += [line[self.sources] for _, line in self.grid.rows]
            found.read.append(self.grid.header[self.sources])

    def holds(self, column: int, line: Sequence[Span]) -> bool:
        """Tell whether a number is money that is paid; the sum of all channels is a target."""
        if column in self.sums:
            return not self._is_total(line) or bool(_SHARE_HEAD.search(self.heads[column]))
        if column not in self.granted and column not in self.paid:
            return False
        return (
            self._unit(column) is not None or not measure(self.plan, *self.grid.header[column]).unit
        )

    # columns ------------------------------------------------------------------------------

    @cached_property
    def granted(self) -> list[int]:
        """The columns of what is granted: 补助标准, 奖励金额, 标准 in a table of grants."""
        return [at for at in range(len(self.heads)) if at != self.sources and self._grants(at)]

    def _grants(self, column: int) -> bool:
        head, over = self.heads[column], self.grid.over[column]
        if _GRANTED.search(head):
            return True
        if _BARE_SUM.fullmatch(head) and GRANT.search(self.caption):
            return True
        if _TOTAL.search(head) or _NO_GRANT.search(head) or self.payers.of_column(head):
            return False
        group = _BRACKETS.sub("", self.text[slice(*over)]) if over else ""
        tiers = column > 0 and column in self.grid.units and _GRANTED.search(self.caption)
        return bool(_GRANTED.search(group) or tiers)

    @cached_property
    def paid(self) -> list[int]:
        """The columns of sums by payer: 中央补助, 县级自筹."""
        told = {self.sources, *self.granted}
        heads = ((at, head) for at, head in enumerate(self.heads) if at not in told)
        found = {at: payers_of_column(self.plan, head) for at, head in heads}
        named = [at for at, payers in found.items() if len(payers) == 1]
        private = (at for at in found if _PRIVATE.fullmatch(self.heads[at]))
        return sorted({*named, *private}) if named else []

    @cached_property
    def sums(self) -> list[int]:
        """The columns of the sums and shares of the channels that name the rows."""
        if self.sources is None or not self._names_rows(self.sources):
            return []
        told = {self.sources, *self.granted, *self.paid}
        named = [at for at in range(len(self.heads)) if at not in told]
        return [at for at in named if _OF_SOURCE.fullmatch(self.heads[at])]

    def _names_rows(self, sources: int) -> bool:
        """Tell whether a channel is what a row is called, or each of a project's has its row."""
        before = [h for h in self.heads[:sources] if not _GROUP_HEAD.fullmatch(h)]
        if not before:
            return True
        merged = [line for _, line in self.grid.rows if line[0][0] == line[0][1]]
        return any(line[sources][1] > line[sources][0] for line in merged)

    def _unit(self, column: int) -> _Unit | None:
        for span in (self.grid.header[column], self.grid.over[column]):
            if span and (match := _HEAD_UNIT.search(self.text, *span)):
                return _unit_in(match)
        if match := _PERCENT.search(self.text, *self.grid.header[column]):
            return _Unit("%", match.span(1), "percent", None)
        given = self.grid.units.get(column)
        match = _GIVEN_UNIT.fullmatch(self.text, *given) if given else None
        return _unit_in(match) if match else None

    # sums ---------------------------------------------------------------------------------

    def _read_sums(self, column: int, found: TableFunds) -> None:
        head, means = self.grid.header[column], self._instrument(column)
        granted = column in self.granted
        made = len(found.drafts) + len(found.under)
        for (row, line), held in zip(self.grid.rows, self.grid.held(self.text), strict=True):
            cell = line[column]
            if cell[1] == cell[0] or (granted and self._is_total(line)):
                continue
            payer, named = self._payer(column, held)
            if is_number(self.text, cell):
                if draft := self._sum(column, cell, payer, means, row, named or head):
                    found.drafts.append(draft)
                    found.read.append(cell)
            elif _SUM_CELL.fullmatch(self.text, *cell) or (
                granted and _IN_WORDS.search(self.text, *cell)
            ):
                role = "cap" if _AT_MOST.search(self.heads[column]) else None
                channel = Channel(*head, means, (payer,), bool(named), "paid", RULE, role=role)
                found.under.append((cell, channel))
        if len(found.drafts) + len(found.under) > made:
            found.read.append(head)
            if granted:
                found.read += self._names(column)

    def _names(self, column: int) -> Iterator[Span]:
        """Yield the cells before those of a standard that say what it is for: 社保补贴."""
        for _, line in self.grid.rows:
            named = (cell for cell in line[:column] if _NAME.fullmatch(self.text, *cell))
            yield from (cell for cell in named if cell[1] > cell[0])

    def _is_total(self, line: Sequence[Span]) -> bool:
        return any(TOTAL.fullmatch(self.text, *cell) for cell in line)

    def _sum(
        self, column: int, cell: Span, payer: str, means: str | None, row: Paragraph, named: Span
    ) -> Draft | None:
        """Return the record of a cell that is one number; its payer is *named* in the table."""
        unit = self._unit(column)
        quantity = read_cell(self.plan, *cell, unit.name if unit else "")
        if quantity is None or not quantity.value or quantity.unit not in ("CNY", "percent"):
            return None
        money = quantity.unit == "CNY"
        capped = quantity.comparator in ("le", "lt") or _AT_MOST.search(self.heads[column])
        fields = {
            **UNPAID,
            "payer": payer,
            "instrument": means,
            "kind": "cap" if capped else "amount" if money else "share",
            "value": quantity.value,
            "value_max": quantity.value_max,
            "unit": unit.unit if unit and money else quantity.unit,
            "per": unit.per if unit and money else None,
            "comparator": "le" if capped else quantity.comparator,
        }
        spans = (unit.span if unit else None, self.grid.header[column], named)
        context = tuple(span for span in spans if span and span[1] > span[0])
        return Draft("funding", cell, RULE, fields, row.section, context)

    def _instrument(self, column: int) -> str | None:
        head = self.heads[column]
        if column in self.granted:
            return instrument_of(head) or "subsidy"
        private = _PRIVATE.match(head) and not PUBLIC.intersection(self.payers.of_column(head))
        return instrument_of(head) or ("self_raised" if private else None)

    def _payer(self, column: int, line: Sequence[Span]) -> tuple[str, Span | None]:
        """Return who pays the sum of a row in a column, and where the table names that payer."""
        head = self.grid.header[column]
        if column in self.paid:
            name = self.heads[column]
            payers = payers_of_column(self.plan, name) or self.payers.of_column(name)
            over = self._levels(self.grid.caption) if self.grid.caption else ()
            if payers == ("government",) and len(over) == 1 and not _LEVELLED.search(name):
                return over[0], self.grid.caption
            return (payers or ("other",))[0], head
        label = next((c for c, h in zip(line, self.heads, strict=True) if self._bears(c, h)), None)
        ways: list[tuple[Sequence[str], Span | None]] = [(self._levels(head), head)]
        if self.sources is not None:
            ways.append((self._channels(line[self.sources]), line[self.sources]))
        if label:
            ways.append((self.payers.levels(self.text[slice(*label)]), label))
        if self.grid.caption:
            ways.append((self._levels(self.grid.caption), self.grid.caption))
        found, named = next((way for way in ways if way[0]), ((), None))
        return (found[0] if len(found) == 1 else "government"), named

    def _bears(self, cell: Span, head: str) -> bool:
        """Tell whether a cell names a level that pays the sums of its row: 省级财政."""
        match = _LEVEL_ROW.fullmatch(self.text, *cell)
        return match is not None and bool(match["money"] or _BEARERS.search(head))

    def _levels(self, span: Span) -> tuple[str, ...]:
        """Return the levels that grant by a header or a caption: 市级补助标准, no 街道奖励金额."""
        named = (match["level"] for match in _GIVER.finditer(self.text, *span))
        return tuple(dict.fromkeys(payer for name in named for payer in self.payers.levels(name)))

    # channels -----------------------------------------------------------------------------

    def _channels(self, cell: Span) -> tuple[str, ...]:
        """Return who pays by the channels of a cell, each once."""
        quantities = self.plan.quantities(cell)
        if split := splits_of(self.text, cell, quantities, self.payers, ()):
            return tuple(dict.fromkeys(payer for payer, _ in split.shares))
        pieces = [self.text[a:b].strip("、,;/+和及与") for a, b in _pieces(self.text, cell)]
        found = (self.payers.of_column(piece) for piece in pieces if len(piece) > 1)
        return tuple(dict.fromkeys(payer for payers in found for payer in payers))

    def _sources(self, column: int) -> Iterator[Draft]:
        """One source, sum or share for each payer and instrument that a cell names."""
        for row, line in self.grid.rows:
            cell = line[column]
            beside = list(self._beside(cell, line, row))
            yield from beside
            if split := splits_of(self.text, cell, self.plan.quantities(cell), self.payers, ()):
                yield from self._split(cell, split, row.section)
            elif not beside:
                yield from self._named(cell, row.section)

    def _beside(self, source: Span, line: Sequence[Span], row: Paragraph) -> Iterator[Draft]:
        """Yield the sums and shares that stand beside the channel that names a row."""
        payers = self._channels(source) if self.sums else ()
        payer = payers[0] if len(payers) == 1 else "government"
        means = instrument_of(self.text[slice(*source)])
        parts = [at for at in self.sums if not TOTAL.fullmatch(self.heads[at])]
        for column in (parts or self.sums) if payers else ():
            cell = line[column]
            if is_number(self.text, cell) and (
                draft := self._sum(column, cell, payer, means, row, source)
            ):
                yield draft

    def _split(self, cell: Span, split: Split, section: int) -> Iterator[Draft]:
        """Yield one share for each payer of a cell that shares out: 市、区财政各承担50%."""
        public = "subsidy" if self.granted else "budget"
        for payer, value in split.shares:
            means = public if payer in PUBLIC else "self_raised"
            fields: dict[str, Any] = {**UNPAID, "payer": payer, "instrument": means}
            fields |= {"kind": "share", "value": value, "unit": "percent", "comparator": "eq"}
            yield Draft("funding", cell, RULE, fields, section)

    def _named(self, cell: Span, section: int) -> Iterator[Draft]:
        """Yield the channels of a cell with their own sums; no bare ones beside a standard."""
        seen: set[tuple[str, str | None]] = set()
        for start, end in _pieces(self.text, cell):
            name = self.text[start:end]
            sums = [q for q in self.plan.quantities((start, end)) if q.unit in ("CNY", "percent")]
            if not sums and self.granted:
                continue
            for payer in self.payers.of_column(name) if end - start > 1 else ():
                key = (payer, instrument_of(name))
                if key in seen:
                    continue
                seen.add(key)
                fields: dict[str, Any] = {**UNPAID, "payer": payer, "instrument": key[1]}
                fields["kind"] = "source"
                if sums:
                    fields["kind"] = "amount" if sums[0].unit == "CNY" else "share"
                    fields |= {name: getattr(sums[0], name) for name in _OF_SUM}
                yield Draft("funding", cell, RULE, fields, section)


def _unit_in(match: regex.Match[str]) -> _Unit:
    unit, per = each_in(match["each"]) if match["each"] else ("CNY", None)
    return _Unit(match["money"], match.span("money"), unit, per)


def _pieces(text: str, cell: Span) -> Iterator[Span]:
    at = cell[0]
    for end in [*(mark.start() for mark in _SPLIT.finditer(text, *cell)), cell[1]]:
        yield at, end
        at = end + 1
