"""Gold against output: precision, recall and F1 by record type, and the hits of each rule.

The measure is that of the annotation guide: records of one type are paired one to one, a pair
needs overlapping spans and equal key fields, figures are over all notices. It reads the output's
JSON, not the models, so that it can score what another version or another program wrote.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractor.document import Span
from extractor.errors import GoldError
from extractor.gold import Gold, read_gold

Entry = Mapping[str, Any]

KEYS: dict[str, tuple[str, ...]] = {
    "targets": ("indicator", "value", "unit", "area", "period_end"),
    "deadlines": ("relation", "start", "end", "recurrence"),
    "responsibilities": ("actor_type", "role"),
    "funding": ("payer", "kind", "value", "unit"),
    "eligibility": ("kind", "cutoff"),
    "works": ("item", "tier"),
}
"""Fields that must agree exactly in a pair."""
OTHERS: dict[str, tuple[str, ...]] = {
    "targets": ("comparator", "period_start", "indicator_text"),
    "deadlines": ("phase",),
    "responsibilities": ("actor",),
    "funding": ("instrument", "comparator", "base", "condition"),
    "eligibility": (),
    "works": (),
}
"""Fields reported as accuracy over the pairs."""
_LISTS = ("recipients", "copied_to", "cites", "attachments")
_LONG = 200
"""A span longer than this and three times the gold's pairs with nothing."""


@dataclass(frozen=True)
class Judged:
    """One notice: its gold, its output, and which records of each type were paired."""

    name: str
    gold: Gold
    output: Entry
    pairs: Mapping[str, tuple[tuple[int, int], ...]]
    metadata: Mapping[str, bool]

    def records(self, kind: str) -> tuple[Sequence[Entry], Sequence[Entry]]:
        """Return the gold's and the output's records of one type."""
        return self.gold.get(kind) or [], self.output.get(kind) or []


@dataclass(frozen=True)
class Report:
    """A whole evaluation; ``missing`` names gold without output: all of it counts as missed."""

    notices: tuple[Judged, ...]
    missing: tuple[str, ...] = ()

    def figures(self) -> dict[str, Any]:
        """Return the scores, ready for JSON."""
        return _figures(self.notices)

    def errors(self) -> Iterator[str]:
        """Yield a line for every wrong metadata field, missed record and invented record."""
        for notice in self.notices:
            yield from _errors(notice)

    def by_rule(self, rules: Iterable[str] = ()) -> list[dict[str, Any]]:
        """Return true and false hits of each rule, worst first; *rules* are listed if idle."""
        return _by_rule(self.notices, rules)


def evaluate(gold: Path, output: Path, *, ignore_spans: bool = False) -> Report:
    """Score an output folder of ``extract`` (or a .json, .jsonl file) against gold.

    *gold* is a file or a folder; its ``notice`` is matched to the base name of ``source.name``.
    *ignore_spans* pairs by key fields alone (another rendition of a notice has other offsets).
    Raises GoldError where either cannot be read or nothing matches.
    """
    notices = _read_output(output)
    texts = [output / "texts"] if output.is_dir() else [output.parent / "texts"]
    wanted = read_gold(gold, texts)
    found = [(item, notices.get(str(item["notice"]))) for item in wanted]
    if not any(notice for _, notice in found):
        raise GoldError(f"{output}: holds none of the notices of {gold}: extract those first")
    return Report(
        tuple(judge(item, notice or {}, ignore_spans=ignore_spans) for item, notice in found),
        tuple(str(item["notice"]) for item, notice in found if notice is None),
    )


def _read_output(path: Path) -> dict[str, Entry]:
    file = path / "notices.jsonl" if path.is_dir() else path
    try:
        lines = file.read_text("utf-8").split("\n") if file.suffix != ".json" else None
        data = [json.loads(line) for line in lines if line] if lines is not None else None
        notices = data if data is not None else [json.loads(file.read_text("utf-8"))]
        return {str(n["source"]["name"]).rpartition("/")[2]: n for n in notices}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GoldError(
            f"{file}: no output of extract ({error!r}); run gongwen extract … -o {path} first"
        ) from error


def judge(gold: Gold, output: Entry, *, ignore_spans: bool = False) -> Judged:
    """Pair the records of one notice with its gold."""
    pairs = {
        kind: tuple(_pair(kind, gold.get(kind) or [], output.get(kind) or [], ignore_spans))
        for kind in KEYS
    }
    metadata = _metadata(gold["metadata"], output.get("metadata") or {})
    return Judged(str(gold.get("notice")), gold, output, pairs, metadata)


def _plain(field: str, value: Any) -> Any:
    """Return *value* in the one form in which two of a field are compared."""
    if value is None or value == "":
        return None
    if field == "value":
        return Decimal(str(value)).normalize()
    if field == "recurrence":
        return ";".join(sorted(str(value).upper().removeprefix("RRULE:").split(";")))
    if isinstance(value, dict):
        return {k: _plain(_inner(v), v) for k, v in value.items() if v is not None} or None
    return "".join(value.split()) if isinstance(value, str) else value


def _inner(value: Any) -> str:
    return "value" if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _span(record: Entry) -> Span | None:
    if "span" in record:
        return record["span"][0], record["span"][1]
    own = record.get("evidence") or [None]
    return (own[0]["start"], own[0]["end"]) if own[0] else None


def _overlap(gold: Entry, record: Entry) -> bool:
    first, second = _span(gold), _span(record)
    if first is None or second is None:
        return False
    shared = min(first[1], second[1]) - max(first[0], second[0])
    length, other = first[1] - first[0], second[1] - second[0]
    return shared > 0 and 2 * shared >= min(length, other) and other <= max(_LONG, 3 * length)


def _contained(first: Any, second: Any) -> bool:
    a, b = ("".join(str(v or "").split()) for v in (first, second))
    return bool(a and b) and (a in b or b in a)


def _agrees(kind: str, gold: Entry, record: Entry, ignore_spans: bool) -> bool:
    if not ignore_spans and kind != "works" and not _overlap(gold, record):
        return False
    if any(_plain(f, gold.get(f)) != _plain(f, record.get(f)) for f in KEYS[kind]):
        return False
    if kind == "targets" and gold["indicator"] in ("rate", "other") and gold.get("indicator_text"):
        return _contained(gold["indicator_text"], record.get("indicator_text"))
    if kind == "responsibilities":
        return _contained(gold.get("actor"), record.get("actor"))
    return True


def _alike(kind: str, gold: Entry, record: Entry) -> int:
    return sum(_plain(f, gold.get(f)) == _plain(f, record.get(f)) for f in OTHERS[kind])


def _pair(
    kind: str, gold: Sequence[Entry], records: Sequence[Entry], ignore_spans: bool
) -> list[tuple[int, int]]:
    """Return a largest one-to-one pairing; among equals, by swaps, the one most alike."""
    edges = [
        sorted(
            (j for j, record in enumerate(records) if _agrees(kind, item, record, ignore_spans)),
            key=lambda j, item=item: -_alike(kind, item, records[j]),  # type: ignore[misc]
        )
        for item in gold
    ]
    at = _matching(edges)
    while _swap(at, edges, lambda i, j: _alike(kind, gold[i], records[j])):
        pass
    return list(at.items())


def _matching(edges: Sequence[Sequence[int]]) -> dict[int, int]:
    """Return a largest matching of a bipartite graph (Kuhn's algorithm)."""
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(edges)):
        place(i, set())
    return {i: j for j, i in owner.items()}


def _swap(at: dict[int, int], edges: Sequence[Sequence[int]], worth: Any) -> bool:
    """Swap partners wherever the two pairs are more alike then; tell whether any was."""
    swapped = False
    for i in at:
        for k in at:
            a, b = at[i], at[k]
            if (
                i < k
                and b in edges[i]
                and a in edges[k]
                and worth(i, b) + worth(k, a) > worth(i, a) + worth(k, b)
            ):
                at[i], at[k], swapped = b, a, True
    return swapped


def _as_set(field: str, values: Any) -> set[Any]:
    if field == "cites":
        return {(_plain("", c.get("title")), _plain("", c.get("number"))) for c in values or []}
    names = (v if isinstance(v, str) else v.get("title") or v.get("name") for v in values or [])
    return {_plain("", name) for name in names}


def _metadata(gold: Entry, output: Entry) -> dict[str, bool]:
    right = {}
    for field, value in gold.items():
        other = output.get(field)
        if field in _LISTS:
            right[field] = _as_set(field, value) == _as_set(field, other)
        elif field == "region":
            for part in ("province", "city", "county", "adcode"):
                a, b = ((v or {}).get(part) for v in (value, other))
                right[f"region.{part}"] = _plain("", a) == _plain("", b)
        else:
            right[field] = _plain(field, value) == _plain(field, other)
    return right


def _rates(paired: int, gold: int, predicted: int) -> dict[str, Any]:
    precision = paired / predicted if predicted else 0.0
    recall = paired / gold if gold else 0.0
    both = precision + recall
    return {
        "gold": gold,
        "predicted": predicted,
        "paired": paired,
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / both, 4) if both else 0.0,
    }


def _figures(notices: Sequence[Judged]) -> dict[str, Any]:
    sums: Counter[tuple[str, str]] = Counter()
    for notice in notices:
        for kind in KEYS:
            gold, records = notice.records(kind)
            for key in (kind, "all"):
                sums[key, "paired"] += len(notice.pairs[kind])
                sums[key, "gold"] += len(gold)
                sums[key, "predicted"] += len(records)
    result: dict[str, Any] = {
        key: _rates(sums[key, "paired"], sums[key, "gold"], sums[key, "predicted"])
        for key in (*KEYS, "all")
    }
    fields = [right for notice in notices for right in notice.metadata.values()]
    accuracy = round(sum(fields) / len(fields), 4) if fields else 0.0
    result["metadata"] = {"fields": len(fields), "right": sum(fields), "accuracy": accuracy}
    result["other_fields"] = _other_fields(notices)
    return result


def _other_fields(notices: Sequence[Judged]) -> dict[str, float]:
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for notice in notices:
        for kind, fields in OTHERS.items():
            gold, records = notice.records(kind)
            for i, j in notice.pairs[kind]:
                for field in fields:
                    same = _plain(field, gold[i].get(field)) == _plain(field, records[j].get(field))
                    total[f"{kind}.{field}"] += 1
                    right[f"{kind}.{field}"] += same
    return {key: round(right[key] / total[key], 4) for key in sorted(total)}


def _errors(notice: Judged) -> Iterator[str]:
    for field, right in notice.metadata.items():
        if not right:
            top = field.partition(".")[0]
            wanted = notice.gold["metadata"].get(top)
            got = (notice.output.get("metadata") or {}).get(top)
            yield f"{notice.name} metadata.{field}: gold {wanted!r} got {got!r}"
    for kind, fields in KEYS.items():
        gold, records = notice.records(kind)
        sides = (("MISSED", gold, 0), ("INVENTED", records, 1))
        for word, items, side in sides:
            paired = {pair[side] for pair in notice.pairs[kind]}
            for index, item in enumerate(items):
                if index not in paired:
                    rule = f" by {item['rule']}" if "rule" in item else ""
                    what = item.get("actor") or item.get("task") or ""
                    keys = [item.get(field) for field in fields]
                    yield f"{notice.name} {kind} {word} {keys} {what} at {_span(item)}{rule}"


def _by_rule(notices: Sequence[Judged], rules: Iterable[str]) -> list[dict[str, Any]]:
    true: Counter[str] = Counter()
    false: Counter[str] = Counter()
    where: dict[str, dict[str, None]] = {rule: {} for rule in rules}
    for notice in notices:
        for kind in KEYS:
            paired = {j for _, j in notice.pairs[kind]}
            for index, record in enumerate(notice.records(kind)[1]):
                rule = str(record.get("rule"))
                (true if index in paired else false)[rule] += 1
                where.setdefault(rule, {})[notice.name] = None
    rows = [
        {"rule": rule, "true": true[rule], "false": false[rule], "notices": list(names)}
        for rule, names in where.items()
    ]
    return sorted(rows, key=lambda row: (-row["false"], -row["true"], row["rule"]))
