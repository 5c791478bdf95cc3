"""Remaining time of a batch: by pages done against pages known, at the rates measured, without wild jumps."""

from __future__ import annotations

import random
from itertools import pairwise
from pathlib import Path

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.evidence.pace import Pace
from assistant.evidence.words import left_text
from indexer.reading.page_count import FilePages, count_pages
from indexer.reading.sources import PageCache, ReadingSettings, read_document


class Clock:
    """A clock that the test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def run(plan: list[FilePages], text_s: float, scan_s: float, seed: int = 1) -> list[tuple[float, float, float]]:
    """(moment, time shown, true time left) through a batch whose pages take about so long."""
    chance, clock = random.Random(seed), Clock()
    pace = Pace(plan, clock)
    moments: list[tuple[float, float]] = []
    for pages in plan:
        for done in range(1, pages.n_pages + 1):
            page_s = 0.001 if pages.is_kept else text_s if done <= pages.n_text else scan_s
            clock.now += page_s * chance.uniform(0.6, 1.4)
            pace.on_page(pages.name, done, pages.n_pages)
            left = pace.standing().left_s
            if left is not None:
                moments.append((clock.now, left))
        pace.finish(pages.name)
    standing = pace.standing()
    assert (standing.n_pages_done, standing.n_done) == (standing.n_pages_all, len(plan))
    return [(moment, left, clock.now - moment) for moment, left in moments]


@pytest.mark.parametrize(("text_s", "scan_s"), [(0.05, 1.0), (0.3, 4.0), (0.01, 0.4)])
def test_scans_that_come_last_are_foreseen(text_s: float, scan_s: float) -> None:
    plan = [FilePages(name=f"{number}.pdf", n_text=20) for number in range(20)]
    plan += [FilePages(name=f"s{number}.pdf", n_text=1, n_scans=12) for number in range(20)]
    seen = run(plan, text_s, scan_s)
    late = [(shown, true) for _, shown, true in seen if 0.35 < 1 - true / seen[-1][0] < 0.95]
    assert all(0.55 * true < shown < 1.8 * true for shown, true in late)


@given(st.integers(0, 10_000))
@settings(max_examples=20, deadline=None)
def test_it_never_jumps_wildly(seed: int) -> None:
    chance = random.Random(seed)
    plan = [
        FilePages(
            name=str(number), n_text=chance.randrange(30), n_scans=chance.choice((0, 0, 12)) + 1, is_kept=chance.random() < 0.3
        )
        for number in range(30)
    ]
    seen = run(plan, 0.06, 1.1, seed)
    for (before, shown, _), (after, shown_next, _) in pairwise(seen):
        passed = after - before
        assert abs(shown_next - (shown - passed)) <= max(10.0, 0.25 * shown)


def test_documents_read_before_cost_nothing() -> None:
    kept = [FilePages(name=f"k{number}", n_scans=30, is_kept=True) for number in range(50)]
    new = [FilePages(name=f"n{number}", n_scans=30) for number in range(3)]
    shown = [left for _, left, _ in run([*kept, *new], 0.05, 1.0)]
    assert max(shown) < 150


def test_a_document_that_fails_or_was_not_foreseen_does_not_upset_it() -> None:
    clock = Clock()
    pace = Pace([FilePages(name="a", n_scans=100), FilePages(name="b", n_text=3)], clock)
    clock.now = 5.0
    pace.finish("a")
    pace.finish("dari-mana")
    pace.on_page("hilang", 1, 0)
    standing = pace.standing()
    assert (standing.file, standing.n_done, standing.n_documents) == ("b", 2, 3)
    assert standing.left_s is not None and standing.left_s < 2


def test_pages_are_counted_before_they_are_read(tmp_path: Path) -> None:
    import sys

    sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "indexer"))
    from small_pdfs import image_object, line, picture_of, write_pdf

    folder = tmp_path / "bukti"
    folder.mkdir()
    long_text = "".join(line("kata " * 12, 780 - 14 * number) for number in range(12))
    scan = "q 595 0 0 842 0 0 cm /Im1 Do Q"
    write_pdf(folder / "a.pdf", *[long_text] * 4, images={"Im1": image_object(picture_of("x"))})
    write_pdf(folder / "b.pdf", long_text, *[scan] * 3, images={"Im1": image_object(picture_of("x"))})
    (folder / "c.pdf").write_bytes(b"%PDF-1.7 rusak")
    word = docx.Document()
    picture_of("gambar").save(tmp_path / "p.png")
    word.add_picture(str(tmp_path / "p.png"))
    word.save(str(folder / "d.docx"))
    pages = [picture_of("x").convert("1") for _ in range(3)]
    pages[0].save(folder / "e.tif", save_all=True, append_images=pages[1:])
    found = {pages.name: (pages.n_text, pages.n_scans) for pages in count_pages([folder], ReadingSettings())}
    if any(n_scans for _, n_scans in found.values()):  # an OCR engine is here
        assert found == {"a.pdf": (4, 0), "b.pdf": (1, 3), "c.pdf": (1, 0), "d.docx": (1, 1), "e.tif": (0, 3)}
    cache = PageCache(tmp_path / "cache")
    read_document(folder / "a.pdf", ReadingSettings(), cache)
    assert [pages.name for pages in count_pages([folder], ReadingSettings(), cache) if pages.is_kept] == ["a.pdf"]


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(3, "kurang dari 1 menit"), (170, "kira-kira 3 menit"), (1300, "kira-kira 20 menit"), (9000, "kira-kira 2,5 jam")],
)
def test_times_are_said_as_people_say_them(seconds: float, words: str) -> None:
    assert left_text(seconds) == words
