"""Panels: no story twice on a page, and no heading without items."""

from types import SimpleNamespace

from plugins.newsroom.panel import NAMES, Panel, Panels


def stories(*keys: str) -> list[SimpleNamespace]:
    return [SimpleNamespace(story=SimpleNamespace(key=key)) for key in keys]


def test_taken_once() -> None:
    """What one panel took, or the page shows anyway, no other panel gets; the order of the candidates is kept."""
    panels = Panels({"shown"})
    first = panels.take(stories("shown", "a", "b", "a", "c"), 2)
    second = panels.take(stories("a", "c", "d"), 5)
    assert [one.story.key for one in first] == ["a", "b"]
    assert [one.story.key for one in second] == ["c", "d"]
    assert panels.shown == {"shown", "a", "b", "c", "d"}


def test_only_what_is_wanted_is_taken() -> None:
    """A panel takes no more than its limit; the rest stays for others."""
    panels = Panels()
    assert len(panels.take(stories("a", "b", "c"), 1)) == 1
    assert panels.shown == {"a"}


def test_empty_panel() -> None:
    """A panel without items counts as nothing, so that templates print no heading for it."""
    assert not Panel("related_news")
    assert Panel("related_news", [object()])


def test_every_panel_has_its_place() -> None:
    """Every panel of the list is a field of a page's panels, empty at first."""
    assert all(getattr(Panels(), name) == Panel() for name in NAMES)
