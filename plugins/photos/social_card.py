"""Social card: 1200 × 630 pixels with the headline, for whoever shares the article (ogp.me; X and Facebook cut nothing).

The type is Noto Serif (SIL Open Font License), which has all Vietnamese letters; it comes with the package
``fontpkg-noto-serif``, so that no machine needs fonts of its own. It is set on lines 1.35 high, because stacked marks
(Ế over g) touch below 1.29.
"""

import hashlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import chain, groupby
from operator import attrgetter

from PIL import Image, ImageColor, ImageDraw, ImageFont

from .darkroom import cut_out

SIZE = (1200, 630)
_EDGE = 64
_LEADING = 1.35
_PAPER, _NIGHT = "#fbf8f2", "#17324d"
_KICKER, _HEADLINE, _NAMEPLATE = range(3)
_ON_PAPER, _ON_BLUE = ("#b5301f", "#1d1f22", "#555a61"), ("#f2907f", _PAPER, "#b9c6d3")
"""The inks of the three."""
_STEPS = 15
"""Steps from blue to an ink, for the edges of letters."""
_ABOVE = 6
"""Pixels that marks may stand above their line."""
_FITS = ((54, 2), (48, 3), (42, 3), (36, 4), (32, 5))
"""(size in pixels, lines at most), the first that holds the whole headline is taken."""


@dataclass(frozen=True, slots=True)
class CardWords:
    """What stands on the card."""

    nameplate: str
    kicker: str
    title: str


@cache
def font_file() -> bytes:
    """Noto Serif, upright, with its axis of weight."""
    return (resources.files("fontpkg_noto_serif") / "files" / "NotoSerif[wdth,wght].ttf").read_bytes()


@cache
def font_digest() -> str:
    return hashlib.sha256(font_file()).hexdigest()[:12]


@cache
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    path = resources.files("fontpkg_noto_serif") / "files" / "NotoSerif[wdth,wght].ttf"
    with resources.as_file(path) as file:
        font = ImageFont.truetype(str(file), size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([weight, 100])
    return font


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type, ``y`` pixels below the card's top."""

    part: int
    y: int
    text: str
    font: ImageFont.FreeTypeFont


def draw_card(words: CardWords, picture: Image.Image | None, focus: tuple[float, float]) -> Image.Image:
    """The card: the picture over the headline (RGB), or the headline alone on the bulletin's blue (P)."""
    size, headline = fit(words.title)
    kicker = shorten(words.kicker, _font(26, 600))
    height = 34 + (44 if kicker else 0) + round(len(headline) * size * _LEADING) + 74
    top = SIZE[1] - height
    lines = []
    y = top + 26 if picture else max(60, top // 2)
    if kicker:
        lines.append(Line(_KICKER, y, kicker, _font(26, 600)))
        y += 44
    for line in headline:
        lines.append(Line(_HEADLINE, y, line, _font(size, 700)))
        y += round(size * _LEADING)
    lines.append(Line(_NAMEPLATE, SIZE[1] - 58, words.nameplate, _font(24, 600)))
    return _below(picture, lines, top, focus) if picture else _on_blue(lines)


def _below(picture: Image.Image, lines: list[Line], top: int, focus: tuple[float, float]) -> Image.Image:
    """The lines on paper, which begins at ``top``."""
    card = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(card)
    _paste(card, picture, top, focus)
    pen.rectangle((0, top - 8, SIZE[0], top - 1), fill=_ON_PAPER[_KICKER])
    for line in lines:
        pen.text((_EDGE, line.y), line.text, font=line.font, fill=_ON_PAPER[line.part])
    return card


def _on_blue(lines: list[Line]) -> Image.Image:
    """The lines in few colours: each part takes its steps of the palette."""
    card = covered(lines)
    # From the last part on: each reaches from a little above its first line to where the next one begins.
    bottom = SIZE[1]
    for part, group in groupby(reversed(lines), key=attrgetter("part")):
        top = min(line.y for line in group) - _ABOVE
        band = (0, top, SIZE[0], bottom)
        card.paste(card.crop(band).point(_steps(part)), band)
        bottom = top
    card.paste(_steps(_KICKER)[-1], (0, 0, SIZE[0], 16))
    card.putpalette(_palette())
    return card


def covered(lines: list[Line]) -> Image.Image:
    """What the type covers of the card (L), word by word: the same as if each line were drawn as a whole."""
    card = Image.new("L", SIZE)
    for line in lines:
        x = float(_EDGE)
        for word in line.text.split():
            left, top, stamp = _stamp(word, line.font)
            card.paste(255, (round(x) + left, line.y + top), stamp)
            x += _width(word, line.font) + _width(" ", line.font)
    return card


@lru_cache(maxsize=2_000)
def _stamp(word: str, font: ImageFont.FreeTypeFont) -> tuple[int, int, Image.Image]:
    """(pixels to its left, pixels above it, what it covers): drawing a word again costs more than half of a card."""
    left, top, right, bottom = (round(edge) for edge in font.getbbox(word))
    stamp = Image.new("L", (right - left, bottom - top))
    ImageDraw.Draw(stamp).text((-left, -top), word, font=font, fill=255)
    return left, top, stamp


@cache
def _palette() -> bytes:
    """Blue, then the steps from blue to the ink of each part."""
    blue = ImageColor.getrgb(_NIGHT)
    colours: list[tuple[int, ...]] = [blue]
    for ink in map(ImageColor.getrgb, _ON_BLUE):
        shares = [step / _STEPS for step in range(1, _STEPS + 1)]
        colours += [tuple(round(a + (b - a) * share) for a, b in zip(blue, ink, strict=True)) for share in shares]
    return bytes(chain.from_iterable(colours))


@cache
def _steps(part: int) -> list[int]:
    """The colours of what the ink of a part covers to none, one, … 255 of 255 parts."""
    steps = [round(share * _STEPS / 255) for share in range(256)]
    return [part * _STEPS + step if step else 0 for step in steps]


def _paste(card: Image.Image, picture: Image.Image, height: int, focus: tuple[float, float]) -> None:
    part = cut_out(picture, SIZE[0] / height, focus).resize((SIZE[0], height), Image.Resampling.LANCZOS)
    card.paste(part, (0, 0), part if part.mode == "RGBA" else None)


def fit(title: str) -> tuple[int, list[str]]:
    """(size in pixels, lines) of the headline; what does not fit even in the smallest size ends with “…”."""
    for size, most in _FITS:
        lines = wrap(title, _font(size, 700))
        if len(lines) <= most:
            return size, lines
    size, most = _FITS[-1]
    lines = wrap(title, _font(size, 700))[:most]
    return size, [*lines[:-1], shorten(f"{lines[-1]} …", _font(size, 700))]


def wrap(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """The text in lines not wider than the card, broken between words."""
    lines: list[list[str]] = []
    room = 0.0
    for word in text.split():
        room -= _width(" ", font) + _width(word, font)
        if lines and room >= 0:
            lines[-1].append(word)
        else:
            lines.append([word])
            room = SIZE[0] - 2 * _EDGE - _width(word, font)
    return [" ".join(line) for line in lines]


@lru_cache(maxsize=100_000)
def _width(text: str, font: ImageFont.FreeTypeFont) -> float:
    """Pixels; the type is set without kerning, so that a line is as wide as its words and spaces."""
    return font.getlength(text)


def shorten(text: str, font: ImageFont.FreeTypeFont) -> str:
    """The text on one line; whole words and “…” where it is too wide."""
    words = text.removesuffix(" …").split()
    cut = text
    while words and font.getlength(cut) > SIZE[0] - 2 * _EDGE:
        words.pop()
        cut = " ".join(words) + " …"
    return cut
