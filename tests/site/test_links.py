"""Everything a page refers to is there."""

import re
from collections.abc import Iterator

from bs4 import BeautifulSoup

from tests.site.published import HOST, Published, value

_LOADED = {
    "img": ("src",),
    "script": ("src",),
    "source": ("src",),
    "track": ("src",),
    "video": ("src", "poster"),
    "iframe": ("src",),
    'link[rel~="stylesheet"]': ("href",),
    'link[rel~="icon"]': ("href",),
    'link[rel~="apple-touch-icon"]': ("href",),
}
"""What a browser fetches by itself: elements and the attributes that name it."""


def loaded(page: BeautifulSoup) -> Iterator[str]:
    """What the page makes a browser load, srcset entries included."""
    for selector, names in _LOADED.items():
        for element in page.select(selector):
            yield from (value(element, name) for name in names if element.has_attr(name))
    for element in page.select("[srcset]"):
        for entry in value(element, "srcset").split(","):
            yield entry.split()[0]


def targets(page: BeautifulSoup) -> Iterator[str]:
    """Everything the page refers to: links, files it loads, and what its head tells other sites."""
    yield from loaded(page)
    for element in page.select("a[href], link[href]"):
        yield value(element, "href")
    for element in page.select('meta[property="og:image"], meta[property="og:url"]'):
        yield value(element, "content")


def test_every_address_on_every_page_exists(published: Published) -> None:
    """No page refers to a page, picture, srcset entry, feed or file of ours that is not there."""
    dead = []
    for url in published.urls:
        for target in targets(published.page(url)):
            own = published.own(url, target)
            if own and not published.has(own[0]):
                dead.append(f"{url}: {target}")
    assert dead == []


def test_every_anchor_exists(published: Published) -> None:
    """A link to a place on a page leads to an element with that id."""
    ids = {url: {value(one, "id") for one in published.page(url).select("[id]")} for url in published.urls}
    dead = []
    for url in published.urls:
        for link in published.page(url).select('a[href*="#"]'):
            address, fragment = published.own(url, value(link, "href")) or ("", "")
            if address in ids and fragment not in ids[address]:
                dead.append(f"{url}: {value(link, 'href')}")
    assert dead == []


def test_every_link_has_a_target_and_words(published: Published) -> None:
    """No link is empty, leads to a bare “#” or runs a script; every link has a text a reader can see or hear."""
    faults = []
    for url in published.urls:
        for link in published.page(url).select("a"):
            target = value(link, "href")
            named = link.get_text(strip=True) or value(link, "aria-label")
            if target in ("", "#") or target.startswith("javascript:") or not named:
                faults.append(f"{url}: {link}")
    assert faults == []


def test_nothing_is_loaded_from_elsewhere(published: Published) -> None:
    """A page makes the browser load files of our own only, and names them without the host."""
    foreign = [
        f"{url}: {target}"
        for url in published.urls
        for target in loaded(published.page(url))
        if not re.match(r"/[^/]", target)
    ]
    assert foreign == []


def test_style_sheet_refers_to_nothing_that_is_missing(published: Published) -> None:
    """Every url() in a style sheet is a file that was published with it."""
    sheets = [path for path in published.files if path.endswith(".css")]
    assert len(sheets) == 1
    named = re.findall(r"url\(\s*[\"']?([^\"')]+)", published.file(sheets[0]).read_text(encoding="utf-8"))
    own = [published.own(sheets[0], target) for target in named if not target.startswith("data:")]
    assert [one for one in own if one is None or not published.has(one[0])] == []


def test_every_page_is_reached_from_the_home_page(published: Published) -> None:
    """Whoever follows links from the home page comes to every page of both editions."""
    reached, waiting = {"/"}, ["/"]
    while waiting:
        for _, target in published.links(waiting.pop()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    assert sorted(set(published.urls) - reached - {"/404.html", "/en/404.html"}) == []


def test_every_published_picture_is_used(published: Published) -> None:
    """Each picture, video and caption file stands on at least one page: nothing is published by accident."""
    used = set()
    for url in published.urls:
        for target in targets(published.page(url)):
            own = published.own(url, target)
            used.add(own[0] if own else "")
    assert sorted(path for path in published.files if path.startswith("/photos/") and path not in used) == []


def test_absolute_addresses_are_of_this_site(published: Published) -> None:
    """The head names the page itself under the site's own address: canonical and og:url agree."""
    for url in published.urls:
        page = published.page(url)
        if published.kind(url) != "not_found":
            assert value(page.select_one('link[rel="canonical"]'), "href") == HOST + url
            assert value(page.select_one('meta[property="og:url"]'), "content") == HOST + url
