"""Contracts on the knowledge: complete, consistent, every address resolves; faults are named exactly."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.catalogue import load_catalogue
from corpus.errors import CorpusError
from corpus.glossary import load_glossary
from corpus.knowledge import Knowledge, dangling_references, fingerprint
from corpus.regulations import load_provisions
from corpus.rubric import load_rubric
from indexer.passages import knowledge_passages
from indexer.tokens import words

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def test_rubric_2020_is_complete(knowledge: Knowledge) -> None:
    rubric = knowledge.rubric("2020")
    assert len(rubric.indicators) == 47
    assert sum(len(indicator.levels) for indicator in rubric.indicators) == 235
    assert (len(rubric.domains), len(rubric.aspects)) == (4, 8)
    for tier in (rubric.domains, rubric.aspects, rubric.indicators):
        assert sum(item.weight_pct for item in tier) == 100


def test_rubric_2018_is_complete(knowledge: Knowledge) -> None:
    rubric = knowledge.rubric("2018")
    assert (len(rubric.indicators), len(rubric.domains), len(rubric.aspects)) == (35, 3, 7)


def test_every_level_can_be_checked_and_found(knowledge: Knowledge) -> None:
    for indicator in knowledge.rubric("2020").indicators:
        assert indicator.proof_kinds and indicator.aliases and indicator.traces, indicator.number
        assert len(indicator.asked_as) >= 8, indicator.number
        for level in indicator.levels:
            place = f"indikator {indicator.number} level {level.number}"
            assert level.elements and level.proof and level.example, place
            assert len(level.asked_as) >= 5, place


@pytest.mark.parametrize(("document", "articles"), [("perpres-95-2018", 77), ("permenpanrb-59-2020", 12)])
def test_every_article_is_digested(knowledge: Knowledge, document: str, articles: int) -> None:
    found = {provision.locator.number("pasal") for provision in knowledge.provisions if provision.locator.document == document}
    assert found - {None} == set(range(1, articles + 1))
    assert any(p.locator.document == document and p.locator.path.startswith("lampiran") for p in knowledge.provisions)


def test_references_resolve(knowledge: Knowledge) -> None:
    assert dangling_references(knowledge) == []


def test_no_question_belongs_to_two_entries(knowledge: Knowledge) -> None:
    asked = Counter(" ".join(words(question)) for passage in knowledge_passages(knowledge) for question in passage.asked_as)
    assert [question for question, count in asked.items() if count > 1] == []


def test_passage_keys_are_unique(knowledge: Knowledge) -> None:
    keys = Counter(passage.key for passage in knowledge_passages(knowledge))
    assert [key for key, count in keys.items() if count > 1] == []


def test_fingerprint_changes_with_content(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("x: 1", "utf-8")
    before = fingerprint(tmp_path)
    (tmp_path / "a.yaml").write_text("x: 2", "utf-8")
    assert fingerprint(tmp_path) != before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("document: perpres-95-2018\nprovisions:\n- at: pasal 1\n  heading: h\n  digest: d", r"provisions\[0\].at» bukan alamat"),
        ("document: perpres-95-2018\nprovisions:\n- at: pasal-1\n  heading: h", r"provisions\[0\].digest» wajib ada"),
        ("document: perpres-95-2018\nprovisions:\n- at: pasal-1\n  heading: h\n  digest: 5", "harus berupa teks"),
        ("document: perpres-95-2018\nprovisions:\n- at: pasal-1\n  heading: h\n  digest: d\n  dikatakan: x", "tidak dikenal"),
        ("document: [", "bentuk YAML salah pada baris"),
        ("- a", "isi paling atas"),
        ("document: d-1-2000\nprovisions:\n- at: pasal-1\n  heading: h\n  digest: d\n  asked_as: [{a: b}]", r"asked_as\[0\]"),
    ],
)
def test_faults_of_a_digest_are_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "buruk.yaml").write_text(text, "utf-8")
    with pytest.raises(CorpusError, match=message) as caught:
        load_provisions(tmp_path)
    assert "buruk.yaml" in str(caught.value)


def test_missing_indicator_file_is_named(tmp_path: Path) -> None:
    structure = (CORPUS / "rubric" / "2020" / "structure.yaml").read_text("utf-8")
    (tmp_path / "structure.yaml").write_text(structure, "utf-8")
    with pytest.raises(CorpusError, match=r"indikator-01\.yaml: berkas indikator tidak ada"):
        load_rubric(tmp_path)


def test_repeated_spelling_is_named(tmp_path: Path) -> None:
    path = tmp_path / "glossary.yaml"
    term = "- {{term: {0}, meaning: m, expansion: e, variants: [sama]}}\n"
    path.write_text("terms:\n" + term.format("A") + term.format("B"), "utf-8")
    with pytest.raises(CorpusError, match="«sama» yang sudah dipakai oleh «A»"):
        load_glossary(path)


def test_unknown_status_is_named(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.yaml"
    path.write_text(
        'regulations:\n- {id: a-1-2000, title: t, short_title: s, issuer: i, number: "1", year: 2000, status: baru, purpose: p, '
        "provisions: 0}\n",
        "utf-8",
    )
    with pytest.raises(CorpusError, match="harus salah satu dari"):
        load_catalogue(path)
