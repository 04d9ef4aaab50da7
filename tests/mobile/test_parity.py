"""The mobile edition says what the full one says, and the four pages of a story know each other."""

from bs4.element import Tag

from plugins.newsroom import address
from tests.site.published import HOST, Published, value, words

DECLARED = 'link[rel="alternate"][media]'


def full_urls(published: Published) -> list[str]:
    """All pages that must have a light one."""
    return published.of_kind("article", "home", "section", "tag", "author", "archive", "page")


def text_of(page: Tag, *dropped: str) -> str:
    """The words of the main part, without the elements that are made otherwise in the two editions."""
    main = page.select_one("main")
    assert main is not None
    gone = {id(inner) for one in main.select(", ".join(dropped)) for inner in (one, *one.descendants)}
    return " ".join(" ".join(str(text) for text in main.find_all(string=True) if id(text) not in gone).split())


def test_every_page_has_a_light_one_and_no_other(published: Published) -> None:
    """/m/ holds exactly the articles, fronts, lists and standing pages of both editions."""
    mobile = {path.removesuffix("index.html") for path in published.files if path.startswith("/m/")}
    pages = {url for url in mobile if not url.endswith((".js", ".txt"))}
    assert pages == {address.mobile(url) for url in full_urls(published)}


def test_the_same_words_in_the_same_order(published: Published) -> None:
    """Text, panels, dates and labels; pictures and their words are compared below."""
    for url in full_urls(published):
        full = text_of(published.page(url), "figure:not(.pull-quote)", ".rail-only")
        light = text_of(published.page(address.mobile(url)), "figure:not(.pull-quote)", ".same-place", ".ways")
        if published.kind(url) == "home":
            full, light = (" ".join(sorted(one.split())) for one in (full, light))
        assert light == full, url


def test_the_same_pictures(published: Published) -> None:
    """Alt text, caption and credit of every photo, infographic and video; the file is one of the full page's."""
    for url in published.of_kind("article"):
        full, light = published.page(url), published.page(address.mobile(url))
        alts = [value(img, "alt") for img in full.select("figure picture img")]
        assert [value(img, "alt") for img in light.select("figure picture img")] == alts, url
        figures = (page.select("main figure:not(.pull-quote)") for page in (full, light))
        for one, other in zip(*figures, strict=True):
            caption = words(one.select_one("figcaption"))
            assert caption in words(other), url
        files = {entry.split()[0] for one in full.select("[srcset]") for entry in value(one, "srcset").split(",")}
        assert {value(one, "srcset") for one in light.select("figure picture source")} <= files, url


def test_the_same_links(published: Published) -> None:
    """Every link of the full page's main part is there, to the light page where there is one."""
    for url in full_urls(published):
        light = {value(link, "href") for link in published.page(address.mobile(url)).select("main a")}
        known = set(full_urls(published))
        for link in published.page(url).select("main a"):
            target, _, anchor = value(link, "href").partition("#")
            mapped = address.mobile(target) if target in known else target
            assert mapped + (f"#{anchor}" if anchor else "") in light, f"{url}: {link}"


def test_the_same_structured_data(published: Published) -> None:
    """Title, description and JSON-LD, letter for letter."""
    for url in full_urls(published):
        full, light = published.page(url), published.page(address.mobile(url))
        for selector in ("title", 'script[type="application/ld+json"]'):
            assert [one.string for one in light.select(selector)] == [one.string for one in full.select(selector)], url
        described = [value(page.select_one('meta[name="description"]'), "content") for page in (full, light)]
        assert described[0] == described[1]


def test_the_four_corners(published: Published) -> None:
    """{full, mobile} × {vi, en}: hreflang inside each form, media from full to mobile, canonical back; all reciprocal."""
    corners = 0
    for url in full_urls(published):
        light = address.mobile(url)
        page = published.page(light)
        assert value(published.one(light, 'link[rel="canonical"]'), "href") == HOST + url
        declared = [value(one, "href") for one in published.page(url).select(DECLARED)]
        assert declared == ([HOST + light] if published.indexed(url) else []), url
        assert page.select(DECLARED) == []
        pairs = published.alternates(url)
        mapped = {code: HOST + address.mobile(path.removeprefix(HOST)) for code, path in pairs.items()}
        assert published.alternates(light) == mapped
        corners += bool(pairs)
        for twin in mapped.values():
            assert published.alternates(twin.removeprefix(HOST)) == mapped
    assert corners > 30


def test_every_link_of_a_light_page_leads_somewhere(published: Published) -> None:
    """Addresses and anchors, on light and full pages."""
    ids: dict[str, set[str]] = {}
    dead = []
    for url in published.mobile_urls:
        for link in published.page(url).select("a[href], source, video, track"):
            names = [value(link, name) for name in ("href", "srcset", "src") if link.has_attr(name)]
            own = published.own(url, names[0]) if names else None
            if own and not published.has(own[0]):
                dead.append(f"{url}: {names[0]}")
            elif own and own[1]:
                target = own[0]
                if target not in ids:
                    ids[target] = {value(one, "id") for one in published.page(target).select("[id]")}
                if own[1] not in ids[target]:
                    dead.append(f"{url}: {names[0]}")
    assert dead == []
