"""Links and crossheads: where links may lead, and what headings are called."""

import html
import re
import xml.etree.ElementTree as etree

from markdown.treeprocessors import Treeprocessor

from plugins.newsroom.manuscript import Body
from plugins.newsroom.schema import is_web_address
from plugins.newsroom.spelling import make_slug
from plugins.newsroom.typography import curly

_WEB = ("https", "http")
_SCHEMES = (*_WEB, "mailto", "tel", "story", "page")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")


class LinkTreeprocessor(Treeprocessor):
    """Notes links to stories and pages on ``md.body``; tells of links that must not be."""

    def run(self, root: etree.Element) -> None:
        body: Body = self.md.body  # type: ignore[attr-defined]
        anchors = {element.get("id") for element in root.iter() if element.get("id")}
        for link in root.iter("a"):
            href = link.get("href", "")
            target = re.sub(r"[\x00-\x20]", "", html.unescape(href)).lower()
            scheme = _SCHEME.match(target)
            if scheme and scheme[1] in ("story", "page"):
                body.links.append(href)
            elif target.startswith("#"):
                if href[1:] not in anchors and not target.startswith("#fn"):
                    body.problems.append((href, "anchor", f"no place '{href}' in this text", _anchor_mend(anchors)))
            elif scheme is None or scheme[1] not in _SCHEMES or (scheme[1] in _WEB and not is_web_address(target)):
                what = f"the link '{href[:80]}' may not be followed"
                if scheme is not None and scheme[1] not in _SCHEMES:
                    what = f"links of the kind '{scheme[1]}:' are not allowed: {href[:80]}"
                mend = "link with https://…, story:2021/06/name or page:name"
                body.problems.append((href, "link", what, mend))


def _anchor_mend(anchors: set[str | None]) -> str:
    names = sorted(name for name in anchors if name)[:8]
    return "use one of: " + ", ".join(f"#{name}" for name in names) if names else "take the link out"


class CrossheadTreeprocessor(Treeprocessor):
    """Gives crossheads their anchors, wraps tables, and notes the crossheads on ``md.body``."""

    table_label = ""

    def run(self, root: etree.Element) -> None:
        body: Body = self.md.body  # type: ignore[attr-defined]
        used: dict[str, int] = {}
        for heading in root.iter():
            if heading.tag not in ("h1", "h2", "h3", "h4", "h5", "h6"):
                continue
            text = "".join(heading.itertext()).strip()
            if heading.tag not in ("h2", "h3"):
                sign = "#" * int(heading.tag[1])
                body.problems.append(
                    (f"{sign} ", "crosshead", f"a heading {sign} in the text", "use ## for a crosshead, ### below it")
                )
            anchor = anchor_of(text, used)
            heading.set("id", anchor)
            if heading.tag == "h2":
                body.crossheads.append((anchor, curly(text)))
        for place, table in [(i, child) for i, child in enumerate(root) if child.tag == "table"]:
            region = etree.Element(
                "div", {"class": "table", "role": "region", "tabindex": "0", "aria-label": self.table_label}
            )
            region.append(table)
            root[place] = region


def anchor_of(text: str, used: dict[str, int]) -> str:
    """The anchor of a crosshead, with a number if others have its name; ``used`` tells the last number given for each."""
    free = name = f"s-{make_slug(text) or 'crosshead'}"
    while free in used:
        used[name] += 1
        free = f"{name}-{used[name]}"
    used[free] = 1
    return free
