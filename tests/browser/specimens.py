"""Specimens: a small bulletin with one of everything an editor can write, and every kind of page a reader can meet.

The real bulletin need not have them all at every time: numbered pages, a former address, a draft in a preview, a table,
a definition list, a correction inside the text, a video that lives elsewhere.
"""

from pathlib import Path

from tests.building import Site, text
from tests.site.published import HOST, Published

_BODY = {
    "vi": """
Đoạn mở đầu có **chữ đậm**, *chữ nghiêng*, `mã`, chú thích[^1] và ĐNND. [Bài khác](story:2025/07/b), [trang](page:gioi-thieu).

## Mục một

- Một
- Hai

1. Một
2. Hai

## Mục hai

| Năm | Số bài |
|---|---|
| 2024 | 12 |

Hữu nghị
:   Tình cảm thân thiện.

## Mục ba

> Lời trong ngoặc.

![Hai màu nền cạnh nhau.](anh.jpg "Một bức ảnh. (Ảnh: Mai Anh)")

::: quote | Bà Mai, giáo viên
Một câu đáng nhớ.
:::

::: correction | 2025-07-12 09:00
Bản đầu ghi sai.
:::

## Mục bốn

::: infographic | bieu-do.png
alt: Cột cao dần từ trái sang phải.
caption: Số bài mỗi năm.
credit: "Đồ họa: Tổ Đồ họa"
:::

::: video | phim.mp4
poster: anh-phim.jpg
caption: Phim ngắn.
credit: "Phim: Mai Anh"
:::

::: video | https://video.example/1
poster: anh-phim.jpg
:::

### Mục nhỏ

Hết.

[^1]: Chú thích.

*[ĐNND]: đối ngoại nhân dân
""",
    "en": """
An opening with **bold**, *italic*, `code` and a note[^1]. [Another story](story:2025/07/b).

## One

![Two colours side by side.](anh.jpg "A photo. (Photo: Mai Anh)")

## Two

| Year | Stories |
|---|---|
| 2024 | 12 |

[^1]: A note.
""",
}
_PAGE = "-- pages/gioi-thieu/index.vi.md --\n---\ntitle: Giới thiệu\nlead: Về chúng tôi.\n---\nChúng tôi.\n"
_COVERS = {
    "vi": "{file: bia.jpg, alt: Một màu nền., caption: Bìa., credit: 'Ảnh: Mai Anh'}",
    "en": "{alt: One plain colour., caption: The cover., credit: 'Photo: Mai Anh'}",
}


def _full_story() -> str:
    common = {"tags": "[lao, ha-noi]", "authors": "[mai-anh]", "aliases": "[/bai-cu/]"}
    vi = text(
        "2025/07/day-du/vi",
        _BODY["vi"],
        kicker="Hồ sơ",
        cover=_COVERS["vi"],
        source="báo Hà Nội",
        lead_links="[2025/07/b, 2025/07/c]",
        end_links="[{story: 2025/07/d, lead: show}]",
        corrections="[{date: 2025-07-11 08:00, text: Con số đúng là 44.}]",
        **common,
    )
    en = text("2025/07/day-du/en", _BODY["en"], slug="in-full", cover=_COVERS["en"])
    files = ("bia.jpg", "anh.jpg", "bieu-do.png", "anh-phim.jpg")
    pictures = "".join(f"-- news/2025/07/day-du/{name} --\n1600x1000\n" for name in files)
    return vi + en + pictures + "-- news/2025/07/day-du/phim.mp4 --\n\n"


def build_specimens(folder: Path) -> Published:
    """Build the specimens as a preview shows them, drafts included."""
    site = Site(folder, folder / "templates")
    (folder / "templates").mkdir()
    site.set(FRONTS={"page_size": 2, "home_size": 2, "block_size": 2}, SITEURL=HOST)
    site.write(_full_story() + _PAGE + text("2025/07/nhap/vi", status="draft"))
    site.write("".join(text(f"2025/07/{name}/vi") for name in "bcdefg"))
    site.write("".join(text(f"2025/07/{name}/en") for name in "efg"))
    built = site.build(preview=True)
    assert built.code == 0, built.said
    return Published(built.output)
