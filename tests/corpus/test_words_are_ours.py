"""The project holds its own words: no run of 24 words as in an official text; digested numbers occur in their source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.knowledge import Knowledge
from corpus.records import Provision

ROOT = Path(__file__).resolve().parents[2]
RUN = 24
TEXTS = {
    "perpres-95-2018": "perpres-95-2018.txt",
    "permenpanrb-59-2020": "permenpanrb-59-2020.txt",
    "pedoman-3-2024": "pedoman-panrb-3-2024.txt",
    "perpres-39-2019": "perpres-39-2019.txt",
    "perpres-82-2023": "perpres-82-2023.txt",
    "permenkominfo-16-2022": "permenkominfo-16-2022.txt",
    "peraturan-bssn-8-2024": "peraturan-bssn-8-2024.txt",
    "peraturan-bssn-4-2021": "peraturan-bssn-4-2021.txt",
    "permenppn-16-2020": "permenppn-16-2020.txt",
}
AMOUNT = re.compile(r"(\d+)\s*(?:\([a-z ]+\)\s*)?(tahun|bulan|hari|jam|kali|persen|orang)\b")
OFFICES = (
    "aparatur negara",
    "perencanaan pembangunan nasional",
    "komunikasi dan informatika",
    "keuangan",
    "dalam negeri",
    "keamanan siber",
    "pengkajian dan penerapan teknologi",
)


def plain_words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


@pytest.fixture(scope="module")
def official_runs(shared: Path) -> dict[int, str]:
    runs: dict[int, str] = {}
    for path in sorted((shared / "official").glob("*.txt")):
        tokens = plain_words(path.read_text("utf-8", "ignore"))
        for start in range(len(tokens) - RUN + 1):
            runs.setdefault(hash(tuple(tokens[start : start + RUN])), path.name)
    return runs


@pytest.mark.shared
def test_no_official_sentence_is_copied(official_runs: dict[int, str]) -> None:
    copied = []
    for path in [*ROOT.glob("corpus/**/*.yaml"), *ROOT.glob("docs/*.md"), *ROOT.glob("prompts/*.md"), ROOT / "README.md"]:
        tokens = plain_words(path.read_text("utf-8"))
        for start in range(len(tokens) - RUN + 1):
            source = official_runs.get(hash(tuple(tokens[start : start + RUN])))
            if source:
                copied.append(f"{path.relative_to(ROOT)}: {' '.join(tokens[start : start + 8])} … ({source})")
                break
    assert copied == []


@pytest.mark.shared
@pytest.mark.parametrize("document", TEXTS)
def test_digested_amounts_occur_in_the_source(knowledge: Knowledge, shared: Path, document: str) -> None:
    """Every deadline, frequency and amount with a unit stands in its article (or anywhere, for annexes and guidance)."""
    text = (shared / "official" / TEXTS[document]).read_text("utf-8", "ignore")
    wrong = [
        f"{provision.locator}: {number} {unit}"
        for provision in knowledge.provisions
        if provision.locator.document == document
        for number, unit in AMOUNT.findall(provision.digest.lower())
        if not re.search(rf"\b{number}\b", source_of(provision, text))
    ]
    assert wrong == []


@pytest.mark.shared
def test_digested_offices_occur_in_the_source(knowledge: Knowledge, shared: Path) -> None:
    """Every office that a digest of Perpres 95/2018 names stands in the article."""
    text = (shared / "official" / TEXTS["perpres-95-2018"]).read_text("utf-8", "ignore")
    wrong = [
        f"{provision.locator}: {office}"
        for provision in knowledge.provisions
        if provision.locator.document == "perpres-95-2018" and provision.locator.number("pasal") is not None
        for office in OFFICES
        if f"bidang {office}" in provision.digest.lower() and office not in source_of(provision, text)
    ]
    assert wrong == []


def source_of(provision: Provision, text: str) -> str:
    """The article's own text in lower case on one line, or the whole text for annexes and guidance."""
    article = provision.locator.number("pasal")
    start = re.search(rf"(?m)^\s*Pasal\s+{article}\s*$", text) if article else None
    if start is not None:
        end = re.search(rf"(?m)^\s*Pasal\s+{(article or 0) + 1}\s*$", text[start.end() :])
        text = text[start.end() :][: end.start() if end else None]
    return " ".join(text.lower().split())
