"""The front matter of a story and of a standing page: the one table of keys that everything else follows."""

from plugins.newsroom.schema import FILE, FOCUS, MOMENT, PATH, SLUG, URL, Field, list_of, one_of, record, text

# fmt: off (one key a line or two: it is read as a table)

STORY_KEY = text(120)

COVER = (
    Field("file", FILE, "Tệp ảnh nằm cạnh bài.", "The picture's file beside the text.", "toa-dam.jpg", "shared", True),
    Field(
        "alt",
        text(400),
        "Người không nhìn thấy ảnh cần biết gì; không chép tít hay chú thích.",
        "What a reader who can't see it should know; never the title or the caption.",
        "Bàn tròn, ba đại biểu",
        required=True,
    ),
    Field("caption", text(500), "Chú thích in dưới ảnh.", "Printed below the picture.", "Quang cảnh tọa đàm."),
    Field("credit", text(120), "Người chụp hoặc vẽ.", "Who took or drew it.", "Ảnh: Tuấn Việt", "shared", True),
    Field(
        "focus",
        FOCUS,
        "Điểm chính của ảnh (từ trái, từ trên); các ô tin cắt ảnh quanh điểm này.",
        "Where the main thing stands (from the left, from the top); thumbnails are cut around it.",
        "30% 40%",
        "shared",
    ),
)

VIDEO = (
    Field(
        "file",
        FILE,
        "Tệp .mp4 hoặc .webm của ta, nằm cạnh bài.",
        "Our own .mp4 or .webm beside the text.",
        "clip.mp4",
        "shared",
    ),
    Field(
        "url",
        URL,
        "Video đặt ở nơi khác; chỉ mở khi bạn đọc bấm.",
        "A video elsewhere; opens only when the reader asks.",
        "https://…",
        "shared",
    ),
    Field(
        "poster", FILE, "Ảnh hiện trước khi phát.", "The picture shown before it plays.", "poster.jpg", "shared", True
    ),
    Field("captions", FILE, "Phụ đề WebVTT (.vtt).", "Captions as WebVTT (.vtt).", "clip.vtt", "shared"),
    Field("duration", text(12), "Độ dài.", "How long it lasts.", "1:20", "shared"),
)

CORRECTION = (
    Field("date", MOMENT, "Lúc đính chính.", "When it was corrected.", "2021-06-21 09:00", required=True),
    Field("text", text(1000), "Đã sửa điều gì.", "What was wrong.", "Bản đầu ghi nhầm số điểm cầu.", required=True),
)

STORY_LINK = (
    Field(
        "story",
        STORY_KEY,
        "Khóa của tin bài: thư mục của nó.",
        "The story's key: its folder.",
        "2021/06/ten-tin",
        required=True,
    ),
    Field(
        "lead",
        one_of("show", "hide"),
        "In kèm sapo (show) hay không.",
        "Whether its lead is printed too (show).",
        "show",
    ),
)

STORY_FIELDS = (
    Field("title", text(500), "Tít.", "Headline.", "Tọa đàm về đối ngoại nhân dân", required=True),
    Field("kicker", text(200), "Tít dẫn, in trên tít.", "Printed above the headline.", "Hội nghị tổng kết"),
    Field(
        "lead",
        text(1200),
        "Sapo: một đoạn chữ trơn; cũng dùng cho các ô tin, RSS và mạng xã hội.",
        "One paragraph of plain text; also used in panels, feeds and cards.",
        "Ngày 18/6, tại Hà Nội …",
        required=True,
    ),
    Field(
        "date",
        MOMENT,
        "Ngày giờ đăng, giờ Hà Nội trừ khi ghi múi giờ.",
        "When it was published; Hanoi time unless an offset is given.",
        "2021-06-20 15:27",
        "common",
        True,
    ),
    Field(
        "section",
        text(60),
        "Chuyên mục: mã trong desk/sections.yaml.",
        "Section: an id of desk/sections.yaml.",
        "bon-phuong-ket-ban",
        "common",
        True,
    ),
    Field(
        "tags",
        list_of(text(60)),
        "Thẻ: các mã trong desk/tags.yaml.",
        "Ids of desk/tags.yaml.",
        "[ha-noi, lao]",
        "common",
    ),
    Field(
        "authors",
        list_of(text(60)),
        "Bút danh: các mã trong desk/writers.yaml.",
        "Bylines: ids of desk/writers.yaml.",
        "[mai-anh]",
        "common",
    ),
    Field(
        "source",
        text(120),
        "Nơi lấy bài, in thành “Theo …”.",
        "Where the text was taken from, printed “Source: …”.",
        "báo Hà Nội Mới",
        "shared",
    ),
    Field("source_url", URL, "Địa chỉ bài gốc.", "Address of the original.", "https://…", "shared"),
    Field("kind", one_of("news", "infographic", "video"), "Loại tin bài.", "Kind of story.", "news", "common"),
    Field("cover", record(COVER), "Ảnh đầu bài.", "The lead photo.", "{file, alt, caption, credit}", "shared"),
    Field(
        "video",
        record(VIDEO),
        "Video của bài (kind: video).",
        "The story's video (kind: video).",
        "{file, poster}",
        "shared",
    ),
    Field(
        "lead_links",
        list_of(record(STORY_LINK, "story")),
        "Hai tin dẫn dưới sapo.",
        "Two stories linked under the lead.",
        "[2021/06/ten-tin]",
        "common",
    ),
    Field(
        "end_links",
        list_of(record(STORY_LINK, "story")),
        "Hai tin dẫn cuối bài.",
        "Two stories linked at the end.",
        "[{story: 2021/06/ten-tin, lead: show}]",
        "common",
    ),
    Field(
        "related",
        list_of(STORY_KEY),
        "Tin luôn có trong “Tin bài liên quan”.",
        "Stories always among the related news.",
        "[2021/06/ten-tin]",
        "common",
    ),
    Field(
        "unrelated",
        list_of(STORY_KEY),
        "Tin không bao giờ có trong “Tin bài liên quan”.",
        "Stories never among the related news.",
        "[2021/06/ten-tin]",
        "common",
    ),
    Field(
        "status",
        one_of("published", "draft"),
        "draft: chỉ thấy khi xem thử.",
        "draft: seen in the preview only.",
        "published",
    ),
    Field(
        "publish_at",
        MOMENT,
        "Trước giờ này không một chữ nào được công bố.",
        "Not a byte is public before this moment.",
        "2026-12-01 06:00",
        "shared",
    ),
    Field(
        "expire_at",
        MOMENT,
        "Từ giờ này bài được gỡ.",
        "From this moment the text is withdrawn.",
        "2027-01-01 00:00",
        "shared",
    ),
    Field(
        "slug",
        SLUG,
        "Phần cuối của địa chỉ; mặc định là tên thư mục.",
        "Last part of the address; the folder's name by default.",
        "toa-dam-doi-ngoai",
    ),
    Field(
        "aliases",
        list_of(PATH),
        "Địa chỉ cũ, được chuyển về đây.",
        "Former addresses that lead here.",
        "[/2021/06/ten-cu/]",
    ),
    Field("corrections", list_of(record(CORRECTION)), "Đính chính.", "Corrections.", "[{date: …, text: …}]"),
)

PAGE_FIELDS = tuple(one for one in STORY_FIELDS if one.name in ("title", "slug", "lead"))
"""Keys of a standing page (about, contact …)."""
