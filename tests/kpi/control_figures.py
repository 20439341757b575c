#!/usr/bin/env python3
"""Writes the figures that test_control holds the control charts against.

Computed anew from the formulas in src/kpi/control.h, in exact fractions as far as they go, so that
a mistake of the program is not made twice: tests/kpi/control_figures.py > tests/kpi/control_figures.h
"""

import random
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 40


def exact(number):
    return Fraction(str(number))


def root(fraction):
    return (Decimal(fraction.numerator) / Decimal(fraction.denominator)).sqrt()


def decimal(fraction):
    return Decimal(fraction.numerator) / Decimal(fraction.denominator)


def share_chart(rows):
    """Rows of (value in percent, cases, met or None)."""
    cases = sum(Fraction(n) for _, n, _ in rows)
    met = sum(Fraction(x) if x is not None else exact(v) / 100 * n for v, n, x in rows)
    p = met / cases
    limits = []
    for _, n, _ in rows:
        half = 3 * root(p * (1 - p) / n)
        low = max(Decimal(0), decimal(p) - half)
        high = min(Decimal(1), decimal(p) + half)
        limits.append((100 * low, 100 * high))
    return 100 * decimal(p), limits


def individuals_chart(rows, minimum, maximum):
    values = [exact(v) for v, _, _ in rows]
    centre = sum(values) / len(values)
    moves = [abs(b - a) for a, b in zip(values, values[1:])]
    half = Fraction(266, 100) * sum(moves) / len(moves)
    low = max(exact(minimum), centre - half)
    high = min(exact(maximum), centre + half)
    return decimal(centre), [(decimal(low), decimal(high))] * len(values)


def signals(rows, centre, limits):
    """Every period that breaks a test, as (index, test): 1 beyond a limit, 2 nine on one side."""
    found = []
    tiny = Decimal("1e-12")
    for i, (value, _, _) in enumerate(rows):
        value = Decimal(str(value))
        if value < limits[i][0] - tiny or value > limits[i][1] + tiny:
            found.append((i, 1))
            continue
        last = [Decimal(str(v)) - centre for v, _, _ in rows[max(0, i - 8) : i + 1]]
        if len(last) == 9 and (all(d > tiny for d in last) or all(d < -tiny for d in last)):
            found.append((i, 2))
    return found


def share(rng, days, p, cases, fraction, drops=()):
    rows = []
    for day in range(days):
        n = rng.randint(*cases)
        q = p - 0.2 if day in drops else p
        x = sum(rng.random() < q for _ in range(n))
        value = 100 * x / n if fraction else round(100 * x / n, 1)
        rows.append((value, n, x if fraction else None))
    return rows


def plain(rng, days, mean, sigma, decimals, shift=None, drift=0.0):
    rows = []
    for day in range(days):
        centre = mean + (3 * sigma if shift is not None and day >= shift else 0)
        rows.append((round(rng.gauss(centre + drift * day, sigma), decimals), 0, None))
    return rows


def cases():
    rng = random.Random(20261118)
    yield "days of a service level", "share", share(rng, 30, 0.82, (180, 420), True), 0, 100
    yield "one bad day", "share", share(rng, 28, 0.9, (300, 500), True, {19}), 0, 100
    yield "samples only", "share", share(rng, 24, 0.75, (40, 90), False), 0, 100
    yield "few cases, near the end", "share", share(rng, 20, 0.985, (20, 35), True), 0, 100
    yield "seconds", "plain", plain(rng, 40, 312, 18, 0), 0, 86400
    yield "a step", "plain", plain(rng, 30, 40, 1, 1, 15), 0, 10000
    yield "a drift", "plain", plain(rng, 36, 20, 0.6, 1, drift=0.04), 0, 10000
    yield "points about zero", "plain", plain(rng, 12, 4, 9, 1), -100, 100
    yield "as few as may be", "plain", plain(rng, 10, 55, 3, 2), 0, 100
    yield "all that are kept", "plain", plain(rng, 48, 1250, 60, 0), 0, 1000000


def main():
    print("/* Made by control_figures.py, which computes it anew; not to be changed by hand. */\n")
    print("/* clang-format off */")
    print("#pragma once\n")
    print("static const struct control_case control_cases[] = {")
    for name, kind, rows, minimum, maximum in cases():
        centre, limits = (
            share_chart(rows) if kind == "share" else individuals_chart(rows, minimum, maximum)
        )
        found = signals(rows, centre, limits)
        at, test = found[-1] if found else (0, 0)
        chart = "CHART_SHARE" if kind == "share" else "CHART_INDIVIDUALS"
        print(f'    {{"{name}", {chart}, {minimum}, {maximum}, {len(rows)}, {centre:.17g}, {test}, {at}, {{')
        for (value, n, x), (low, high) in zip(rows, limits):
            met = "NAN" if x is None else x
            print(f"        {{{value!r}, {n or -1}, {met}, {low:.17g}, {high:.17g}}},")
        print("    }},")
    print("};")


main()
