"""The panel says what is known, and nothing else."""

import json

from tests.building import text
from tests.conftest import Bulletin, MakeSite

STORIES = "".join(text(f"2026/01/{name}/{code}") for name in "abcdefghijklmnopqrst" for code in ("vi", "en"))
NOW = "2026-01-22 08:00"
PAGE = "/2026/01/t/"


def reads(*rows: str, until: str = "2026-01-22T07:40+07:00") -> str:
    """The desk's data of reads."""
    lines = "\n".join(sorted(rows))
    return (
        f"-- desk/reads/2026-01.csv --\nhour_or_day,story,edition,reads\n{lines}\n"
        f"-- desk/reads/sources.csv --\nsource,evidence,since,until\nweb,mark,2026-01-01T00:00+07:00,{until}\n"
    )


MANY = [f"2026-01-22T06,2026/01/{name},vi,{9 - place}" for place, name in enumerate("bcdef")]


def test_without_data_the_panel_is_called_latest(bulletin: Bulletin) -> None:
    """No reads, no claim: both editions show the newest stories under their true name."""
    built = bulletin(STORIES)
    assert built.code == 0, built.said
    assert built.texts(PAGE, "#most-read") == ["Mới nhất"]
    assert built.texts("/en/2026/01/t/", "#most-read") == ["Latest"]
    assert "doc-nhieu.json" not in built.files


def test_fresh_data_are_ranked_and_the_window_is_printed(bulletin: Bulletin) -> None:
    """Reads of the last 24 hours, most first, the story itself left out, the window told."""
    built = bulletin(STORIES + reads(*MANY, "2026-01-22T06,2026/01/t,vi,50"))
    assert built.texts(PAGE, "#most-read") == ["Đọc nhiều"]
    assert built.texts(PAGE, ".most-read .panel-note") == ["trong 24 giờ qua"]
    assert built.texts(PAGE, ".most-read-title") == ["Tít b", "Tít c", "Tít d", "Tít e", "Tít f"]


def test_english_has_its_own_reads(bulletin: Bulletin) -> None:
    """Vietnamese reads say nothing about the English edition."""
    built = bulletin(STORIES + reads(*MANY, "2026-01-22T05,2026/01/h,en,7"))
    assert built.texts("/en/2026/01/t/", ".most-read .panel-note") == ["in the last 30 days"]
    assert built.texts("/en/2026/01/t/", ".most-read-title") == ["Headline h"]


def test_from_12_hours_on_the_panel_says_until_when(bulletin: Bulletin) -> None:
    """Data 12 hours old are dated; a minute younger they are not."""
    rows = [row.replace("22T06", "21T06") for row in MANY]
    old = bulletin(STORIES + reads(*rows, until="2026-01-21T20:00+07:00"))
    assert old.texts(PAGE, ".most-read .panel-note")[0].endswith("· số liệu đến 20:00 21/01/2026")
    young = bulletin(STORIES + reads(*rows, until="2026-01-21T20:01+07:00"))
    assert "số liệu" not in young.texts(PAGE, ".most-read .panel-note")[0]


def test_data_older_than_24_hours_are_not_shown(bulletin: Bulletin) -> None:
    """A day and a minute: "Latest"; a day: still most read."""
    rows = [row.replace("22T06", "20T06") for row in MANY]
    assert bulletin(STORIES + reads(*rows, until="2026-01-21T07:59+07:00")).texts(PAGE, "#most-read") == ["Mới nhất"]
    assert bulletin(STORIES + reads(*rows, until="2026-01-21T08:00+07:00")).texts(PAGE, "#most-read") == ["Đọc nhiều"]


def test_the_panel_ages_without_any_change_of_files(site: MakeSite) -> None:
    """The same files built a day later: "nothing changed" is not true any more, the panel gives itself its other name."""
    one = site(STORIES + reads(*MANY))
    assert one.build(NOW).texts(PAGE, "#most-read") == ["Đọc nhiều"]
    assert one.build("2026-01-22 19:41").texts(PAGE, ".most-read .panel-note") == [
        "trong 24 giờ qua · số liệu đến 07:40 22/01/2026"
    ]
    assert one.build("2026-01-23 07:41").texts(PAGE, "#most-read") == ["Mới nhất"]


def test_new_reads_change_pages_only_where_lists_change(site: MakeSite) -> None:
    """The same order with more reads: no page is another one, so none is made again."""
    one = site(STORIES + reads(*MANY))
    one.build()
    one.write(reads(*(row[:-1] + str(int(row[-1]) * 11) for row in MANY)))
    assert ", 0 files changed, " in one.build().said


def test_a_build_does_not_know_the_future(bulletin: Bulletin) -> None:
    """Rows after "now" are as if they were not there."""
    built = bulletin(STORIES + reads("2026-01-22T20,2026/01/b,vi,99", until="2026-01-22T21:00+07:00"))
    assert built.texts(PAGE, "#most-read") == ["Mới nhất"]


def test_desk_pins_and_excludes(bulletin: Bulletin) -> None:
    """A pin comes first and says so; an excluded story never appears; a pin that ended is none."""
    desk = (
        "-- desk/most_read.yaml --\n- {story: 2026/01/h, do: pin, reason: Tết}\n"
        "- {story: 2026/01/g, do: pin, until: 2026-01-22 07:00, reason: Tết}\n"
        "- {story: 2026/01/b, do: exclude, reason: Lượt đọc giả}\n"
    )
    fresh = json.loads(bulletin(STORIES + desk + reads(*MANY)).read("doc-nhieu.json"))
    assert [title for _, title, _ in fresh["items"]] == ["Tít h", "Tít c", "Tít d", "Tít e", "Tít f"]


def test_faults_of_the_desk_are_told(bulletin: Bulletin) -> None:
    """A wrong word in most_read.yaml is an error with its place; an unknown story a warning."""
    built = bulletin(STORIES + "-- desk/most_read.yaml --\n- {story: 2026/01/zz, do: pinn, reason: x}\n")
    assert built.problems == (
        "content/desk/most_read.yaml:1:3: 'do' is missing in 'most_read' -> add do: pin\n"
        "content/desk/most_read.yaml:1:27: 'do' can't be 'pinn' -> did you mean 'pin'?"
    )
    assert built.code == 1


def test_a_broken_ledger_does_not_stop_the_news(bulletin: Bulletin) -> None:
    """Every faulty line is told as a warning and left out."""
    rows = [
        "2026-01-22T06,2026/01/b,vi,2",
        "2026-02-01,2026/01/b,vi,9",
        "gestern,x,vi,9",
        "2026-01-21,2026/01/b,fr,9",
        "x",
    ]
    built = bulletin(STORIES + reads(*rows))
    assert built.code == 0
    assert built.problems.splitlines() == [
        "content/desk/reads/2026-01.csv:2:1: warning: there is no edition 'fr' -> use one of: vi, en",
        "content/desk/reads/2026-01.csv:3:1: warning: 2 reads tell of single people -> leave out lines below 3",
        "content/desk/reads/2026-01.csv:4:1: warning: 2026-02-01 does not belong to 2026-01 -> move the line to 2026-02.csv",
        "content/desk/reads/2026-01.csv:5:1: warning: “gestern” is no hour or day -> write 2026-11-21T17 or 2026-11-21",
        "content/desk/reads/2026-01.csv:6:1: warning: 1 columns instead of 4 -> write hour_or_day,story,edition,reads",
    ]


def test_the_read_mark_ends_the_text(bulletin: Bulletin) -> None:
    """One point of 43 bytes, lazy, without words and without room, a file for every text."""
    built = bulletin(STORIES)
    mark = built.one(PAGE, ".body > .read-mark")
    assert dict(built.one(PAGE, ".read-mark img").attrs) == {
        "src": "/_read/2026/01/t.vi.gif", "alt": "", "width": "1", "height": "1",
        "loading": "lazy", "decoding": "async",
    }  # fmt: skip
    assert mark.find_next_sibling() is None
    assert (built.output / "_read/2026/01/t.vi.gif").stat().st_size == 43


def test_the_mark_can_be_a_beacon_or_nothing(bulletin: Bulletin) -> None:
    """MOST_READ says what pages carry; a wrong word is told."""
    beacon = bulletin(STORIES, MOST_READ={"evidence": "beacon"})
    assert beacon.one(PAGE, "script[data-read]")["data-read"] == "2026/01/t.vi"
    assert not [name for name in beacon.files if name.startswith("_read")]
    nothing = bulletin(STORIES, MOST_READ={"evidence": "asset"})
    assert not nothing.page(PAGE).select(".read-mark, [data-read]")
    wrong = bulletin(STORIES, MOST_READ={"evidence": "marks"})
    assert wrong.problems == "pelicanconf.py:1:1: MOST_READ['evidence'] can't be 'marks' -> did you mean 'mark'?"


def test_the_fresh_list_is_at_most_a_kilobyte(bulletin: Bulletin) -> None:
    """Long headlines make the list shorter, never the file longer."""
    long = "".join(text(f"2026/01/{name}/vi", title="Đối ngoại nhân dân " * 12 + name) for name in "abcdef")
    built = bulletin(long + reads(*MANY))
    data = built.read("doc-nhieu.json")
    assert len(data.encode()) <= 1024
    assert 0 < len(json.loads(data)["items"]) < 5
