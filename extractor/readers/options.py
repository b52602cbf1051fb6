"""What a reader may be told: one frozen object, the same for every form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Ocr = Literal["auto", "always", "never"]


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read.

    ``ocr``: recognise characters where there is no usable text ("auto"), on every page ("always"),
    or nowhere ("never").
    """

    ocr: Ocr = "auto"


DEFAULT = ReadOptions()
