"""Social card: 1200 × 630 pixels with the headline, for whoever shares the article (ogp.me; X and Facebook cut nothing).

The type is Noto Serif (SIL Open Font License), which has all Vietnamese letters; it comes with the package
``fontpkg-noto-serif``, so that no machine needs fonts of its own. It is set on lines 1.35 high, because stacked marks
(Ế over g) touch below 1.29.
"""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from PIL import Image, ImageDraw, ImageFont

from .darkroom import cut_out

SIZE = (1200, 630)
_EDGE = 64
_LEADING = 1.35
_PAPER, _INK, _SOFT, _NIGHT, _VERMILION = "#fbf8f2", "#1d1f22", "#555a61", "#17324d", "#b5301f"
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


def draw_card(words: CardWords, picture: Image.Image | None, focus: tuple[float, float]) -> Image.Image:
    """The card: the picture over the headline, or the headline alone on the bulletin's blue."""
    ground, ink, soft = (_PAPER, _INK, _SOFT) if picture else (_NIGHT, _PAPER, "#b9c6d3")
    accent = _VERMILION if picture else "#f2907f"
    card = Image.new("RGB", SIZE, ground)
    pen = ImageDraw.Draw(card)
    size, lines = fit(words.title)
    kicker = shorten(words.kicker, _font(26, 600))
    height = 34 + (44 if kicker else 0) + round(len(lines) * size * _LEADING) + 74
    top = SIZE[1] - height
    if picture:
        _paste(card, picture, top, focus)
    pen.rectangle((0, top - 8, SIZE[0], top - 1) if picture else (0, 0, SIZE[0], 15), fill=accent)
    y = top + 26 if picture else max(60, (SIZE[1] - height) // 2)
    if kicker:
        pen.text((_EDGE, y), kicker, font=_font(26, 600), fill=accent)
        y += 44
    for line in lines:
        pen.text((_EDGE, y), line, font=_font(size, 700), fill=ink)
        y += round(size * _LEADING)
    pen.text((_EDGE, SIZE[1] - 58), words.nameplate, font=_font(24, 600), fill=soft)
    return card


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
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if font.getlength(longer) <= SIZE[0] - 2 * _EDGE or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def shorten(text: str, font: ImageFont.FreeTypeFont) -> str:
    """The text on one line; whole words and “…” where it is too wide."""
    words = text.removesuffix(" …").split()
    cut = text
    while words and font.getlength(cut) > SIZE[0] - 2 * _EDGE:
        words.pop()
        cut = " ".join(words) + " …"
    return cut
