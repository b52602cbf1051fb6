"""Characters of symbol fonts (Wingdings, Symbol), whose codes say nothing without the font."""

from __future__ import annotations

_UNKNOWN = "\ufffd"
_WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x71: "□",
    0x75: "◆",
    0x81: "①",
    0x82: "②",
    0x83: "③",
    0x84: "④",
    0x85: "⑤",
    0x86: "⑥",
    0x87: "⑦",
    0x88: "⑧",
    0x89: "⑨",
    0x8A: "⑩",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "□",
    0xAB: "★",
    0xB2: "☆",
    0xD8: "➢",
    0xE0: "→",
    0xFB: "✗",
    0xFC: "✓",
    0xFD: "☒",
    0xFE: "☑",
}
_WINGDINGS_2 = {0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x96: "•"}
_SYMBOL = {
    0x2D: "-",
    0x6D: "μ",
    0x57: "Ω",
    0xA3: "≤",
    0xAE: "→",
    0xB0: "°",
    0xB1: "±",
    0xB3: "≥",
    0xB4: "×",
    0xB7: "•",
    0xB8: "÷",
    0xB9: "≠",
    0xBB: "≈",
    0xD7: "·",
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def symbol(font: str | None, code: str | int | None) -> str:
    """Return the character that a symbol font shows at *code* (hexadecimal, or a number).

    U+FFFD where the font is not known: something stands there that is no text.

    >>> symbol("Wingdings", "F0FE"), symbol("Symbol", 0xF0B3), symbol("Arial", "4E00")
    ('☑', '≥', '一')
    """
    try:
        at = int(code, 16) if isinstance(code, str) else int(code or 0)
    except ValueError:
        return ""
    table = _FONTS.get((font or "").lower())
    low = at - 0xF000 if 0xF000 <= at <= 0xF0FF else at
    if table is not None and low <= 0xFF:
        return table.get(low, _UNKNOWN)
    if 0xE000 <= at <= 0xF8FF or at in range(0xD800, 0xE000) or not 0x20 <= at <= 0x10FFFF:
        return _UNKNOWN if at else ""
    return chr(at)
