"""Drafts and exports of a whole agency (47 indicators, four quotes each), best of five: `python benchmarks/drafts.py`."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from assistant.drafting.aspects import draft_aspects
from assistant.drafting.explanations import draft_explanations
from assistant.drafting.recommendation import draft_recommendation
from assistant.export.records import AspectText, AssessmentSheet, EvidenceQuote, IndicatorRow, RecommendationText, ReportContent
from assistant.export.report import build_report
from assistant.export.todo import build_todo
from assistant.export.todo_document import build_todo_document
from assistant.export.workbook import build_workbook
from corpus.rubric import load_rubric

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "assistant"))

from draft_cases import REGENCY, whole_agency  # noqa: E402

from assistant.drafting.actions import todo_items  # noqa: E402

LIMITS_S = {"drafts": 3.0, "workbook": 3.0, "report": 5.0}
RUNS = 5


def best_s(action: Callable[[], object]) -> float:
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        action()
        times.append(time.perf_counter() - started)
    return min(times)


def main() -> None:
    rubric = load_rubric(ROOT / "corpus" / "rubric" / "2020")
    facts = whole_agency(rubric)
    levels = {one.number: one.confirmed or 1 for one in facts}
    now = datetime(2026, 3, 3, tzinfo=UTC)

    def drafts() -> object:
        return (
            draft_explanations(facts, "dokumen", REGENCY, rubric),
            draft_aspects(levels, facts, REGENCY, rubric),
            draft_recommendation(levels, facts, REGENCY, rubric),
        )

    made = {one.indicator: one for one in draft_explanations(facts, "dokumen", REGENCY, rubric)}
    rows = tuple(
        IndicatorRow(
            number=one.number,
            claimed=levels[one.number],
            confirmed=levels[one.number],
            confirmed_by="Budi Santoso",
            quotes=tuple(EvidenceQuote(file_name=quote.file, page=quote.page, text=quote.text * 4) for quote in one.quotes),
            fakta=made[one.number].fakta,
            analisis=made[one.number].analisis,
            justifikasi=made[one.number].justifikasi,
        )
        for one in facts
    )
    sheet = AssessmentSheet(
        key="1", agency=REGENCY.name, year=2026, edition="2020", stage="Penilaian Dokumen", exported_at=now, rows=rows
    )
    told = draft_recommendation(levels, facts, REGENCY, rubric)
    aspects = tuple(
        AspectText(aspect=one.aspect, strengths=one.strengths, weaknesses=one.weaknesses)
        for one in draft_aspects(levels, facts, REGENCY, rubric)
    )
    text = RecommendationText(ringkasan=told.ringkasan, keunggulan=told.keunggulan, kelemahan=told.kelemahan, saran=told.saran)
    content = ReportContent(sheet=sheet, aspects=aspects, recommendation=text)
    items = todo_items(told.actions, {one.number: one.unit for one in facts}, rubric)
    stages: dict[str, Callable[[], object]] = {
        "drafts": drafts,
        "workbook": lambda: build_workbook(sheet, rubric),
        "report": lambda: build_report(content, rubric),
        "to-do list, XLSX": lambda: build_todo(REGENCY.name, 2026, items, now),
        "to-do list, DOCX": lambda: build_todo_document(REGENCY.name, 2026, items, now),
    }
    for name, action in stages.items():
        limit = f"   (at most {LIMITS_S[name]:.0f} s)" if name in LIMITS_S else ""
        print(f"{name:<18} {best_s(action):6.2f} s{limit}")


main()
