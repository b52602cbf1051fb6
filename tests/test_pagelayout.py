"""Pieces with places → lines in reading order, and page furniture known by its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.document import Document
from extractor.readers.pagefurniture import without_furniture
from extractor.readers.pagelayout import (
    LaidPage,
    Piece,
    compose,
    lay_out,
    row,
)

WIDTH, HEIGHT = 600.0, 840.0
_FULL = "改造内容分为基础类完善类和提升类三类要求"


def _piece(text: str, x: float, y: float, size: float = 16) -> Piece:
    width = sum(size / 2 if char < "\u2000" else size for char in text)
    return Piece(text, x, y, x + width, y + size)


def _lines(*pieces: Piece) -> list[str]:
    return [line.text.strip() for line in lay_out(pieces, WIDTH, HEIGHT).lines]


@pytest.mark.parametrize(
    ("pieces", "expected", "reason"),
    [
        (
            [_piece("改造", 80, 100), _piece("126", 112, 102, 14), _piece("个小区", 133, 100)],
            ["改造126个小区"],
            "one line of three fonts",
        ),
        (
            [_piece("第二行", 80, 130), _piece("第一行", 80, 100)],
            ["第一行", "第二行"],
            "from top to bottom, whatever the order in the file",
        ),
        (
            [_piece("县民政局", 80, 100), _piece("县财政局", 300, 100)],
            ["县民政局 县财政局"],
            "two signatures on a line stay apart",
        ),
        (
            [_piece("PDF", 80, 100), _piece("reader", 112, 100)],
            ["PDF reader"],
            "words in Latin letters stay apart",
        ),
        (
            [_piece("（2024", 80, 100), _piece("年）", 136, 100)],
            ["（2024年）"],
            "the gap beside a number is none between words",
        ),
        (
            [_piece(char, 80 + 40 * i, 100) for i, char in enumerate("通知书")],
            ["通知书"],
            "a name set wide is one word",
        ),
        (
            [Piece("字", 80 + 16 * i, 100 + i, 96 + 16 * i, 116 + i) for i in range(30)],
            ["字" * 30],
            "a slanted line that sinks by two heights",
        ),
        (
            [_piece("面积", 80, 100), _piece("2", 112, 98, 8), _piece("平方米", 117, 100)],
            ["面积2平方米"],
            "a raised note mark stays on its line",
        ),
        ([_piece("  ", 80, 100)], [], "blank pieces make no line"),
        ([], [], "an empty page"),
    ],
)
def test_lines(pieces, expected, reason):
    assert _lines(*pieces) == expected, reason


def test_lines_set_in_begin_with_blanks():
    """So that a paragraph shows where the line before it is full."""
    paragraph = [
        _piece("首行" + _FULL, 112, 100),
        _piece("次行" + _FULL, 80, 130),
        _piece("末行", 80, 160),
    ]
    column = [Piece(p.text, p.x0 + 8, p.y0, p.x1 + 8, p.y1) for p in paragraph]
    assert [line.text[:4] for line in lay_out(paragraph, WIDTH, HEIGHT).lines] == [
        "\u3000\u3000首行",
        "次行改造",
        "末行",
    ]
    page = lay_out([*column, _piece("题名", 300, 40)], WIDTH, HEIGHT)
    assert [len(line.text) - len(line.text.lstrip()) for line in page.lines] == [13, 2, 0, 0]


def _column(x: float, mark: str, count: int = 6, y: float = 200) -> list[Piece]:
    return [_piece(f"{mark}{i}{_FULL[:11]}", x, y + 24 * i) for i in range(count)]


@pytest.mark.parametrize(
    ("pieces", "order", "reason"),
    [
        (
            [*_column(60, "左"), *_column(320, "右")],
            "左左左左左左右右右右右右",
            "two columns, one after the other",
        ),
        (
            [
                piece
                for pair in zip(_column(60, "左"), _column(320, "右"), strict=True)
                for piece in pair
            ],
            "左左左左左左右右右右右右",
            "the same where the file holds them row by row",
        ),
        (
            [
                _piece("题" + _FULL, 150, 100),
                *_column(60, "左"),
                *_column(320, "右"),
                _piece("尾" + _FULL, 150, 400),
            ],
            "题左左左左左左右右右右右右尾",
            "lines over both columns part them",
        ),
        (
            [
                _piece(f"{x}{i}", 60 + 260 * (x == "值"), 200 + 24 * i)
                for i in range(6)
                for x in "名值"
            ],
            "名名名名名名",
            "short cells side by side are rows, not columns",
        ),
        (
            [*_column(60, "左", 2), *_column(320, "右", 2)],
            "左左",
            "two rows are too few for columns",
        ),
        (
            [
                Piece(char, 60 + 16 * j, 200 + 24 * i, 76 + 16 * j, 216 + 24 * i)
                for i in range(8)
                for j, char in enumerate("行" + _FULL)
            ],
            "行" * 8,
            "a piece for each character in one column",
        ),
    ],
)
def test_columns(pieces, order, reason):
    assert "".join(line[0] for line in _lines(*pieces)) == order, reason


def _pages(*furniture: tuple[str, float]) -> list[LaidPage]:
    """Four pages of body text with other furniture on each: (text, y); # is the page."""
    numbers = range(1, 5)
    return [
        lay_out(
            [
                *(_piece(f"{n}页{i}行{_FULL}", 80, 110 + 28 * i) for i in range(20)),
                *(_piece(text.replace("#", str(n)), 280, y) for text, y in furniture),
            ],
            WIDTH,
            HEIGHT,
        )
        for n in numbers
    ]


@pytest.mark.parametrize(
    ("text", "y", "dropped", "reason"),
    [
        ("— # —", 770, True, "page number of GB/T 9704"),
        ("-#-", 770, True, "with hyphens"),
        ("#", 770, True, "a bare number that counts the pages"),
        ("1#", 770, True, "page numbers that begin at 11"),
        ("第#页", 770, True, "in words"),
        ("第 # 页 共 9 页", 770, True, "with the count of pages"),
        ("#/9", 770, True, "with a stroke"),
        ("#", 40, True, "a number in the head"),
        ("云岭市人民政府公报", 40, True, "a running head"),
        ("云岭市人民政府公报 2024年第#期", 40, True, "a running head with a number"),
        ("云岭市人民政府办公室印发", 790, True, "a running foot"),
        ("— # —", 400, False, "in the middle of the page it is text"),
        ("共计", 690, False, "repeated text that is not in the bands"),
        ("30000", 770, False, "a number that does not count the pages"),
    ],
)
def test_furniture(text, y, dropped, reason):
    pages = without_furniture(_pages((text, y)))
    for number, page in enumerate(pages, 1):
        lines = [line.text.strip() for line in page.lines]
        assert (text.replace("#", str(number)) not in lines) == dropped, reason
        assert sum(_FULL in line for line in lines) == 20


def test_a_head_on_one_page_only_is_text():
    pages = _pages()
    first = lay_out([_piece("云岭市人民政府文件", 200, 40)], WIDTH, HEIGHT)
    assert [line.text for line in without_furniture([first, *pages])[0].lines] == [
        "云岭市人民政府文件"
    ]


def test_compose_keeps_pages_and_boxes():
    pages = [
        lay_out([_piece("第一页的字", 80, 100), _piece("与字", 160, 101)], WIDTH, HEIGHT),
        LaidPage((row([_piece("小区", 80, 200), _piece("2000", 300, 200)]),), WIDTH, HEIGHT),
    ]
    laid = compose(pages)
    document = Document(laid.text, pages=laid.pages, layout=laid.boxes)
    assert laid.text == "第一页的字与字\f小区\t2000"
    assert laid.pages == (0, 8)
    (first, second) = document.boxes(4, 6)
    assert (first.page, first.x0, first.x1) == (1, 144, 160)
    assert (second.x0, second.y0, second.x1) == (160, 101, 176)
    (value,) = document.boxes(11, 15)
    assert (value.page, value.x0, value.x1) == (2, 300, 332)
    assert document.boxes(10, 11) == ()


_PIECES = st.builds(
    lambda text, x, y, w, h: Piece(text, x, y, x + w, y + h),
    st.text("云岭市a1 ", min_size=1, max_size=4),
    st.integers(0, 500),
    st.integers(0, 800),
    st.integers(1, 90),
    st.integers(1, 30),
)


@given(st.lists(_PIECES, max_size=60))
def test_no_character_is_lost_or_made(pieces):
    """Whatever the places, the text is the pieces' text in some order, and boxes lead back."""
    page = lay_out(pieces, WIDTH, HEIGHT)
    laid = compose([page])
    printed = [piece for piece in pieces if piece.text.strip()]
    assert sorted("".join(laid.text.split())) == sorted(
        "".join("".join(p.text for p in printed).split())
    )
    document = Document(laid.text, pages=laid.pages, layout=laid.boxes)
    assert sum(len(line.pieces) for line in page.lines) == len(printed)
    at = 0
    for line in page.lines:
        for start, piece in zip(line.starts, line.pieces, strict=True):
            assert laid.text[at + start :].startswith(piece.text)
            (box,) = document.boxes(at + start, at + start + len(piece.text))
            assert (box.x0, box.y0, box.y1) == (piece.x0, piece.y0, piece.y1)
        at += len(line.text) + 1
