"""The letter (复函) in which a unit answers a proposal, as a PDF in the layout of official documents (GB/T 9704-2012).

The same letter always gives the same bytes, so that its hash can be kept. No font is embedded: STSong-Light is one of
the fonts that every PDF reader with Chinese support brings.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date
from typing import Final

from reportlab.lib.colors import Color, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from services.handling.letters_lines import broken, printable

FONT: Final = "STSong-Light"
RED: Final = Color(0.80, 0.05, 0.05)

PAGE_WIDTH, PAGE_HEIGHT = A4
LEFT: Final = 28 * mm
TOP: Final = 37 * mm
WIDTH: Final = 156 * mm
HEIGHT: Final = 225 * mm
LINE: Final = HEIGHT / 22
BODY: Final = 15.75
"""三号字: 28 characters a line, 22 lines a page."""

HEAD: Final = 32.0
HEAD_LINE_TOP: Final = 72 * mm
TITLE: Final = 21.0
NOTE: Final = 12.0

_DIGITS: Final = "〇一二三四五六七八九"

pdfmetrics.registerFont(UnicodeCIDFont(FONT))


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says. ``place`` is the division whose committee holds the proposal; ``addressees`` are the
    proposers as they are addressed; ``round`` is 2 and more where the matter was handled again.
    """

    place: str
    term: int | None
    session: int | None
    case_number: str
    title: str
    addressees: tuple[str, ...]
    unit: str
    letter_number: str
    text: str
    grade: str
    grade_label: str
    signed_by: str
    contact_name: str
    contact_phone: str
    issued_on: date
    round: int = 1

    @property
    def file_name(self) -> str:
        """What the file is called: the case, the unit, and the round where there are several."""
        again = f"-第{numeral(self.round)}次" if self.round > 1 else ""
        return f"{_bare(self.case_number)}-{_bare(self.unit)}-答复{again}.pdf"

    @property
    def heading(self) -> str:
        """The title of the letter."""
        term = "" if self.term is None else f"第{numeral(self.term)}届"
        session = "" if self.session is None else f"第{numeral(self.session)}次会议"
        again = f"（第{numeral(self.round)}次答复）" if self.round > 1 else ""
        return f"关于政协{self.place}{term}委员会{session}第{self.case_number}号提案的答复{again}"


def numeral(number: int) -> str:
    """A number from 1 to 99 in Chinese; others in digits."""
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    if not tens:
        return _DIGITS[ones]
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")


def day(on: date) -> str:
    """A date as documents write it."""
    return f"{on.year}年{on.month}月{on.day}日"


def letter_pdf(letter: Letter) -> bytes:
    """The letter as a PDF."""
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1, lang="zh-CN")
    canvas.setTitle(printable(letter.heading))
    canvas.setAuthor(printable(letter.unit))
    canvas.setSubject(printable(letter.title))
    sheet = _Sheet(canvas)
    _head(sheet, letter)
    _body(sheet, letter)
    _foot(sheet, letter)
    sheet.end()
    canvas.save()
    return target.getvalue()


def _width(text: str, size: float) -> float:
    width: float = pdfmetrics.stringWidth(text, FONT, size)
    return width


class _Sheet:
    """The page being filled: knows how far down it is, and turns to a new page when a line no longer fits."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.below = TOP
        self.page = 1

    def end(self) -> None:
        """Number the page, as every page is."""
        size = 14.0
        left = self.page % 2 == 0
        text = f"— {self.page} —"
        x = LEFT + BODY if left else LEFT + WIDTH - BODY - _width(text, size)
        self._draw(x, TOP + HEIGHT + 7 * mm + size, text, size, black)
        self.canvas.showPage()

    def take(self, height: float) -> float:
        """Room of this height; returns how far below the top of the page it begins."""
        if self.below + height > TOP + HEIGHT:
            self.end()
            self.page += 1
            self.below = TOP
        begin = self.below
        self.below += height
        return begin

    def line(self, text: str, x: float, size: float = BODY, leading: float = LINE) -> None:
        """One line of text."""
        self._draw(x, self.take(leading) + (leading + size * 0.7) / 2, text, size, black)

    def paragraph(self, text: str, *, indent: float = 2 * BODY, size: float = BODY, leading: float = LINE) -> None:
        """A paragraph, its first line indented."""
        lines = broken(printable(text), WIDTH, lambda part: _width(part, size), indent=indent)
        for number, line in enumerate(lines):
            self.line(line, LEFT + (0 if number else indent), size, leading)

    def centred(self, text: str, size: float, leading: float) -> None:
        """Lines of about the same length in the middle of the page."""
        text = printable(text)
        count = len(broken(text, WIDTH, lambda part: _width(part, size)))
        narrow = min(WIDTH, _width(text, size) / count + size)
        for line in broken(text, narrow if count > 1 else WIDTH, lambda part: _width(part, size)):
            self.line(line, (PAGE_WIDTH - _width(line, size)) / 2, size, leading)

    def right(self, text: str) -> None:
        """A line that ends two characters before the right edge."""
        text = printable(text)
        self.line(text, max(LEFT, LEFT + WIDTH - 2 * BODY - _width(text, BODY)))

    def red_head(self, text: str) -> None:
        """The name of whoever issues the document, over a red line."""
        text = printable(text)
        size = min(HEAD, HEAD * WIDTH / max(_width(text, HEAD), 1))
        self._draw((PAGE_WIDTH - _width(text, size)) / 2, 35 * mm + size, text, size, RED, heavy=True)
        self.rule(HEAD_LINE_TOP, RED, 1.5)

    def rule(self, below: float, colour: Color, thickness: float) -> None:
        """A line over the whole width."""
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(thickness)
        self.canvas.line(LEFT, PAGE_HEIGHT - below, LEFT + WIDTH, PAGE_HEIGHT - below)

    def at(self, below: float, left: str, right: str, size: float = BODY) -> None:
        """Two texts on one line, at the left and at the right edge."""
        left, right = printable(left), printable(right)
        self._draw(LEFT, below, left, size, black)
        self._draw(LEFT + WIDTH - _width(right, size), below, right, size, black)

    def _draw(self, x: float, below: float, text: str, size: float, colour: Color, *, heavy: bool = False) -> None:
        self.canvas.saveState()
        drawn = self.canvas.beginText(x, PAGE_HEIGHT - below)
        drawn.setFont(FONT, size)
        drawn.setFillColor(colour)
        if heavy:
            self.canvas.setStrokeColor(colour)
            self.canvas.setLineWidth(0.8)
            drawn.setTextRenderMode(2)
        drawn.textOut(text)
        self.canvas.drawText(drawn)
        self.canvas.restoreState()


def _head(sheet: _Sheet, letter: Letter) -> None:
    sheet.red_head(letter.unit)
    sheet.at(HEAD_LINE_TOP - 3 * mm, letter.letter_number, f"签发人：{letter.signed_by}")
    sheet.below = HEAD_LINE_TOP + LINE
    sheet.centred(letter.heading, TITLE, TITLE * 1.5)
    sheet.take(LINE / 2)


def _body(sheet: _Sheet, letter: Letter) -> None:
    sheet.paragraph(f"{'、'.join(letter.addressees)}：", indent=0)
    whose = "您" if len(letter.addressees) == 1 else "你们"
    sheet.paragraph(f"{whose}提出的《{letter.title}》（案号：{letter.case_number}）收悉，现答复如下：")
    for paragraph in letter.text.splitlines():
        if paragraph.strip():
            sheet.paragraph(paragraph.strip())
    sheet.paragraph(f"办理结果类别：{letter.grade}类（{letter.grade_label}）。")
    sheet.paragraph("专此答复，感谢对我们工作的关心和支持。")
    sheet.take(LINE)
    sheet.right(letter.unit)
    sheet.right(day(letter.issued_on))
    sheet.paragraph(f"（联系人：{letter.contact_name}，联系电话：{letter.contact_phone}）")


def _foot(sheet: _Sheet, letter: Letter) -> None:
    """Who gets a copy, between two lines at the end."""
    lines = broken(
        printable(f"抄送：政协{letter.place}委员会提案委员会。"), WIDTH - 2 * NOTE, lambda text: _width(text, NOTE)
    )
    height = (len(lines) + 1) * NOTE * 1.5
    begin = max(sheet.take(height), TOP + HEIGHT - height)
    sheet.rule(begin, black, 1.0)
    sheet.below = begin + NOTE * 0.5
    for line in lines:
        sheet.line(line, LEFT + NOTE, NOTE, NOTE * 1.5)
    sheet.rule(sheet.below + NOTE * 0.5, black, 1.0)


def _bare(text: str) -> str:
    """Text without what file systems and headers do not take."""
    return "".join(character for character in text if character.isalnum() or character in "-_〔〕（）")
