"""Readers of a news site in silico: how well each rule foretells what will be read most in the next six hours.

Stories appear by day (most between 7 and 20 h), their worth is log-normal (sigma 1.2), and their readership decays by a
power law, (1 + age / 8 h) ** -1.5 cut at 30 days, half of it within about 36 hours (Dezső et al. 2006); 400 old stories
share a quarter of all reads. Each hour's reads are drawn by Poisson.
"""

import math
import random
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from plugins.newsroom.moment import ZONE
from plugins.newsroom.reads import Row, hour_number, hour_slot
from plugins.newsroom.reads_ranking import Counts, Rule, most_read, trending

START = datetime(2026, 6, 1, tzinfo=ZONE)
DAYS, WARM_UP = 16, 10
A_DAY, OLD = 30, 400
List = Callable[[Counts, dict[str, datetime]], list[str]]


def poisson(rnd: random.Random, mean: float) -> int:
    """Knuth's method for small means, the normal approximation for large ones."""
    if mean > 50:
        return max(0, round(rnd.gauss(mean, math.sqrt(mean))))
    limit, product, count = math.exp(-mean), rnd.random(), 0
    while product > limit:
        product *= rnd.random()
        count += 1
    return count


def world(seed: int, reads_a_day: int) -> tuple[dict[str, datetime], list[dict[str, int]]]:
    """Stories with their dates, and the reads of every hour."""
    rnd = random.Random(seed)
    dates = {f"old-{n}": START - timedelta(days=40 + n) for n in range(OLD)}
    worth = {key: rnd.lognormvariate(0, 1.2) for key in dates}
    for day in range(DAYS):
        for n in range(A_DAY):
            key = f"new-{day:02}-{n:02}"
            dates[key] = START + timedelta(days=day, hours=7 + 13 * rnd.random())
            worth[key] = rnd.lognormvariate(0, 1.2)
    hours = []
    for hour in range(DAYS * 24):
        now = START + timedelta(hours=hour)
        pull = {key: worth[key] * _decay(now, date) for key, date in dates.items() if date <= now and key[0] == "n"}
        daily = 0.3 + 0.7 * max(0.0, math.sin((now.hour - 5) / 19 * math.pi))
        fresh, old = sum(pull.values()) or 1.0, sum(worth[key] for key in dates if key[0] == "o")
        pull = {key: 0.75 * value / fresh for key, value in pull.items()}
        pull |= {key: 0.25 * worth[key] / old for key in dates if key[0] == "o"}
        mean = reads_a_day / 24 * daily / 0.72
        hours.append({key: count for key, value in pull.items() if (count := poisson(rnd, mean * value))})
    return dates, hours


def _decay(now: datetime, date: datetime) -> float:
    age = (now - date).total_seconds() / 3600
    return float((1 + age / 8) ** -1.5) if age < 720 else 0.0


def window(hours: int, **more: float) -> List:
    return lambda counts, dates: list(most_read(counts, Rule(limit=7, windows=(hours,), minimum=1, **more)).keys)  # type: ignore[arg-type]


def decay(half_life: float) -> List:
    return lambda counts, dates: list(trending(counts, Rule(limit=7, minimum=1, half_life=half_life)).keys)


def latest(counts: Counts, dates: dict[str, datetime]) -> list[str]:
    return sorted((key for key, date in dates.items() if hour_number(date) < counts.end), key=lambda key: dates[key])[
        ::-1
    ]


RULES: dict[str, List] = {
    "latest (no data)": latest,
    "7 days": window(168, hysteresis=0.0),
    "24 hours": window(24, hysteresis=0.0),
    "**24 hours, 15 % for incumbents** (most read)": window(24),
    "24 hours, 30 % for incumbents": window(24, hysteresis=0.3),
    "12 hours": window(12, hysteresis=0.0),
    "3 hours": window(3, hysteresis=0.0),
    "half-life 3 hours": decay(3),
    "**half-life 6 hours** (trending)": decay(6),
    "half-life 12 hours": decay(12),
}


def simulate(reads_a_day: int, rules: Iterable[str] = tuple(RULES), seed: int = 4) -> dict[str, tuple[float, float]]:
    """By rule: overlap with the true seven of the next six hours, and places changed an hour."""
    dates, hours = world(seed, reads_a_day)
    first = hour_number(START)
    by_hour = [[Row(hour_slot(first + n), key, "vi", reads) for key, reads in one.items()] for n, one in enumerate(hours)]
    told: dict[str, list[tuple[float, float]]] = {rule: [] for rule in rules}
    before: dict[str, list[str]] = {}
    for now in range(WARM_UP * 24, DAYS * 24 - 6):
        recent = [row for rows in by_hour[max(0, now - 175) : now] for row in rows]
        counts = Counts.of(recent, "vi", START + timedelta(hours=now - 1), dates)
        truth = set(_most(hours[now : now + 6]))
        for rule in told:
            shown = RULES[rule](counts, dates)[:7]
            changed = len(set(shown) - set(before.get(rule, shown)))
            told[rule].append((len(truth & set(shown)) / 7, changed))
            before[rule] = shown
    return {rule: (_mean(one for one, _ in pairs), _mean(two for _, two in pairs)) for rule, pairs in told.items()}


def _most(hours: list[dict[str, int]]) -> list[str]:
    total: dict[str, int] = {}
    for hour in hours:
        for key, count in hour.items():
            total[key] = total.get(key, 0) + count
    return sorted(total, key=lambda key: (-total[key], key))[:7]


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)
