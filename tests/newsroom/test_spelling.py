"""Vietnamese letters: slugs, folding, the order of the alphabet."""

import importlib
import random
import unicodedata

import pytest

from plugins.newsroom.spelling import SLUG_LIMIT, fold, is_slug, make_slug, vietnamese_order

ORDERED = [
    "a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ b c d đ e è ẻ ẽ é ẹ ê ề ể ễ ế ệ g h i ì ỉ ĩ í ị k l m n",
    "n o ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ p q r s t u ù ủ ũ ú ụ ư ừ ử ữ ứ ự v x y ỳ ỷ ỹ ý ỵ",
    "ma mà mả mã má mạ mai mài mãi mái may mày măng mắng mâm mầm mẩm mấm mậm mẹ",
    "an ăn ân ba bà bả bán bàng băng bằng bâng bé",
    "da dã dung dũng đa đà đã đăng đâng đi",
    "hoa hòa hóa họa hoan hoàn hoang hoạt hội hơn huế",
    "toa tòa tỏa tóa tọa toan toàn tô tổ tơ tớ",
    "u ùa ủa úa ư ừa ửa ứa",
    "quà quả quá quạ quan quán quê quế quý",
]
"""Words as a Vietnamese dictionary orders them: letters first, then ngang, huyền, hỏi, ngã, sắc, nặng (TCVN 6)."""

PROVINCES = (
    "An Giang|Bắc Giang|Bắc Kạn|Bắc Ninh|Bến Tre|Bình Dương|Cà Mau|Cao Bằng|Cần Thơ|Đà Nẵng|Đắk Lắk|Đắk Nông|Điện Biên"
    "|Đồng Nai|Gia Lai|Hà Giang|Hà Nội|Hải Phòng|Hậu Giang|Hòa Bình|Huế|Hưng Yên|Khánh Hòa|Kiên Giang|Lai Châu|Lạng Sơn"
    "|Lào Cai|Lâm Đồng|Long An|Nam Định|Nghệ An|Ninh Bình|Phú Thọ|Quảng Bình|Quảng Nam|Sóc Trăng|Sơn La|Tây Ninh"
    "|Thái Bình|Thanh Hóa|Tiền Giang|Trà Vinh|Tuyên Quang|Vĩnh Long|Yên Bái"
)


@pytest.mark.parametrize("words", ORDERED)
def test_order_of_words(words: str) -> None:
    """Names are sorted by the Vietnamese alphabet (a ă â … d đ … o ô ơ … u ư), then by their tones."""
    right = words.split()
    assert sorted(random.Random(1).sample(right, len(right)), key=vietnamese_order) == right


def test_order_of_names() -> None:
    """Names of several words are sorted word by word, capitals like small letters."""
    mixed = [name.upper() if place % 3 == 0 else name for place, name in enumerate(PROVINCES.split("|"))]
    assert sorted(random.Random(2).sample(mixed, len(mixed)), key=vietnamese_order) == mixed


def test_order_does_not_depend_on_the_form() -> None:
    """Composed (NFC) and decomposed (NFD) spellings of a word stand at the same place."""
    for words in ORDERED:
        for word in words.split():
            composed, decomposed = vietnamese_order(word), vietnamese_order(unicodedata.normalize("NFD", word))
            assert composed[:2] == decomposed[:2]


def test_order_agrees_with_icu() -> None:
    """Where PyICU is installed, its Vietnamese collation gives the same order."""
    icu = pytest.importorskip("icu", reason="PyICU is not installed; the fixed lists above hold without it")
    collator = icu.Collator.createInstance(icu.Locale("vi"))
    words = [*PROVINCES.split("|"), *(word for words in ORDERED for word in words.split())]
    assert sorted(set(words), key=vietnamese_order) == sorted(set(words), key=collator.getSortKey)


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Đối ngoại nhân dân", "doi-ngoai-nhan-dan"),
        ("Hợp tác Việt – Lào (2026)", "hop-tac-viet-lao-2026"),
        ("ĐƯỜNG HỒ CHÍ MINH", "duong-ho-chi-minh"),
        ("“Tin vắn”: 7/6", "tin-van-7-6"),
        ("Ước mơ, ủy ban, Ỷ Lan", "uoc-mo-uy-ban-y-lan"),
        ("Crème brûlée", "creme-brulee"),
        ("  ", ""),
        ("北京", ""),
    ],
)
def test_slug(text: str, slug: str) -> None:
    """A slug is small ASCII letters, digits and single hyphens; đ becomes d, marks fall away."""
    assert make_slug(text) == slug
    assert make_slug(unicodedata.normalize("NFD", text)) == slug
    assert is_slug(slug) == bool(slug)


def test_slug_is_cut_at_a_word() -> None:
    """A long title gives a slug of at most 80 characters that ends with a whole word."""
    slug = make_slug("Rất dài " * 40)
    assert len(slug) <= SLUG_LIMIT
    assert slug.endswith("-dai") or slug.endswith("-rat")
    assert make_slug("a" * 300) == "a" * SLUG_LIMIT


@pytest.mark.parametrize(
    "text", ["", "Bai-Thu", "bai--thu", "-bai", "bai-", "bài", "a b", "../x", "a" * 81, "a/b", "a_b"]
)
def test_no_slug(text: str) -> None:
    """Capitals, marks, doubled or outer hyphens, slashes and more than 80 characters make no slug."""
    assert not is_slug(text)


def test_fold() -> None:
    """Folding makes spellings comparable: case, marks and đ do not count."""
    assert fold("Đoàn kết, HÒA bình") == "doan ket, hoa binh"
    assert fold("hòa") == fold("hoà")


def test_icu_is_no_dependency() -> None:
    """The order needs no setlocale and no ICU: the module imports the standard library only."""
    module = importlib.import_module("plugins.newsroom.spelling")
    assert {name for name in vars(module) if name in ("icu", "locale", "babel")} == set()
