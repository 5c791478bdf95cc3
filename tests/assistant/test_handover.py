"""What a review of evidence hands over to an assessment: ranges, evidence and elements, never a level, and nothing twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from assistant.drafting.bundle import draft_bundle
from assistant.drafting.inputs import facts_of, read_review
from assistant.drafting.records import Explanation
from assistant.drafting.shortcomings import shortcomings_of
from assistant.workspace.commands import ConfirmLevel, NameApplication
from assistant.workspace.evidence_commands import AttachEvidence, DetachEvidence
from assistant.workspace.handover import Handover, handover_commands, handover_line, plan_handover
from assistant.workspace.records import AssessmentState, Quote, SubjectState
from assistant.workspace.reviewed import ReviewedFile, read_documents, read_review_file
from assistant.workspace.store import Workspace
from assistant.workspace.wording import describe
from corpus.errors import InputError
from corpus.rubric import load_rubric

RUBRIC = load_rubric(Path(__file__).resolve().parents[2] / "corpus" / "rubric" / "2020")
INDICATOR = RUBRIC.indicator(21)
ELEMENTS = [(level.number, element) for level in INDICATOR.levels for element in level.elements]
FIRST = [element.id for number, element in ELEMENTS if number == 2]
SECOND = [element.id for number, element in ELEMENTS if number == 3]


def match_of(met: list[str], number: int = 21, strength: str = "strong", verified: bool = True) -> dict[str, Any]:
    levels = {element.id: (level.number, element.text) for level in RUBRIC.indicator(number).levels for element in level.elements}
    rows = [{"level": levels[one][0], "element": one, "text": levels[one][1]} for one in met]
    return {
        "indicator": number,
        "strength": strength,
        "proposed_level": {"low": 1, "high": 5},
        "evidence": [{"page": 3, "quote": "Program disusun", "verified": verified, "text_source": "text_layer"}],
        "met": [row | {"page": 5, "quote": f"Bukti {row['element']}", "verified": True, "text_source": "ocr"} for row in rows],
        "unmet": [
            {"level": levels[one][0], "element": one, "text": levels[one][1], "state": "not_found"}
            for one in levels
            if one not in met
        ],
    }


def document(name: str, *matches: dict[str, Any], sha256: str = "ab" * 32, **values: Any) -> dict[str, Any]:
    return {"file": f"/bukti/{name}", "sha256": sha256, "title": "Laporan", "indicators": list(matches), **values}


def files(*documents: dict[str, Any]) -> tuple[ReviewedFile, ...]:
    return read_documents(documents, RUBRIC)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(f"sqlite:///{tmp_path / 'spbe.db'}", [RUBRIC]) as opened:
        agency = opened.create_agency("kabupaten", "Contoh Raya", "Ani")
        opened.create_assessment(agency.id, 2026, "2020", "Ani")
        yield opened


def hand_over(workspace: Workspace, *documents: dict[str, Any]) -> tuple[Handover, ...]:
    plan = plan_handover(files(*documents), workspace.state(1), RUBRIC)
    commands, versions = handover_commands(plan, {one.indicator for one in plan})
    workspace.apply(1, commands, "Ani", versions)
    return plan


def indicator(workspace: Workspace) -> SubjectState:
    return workspace.state(1).indicator(21)


def test_range_evidence_and_elements_arrive_and_no_level(workspace: Workspace) -> None:
    (one,) = hand_over(workspace, document("21.a.pdf", match_of(FIRST)))
    state = indicator(workspace)
    assert state.proposed == (one.low, one.high) and one.low == 2 and state.confirmed is None
    (held,) = state.attachments
    assert (held.file_name, held.sha256, held.pages, held.title, held.person) == ("21.a.pdf", "ab" * 32, (3, 5), "Laporan", "Ani")
    assert {quote.elements for quote in held.quotes} == {(), *((one,) for one in FIRST)}
    assert {mark.element for mark in state.elements if mark.state == "met"} == set(FIRST)
    assert len(state.elements) == len(ELEMENTS)
    assert "unsur terlihat pada bukti" in describe(workspace.events(1)[-1])
    assert "(hlm. 3, 5) dilampirkan" in describe(workspace.events(1)[0])


def test_articles_go_into_the_drafts(workspace: Workspace) -> None:
    """The words of an article, an annex and the closing formula of a regulation on level 2."""
    policy = match_of(["ditetapkan", "sebagian-muatan"], number=2)
    policy["evidence"] = [
        {"page": 28, "quote": "Tahapan peta rencana berlaku lima tahun.", "verified": True, "pasal": "Lampiran Bab IV"}
    ]
    policy["met"][1] |= {"page": 11, "quote": "Peta Rencana SPBE memuat program dan kegiatan.", "pasal": "Pasal 8"}
    hand_over(workspace, document("2.a.pdf", policy, title="Peraturan Bupati Contoh Nomor 3 Tahun 2022"))
    (held,) = workspace.state(1).indicator(2).attachments
    assert [quote.place for quote in held.quotes] == [
        "Lampiran Bab IV, halaman 28",
        "halaman 5",
        "Pasal 8, halaman 11",
    ]
    (draft,) = draft_bundle(workspace.state(1), workspace.agency(1), RUBRIC, numbers=[2]).explanations
    assert "Pasal 8 halaman 11" in draft.fakta and "Lampiran Bab IV halaman 28" in draft.fakta
    assert "belum ditemukan»" not in draft.fakta + draft.analisis


def test_twice_is_once(workspace: Workspace) -> None:
    told = document("21.a.pdf", match_of(FIRST))
    hand_over(workspace, told)
    before = workspace.events(1)
    (again,) = hand_over(workspace, told)
    assert workspace.events(1) == before and again.n_new == 0


def test_a_later_review_of_the_same_file_adds_its_articles(workspace: Workspace) -> None:
    """Evidence from before articles were told gets them as an event of its own; other files and the stored row stay."""
    policy = match_of(["ditetapkan", "sebagian-muatan"], number=2)
    hand_over(workspace, document("2.a.pdf", policy))
    first = workspace.state(1)
    policy["met"][1] |= {"pasal": "Pasal 8"}
    hand_over(workspace, document("2.a.pdf", policy, sha256="ef" * 32))
    assert [quote.pasal for quote in workspace.state(1).indicator(2).attachments[0].quotes] == ["", "", ""]
    (one,) = hand_over(workspace, document("2.a.pdf", policy))
    held = workspace.state(1).indicator(2).attachments[0]
    assert [quote.pasal for quote in held.quotes] == ["", "", "Pasal 8"] and one.n_new == 0
    event = workspace.events(1)[-1]
    assert event.kind == "complete_evidence" and "«2.a.pdf» dilengkapi: pasal pada 1 kutipan" in describe(event)
    assert workspace.state_at(1, workspace.events(1)[0].at).indicator(2).attachments == first.indicator(2).attachments
    before = workspace.events(1)
    hand_over(workspace, document("2.a.pdf", policy))
    assert workspace.events(1) == before


def test_another_agencys_file_is_noted_and_told_last(workspace: Workspace) -> None:
    """Its note reaches the drafts; the agency's own regulation is told although it comes later."""
    doubt = "Dokumen diterbitkan oleh «BUPATI LAIN», bukan Pemerintah Kabupaten Contoh Raya; periksa apakah berkas ini miliknya."
    shown = match_of(LEVELS[2], number=2)
    other = document(
        "2.a.pdf", shown, title="Peraturan Bupati Lain Nomor 3 Tahun 2022", findings=[{"kind": "other_agency", "detail": doubt}]
    )
    own = document("2.b.pdf", shown, sha256="cd" * 32, title="Peraturan Bupati Contoh Raya Nomor 4 Tahun 2022")
    (one,) = hand_over(workspace, other, own)
    assert "1 berkas tampaknya bukan milik instansi ini" in handover_line(one, RUBRIC)
    draft = drafted(workspace, 2)
    assert "Bupati Contoh Raya Nomor 4" in draft.fakta and "Bupati Lain" not in draft.fakta
    found = shortcomings_of(workspace.state(1), workspace.agency(1), RUBRIC)[2]
    assert any("2.a.pdf; periksa penerbitnya" in sentence for sentence in found)
    before = workspace.events(1)
    hand_over(workspace, other, own)
    assert workspace.events(1) == before


def test_what_is_handed_in_at_the_interview_is_told_as_added(workspace: Workspace) -> None:
    hand_over(workspace, document("21.a.pdf", match_of(FIRST)))
    workspace.apply(1, [ConfirmLevel(indicator=21, level=2)], "Budi")
    later = workspace.start_stage(workspace.start_stage(1, "dokumen", "Budi").id, "interviu", "Budi").id
    quote = Quote(page=4, text="Register risiko seluruh unit sudah diisi")
    workspace.apply(later, [AttachEvidence(indicator=21, file_name="21.c.pdf", pages=(4,), quotes=(quote,))], "Budi")
    state = workspace.state(later)
    (draft,) = draft_bundle(state, workspace.agency(1), RUBRIC, previous=workspace.state(2), numbers=[21]).explanations
    assert "tercantum pada 21.a.pdf serta tambahan data dukung 21.c.pdf" in draft.fakta and "Register risiko" in draft.fakta
    assert draft.analisis.startswith("Berdasarkan penjelasan dan data dukung tambahan yang disampaikan pada saat interviu")


def test_the_application_goes_into_the_drafts_of_services(workspace: Workspace) -> None:
    workspace.apply(1, [NameApplication(indicator=34, application="SIPKD"), ConfirmLevel(indicator=34, level=1)], "Budi")
    workspace.apply(1, [AttachEvidence(indicator=34, file_name="34.a.png")], "Budi")
    assert "nama aplikasi SIPKD" in drafted(workspace, 34).fakta
    assert "nama aplikasi kosong → «SIPKD»" in describe(workspace.events(1)[0])
    with pytest.raises(InputError, match="Indikator 1 bukan indikator layanan"):
        workspace.apply(1, [NameApplication(indicator=1, application="SIPKD")], "Budi")


def test_shortcomings_name_what_is_amiss(workspace: Workspace) -> None:
    hand_over(workspace, document("21.a.pdf", match_of(FIRST), is_draft=True))
    workspace.apply(1, [ConfirmLevel(indicator=21, level=3), ConfirmLevel(indicator=20, level=2)], "Budi")
    found = shortcomings_of(workspace.state(1), workspace.agency(1), RUBRIC)
    assert found[20] == ("Belum ada bukti terlampir.",)
    assert found[21][0].startswith("Level 3 belum didukung bukti, yang baru mendukung level 2: ") and "rancangan" in found[21][-1]
    workspace.apply(1, [ConfirmLevel(indicator=21, level=2)], "Budi")
    found = shortcomings_of(workspace.state(1), workspace.agency(1), RUBRIC)
    assert found[21][0].startswith("Untuk level 3: ") and set(found) == {20, 21}


def test_a_second_batch_adds_to_the_first(workspace: Workspace) -> None:
    hand_over(workspace, document("21.a.pdf", match_of(FIRST)))
    hand_over(workspace, document("21.b.pdf", match_of(SECOND), sha256="cd" * 32))
    assert indicator(workspace).proposed == (3, 5)
    assert len(indicator(workspace).attachments) == 2


def test_what_only_a_detached_file_showed_is_not_met_any_more(workspace: Workspace) -> None:
    hand_over(workspace, document("21.a.pdf", match_of(FIRST)), document("21.b.pdf", match_of(SECOND), sha256="cd" * 32))
    gone = indicator(workspace).attachments[1]
    workspace.apply(1, [DetachEvidence(indicator=21, attachment=gone.id)], "Budi")
    assert {mark.element for mark in indicator(workspace).elements if mark.state == "met"} == set(FIRST)
    assert len(indicator(workspace).elements) == len(ELEMENTS)


def test_weak_copies_and_unverified_quotes_stay_behind(workspace: Workspace) -> None:
    weak = document("lemah.pdf", match_of(FIRST, strength="weak"))
    copy = document("salinan.pdf", match_of(FIRST), duplicate_of="21.a.pdf")
    assert plan_handover(files(weak, copy), workspace.state(1), RUBRIC) == ()
    hand_over(workspace, document("21.a.pdf", match_of([], verified=False)))
    assert indicator(workspace).attachments[0].quotes == ()


def test_drafts_alone_carry_no_policy(workspace: Workspace) -> None:
    policy = RUBRIC.indicator(1)
    met = [element.id for level in policy.levels if level.number <= 3 for element in level.elements]
    draft = document("rancangan.pdf", match_of(met, number=1), is_draft=True)
    (one,) = plan_handover(files(draft), workspace.state(1), RUBRIC)
    assert (one.low, one.high) == (1, 1)
    signed = document("perbup.pdf", match_of(met, number=1), sha256="cd" * 32)
    (one,) = plan_handover(files(draft, signed), workspace.state(1), RUBRIC)
    assert one.low == 3


LEVELS = {level.number: [element.id for element in level.elements] for level in RUBRIC.indicator(2).levels}


def drafted(workspace: Workspace, number: int) -> Explanation:
    (one,) = draft_bundle(workspace.state(1), workspace.agency(1), RUBRIC, numbers=[number]).explanations
    return one


@pytest.mark.parametrize(("is_draft", "level"), [(False, 3), (True, 2)])
def test_the_range_and_the_draft_tell_the_same_level(workspace: Workspace, is_draft: bool, level: int) -> None:
    """What only the rancangan of a policy shows on level 3 is neither proposed nor told; of a rule in force it is both."""
    hand_over(
        workspace,
        document("2.a.Perbup.pdf", match_of(LEVELS[2], number=2)),
        document("2.b.pdf", match_of(LEVELS[3], number=2), sha256="cd" * 32, is_draft=is_draft),
    )
    state = workspace.state(1).indicator(2)
    assert state.proposed is not None and state.proposed[0] == level
    draft = drafted(workspace, 2)
    assert draft.level == level and f"tingkat kematangan {level}" in draft.analisis
    assert not any("belum didukung" in note or "mendukung level" in note for note in draft.notes)
    assert ("2.b.pdf" in draft.analisis) is not is_draft


def test_the_rancangan_of_a_practice_still_shows_it(workspace: Workspace) -> None:
    hand_over(workspace, document("21.a.pdf", match_of([*FIRST, *SECOND]), is_draft=True))
    assert indicator(workspace).proposed == (3, 5)
    draft = drafted(workspace, 21)
    assert "tingkat kematangan 3" in draft.analisis and "halaman 5" in draft.analisis
    assert "belum ditemukan»" not in draft.analisis


def test_files_join_outside_of_an_assessment_too(tmp_path: Path) -> None:
    path = tmp_path / "telaah.json"
    rows = [
        document("2.a.pdf", match_of(LEVELS[2], number=2)),
        document("2.b.pdf", match_of(LEVELS[3], number=2), sha256="cd" * 32),
    ]
    path.write_text(json.dumps({"documents": rows}), "utf-8")
    marks = read_review(path, RUBRIC)[2]
    assert (marks.low, marks.high) == (3, 5) and set(marks.met) == {*LEVELS[2], *LEVELS[3]}


def test_drafts_rest_on_what_was_handed_over(workspace: Workspace) -> None:
    hand_over(workspace, document("21.a.pdf", match_of([*FIRST, SECOND[0]])))
    state = workspace.state(1)
    facts = facts_of(state, RUBRIC)[20]
    assert facts.met is not None and set(facts.met) == {*FIRST, SECOND[0]}
    assert {quote.page for quote in facts.quotes} == {3, 5} and facts.files[0].title == "Laporan"
    (draft,) = draft_bundle(state, workspace.agency(1), RUBRIC, numbers=[21]).explanations
    assert "halaman 5" in draft.analisis and "21.a.pdf" in draft.fakta
    bare = AssessmentState(assessment=state.assessment, subjects={"indikator-21": SubjectState(subject="indikator-21")})
    assert facts_of(bare, RUBRIC)[20].met is None


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "bukan JSON"),
        ("[" * 100_000, "bukan JSON"),
        ('{"documents": 3}', "«documents»"),
        ('{"documents":[{"indicators":[{"indicator":99}]}]}', "indikator 99"),
        ('{"documents":[{"indicators":[{"indicator":true}]}]}', "tidak ada"),
    ],
)
def test_faulty_files_are_named(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "telaah.json"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=f"telaah.json.*{said}"):
        read_review_file(path, RUBRIC)


def test_odd_values_do_no_harm() -> None:
    odd = {
        "indicator": 21,
        "strength": "strong",
        "proposed_level": {"low": "2", "high": 9},
        "evidence": ["x", {"page": "3", "quote": "a", "verified": True}, {"page": 0, "quote": "a", "verified": True}],
        "met": [None, 3, "unsur-tak-dikenal"],
        "unmet": {"x": 1},
    }
    (file,) = files({"file": "C:\\bukti\\a.pdf", "sha256": "xyz", "indicators": [odd, "x"]})
    (match,) = file.matches
    assert (file.name, file.sha256, match.low, match.quotes, match.marks) == ("a.pdf", "", None, (), ())


def test_several_objects_one_a_line_are_read(tmp_path: Path) -> None:
    path = tmp_path / "telaah.jsonl"
    rows = [{"documents": [document(name, match_of(FIRST))]} for name in ("a.pdf", "b.pdf")]
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    assert [file.name for file in read_review_file(path, RUBRIC)] == ["a.pdf", "b.pdf"]
