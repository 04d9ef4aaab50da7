"""What goes wrong in the theme is told with its place, and nothing is published."""

import pytest

from tests.building import text
from tests.conftest import MakeSite

HEAD = '{% extends "base.html" %}\n{% block main %}\n'
MEND = "mend the template; nothing was published"


@pytest.mark.parametrize(
    ("path", "words", "told"),
    [
        (
            "article.html",
            HEAD + "<h1>{{ article.titel }}</h1>\n{% endblock %}\n",
            "theme/templates/article.html:3:1: 'plugins.newsroom.story.Article object' has no attribute 'titel'",
        ),
        (
            "article.html",
            HEAD + "{{ artcle.title }}{% endblock %}\n",
            "theme/templates/article.html:3:1: 'artcle' is undefined",
        ),
        (
            "parts/byline.html",
            "{% macro byline(edition, article) %}\n\n{{ article.writer }}\n{% endmacro %}\n",
            "theme/templates/parts/byline.html:3:1: 'plugins.newsroom.story.Article object' has no attribute 'writer'",
        ),
        (
            "article.html",
            HEAD + "{% if article %}\n{% endblock %}\n",
            "theme/templates/article.html:4:1: Encountered unknown tag 'endblock'. You probably made a nesting mistake."
            " Jinja is expecting this tag, but currently looking for 'elif' or 'else' or 'endif'. The innermost block"
            " that needs to be closed is 'if'.",
        ),
    ],
    ids=["attribute", "name", "macro", "syntax"],
)
def test_template_errors(site: MakeSite, path: str, words: str, told: str) -> None:
    """A slip in a template stops the build and is told with template and line; nothing is printed as nothing."""
    one = site(text("2025/07/a/vi"))
    before = one.build().snapshot()
    one.write(f"-- theme/templates/{path} --\n{words}")
    built = one.build()
    assert (built.problems, built.code) == (f"{told} -> {MEND}", 1)
    assert built.snapshot() == before
