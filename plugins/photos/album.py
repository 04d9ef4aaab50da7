"""Album: finds the pictures and videos a story names, has them made ready, and puts them into its articles."""

import hashlib
import html
import re
from pathlib import Path

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.edition import Edition
from plugins.newsroom.manuscript import Clip, Figure, Manuscript
from plugins.newsroom.problem import Mark, Problem
from plugins.newsroom.spelling import make_slug
from plugins.newsroom.story import Article, Photo, Picture, Video
from plugins.newsroom.typography import curly

from .darkroom import BadPicture, Darkroom
from .markup import clip_markup, photo_markup
from .words import faults

_PHOTO = re.compile(r'<img alt="([^"]*)" src="photo:([^"]*)" ?/?>')
_CLIP = re.compile(r'<img alt="" src="clip:(\d+)" ?/?>')
_VIDEO_HEADS = {".mp4": (4, b"ftyp"), ".webm": (0, b"\x1aE\xdf\xa3"), ".vtt": (0, b"WEBVTT")}


class Album:
    """The pictures and clips of one build; ``files`` is what has to be written, by address."""

    def __init__(self, bulletin: Bulletin, root: Path, darkroom: Darkroom) -> None:
        self.bulletin, self.root, self.darkroom = bulletin, root, darkroom
        self.files: dict[str, bytes] = {}
        self._pictures: dict[tuple[str, str], Picture | None] = {}

    def fill(self, article: Article) -> None:
        """Put cover, video and the body's pictures into the article."""
        manuscript = article.manuscript
        edition = self.bulletin.editions[article.edition]
        cover = manuscript.fields.get("cover")
        if cover and "file" in cover:
            words = Figure(cover["file"], *(curly(cover.get(name, "")) for name in ("alt", "caption", "credit")))
            picture = self._photo(article, words, manuscript.mark("cover"), getattr(cover["file"], "mark", None))
            article.cover = Photo(words, picture) if picture else None
        fields = manuscript.fields.get("video")
        if fields:
            clip = Clip(**{name: str(value) for name, value in fields.items()})
            article.video = self._video(article, clip, manuscript.mark("video"))
        self._fill_body(article, manuscript, edition)

    def _fill_body(self, article: Article, manuscript: Manuscript, edition: Edition) -> None:
        pictures = {}
        for figure in manuscript.body.figures:
            pictures[figure.file] = self._photo(article, figure, manuscript.find(figure.file))
        videos = [self._video(article, clip, manuscript.find(clip.file or clip.url)) for clip in manuscript.body.clips]

        def photo(match: re.Match[str]) -> str:
            picture = pictures.get(html.unescape(match[2]))
            return photo_markup(picture, match[1]) if picture else ""

        def clip(match: re.Match[str]) -> str:
            return clip_markup(videos[int(match[1])], edition)

        blocks = manuscript.body.blocks
        blocks[:] = [_CLIP.sub(clip, _PHOTO.sub(photo, block)) if "<img " in block else block for block in blocks]

    def _photo(self, article: Article, figure: Figure, mark: Mark, file_mark: Mark | None = None) -> Picture | None:
        for rule, message, mend in faults(figure, article.title):
            self._complain(mark, rule, message, mend)
        return self._picture(article, figure.file, file_mark or mark)

    def _picture(self, article: Article, file: str, mark: Mark) -> Picture | None:
        place = (article.key, file)
        if place not in self._pictures:
            self._pictures[place] = self._make_picture(article, file, mark)
        return self._pictures[place]

    def _make_picture(self, article: Article, file: str, mark: Mark) -> Picture | None:
        data = self._read(article, file, mark, self.darkroom.settings.max_bytes * 2)
        if data is None:
            return None
        try:
            name, prints = self.darkroom.prints(data)
        except BadPicture as error:
            self._complain(Mark(self._shown(article, file)), "picture", str(error), error.mend)
            return None
        stem = make_slug(Path(file).stem) or "photo"
        srcset = []
        for one in prints:
            url = f"/photos/{name[:12]}/{stem}-{one.width}{one.suffix}"
            self.files[url] = one.data
            srcset.append((one.width, url))
        return Picture(srcset[-1][1], prints[-1].width, prints[-1].height, srcset)

    def _video(self, article: Article, clip: Clip, mark: Mark) -> Video:
        video = Video(clip)
        if clip.poster:
            video.poster = self._picture(article, clip.poster, mark)
        if clip.file:
            video.src = self._attached(article, clip.file, mark)
        if clip.captions:
            video.captions = self._attached(article, clip.captions, mark)
        return video

    def _attached(self, article: Article, file: str, mark: Mark) -> str:
        """Address of a video or captions file, its kind checked by its first bytes."""
        data = self._read(article, file, mark, self.darkroom.settings.max_video_bytes)
        suffix = Path(file).suffix
        if data is None:
            return ""
        offset, head = _VIDEO_HEADS.get(suffix, (0, b"?"))
        if data[offset : offset + len(head)] != head:
            what = f"{file} is no {suffix or 'video'} file"
            self._complain(Mark(self._shown(article, file)), "video", what, "use an MP4, WebM or WebVTT file")
            return ""
        digest = hashlib.sha256(data).hexdigest()[:12]
        url = f"/photos/{digest}/{make_slug(Path(file).stem)}{suffix}"
        self.files[url] = data
        return url

    def _read(self, article: Article, file: str, mark: Mark, limit: int) -> bytes | None:
        folder = self.root / Path(article.manuscript.path).parent
        path = folder / file
        if "/" in file or "\\" in file or file not in {one.name for one in folder.iterdir()} or path.is_symlink():
            what = f"there is no file {file} beside the text"
            self._complain(mark, "no-file", what, f"put it into {folder.relative_to(self.root).as_posix()}/")
            return None
        if path.stat().st_size > limit:
            self._complain(Mark(self._shown(article, file)), "size", "the file is too large", "make it smaller")
            return None
        return path.read_bytes()

    def _shown(self, article: Article, file: str) -> str:
        return Path(article.manuscript.path).with_name(file).as_posix()

    def _complain(self, mark: Mark, rule: str, message: str, mend: str) -> None:
        self.bulletin.problems.append(Problem(mark, rule, message, mend))
