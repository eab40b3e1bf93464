#!/usr/bin/env python3
"""Draws the key slides of the demonstration summaries from the outcomes in content/lectures.yaml.

    python3 scripts/draw-slides.py            # writes content/media/slides/*.svg

Needs PyYAML. Every number on a slide comes from the bundle; only titles and short labels stand here.
"""
import math
import pathlib
from xml.sax.saxutils import escape

import yaml

CONTENT = pathlib.Path(__file__).resolve().parent.parent / "content"
WIDTH, HEIGHT, MARGIN = 1280, 720, 80
INK, MUTED, RULE, PAPER = "#14213D", "#4A5568", "#CBD2DC", "#FFFFFF"
BLUE, OCHRE, TINT = "#0B5CAD", "#A8480C", "#F3F6FA"
FONT = "'Source Sans 3', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"

SLIDES = [
    {"file": "a-treat-1", "kind": "intervals", "title": "Tranexamic acid: one trial, two stages, no clear difference",
     "outcomes": ["ash20-2-bleeding-presented", "ash20-2-bleeding-published"], "axis": (0.4, 2.0, [0.5, 0.75, 1, 1.5, 2]),
     "sides": ("favours tranexamic acid", "favours placebo")},
    {"file": "a-treat-2", "kind": "arms", "title": "About half of the people bled in either group",
     "outcomes": ["ash20-2-bleeding-published"], "top": 80, "step": 20, "axis": (0.4, 2.0, [0.5, 0.75, 1, 1.5, 2]),
     "sides": ("favours tranexamic acid", "favours placebo")},
    {"file": "ascembl-1", "kind": "arms", "title": "More major molecular responses with asciminib",
     "outcomes": ["ash20-lba-4-mmr-week-24-published"], "top": 40, "step": 10, "axis": (-10, 25, [-10, -5, 0, 5, 10, 15, 20, 25]),
     "sides": ("favours bosutinib", "favours asciminib")},
    {"file": "dacota-1", "kind": "arms", "title": "DACOTA: no clear difference in survival times",
     "outcomes": ["ash20-654-efs-published", "ash20-654-os-published"], "top": 24, "step": 6},
    {"file": "dacota-2", "kind": "arms", "title": "Responses were more frequent with decitabine",
     "outcomes": ["ash20-654-response-published"], "top": 80, "step": 20},
    {"file": "griffin-1", "kind": "arms", "title": "More stringent complete responses with daratumumab",
     "outcomes": ["ash20-549-scr-presented"], "top": 80, "step": 20},
    {"file": "unity-cll-1", "kind": "arms", "title": "UNITY-CLL: longer progression-free survival",
     "outcomes": ["ash20-543-pfs-presented"], "top": 40, "step": 10, "axis": (0.35, 1.7, [0.4, 0.5, 0.75, 1, 1.25, 1.5]),
     "sides": ("favours umbralisib + ublituximab", "favours the other arm")},
    {"file": "hope-b-1", "kind": "values", "title": "HOPE-B after 26 weeks: three figures of one group",
     "outcomes": ["ash20-lba-hopeb-factor-ix-presented", "ash20-lba-hopeb-no-bleeds-presented", "ash20-lba-hopeb-anti-aav5-presented"],
     "scales": {"percent": (100, 25)}, "muted": ["ash20-lba-hopeb-anti-aav5-presented"]},
    {"file": "magrolimab-1", "kind": "values", "title": "Magrolimab with azacitidine: two response rates",
     "outcomes": ["ash20-330-orr-presented", "ash20-330-cr-presented"], "scales": {"percent": (100, 25)}},
    {"file": "venetoclax-hma-1", "kind": "values", "title": "Venetoclax when the risk is favourable: four figures",
     "outcomes": ["ash20-venhma-fav-cr-cri-presented", "ash20-venhma-fav-mrd-presented", "ash20-venhma-fav-os-presented", "ash20-venhma-fav-lfs-presented"],
     "scales": {"percent": (100, 25), "months": (24, 6)}},
]

MEASURES = {"adjusted_odds_ratio": "Adjusted odds ratio", "hazard_ratio": "Hazard ratio",
            "percentage_point_difference": "Adjusted difference, percentage points"}
RATIOS = {"adjusted_odds_ratio", "hazard_ratio"}
OPERATORS = {"equal": "=", "less": "<", "greater": ">"}
PHASES = {"phase1b": "phase 1b", "phase2": "phase 2", "phase3": "phase 3"}


def records(name):
    return yaml.load((CONTENT / f"{name}.yaml").read_text(), Loader=yaml.BaseLoader)


def by_slug(name):
    return {record["slug"]: record for record in records(name)}


class Canvas:
    def __init__(self):
        self.parts = []

    def rect(self, x, y, width, height, fill, radius=0):
        self.parts.append(f'<rect x="{x:g}" y="{y:g}" width="{width:.1f}" height="{height:g}" rx="{radius:g}" fill="{fill}"/>')

    def line(self, x1, y1, x2, y2, stroke, width=1.0, dash=None):
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{stroke}" stroke-width="{width:g}"{dashed}/>')

    def dot(self, x, y, radius, fill):
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}"/>')

    def text(self, x, y, words, size=20, fill=INK, weight=400, anchor="start", spacing=None, halo=False):
        spaced = f' letter-spacing="{spacing}"' if spacing else ""
        if halo:
            spaced += f' stroke="{PAPER}" stroke-width="8" stroke-linejoin="round" paint-order="stroke"'
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" fill="{fill}" text-anchor="{anchor}"{spaced}>{escape(words)}</text>')


def wrap(words, width, size):
    """Lines that fit, reckoned with a wide typeface so that no other one overflows."""
    lines, line = [], ""
    for word in words.split():
        longer = f"{line} {word}".strip()
        if line and len(longer) * size * 0.5 > width:
            lines.append(line)
            line = word
        else:
            line = longer
    return lines + [line]


def capital(words):
    return words[:1].upper() + words[1:]


def minus(value):
    return f"{value:g}".replace("-", "−")


def p_value(outcome):
    return f"p {OPERATORS[outcome['p_operator']]} {outcome['p_value']}" if "p_value" in outcome else ""


def comma(*parts):
    return " · ".join(part for part in parts if part)


class Slide:
    def __init__(self, spec, bundle):
        self.spec, self.bundle, self.canvas = spec, bundle, Canvas()
        self.outcomes = [bundle["outcomes"][slug] for slug in spec["outcomes"]]
        self.lecture = bundle["lecture_of"][spec["outcomes"][0]]

    def draw(self):
        self.header()
        {"intervals": self.intervals, "arms": self.arms, "values": self.values}[self.spec["kind"]]()
        self.footer()
        body = "\n".join(self.canvas.parts)
        describe = comma(*(capital(o["endpoint"]) for o in self.outcomes))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
            f'role="img" aria-labelledby="title desc" font-family="{FONT}">\n'
            f'<title id="title">{escape(self.spec["title"])}</title>\n<desc id="desc">{escape(describe)}</desc>\n{body}\n</svg>\n'
        )

    def header(self):
        c = self.canvas
        c.rect(0, 0, WIDTH, HEIGHT, PAPER)
        c.rect(0, 0, 12, HEIGHT, BLUE)
        trial = self.bundle["trials"].get((self.lecture.get("trials") or [""])[0], {})
        number = self.lecture.get("abstract_number")
        eyebrow = comma("ASH 2020", f"Abstract {number}" if number else "", trial.get("acronym", ""), capital(PHASES.get(trial.get("phase"), "")))
        c.text(MARGIN, 66, eyebrow, 19, MUTED, 600, spacing="0.4")
        c.rect(WIDTH - MARGIN - 178, 42, 178, 36, "#FFF4E5", 18)
        c.text(WIDTH - MARGIN - 89, 66, "DEMONSTRATION", 16, "#8A3B06", 700, "middle", "1.2")
        c.text(MARGIN, 122, self.spec["title"], 36, INK, 700)

    def subtitle(self, words, y=162):
        for n, line in enumerate(wrap(words, WIDTH - 2 * MARGIN, 22)):
            self.canvas.text(MARGIN, y + 28 * n, line, 22, MUTED)

    def footer(self):
        c = self.canvas
        stages = "Stage: " + " and ".join(dict.fromkeys(o["stage"] for o in self.outcomes))
        seen = {}
        for o in self.outcomes:
            if "reference" in o:
                seen[self.bundle["references"][o["reference"]]["printed"]] = True
            for source in o["sources"]:
                kind, title = (self.bundle["sources"][source][key] for key in ("kind", "title"))
                if not ("reference" in o and kind == "journal"):
                    seen[title] = True
        c.line(MARGIN, 632, WIDTH - MARGIN, 632, RULE)
        for n, line in enumerate(wrap(comma(stages, "Source: " + "; ".join(seen)), WIDTH - 2 * MARGIN - 220, 17)):
            c.text(MARGIN, 663 + 23 * n, line, 17, MUTED)
        c.text(WIDTH - MARGIN, 663, "Congress Highlights", 17, MUTED, 600, "end")

    # -- charts ---------------------------------------------------------------------------------

    def effect_axis(self, outcome, left, right, y, height):
        low, high, ticks = self.spec["axis"]
        log = outcome["measure"] in RATIOS
        position = math.log if log else float
        x = lambda value: left + (right - left) * (position(value) - position(low)) / (position(high) - position(low))
        neutral = 1 if log else 0
        c = self.canvas
        c.line(left, y, right, y, MUTED, 1.5)
        for tick in ticks:
            c.line(x(tick), y, x(tick), y + 7, MUTED, 1.5)
            c.text(x(tick), y + 29, minus(tick), 18, MUTED, anchor="middle")
        c.line(x(neutral), y - height, x(neutral), y, MUTED, 1.5, "5 5")
        if "sides" in self.spec:
            c.text(x(neutral) - 14, y + 56, "← " + self.spec["sides"][0], 17, MUTED, anchor="end")
            c.text(x(neutral) + 14, y + 56, self.spec["sides"][1] + " →", 17, MUTED)
        return x

    def whisker(self, outcome, x, y, colour):
        c, low, high = self.canvas, float(outcome["interval_low"]), float(outcome["interval_high"])
        c.line(x(low), y, x(high), y, colour, 4)
        for end in (low, high):
            c.line(x(end), y - 11, x(end), y + 11, colour, 4)
        c.dot(x(float(outcome["effect"])), y, 10, colour)

    def intervals(self):
        first = self.outcomes[0]
        self.subtitle(f"{MEASURES[first['measure']]} for {first['endpoint']}, with {first['interval_level']}% confidence interval")
        left, right, base = 470, WIDTH - MARGIN - 20, 530
        x = self.effect_axis(first, left, right, base, 290)
        for n, (outcome, colour) in enumerate(zip(self.outcomes, (OCHRE, BLUE))):
            y = 310 + 130 * n
            self.canvas.text(MARGIN, y - 10, capital(outcome["stage"]), 26, colour, 700)
            self.canvas.text(MARGIN, y + 20, f"{outcome['population']} people", 20, MUTED)
            self.whisker(outcome, x, y, colour)
            value = comma(f"{outcome['effect']} ({outcome['interval_low']} to {outcome['interval_high']})", p_value(outcome))
            middle, width = x(float(outcome["effect"])), len(value) * 11.5
            self.canvas.rect(middle - width / 2, y - 52, width, 34, PAPER)
            self.canvas.text(middle, y - 28, value, 22, INK, 600, "middle")

    def arms(self):
        with_interval = "axis" in self.spec
        groups = len(self.outcomes)
        first = self.outcomes[0]
        unit = first.get("unit", "percent")
        follow_up = f"median follow-up {first['follow_up_months']} months" if "follow_up_months" in first else ""
        if groups == 1:
            self.subtitle(comma(f"{capital(first['endpoint'])}, {unit}", follow_up))
        else:
            self.subtitle(comma("Medians in " + unit, f"{first['endpoint'].removeprefix('median ')}: {follow_up}" if follow_up else ""))
        left, right = 430, WIDTH - MARGIN - 140
        top, step = self.spec["top"], self.spec["step"]
        x = lambda value: left + (right - left) * value / top
        c = self.canvas
        first_bar, bar, gap = (206, 60, 18) if with_interval else ((256, 50, 12) if groups > 1 else (226, 84, 40))
        bottom = first_bar + groups * (2 * bar + gap) + (groups - 1) * 68 + 14
        for tick in range(0, top + 1, step):
            c.line(x(tick), first_bar - 12, x(tick), bottom, RULE)
            c.text(x(tick), bottom + 26, f"{tick}", 18, MUTED, anchor="middle")
        c.text(x(top) + 24, bottom + 26, "%" if unit == "percent" else unit, 18, MUTED)
        y = first_bar
        for outcome in self.outcomes:
            start = y
            for arm, colour in zip(outcome["arms"], (BLUE, OCHRE)):
                value = arm.get("percent") or arm["value"]
                c.rect(left, y, x(float(value)) - left, bar, colour, 3)
                shown = f"{value}%" if "percent" in arm else f"{value}"
                c.text(x(float(value)) + 14, y + bar / 2 + 10, shown, 28, colour, 700, halo=True)
                counts = f"{arm['events']} of {arm['evaluable']} evaluable" if "events" in arm else f"{arm['size']} people"
                c.text(left - 24, y + bar / 2 - 3, arm["arm"], 21, INK, 600, "end")
                c.text(left - 24, y + bar / 2 + 21, counts, 17, MUTED, anchor="end")
                y += bar + gap
            y -= gap
            if groups > 1:
                note = comma(f"{MEASURES[outcome['measure']]} {outcome['effect']} ({outcome['interval_level']}% CI {outcome['interval_low']} to {outcome['interval_high']})" if "effect" in outcome else "", p_value(outcome))
                c.rect(left - 1, start - 44, right + 140 - left, 32, PAPER)
                c.text(left, start - 22, capital(outcome["endpoint"]), 20, INK, 700)
                c.text(WIDTH - MARGIN, start - 22, note, 20, INK, anchor="end")
                y += gap + 68 - gap
            elif not with_interval:
                test = {"difference": " for the difference"}.get(outcome["test"], f", {outcome['test']}")
                c.rect(MARGIN, 534, WIDTH - 2 * MARGIN, 72, TINT, 8)
                c.text(MARGIN + 28, 578, p_value(outcome) + test, 24, INK, 600)
                c.text(WIDTH - MARGIN - 28, 578, "No interval is given", 19, MUTED, anchor="end")
        if with_interval:
            outcome = first
            panel = 622 - 184
            c.rect(MARGIN, panel, WIDTH - 2 * MARGIN, 176, TINT, 8)
            c.text(MARGIN + 28, panel + 50, MEASURES[outcome["measure"]].split(",")[0], 22, INK, 700)
            c.text(MARGIN + 28, panel + 82, (outcome["effect"] + (" percentage points" if "," in MEASURES[outcome["measure"]] else "")), 24, INK, 600)
            c.text(MARGIN + 28, panel + 114, f"{outcome['interval_level']}% CI {outcome['interval_low']} to {outcome['interval_high']}", 19, MUTED)
            c.text(MARGIN + 28, panel + 142, p_value(outcome), 19, MUTED)
            axis = panel + 96
            xx = self.effect_axis(outcome, left, WIDTH - MARGIN - 50, axis, 66)
            self.whisker(outcome, xx, axis - 36, INK)

    def values(self):
        units = list(self.spec["scales"])
        populations = list(dict.fromkeys(o["population"] for o in self.outcomes))
        self.subtitle(f"{populations[0]} people, percent" if len(populations) == 1 else "Each bar names the number of people it refers to")
        left, right = 500, WIDTH - MARGIN - 130
        c, y = self.canvas, 216
        rows = len(self.outcomes)
        bar, gap = {2: (104, 52), 3: (76, 36), 4: (50, 20)}[rows]
        if len(units) > 1:
            y = 200
        for unit in units:
            top, step = self.spec["scales"][unit]
            x = lambda value, top=top: left + (right - left) * value / top
            mine = [o for o in self.outcomes if o["unit"] == unit]
            bottom = y + len(mine) * (bar + gap) - gap + 14
            for tick in range(0, top + 1, step):
                c.line(x(tick), y - 12, x(tick), bottom, RULE)
                c.text(x(tick), bottom + 24, f"{tick}", 18, MUTED, anchor="middle")
            c.text(x(top) + 24, bottom + 24, "%" if unit == "percent" else unit, 18, MUTED)
            for outcome in mine:
                colour = OCHRE if outcome["slug"] in self.spec.get("muted", []) or unit == "months" else BLUE
                c.rect(left, y, x(float(outcome["value"])) - left, bar, colour, 3)
                shown = outcome["value"] + ("%" if unit == "percent" else "")
                c.text(x(float(outcome["value"])) + 14, y + bar / 2 + 10, shown, 28, colour, 700, halo=True)
                label = wrap(capital(outcome["endpoint"]), left - MARGIN - 20, 20 if rows < 4 else 18)
                size = 20 if rows < 4 else 18
                extra = [f"{outcome['population']} people"] if len(populations) > 1 else []
                height = (len(label) + len(extra)) * (size + 5)
                for n, line in enumerate(label + extra):
                    c.text(left - 24, y + bar / 2 - height / 2 + (size + 5) * n + size, line, size if n < len(label) else 16, INK if n < len(label) else MUTED, 600 if n < len(label) else 400, "end")
                y += bar + gap
            y = bottom + 74
        c.text(WIDTH - MARGIN, 612, "No intervals are given", 17, MUTED, anchor="end")


def main():
    lectures = records("lectures")
    bundle = {
        "outcomes": {o["slug"]: o for lecture in lectures for o in lecture.get("outcomes", [])},
        "lecture_of": {o["slug"]: lecture for lecture in lectures for o in lecture.get("outcomes", [])},
        "trials": by_slug("trials"),
        "references": by_slug("references"),
        "sources": by_slug("sources"),
    }
    folder = CONTENT / "media" / "slides"
    folder.mkdir(parents=True, exist_ok=True)
    for spec in SLIDES:
        (folder / f"{spec['file']}.svg").write_text(Slide(spec, bundle).draw())
    print(f"{len(SLIDES)} slides in {folder}")


if __name__ == "__main__":
    main()
