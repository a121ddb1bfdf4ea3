"""Characters that recognition took for others that look alike, where nothing else can be meant.

Letters in numbers: `2O21年`, `l0个`, `3l.5%`; by the number's unit. O and l are confusable with 0 and 1 by Unicode
Technical Standard 39. 〇 in years in Chinese numerals (GB/T 15835-2011, 5.2). 已/己/巳 and 末/未 in words of
现代汉语词典 whose wrong form is no word and no end and beginning of two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.clean.offsets import Buffer, Edit

NAME = "look-alike"
_DIGITS = str.maketrans("OolI", "0011")
_ZEROS = "OoＯｏΟОо0０○◯"  # Latin, Greek, Cyrillic, a digit, circles
# what is counted or measured in a policy text and no litres (l) are
_UNIT = "(?:个|名|人次|万|亿|元|户|家|项|件|条|所|处|次|岁|公里|平方|%|％|‰|月|日|时许)"
_NUMBER_RE = re.compile(
    r"(?<![A-Za-z0-9.．_/-])(?:"
    r"(?P<year>[12lI][0-9OolI]{3})(?=\s?年)"
    # a letter stands after a digit; before one only l, as an I or O there may be a name's (O2, I5)
    rf"|(?P<count>(?=[0-9]|l[0-9OolI.])[0-9OolI]{{1,9}}(?:\.[0-9OolI]{{1,4}})?)(?=\s?{_UNIT})"
    r")"
)
_YEAR_RE = re.compile(
    rf"[一二](?<![一二三四五六七八九〇零].)(?:(?<=一)[八九]|(?<=二)[〇{_ZEROS}])[一二三四五六七八九〇{_ZEROS}]{{2}}(?=\s?年)"
)
_ZERO_RE = re.compile(f"[{_ZEROS}]")

# the right character, what is taken for it, the words; what may not stand beside it, since it makes other words
_WORDS: tuple[tuple[str, str, str, str], ...] = (
    (
        "己",
        "已巳",
        "自己的 各抒己见 固执己见 知己知彼 舍己为公 舍己为人 舍己救人 严于律己 克己奉公 推己及人 损人利己 据为己有 "
        "引为己任 视如己出 安分守己 身不由己 一己之力 一己之私",
        "",
    ),
    ("已", "巳", "已经 早已 而已 业已", "时"),  # 早巳时
    ("已", "己巳", "迫不得已", ""),
    ("未", "末", "前所未有 方兴未艾 未雨绸缪 防患于未然 防患未然 意犹未尽 悬而未决", ""),
    ("未", "末", "未成年人", "年月周期季旬纪代"),  # 年末成年人
    ("末", "未", "本末倒置 舍本逐末 强弩之末 细枝末节", ""),
)
_WRONG: dict[str, tuple[str, str]] = {
    word.replace(right, wrong): (word, beside)
    for right, mistaken, words, beside in _WORDS
    for word in words.split()
    for wrong in mistaken
}
_WRONG_RE = re.compile("|".join(sorted(_WRONG)))


def repair(buffer: Buffer) -> Buffer:
    text = buffer.text
    edits = [edit for find in (_numbers, _years, _words) for edit in find(text)]
    return buffer.edit(NAME, sorted(edits, key=lambda edit: edit.start))


def _numbers(text: str) -> Iterator[Edit]:
    if not any(letter in text for letter in "OolI"):
        return
    for match in _NUMBER_RE.finditer(text):
        found = match["year"] or match["count"]
        number = found.translate(_DIGITS)
        if sum(character.isdigit() for character in found) * 2 < len(number) or (
            match["year"] and not 1800 <= int(number) < 2100
        ):
            continue
        yield from _single(match.start(), found, number)


def _years(text: str) -> Iterator[Edit]:
    if not any(zero in text for zero in _ZEROS):
        return
    for match in _YEAR_RE.finditer(text):
        yield from _single(match.start(), match[0], _ZERO_RE.sub("〇", match[0]))


def _words(text: str) -> Iterator[Edit]:
    for match in _WRONG_RE.finditer(text):
        right, beside = _WRONG[match[0]]
        if not {text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]} & set(beside):
            yield from _single(match.start(), match[0], right)


def _single(start: int, before: str, after: str) -> Iterator[Edit]:
    """An edit for each character that changes."""
    for at, (wrong, right) in enumerate(zip(before, after, strict=True), start):
        if wrong != right:
            yield Edit(at, at + 1, right)
