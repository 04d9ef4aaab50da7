"""Address: where everything stands on the site. One module, so that no two plugins disagree.

Addresses are absolute paths with a closing slash; the default edition has no prefix, English has ``/en``:
``/2025/07/slug/``, ``/en/2025/07/slug/``. Archives are what is left when the slug is cut off: ``/2025/07/``, ``/2025/``.
"""

from urllib.parse import quote

from .desk import Named, Section, Tag, Writer
from .edition import DEFAULT

_WORDS = {
    "vi": {
        "section": "chuyen-muc",
        "tag": "the",
        "author": "tac-gia",
        "search": "tim-kiem",
        "part": "trang",
        "archive": "luu-tru",
    },
    "en": {
        "section": "section",
        "tag": "tag",
        "author": "author",
        "search": "search",
        "part": "page",
        "archive": "archive",
    },
}
RESERVED = frozenset(
    {
        *("en", "m", "theme", "photos", "feeds", "song-ngu", "_read", "index.html", "404.html"),
        *("robots.txt", "sitemap.xml", "doc-nhieu.json", "most-read.json"),
        *(word for words in _WORDS.values() for word in words.values()),
    }
)
"""First parts of addresses that no standing page may take."""


def _prefix(edition: str) -> str:
    return "/" if edition == DEFAULT else f"/{edition}/"


def home(edition: str) -> str:
    return _prefix(edition)


def article(edition: str, month: str, slug: str) -> str:
    """``month`` is ``2025/07``: the first two folders of the story's key."""
    return f"{_prefix(edition)}{month}/{slug}/"


def standing_page(edition: str, slug: str) -> str:
    return f"{_prefix(edition)}{slug}/"


def listing(edition: str, subject: Named) -> str:
    """The front of a section, tag or writer."""
    kinds: dict[type[Named], str] = {Section: "section", Tag: "tag", Writer: "author"}
    return f"{_prefix(edition)}{_WORDS[edition][kinds[type(subject)]]}/{subject.slug(edition)}/"


def named(edition: str, name: str) -> str:
    """``search`` or ``archive``."""
    return f"{_prefix(edition)}{_WORDS[edition][name]}/"


def period(edition: str, year: int, month: int | None = None) -> str:
    return f"{_prefix(edition)}{year}/" + (f"{month:02}/" if month else "")


def part(edition: str, front: str, number: int) -> str:
    """A numbered page of a list; numbers count from the oldest story, so that page 57 stays page 57."""
    return f"{front}{_WORDS[edition]['part']}/{number}/"


def side_by_side(month: str, slug: str) -> str:
    """Both texts on one page; it belongs to no edition and is called by the Vietnamese slug."""
    return f"/song-ngu/{month}/{slug}/"


def mobile(url: str) -> str:
    """The light page of a page: ``/m/2025/07/slug/``, ``/m/en/2025/07/slug/``."""
    return f"/m{url}"


def feed(edition: str, section: Section | None = None) -> str:
    name = section.slug(edition) if section else "tin-moi" if edition == DEFAULT else "latest"
    return f"{_prefix(edition)}feeds/{name}.xml"


def read_mark(edition: str, key: str) -> str:
    """The tiny picture at the end of a text, whose fetching is a read; ``key`` is the story's."""
    return f"/_read/{quote(key)}.{edition}.gif"


def fresh_reads(edition: str) -> str:
    """The most-read list as JSON, which may be newer than the page."""
    return f"{_prefix(edition)}{'doc-nhieu' if edition == DEFAULT else 'most-read'}.json"
