"""Nobody is shut out: axe-core finds nothing on any type of page, at any width, in light and in dark."""

from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Browse
from tests.browser.page_types import all_page_types
from tests.site.published import Published

pytestmark = pytest.mark.browser
WIDTHS = [360, 1280]
SCHEMES = ["light", "dark"]


def violations(answers: list[dict[str, Any]]) -> list[str]:
    """What axe found, one line each."""
    return [f"{one['url']} at {one['width']}, {one['scheme']}: {node}" for one in answers for node in one["found"]]


def test_no_violation_on_any_page_type(published: Published, browse: Browse) -> None:
    """WCAG 2.2 A and AA and axe's best practices hold on every page type of both editions."""
    urls = all_page_types(published)
    answers = browse("axe", published, urls=urls, widths=WIDTHS, schemes=SCHEMES)
    assert len(answers) == len(urls) * len(WIDTHS) * len(SCHEMES)
    assert violations(answers) == []


def test_no_violation_on_rare_pages(specimens: Published, browse: Browse) -> None:
    """The same holds for what the real bulletin need not have: numbered pages, drafts, every block a text can hold."""
    urls = [url for url in specimens.urls if url.endswith(("/day-du/", "/in-full/", "/nhap/", "/2/", "/page/1/"))]
    assert len(urls) >= 6
    assert violations(browse("axe", specimens, urls=urls, widths=WIDTHS, schemes=SCHEMES)) == []


def test_axe_does_find_violations(tmp_path: Path, browse: Browse) -> None:
    """The check is alive: pale letters, a picture without alt and a page without a main part are told."""
    words = '<p style="color:#ccc">Pale</p><img src="a.png">'
    (tmp_path / "index.html").write_text(f'<!doctype html><html lang="vi"><title>a</title><body>{words}')
    answers = browse("axe", Published(tmp_path), urls=["/"], widths=[360], schemes=["light"])
    rules = {node.partition(":")[0] for one in answers for node in one["found"]}
    assert rules >= {"color-contrast", "image-alt", "landmark-one-main"}
