"""Page types: one address of every kind of page in an edition, so that a rule checked on them is checked everywhere."""

from tests.site.published import Published

FEATURES = {
    "video": "figure.cover.video",
    "infographic": "figure.cover.infographic",
    "no_twin": ".edition-switch:not([lang])",
    "kicker": ".kicker",
    "source": ".byline-source",
}
"""Articles that look different: the selector that tells them."""


def page_types(published: Published, edition: str) -> dict[str, str]:
    """The address of each type: the first page of its kind, and the longest article."""
    types: dict[str, str] = {}
    for url in published.urls:
        if published.edition(url) != edition:
            continue
        kind = published.kind(url)
        if kind == "archive":
            kind = f"archive of {url.strip('/').removeprefix('en').count('/') + 1} parts"
        types.setdefault(kind, url)
        if kind == "article":
            for name, selector in FEATURES.items():
                if published.page(url).select_one(selector):
                    types.setdefault(name, url)
    articles = published.of_kind("article", edition=edition)
    types["article"] = max(articles, key=lambda url: published.file(url).stat().st_size)
    sections = published.of_kind("section", edition=edition)
    types["section"] = next((url for url in sections if published.page(url).select(".subsections a")), sections[0])
    types["subsection"] = next(url for url in sections if len(published.page(url).select(".breadcrumb li")) > 2)
    return types


def all_page_types(published: Published) -> list[str]:
    """The types of both editions."""
    return sorted({*page_types(published, "vi").values(), *page_types(published, "en").values()})
