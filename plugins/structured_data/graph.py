"""Graph: the schema.org nodes of one page."""

from typing import Any, Protocol

from plugins.newsroom.bulletin import Front
from plugins.newsroom.page import Page
from plugins.newsroom.story import Article, Photo

Node = dict[str, Any]


class SiteFacts(Protocol):
    """What the graph needs of the imprint."""

    url: str

    def name(self, edition: str) -> str: ...

    def publisher(self, edition: str) -> str: ...

    def url_of(self, thing: Any, edition: str) -> str: ...


def graph_of(site: SiteFacts, page: Page, thing: Any) -> list[Node]:
    """The nodes of a page: its article or list, and the way up to it."""
    nodes = []
    if isinstance(thing, Article):
        nodes.append(_article(site, page, thing))
    elif isinstance(thing, Front):
        nodes.append(_list(site, page, thing))
    elif page.kind == "home":
        nodes.append(_website(site, page))
    if len(page.trail) > 1:
        nodes.append(_breadcrumb(site, page))
    return nodes or [{"@type": "WebPage", "name": page.title, "url": site.url + page.url, "inLanguage": page.edition}]


def _article(site: SiteFacts, page: Page, article: Article) -> Node:
    code, url = article.edition, site.url + article.url
    node: Node = {
        "@type": "NewsArticle",
        "@id": url,
        "mainEntityOfPage": url,
        "headline": article.title,
        "description": article.lead,
        "inLanguage": code,
        "datePublished": article.date.isoformat(),
        "dateModified": (article.updated or article.date).isoformat(),
        "articleSection": article.section.name(code),
        "publisher": _publisher(site, code),
        "author": _authors(site, article),
    }
    if article.tags:
        node["keywords"] = [tag.name(code) for tag in article.tags]
    if article.cover:
        node["image"] = _image(site, article.cover)
    if article.source_url:
        node["isBasedOn"] = article.source_url
    if article.corrections:
        node["correction"] = [
            {"@type": "CorrectionComment", "text": one.text, "dateCreated": one.when.isoformat()}
            for one in article.corrections
        ]
    if article.twin:
        relation = "workTranslation" if code == "vi" else "translationOfWork"
        node[relation] = {
            "@type": "NewsArticle",
            "@id": site.url + article.twin.url,
            "inLanguage": article.twin.edition,
        }
    return node


def _publisher(site: SiteFacts, code: str) -> Node:
    return {"@type": "NewsMediaOrganization", "name": site.publisher(code), "url": site.url + site.url_of("home", code)}


def _authors(site: SiteFacts, article: Article) -> list[Node]:
    """One object each; where the text was taken from elsewhere, that house is its author, never a person."""
    code = article.edition
    authors: list[Node] = [
        {
            "@type": "Organization" if writer.organisation else "Person",
            "name": writer.name(code),
            "url": site.url + site.url_of(writer, code),
        }
        for writer in article.authors
    ]
    if article.source:
        authors.append({"@type": "Organization", "name": article.source})
    return authors or [_publisher(site, code)]


def _image(site: SiteFacts, photo: Photo) -> Node:
    picture = photo.picture
    node: Node = {
        "@type": "ImageObject",
        "url": site.url + picture.src,
        "width": picture.width,
        "height": picture.height,
    }
    if photo.caption:
        node["caption"] = photo.caption
    if photo.credit:
        node["creditText"] = photo.credit.partition(":")[2].strip() or photo.credit
    return node


def _list(site: SiteFacts, page: Page, front: Front) -> Node:
    kind = "WebSite" if page.kind == "home" else "CollectionPage"
    node: Node = {"@type": kind, "name": page.title, "url": site.url + page.url, "inLanguage": page.edition}
    if page.kind == "home":
        node["name"] = site.name(page.edition)
        node["publisher"] = _publisher(site, page.edition)
        return node
    if front.articles:
        node["mainEntity"] = {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": place, "url": site.url + article.url}
                for place, article in enumerate(front.articles, 1)
            ],
        }
    return node


def _website(site: SiteFacts, page: Page) -> Node:
    return {"@type": "WebSite", "name": site.name(page.edition), "url": site.url + page.url, "inLanguage": page.edition}


def _breadcrumb(site: SiteFacts, page: Page) -> Node:
    items = []
    for place, crumb in enumerate(page.trail, 1):
        item: Node = {"@type": "ListItem", "position": place, "name": crumb.name}
        if crumb.url:
            item["item"] = site.url + crumb.url
        items.append(item)
    return {"@type": "BreadcrumbList", "itemListElement": items}
