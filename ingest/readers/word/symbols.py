"""Characters of symbol fonts (w:sym) that Unicode has under a number of its own."""

from __future__ import annotations

# Source: the fonts' own tables, as Unicode's mappings of Wingdings (L2/11-052R) and Adobe's of Symbol give them
_WINGDINGS = {
    0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "❐", 0x71: "❑", 0x72: "❒", 0x75: "◆", 0x76: "❖", 0xA1: "○",
    0xA3: "□", 0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE8: "➔",
    0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x80 + digit: character for digit, character in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
    **{0x8B + digit: character for digit, character in enumerate("⓿❶❷❸❹❺❻❼❽❾❿")},
}  # fmt: skip
_WINGDINGS_2 = {
    0x50: "✓", 0x4F: "✗", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x2A: "□",
    **{0x69 + digit: character for digit, character in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩")},
}  # fmt: skip
_SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xB7: "•", 0xB9: "≠", 0xBB: "≈", 0xB0: "°", 0xA5: "∞",
    0xAE: "→", 0xAC: "←", 0x25: "%", 0x2B: "+", 0x2D: "−", 0x3C: "<", 0x3D: "=", 0x3E: ">", 0xD7: "⋅",
    0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6D: "μ", 0x53: "Σ", 0x57: "Ω", 0x70: "π",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_PRIVATE = 0xF000  # where symbol fonts put their 256 characters


def symbol(font: str | None, code: str | None) -> str:
    """The character of a w:sym: Unicode's own where it is known, else the one that stands there, private or not.

    >>> symbol("Wingdings", "F0FC"), symbol("Symbol", "00B3"), symbol("宋体", "4E00"), symbol(None, "x")
    ('✓', '≥', '一', '\\ufffd')
    """
    try:
        number = int(code or "", 16)
        character = chr(number)
    except (ValueError, OverflowError):
        return "\ufffd"
    table = _FONTS.get((font or "").strip().lower(), {})
    return table.get(number & 0xFF if number >= _PRIVATE or number < 0x100 else -1, character)
