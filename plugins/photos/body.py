"""Body: the pictures and videos of an article put where its text names them."""

import html
import re

from plugins.newsroom.edition import Edition
from plugins.newsroom.story import Article

from .markup import clip_markup, photo_markup

_PHOTO = re.compile(r'<img alt="([^"]*)" src="photo:([^"]*)" ?/?>')
_CLIP = re.compile(r'<img alt="" src="clip:(\d+)" ?/?>')
_FIGURE = re.compile(r'(<figure class="(?:photo|infographic|video)[^"]*")>')


def fill_body(article: Article, edition: Edition, blocks: list[str]) -> list[str]:
    """The blocks with whole elements; a picture that could not be made leaves nothing."""
    pictures = {one.figure.file: one.picture for one in article.photos}
    numbers = iter(range(1, len(article.photos) + len(article.clips) + 1))

    def photo(match: re.Match[str]) -> str:
        picture = pictures.get(html.unescape(match[2]))
        return photo_markup(picture, match[1]) if picture else ""

    def clip(match: re.Match[str]) -> str:
        return clip_markup(article.clips[int(match[1])], edition)

    def figure(match: re.Match[str]) -> str:
        return f'{match[1]} id="photo-{next(numbers, 0)}">'

    return [
        _FIGURE.sub(figure, _CLIP.sub(clip, _PHOTO.sub(photo, block))) if "<img " in block else block for block in blocks
    ]
