"""The budgets of issue 5, over every page of content/: a page that grows too heavy fails the build."""

import gzip
import re

from tests.mobile.budget import BUDGETS, SCRIPT_LIMIT, STYLE_LIMIT, at_95, overruns, weigh_site
from tests.site.published import Published


def test_every_page_keeps_its_budget(published: Published) -> None:
    """Bytes, elements, scripts and requests of every article and front, full and mobile."""
    pages = list(weigh_site(published.root))
    assert {page.kind for page in pages} == set(BUDGETS)
    assert overruns(pages) == []


def test_style_sheet_and_scripts_keep_theirs(published: Published) -> None:
    """One style sheet; all scripts together; the worker and what registers it are smaller still."""
    sizes = {path: published.file(path).read_bytes() for path in published.files if re.search(r"\.(css|js)$", path)}
    assert [
        path for path, data in sizes.items() if path.endswith(".css") and len(gzip.compress(data)) > STYLE_LIMIT
    ] == []
    scripts = [data for path, data in sizes.items() if path.startswith("/theme/") and path.endswith(".js")]
    assert sum(len(gzip.compress(data, 9)) for data in scripts) <= SCRIPT_LIMIT
    assert len(sizes["/m/keeper.js"]) <= 1_000
    assert next(len(data) for path, data in sizes.items() if "/offline." in path) <= 500


def test_no_page_names_a_font(published: Published) -> None:
    """Faces of the reader's own system only."""
    assert not [path for path in published.files if re.search(r"\.(woff2?|ttf|otf)$", path)]
    for path in published.files:
        if path.endswith(".css"):
            assert b"@font-face" not in published.file(path).read_bytes()


def test_p95_is_a_value_of_the_list() -> None:
    """Of 20 values the 19th, of one the only one."""
    assert at_95(range(1, 21)) == 19
    assert at_95([7]) == 7
