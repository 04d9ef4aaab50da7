"""Need to know: useful facts that disappear by themselves."""

from tests.building import text
from tests.conftest import Bulletin, MakeSite

ITEMS = """-- desk/need_to_know.yaml --
- id: hom-qua
  expires: 2026-01-22 08:00
  vi: {title: Mưa hôm qua, text: To.}
  en: {title: Rain yesterday, text: A lot.}
- id: hom-nay
  expires: 2026-01-22 18:00
  vi: {title: Nắng hôm nay, text: "28 độ & <gió>."}
  en: {title: Sun today, text: 28 degrees.}
"""


def test_yesterdays_weather(bulletin: Bulletin) -> None:
    """An item is shown until its minute, in the words of the edition, on articles and the home page only."""
    built = bulletin(text("2025/07/a/vi") + text("2025/07/a/en") + ITEMS)
    for path in ("/", "/2025/07/a/"):
        assert built.texts(path, ".need-to-know dt") == ["Nắng hôm nay"]
        assert built.texts(path, ".need-to-know dd") == ["28 độ & <gió>."]
    assert built.texts("/en/2025/07/a/", ".need-to-know dt") == ["Sun today"]
    assert built.page("/2025/07/").select(".need-to-know") == []
    assert not any(b"qua, text" in data or "Mưa hôm qua".encode() in data for data in built.snapshot().values())


def test_gone_by_itself(site: MakeSite) -> None:
    """With the same content, a build after the item has expired no longer shows it, nor its heading."""
    one = site(text("2025/07/a/vi") + ITEMS)
    assert one.build().page("/2025/07/a/").select(".need-to-know") != []
    assert one.build(now="2026-01-22 18:00").page("/2025/07/a/").select(".need-to-know") == []
