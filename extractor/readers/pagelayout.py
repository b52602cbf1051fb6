"""Positioned pieces of text on a page, as every form that prints pages gives them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """Text that a form places as one: a run, a recognised line, a table's cell."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
