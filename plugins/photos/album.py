"""Album: finds the pictures and videos the stories name, has them made, and puts them into the articles."""

import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from plugins.newsroom.bulletin import Bulletin
from plugins.newsroom.manuscript import Clip, Figure
from plugins.newsroom.problem import Mark, Problem
from plugins.newsroom.shelf import content_digest
from plugins.newsroom.spelling import make_slug
from plugins.newsroom.story import Article, Photo, Picture, Video

from .darkroom import fits
from .mentions import Where, cover_words, named, opening, still, video_clip
from .pictures import address_of, picture_of
from .settings import PhotoSettings
from .social_card import CardWords
from .store import Kept
from .words import faults
from .workshop import CENTRE, THUMBNAIL_RATIO, Fault, Job, Outcome

_VIDEO_HEADS = {".mp4": (4, b"ftyp"), ".webm": (0, b"\x1aE\xdf\xa3"), ".vtt": (0, b"WEBVTT")}
Place = tuple[str, str, bool]
"""Key of the story, name of the file, and whether it is a video's poster."""
NEARLY = 0.08
"""How far from 3 : 2 a picture without a stated focus may be and still serve whole: the style sheet trims the rest."""
DoAll = Callable[[dict[str, Job]], dict[str, Outcome]]


class Album:
    """The pictures of one build. ``prints`` is what has to be published: by address the hash of the file and the job it
    comes from; ``attached`` are videos and captions, the file itself with its hash."""

    def __init__(self, bulletin: Bulletin, root: Path, settings: PhotoSettings, known: Mapping[str, bytes]) -> None:
        """``known`` are content digests of files by their path, worked out before; what is not in it is read."""
        self.bulletin, self.root, self.settings, self._known = bulletin, root, settings, known
        self.prints: dict[str, tuple[str, Job]] = {}
        self.attached: dict[str, tuple[str, Path]] = {}
        self._jobs: dict[Place, Job] = {}
        self._pictures: dict[Place, Picture | None] = {}
        self._inodes: dict[tuple[int, int], str] = {}

    def fill(self, do_all: DoAll, nameplate: Callable[[str], str]) -> None:
        """Put cover, video, thumbnail, social card and the body's pictures into every article."""
        articles = list(self.bulletin.planned_articles())
        for article in articles:
            for file, where, poster in named(article):
                self._plan(article, (article.key, file, poster), where)
        names = {place: job.name for place, job in self._jobs.items()}
        prints = do_all({name: self._jobs[place] for place, name in names.items()})
        for place, name in names.items():
            self._pictures[place] = self._finished(place, name, prints[name])
        for article in articles:
            self._place(article)
        self._add_cards(articles, do_all, nameplate)
        for article in articles:
            # The article says them now.
            for name in ("cover", "video"):
                article.manuscript.fields.pop(name, None)

    def _plan(self, article: Article, place: Place, where: Where) -> None:
        """Look the file up and note the job; a file that is not there or too large is told."""
        if place in self._pictures:
            return
        self._pictures[place] = None
        found = self._look_up(article, place[1], where, self.settings.max_bytes * 2)
        if found:
            self._jobs[place] = Job(found, self._digest(found), self.settings, poster=place[2])

    def _finished(self, place: Place, name: str, outcome: Outcome) -> Picture | None:
        if isinstance(outcome, Fault):
            source = self._jobs[place].source
            assert source is not None
            self._complain(partial(self._top, source), "picture", outcome.message, outcome.mend)
            return None
        return self._picture(name, self._jobs[place], Path(place[1]).stem, outcome)

    def _picture(self, name: str, job: Job, stem: str, kept: list[Kept]) -> Picture:
        picture, files = picture_of(name, make_slug(stem) or "photo", kept)
        self.prints.update((url, (digest, job)) for url, digest in files.items())
        return picture

    def _place(self, article: Article) -> None:
        """Cover, video and body pictures of one article; what is wrong with their words is told."""
        manuscript = article.manuscript
        words = cover_words(article)
        if words:
            self._check_words(words, article, partial(manuscript.mark, "cover"))
            picture = self._pictures[article.key, words.file, still(article)]
            article.cover = Photo(words, picture) if picture else None
        clip = video_clip(article)
        if clip:
            article.video = self._video(article, clip, partial(manuscript.mark, "video"))
        for figure in manuscript.body.figures:
            self._check_words(figure, article, partial(manuscript.find, figure.file))
            picture = self._pictures[article.key, figure.file, False]
            if picture:
                article.photos.append(Photo(figure, picture))
        article.clips = [
            self._video(article, one, partial(manuscript.find, one.file or one.url)) for one in manuscript.body.clips
        ]

    def _add_cards(self, articles: list[Article], do_all: DoAll, nameplate: Callable[[str], str]) -> None:
        """Thumbnails (where the picture has not the form of one already) and social cards."""
        jobs: dict[str, Job] = {}
        thumbnails: list[tuple[Article, str, str]] = []
        cards: list[tuple[Article, str]] = []
        for article in articles:
            file, focus, poster = opening(article)
            picture = self._pictures.get((article.key, file, poster))
            source = self._jobs[article.key, file, poster] if picture else None
            words = CardWords(nameplate(article.edition), article.kicker, article.title)
            card = Job(source.source if source else None, source.digest if source else "", self.settings, focus, words)
            cards.append((article, _add(card, jobs)))
            article.thumbnail = picture
            if picture and source and (focus or not fits(picture.width, picture.height, THUMBNAIL_RATIO, NEARLY)):
                job = Job(source.source, source.digest, self.settings, focus or CENTRE)
                thumbnails.append((article, file, _add(job, jobs)))
        done = do_all(jobs)
        for article, file, name in thumbnails:
            article.thumbnail = self._cut(name, jobs[name], Path(file).stem, done[name])
        for article, name in cards:
            article.social_card = self._cut(name, jobs[name], article.slug, done[name])

    def _cut(self, name: str, job: Job, stem: str, outcome: Outcome) -> Picture | None:
        return self._picture(name, job, stem, outcome) if isinstance(outcome, list) else None

    def _check_words(self, figure: Figure, article: Article, where: Where) -> None:
        for rule, message, mend in faults(figure, article.title):
            self._complain(where, rule, message, mend)

    def _video(self, article: Article, clip: Clip, where: Where) -> Video:
        video = Video(clip)
        video.poster = self._pictures.get((article.key, clip.poster, True))
        if clip.file:
            video.src = self._attached(article, clip.file, where)
            video.weight = self.attached[video.src][1].stat().st_size if video.src else 0
        if clip.captions:
            video.captions = self._attached(article, clip.captions, where)
        return video

    def _attached(self, article: Article, file: str, where: Where) -> str:
        """Address of a video or captions file, its kind checked by its first bytes."""
        found = self._look_up(article, file, where, self.settings.max_video_bytes)
        suffix = Path(file).suffix
        if found is None:
            return ""
        offset, head = _VIDEO_HEADS.get(suffix, (0, b"?"))
        with found.open("rb") as source:
            start = source.read(16)
        if start[offset : offset + len(head)] != head:
            what = f"{file} is no {suffix or 'video'} file"
            self._complain(partial(self._top, found), "video", what, "use an MP4, WebM or WebVTT file")
            return ""
        digest = self._digest(found)
        url = address_of(digest, f"{make_slug(Path(file).stem)}{suffix}")
        self.attached[url] = digest, found
        return url

    def _look_up(self, article: Article, file: str, where: Where, limit: int) -> Path | None:
        """The file beside the text, spelled so (capitals count) and not larger than ``limit`` bytes."""
        folder = self.root / Path(article.manuscript.path).parent
        # A Mac may have written the name in decomposed letters: to an editor it is the same name.
        names = {unicodedata.normalize("NFC", one.name): one for one in folder.iterdir()}
        path = names.get(file, folder / "")
        if not _regular(path):
            what = f"there is no file {file} beside the text"
            self._complain(where, "no-file", what, f"put it into {folder.relative_to(self.root).as_posix()}/")
            return None
        if path.stat().st_size > limit:
            self._complain(partial(self._top, path), "size", "the file is too large", "make it smaller")
            return None
        return path

    def _digest(self, path: Path) -> str:
        """Content digest of the file; one that has several names is read once."""
        if known := self._known.get(str(path)):
            return known.hex()
        status = path.stat()
        inode = status.st_dev, status.st_ino
        if inode not in self._inodes:
            self._inodes[inode] = content_digest(path.read_bytes()).hex()
        return self._inodes[inode]

    def _top(self, path: Path) -> Mark:
        return Mark(path.relative_to(self.root).as_posix())

    def _complain(self, where: Where, rule: str, message: str, mend: str) -> None:
        self.bulletin.problems.append(Problem(where(), rule, message, mend))


def _add(job: Job, jobs: dict[str, Job]) -> str:
    """The job's name, under which it stands among the jobs now."""
    name = job.name
    jobs[name] = job
    return name


def _regular(path: Path) -> bool:
    """Whether it is a plain file: a link could lead outside, and a pipe would never be read to its end."""
    return path.is_file() and not path.is_symlink()
