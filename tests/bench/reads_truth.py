"""A log whose truth is known: readers of both editions, robots, stuffing, prefetch, aliases, mobile and cached pages.

Deterministic for a seed. ``opened`` counts whom the text was shown to, ``finished`` who came to its end: each reader,
text and day (in Hanoi) once. Shares are in TRAFFIC and come from the two public logs measured before and from the
research on news sites; they are a model, so the figures are a regression test, not a proof.
"""

import hashlib
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from plugins.reads.stories import Text

START = 1_795_176_000  # 2026-11-20 19:00 in Hanoi
STORIES = 1200
STUFFED = 676
"""The story (by true rank) that three machines vote for."""
TRAFFIC = {"mobile": 0.45, "english": 0.3, "returning": 0.45, "ends": 0.62, "alias": 0.04, "utm": 0.15, "both": 0.02}
_CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Safari/537.36"
)
_PHONE = (
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/{}.0.0.0 Mobile Safari/537.36"
)
_APPS = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Zalo/25",
    "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 coc_coc_browser/140.0 Chrome/134.0.0.0 Safari/537.36",
)
_ROBOTS = (
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    "Mozilla/5.0 (compatible; coccocbot-web/1.0; +http://help.coccoc.com/searchengine)",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    "python-requests/2.32.3",
    "curl/8.5.0",
    "Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/140.0.0.0 Safari/537.36",
    "-",
)


@dataclass(slots=True)
class Truth:
    """What is true of a log."""

    opened: Counter[str] = field(default_factory=Counter)
    finished: Counter[str] = field(default_factory=Counter)
    lines: int = 0


def texts() -> list[Text]:
    """The bulletin the log is of: 1,200 stories, every sixth Vietnamese only, every tenth with a former address."""
    found = []
    for number in range(STORIES):
        key = f"2026/{1 + number % 11:02}/tin-{number:04}"
        aliases = [f"/2026/01/ten-cu-{number:04}/"] if number % 10 == 0 else []
        found.append(Text(key, "vi", Path(), f"/{key}/", aliases))
        if number % 6:
            found.append(Text(key, "en", Path(), f"/en/2026/{1 + number % 11:02}/story-{number:04}/"))
    return found


class Generator:
    """Writes the log hour by hour."""

    def __init__(self, seed: int, sessions_an_hour: int) -> None:
        self.random = random.Random(seed)
        self.truth = Truth()
        self.sessions = sessions_an_hour
        self.texts = {f"{text.story}.{text.edition}": text for text in texts()}
        self._by_number = {(int(text.story[-4:]), text.edition): name for name, text in self.texts.items()}
        self._weights = [1 / (rank + 3) ** 0.9 for rank in range(STORIES)]
        self._seen: set[tuple[int, str, int]] = set()
        self._ended: set[tuple[int, str, int]] = set()
        self._events: list[tuple[int, str]] = []

    def write(self, out: TextIO, hours: int) -> Truth:
        """The whole log, in the order of time."""
        for hour in range(hours):
            begin = START + hour * 3600
            for number in self.random.choices(range(STORIES), self._weights, k=self.sessions):
                self._reader(begin + self.random.randrange(3600), number)
            for _ in range(self.sessions):
                self._robot(begin + self.random.randrange(3600))
            self._stuffing(begin)
            self._events.sort()
            due = [event for event in self._events if event[0] < begin + 3600]
            del self._events[: len(due)]
            out.writelines(line for _, line in due)
            self.truth.lines += len(due)
        out.writelines(line for _, line in self._events)
        self.truth.lines += len(self._events)
        return self.truth

    def _line(self, time: int, ip: str, what: str, status: int, size: int, agent: str, referrer: str = "-") -> None:
        stamp = datetime.fromtimestamp(time, UTC).strftime("%d/%b/%Y:%H:%M:%S +0000")
        line = f'{ip} - - [{stamp}] "{what} HTTP/1.1" {status} {size} "{referrer}" "{agent}"\n'
        self._events.append((time, line))

    def _who(self, number: int, phone: bool) -> tuple[str, str]:
        """Address and agent of a reader; one network in forty is a telephone company's with many readers each."""
        digest = hashlib.blake2b(number.to_bytes(8, "big"), digest_size=8).digest()
        if digest[0] < 6:
            ip = f"113.160.{digest[1] % 40}.{digest[2]}"
        elif digest[0] < 60:
            ip = f"2405:4800:{digest[1]:x}{digest[2]:02x}:{digest[3]:x}::{digest[4]:x}{digest[5]:02x}"
        else:
            ip = f"{14 + digest[1] % 180}.{digest[2]}.{digest[3]}.{digest[4]}"
        if digest[6] < 12:
            return ip, _APPS[digest[7] % len(_APPS)]
        return ip, (_PHONE if phone else _CHROME).format(120 + digest[7] % 30)

    def _reader(self, time: int, number: int) -> None:
        rnd, traffic = self.random, TRAFFIC
        who = rnd.randrange(self.sessions * 30)
        phone = who % 100 < traffic["mobile"] * 100
        ip, agent = self._who(who, phone)
        edition = "en" if who // 100 % 100 < traffic["english"] * 100 else "vi"
        name = self._by_number.get((number, edition)) or self._by_number[number, "vi"]
        cached = rnd.random() < traffic["returning"]
        self._page(time, ip, agent, name, phone and rnd.random() < 0.7, cached)
        self._note(self.truth.opened, self._seen, who, name, time)
        if rnd.random() < traffic["ends"]:
            end = time + 5 + int(rnd.expovariate(1 / 60))
            self._line(end, ip, f"GET /_read/{name}.gif", 200, 43, agent, self.texts[name].url)
            self._note(self.truth.finished, self._ended, who, name, end)
        if rnd.random() < 0.1:  # the browser fetches the next page before it is asked for
            other = rnd.choice(list(self._by_number.values()))
            self._line(time + 2, ip, f"GET {self.texts[other].url}", 200, 21000, agent)

    def _page(self, time: int, ip: str, agent: str, name: str, mobile: bool, cached: bool) -> None:
        rnd, text = self.random, self.texts[name]
        url = text.url
        if text.aliases and rnd.random() < TRAFFIC["alias"] * 10:
            self._line(time, ip, f"GET {text.aliases[0]}", 200, 700, agent)
            time += 1
        elif rnd.random() < TRAFFIC["both"] and text.edition == "vi":
            url = f"/song-ngu{url}"
        if mobile:
            url = f"/m{url}"
        if rnd.random() < TRAFFIC["utm"]:
            url += f"?fbclid=IwAR{rnd.randrange(1 << 60):x}"
        self._line(time, ip, f"GET {url}", 304 if cached and rnd.random() < 0.3 else 200, 21000, agent)
        if mobile or cached:
            return
        self._line(time, ip, "GET /theme/style.1a2b3c4d.css", 200, 9000, agent, text.url)
        self._line(time + 1, ip, "GET /theme/icon.5e6f7a8b.svg", 200, 700, agent, text.url)
        for place in range(rnd.randrange(2, 5)):
            self._line(time + 1, ip, f"GET /photos/{text.story[-4:]}{place}-960.jpg", 200, 60000, agent, text.url)

    def _note(self, counter: Counter[str], seen: set[tuple[int, str, int]], who: int, name: str, time: int) -> None:
        key = who, name, (time + 7 * 3600) // 86400
        if key not in seen:
            seen.add(key)
            counter[name] += 1

    def _robot(self, time: int) -> None:
        """Declared robots, scrapers that say they are Chrome, monitors, scanners, feed readers."""
        rnd = self.random
        kind = rnd.random()
        name = rnd.choice(list(self._by_number.values()))
        url = self.texts[name].url
        ip = f"{rnd.choice((40, 52, 66))}.{rnd.randrange(64)}.{rnd.randrange(256)}.{rnd.randrange(256)}"
        if kind < 0.55:
            self._line(time, ip, f"GET {url}", 200, 21000, rnd.choice(_ROBOTS))
        elif kind < 0.75:
            self._line(time, ip, f"GET {url}", 200, 21000, _CHROME.format(140))
        elif kind < 0.78:  # renders, but never scrolls
            self._page(time, ip, _CHROME.format(141), name, False, False)
        elif kind < 0.9:
            self._line(
                time, ip, f"GET /{rnd.choice(('wp-login.php', '.env', 'feeds/tin-moi.xml'))}", 404, 500, "curl/8"
            )
        else:
            self._line(time, ip, "HEAD /", 200, 0, "Mozilla/5.0 (compatible; UptimeRobot/2.0)")

    def _stuffing(self, begin: int) -> None:
        """Three machines with changing agents, assets and marks and all."""
        name = self._by_number[STUFFED, "vi"]
        for turn in range(max(30, self.sessions // 20)):
            ip, agent = f"203.0.113.{turn % 3}", _CHROME.format(100 + self.random.randrange(60)) + f" x/{turn}"
            time = begin + self.random.randrange(3500)
            self._page(time, ip, agent, name, False, False)
            self._line(time + 6, ip, f"GET /_read/{name}.gif", 200, 43, agent)


def hours_of(generator: Generator, lines: int) -> Iterator[int]:
    """Hours needed for about that many lines."""
    yield max(1, round(lines / (generator.sessions * 5.9)))
