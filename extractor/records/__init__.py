"""One file a record type: clauses and mentions in, drafts out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module

from extractor.records.draft import Draft
from extractor.records.plan import Plan

Maker = Callable[[Plan], Iterable[Draft]]


def _maker(name: str) -> Maker:
    def make(plan: Plan) -> Iterable[Draft]:
        try:
            module = import_module(f"extractor.records.{name}")
        except ModuleNotFoundError:
            return []
        return module.make(plan) if hasattr(module, "make") else []

    return make


RECORDS: dict[str, Maker] = {
    name: _maker(name)
    for name in ("targets", "deadlines", "responsibilities", "funding", "eligibility", "works")
}
