"""What the values of closed lists are called, in English and Chinese (``patterns/labels.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal

from extractor.resources import folder

Language = Literal["en", "zh"]
Labels = Mapping[str, Mapping[str, Mapping[str, str]]]


@lru_cache(maxsize=1)
def load_labels() -> Labels:
    """Return the labels by list, value and language."""
    labels: Labels = tomllib.loads((folder("patterns") / "labels.toml").read_text("utf-8"))
    return labels


def label(kind: str, value: str, language: Language = "en") -> str:
    """Return what *value* of the list *kind* is called; the value itself where it has no label.

    >>> label("payer", "central", "zh")
    '中央'
    """
    return load_labels().get(kind, {}).get(value, {}).get(language, value)
