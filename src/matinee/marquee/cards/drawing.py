"""Drawing a card: 1200 by 630 pixels of paper, ink, one accent and, where there is one, the still."""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageOps

from matinee.marquee.cards.card import Bar, Card
from matinee.marquee.cards.lettering import TEXT, fitted, font, may_write, shortened
from matinee.web.palette import INK, PAPER, accent_across, accent_named

WIDTH, HEIGHT, EDGE = 1200, 630, 64
STILL_HEIGHT = 400
RULE = 12
REEL_HEIGHT, REEL_GAP, CUT = 40, 10, 3
LEADING = 1.12
TITLES, CAPTIONS = (112, 96, 80, 66, 54, 44), (68, 58, 48, 40)
SMALL, MIDDLE = 28, 36
GROUND_TOP = 230
LIGHT, LIGHTER = 0.62, 0.82  # how much paper is in a Q&A and in a reception
MUTED = "#6b6557"
Colour = str | tuple[int, int, int]


@dataclass
class Sheet:
    """A card while it is drawn."""

    image: Image.Image
    ink: Colour
    soft: Colour

    @property
    def pen(self) -> ImageDraw.ImageDraw:
        """What draws on it."""
        return ImageDraw.Draw(self.image)

    def line(self, text: str, y: int, size: int, colour: Colour) -> int:
        """Write one line and return where the next begins; what the font cannot write is left out."""
        if not text or not may_write(text):
            return y
        face = font(TEXT, size)
        self.pen.text((EDGE, y), shortened(text, face, WIDTH - 2 * EDGE), fill=colour, font=face)
        return y + round(size * 1.45)

    def title(self, text: str, y: int, lines: int, sizes: tuple[int, ...]) -> int:
        """Write the title as large as it fits, and return where the next line begins."""
        if not may_write(text):
            return y
        face, rows = fitted(text, WIDTH - 2 * EDGE, lines, sizes)
        step = round(face.size * LEADING)
        for number, row in enumerate(rows):
            self.pen.text((EDGE, y + number * step), row, fill=self.ink, font=face)
        return y + len(rows) * step + round(face.size * 0.35)


def drawn_card(card: Card, still: bytes | None) -> bytes:
    """Return a card as JPEG."""
    sheet = _with_still(card, still) if still else _with_reels(card) if card.reels else _with_ground(card)
    buffer = io.BytesIO()
    sheet.image.save(buffer, "JPEG", quality=84, optimize=True, progressive=True)
    return buffer.getvalue()


def _with_still(card: Card, still: bytes) -> Sheet:
    sheet = Sheet(Image.new("RGB", (WIDTH, HEIGHT), PAPER), INK, MUTED)
    with Image.open(io.BytesIO(still)) as opened:
        where = (card.focus[0] / 100, card.focus[1] / 100)
        picture = ImageOps.fit(opened.convert("RGB"), (WIDTH, STILL_HEIGHT), Image.Resampling.BICUBIC, centering=where)
    sheet.image.paste(picture, (0, 0))
    sheet.pen.rectangle((0, STILL_HEIGHT, WIDTH, STILL_HEIGHT + RULE - 1), fill=accent_named(card.accent).light)
    y = sheet.title(card.title, STILL_HEIGHT + RULE + 18, 1, CAPTIONS)
    y = sheet.line(card.under, y, SMALL, INK)
    sheet.line(card.foot, max(y, HEIGHT - 62), SMALL - 4, MUTED)
    return sheet


def _with_reels(card: Card) -> Sheet:
    accent = accent_named(card.accent).light
    sheet = Sheet(Image.new("RGB", (WIDTH, HEIGHT), PAPER), INK, MUTED)
    sheet.pen.rectangle((0, 0, WIDTH, 2 * RULE - 1), fill=accent)
    y = sheet.line(card.over, EDGE, MIDDLE, accent)
    y = sheet.title(card.title, y, 2, TITLES[1:] if len(card.reels) == 1 else TITLES[2:])
    sheet.line(card.under, y, MIDDLE, INK)
    foot = HEIGHT - EDGE - SMALL
    top = foot - 24 - len(card.reels) * (REEL_HEIGHT + REEL_GAP)
    longest = max(sum(length for length, _ in bar) for _, bar in card.reels)
    for number, (name, bar) in enumerate(card.reels):
        _reel(sheet, bar, name, top + number * (REEL_HEIGHT + REEL_GAP), longest)
    sheet.line(card.foot, foot, SMALL, MUTED)
    return sheet


def _with_ground(card: Card) -> Sheet:
    accent = accent_named(card.accent)
    sheet = Sheet(Image.new("RGB", (WIDTH, HEIGHT), accent.light), PAPER, PAPER)
    across = accent_across(accent.name).light
    shift = int(card.key[:4], 16) % 300
    sheet.pen.ellipse((WIDTH - 420 - shift, -220, WIDTH + 60 - shift, 260), fill=across)
    y = sheet.line(card.over, EDGE, MIDDLE, PAPER)
    y = sheet.title(card.title, max(y, GROUND_TOP), 2, TITLES[2:])
    sheet.line(card.under, y, MIDDLE, PAPER)
    sheet.line(card.foot, HEIGHT - EDGE - SMALL, SMALL, PAPER)
    return sheet


def _reel(sheet: Sheet, bar: Bar, accent: str, top: int, longest_s: int) -> None:
    """Draw a program as the street's pages draw it: as wide as it is long."""
    colour = accent_named(accent).light
    tones: dict[str, Colour] = {
        "film": colour,
        "qa": _mixed(colour, PAPER, LIGHT),
        "reception": _mixed(MUTED, PAPER, LIGHTER),
    }
    dark = _mixed(colour, INK, 1 - LIGHTER)
    start, films = 0, 0
    for length, kind in bar:
        left, right = (EDGE + (WIDTH - 2 * EDGE) * second // longest_s for second in (start, start + length))
        tone = dark if kind == "film" and films % 2 else tones.get(kind, tones["reception"])
        sheet.pen.rectangle((left, top, max(left + 1, right - CUT), top + REEL_HEIGHT), fill=tone)
        start, films = start + length, films + (kind == "film")


def _mixed(one: str, other: str, share: float) -> tuple[int, int, int]:
    """Return a colour with so much of the other in it."""
    pairs = ((int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5))
    red, green, blue = (round(a + (b - a) * share) for a, b in pairs)
    return red, green, blue
