"""The evaluator's workbook: what it shows, its round trip, mutilated workbooks, conflicts, and the way into the workspace."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from assistant.export.records import AssessmentSheet, EvidenceQuote, IndicatorRow, TodoItem
from assistant.export.report import build_report
from assistant.export.todo import NO_UNIT, write_todo
from assistant.export.workbook import write_workbook
from assistant.export.workbook_import import read_workbook
from assistant.export.workbook_layout import FIRST_ROW, HEADING_ROW, INDEX_SHEET, MAIN_SHEET, MEMORY_SHEET, column_of
from assistant.export.workbook_merge import merge_workbook
from assistant.workspace.commands import ClaimLevel, Command, ConfirmLevel, DecideDraft, ProposeDraft, ProposeRange, WriteText
from assistant.workspace.conflicts import ConflictError
from assistant.workspace.evidence_commands import AttachEvidence
from assistant.workspace.exchange import ImportPlan, export_report, export_sheet, plan_import
from assistant.workspace.records import Quote, aspect_subject
from assistant.workspace.store import Workspace
from corpus.errors import InputError
from corpus.rubric import load_rubric

RUBRIC = load_rubric(Path(__file__).resolve().parents[2] / "corpus" / "rubric" / "2020")
NOW = datetime(2026, 3, 3, 2, 0, tzinfo=UTC)

Mutilation = Callable[[Any], object]


def row_of(number: int) -> IndicatorRow:
    """A filled row; every third indicator is not confirmed."""
    level = 1 + number % 5
    is_open = number % 3 == 0
    return IndicatorRow(
        number=number,
        version=number,
        unit="Diskominfo",
        claimed=min(5, level + 1),
        proposed=(max(1, level - 1), level),
        confirmed=None if is_open else level,
        confirmed_by="" if is_open else "Budi Santoso",
        quotes=(EvidenceQuote(file_name=f"{number}.a.pdf", page=3, text="=Pasal 7\x0b (1)"),),
        defects=("Tidak bertanggal.",),
        fakta=f"Fakta {number}",
        analisis="-Analisis\r\nbaris kedua",
        justifikasi="",
    )


SHEET = AssessmentSheet(
    key="7",
    agency="Pemerintah Kabupaten Contoh Raya",
    year=2026,
    edition="2020",
    stage="Penilaian Dokumen",
    exported_at=NOW,
    rows=tuple(row_of(indicator.number) for indicator in RUBRIC.indicators),
)
CURRENT = {row.number: row for row in SHEET.rows}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A freshly exported workbook."""
    return write_workbook(tmp_path / "kertas-kerja.xlsx", SHEET, RUBRIC)


def cell_of(key: str, number: int) -> str:
    """The cell of an indicator in a freshly exported workbook."""
    return f"{column_of(key)}{FIRST_ROW + number - 1}"


def edit(path: Path, *edits: tuple[str, Any]) -> None:
    """Writes values into cells of the main sheet."""
    workbook = load_workbook(path)
    for cell, value in edits:
        workbook[MAIN_SHEET][cell] = value
    workbook.save(path)


def test_one_row_an_indicator_and_lists_to_choose_from(path: Path) -> None:
    main = load_workbook(path)[MAIN_SHEET]
    assert [main[f"A{row}"].value for row in range(FIRST_ROW, FIRST_ROW + 47)] == list(range(1, 48))
    assert main.max_row == FIRST_ROW + 46
    lists = {rule.formula1: str(rule.sqref) for rule in main.data_validations.dataValidation}
    assert lists == {'"1,2,3,4,5"': "J6:J52", '"Diterima,Diubah,Ditolak"': "Q6:Q52"}
    assert main[cell_of("quotes", 1)].value == "• «=Pasal 7 (1)» (1.a.pdf, hlm. 3)"
    assert main[cell_of("analisis", 1)].data_type == "s"
    assert main.freeze_panes == "C6" and main.print_title_rows == "$5:$5"
    assert main.print_area.endswith(f"$A$5:${column_of('reason')}${FIRST_ROW + 46}")  # the title is the header of every page
    assert "Pemerintah" in main.oddHeader.left.text and int(main.page_setup.fitToWidth) == 3


def test_text_never_turns_into_a_formula(tmp_path: Path) -> None:
    rows = (replace(SHEET.rows[0], fakta='=HYPERLINK("http://x")', unit="=1+1"), *SHEET.rows[1:])
    out = write_workbook(tmp_path / "a.xlsx", replace(SHEET, rows=rows, agency="=A1"), RUBRIC)
    workbook = load_workbook(out)
    cells = [cell for row in workbook[MAIN_SHEET].iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert read_workbook(out, RUBRIC).changes == ()


def test_index_sheet_is_live_and_memory_is_hidden(path: Path) -> None:
    workbook = load_workbook(path)
    index: Any = workbook[INDEX_SHEET]
    formulas = [cell.value for row in index.iter_rows() for cell in row if cell.data_type == "f"]
    assert sum("SUMPRODUCT" in formula for formula in formulas) >= 3 * 13
    assert len(index._charts) == 2
    assert workbook[MEMORY_SHEET].sheet_state == "veryHidden"


def test_untouched_workbook_changes_nothing(path: Path) -> None:
    reading = read_workbook(path, RUBRIC)
    assert reading.changes == () and (reading.assessment, reading.edition) == ("7", "2020")
    assert reading.versions[21] == 21
    assert merge_workbook(reading, CURRENT).changes == ()


def test_round_trip_of_what_people_fill_in(path: Path) -> None:
    edit(
        path,
        (cell_of("confirmed", 3), 4),
        (cell_of("confirmed_by", 3), "Citra"),
        (cell_of("confirmed", 1), "3"),
        (cell_of("fakta", 2), "Fakta baru\r\ndua baris"),
        (cell_of("decision", 2), "Ditolak"),
        (cell_of("reason", 2), "Bukti lain"),
        (cell_of("confirmed", 4), None),
        (cell_of("confirmed_by", 4), None),
        (cell_of("name", 5), "nama yang diubah tidak dibaca"),
    )
    reading = read_workbook(path, RUBRIC)
    changes = {(change.indicator, change.field): change.after for change in reading.changes}
    assert changes == {
        (3, "confirmed"): 4,
        (3, "confirmed_by"): "Citra",
        (1, "confirmed"): 3,
        (2, "fakta"): "Fakta baru\ndua baris",
        (2, "decision"): "Ditolak",
        (2, "reason"): "Bukti lain",
        (4, "confirmed"): None,
        (4, "confirmed_by"): "",
    }
    assert {change.cell for change in reading.changes if change.indicator == 3} == {"J8", "K8"}
    assert len(merge_workbook(reading, CURRENT).changes) == 8


def test_moved_columns_and_sorted_rows_are_found(path: Path) -> None:
    edit(path, (cell_of("confirmed", 21), 5), (cell_of("confirmed_by", 21), "Citra"))
    workbook = load_workbook(path)
    main: Any = workbook[MAIN_SHEET]
    values = [[cell.value for cell in row] for row in main.iter_rows(min_row=HEADING_ROW)]
    heading, rows = values[0], values[1:]
    order = [len(heading) - 1 - place for place in range(len(heading))]
    main.delete_rows(1, main.max_row)
    for line in [[], ["catatan kami"], [heading[place] for place in order]] + [
        [row[place] for place in order] for row in sorted(rows, key=lambda row: str(row[1]))
    ]:
        main.append(line)
    workbook.save(path)
    changes = {(change.indicator, change.field): change.after for change in read_workbook(path, RUBRIC).changes}
    assert changes == {(21, "confirmed"): 5, (21, "confirmed_by"): "Citra"}


@pytest.mark.parametrize(
    ("cell", "value", "said"),
    [
        ("J6", 6, "Sel J6: Indikator 1: level 6"),
        ("J6", 2.5, "level 2.5"),
        ("J6", "tiga", "level tiga"),
        ("J6", True, "level True"),
        ("J6", "=1+1", "berisi rumus (=1+1)"),
        ("K6", None, "Sel K6: level ditetapkan tanpa nama"),
        ("Q6", "Setuju", "Sel Q6: keputusan «Setuju» tidak dikenal"),
        ("Q6", "Ditolak", "Sel R6: penolakan"),
        ("R6", "karena", "Sel Q6: alasan diisi"),
        ("A6", 2, "berulang"),
        ("A6", 99, "Sel A6: «99» bukan nomor"),
        ("A6", None, "Sel A6: baris ini berisi"),
        ("A6", "satu", "«satu» bukan nomor"),
    ],
)
def test_unknown_values_are_named_by_cell(path: Path, cell: str, value: object, said: str) -> None:
    edit(path, (cell, value))
    with pytest.raises(InputError) as error:
        read_workbook(path, RUBRIC)
    assert said in str(error.value) and "tidak ada yang diimpor" in str(error.value)


def test_all_faults_are_listed(path: Path) -> None:
    edit(path, ("J6", 9), ("J7", "x"), ("Q8", "?"))
    with pytest.raises(InputError) as error:
        read_workbook(path, RUBRIC)
    assert [place in str(error.value) for place in ("J6", "J7", "Q8")] == [True] * 3


@pytest.mark.parametrize(
    ("mutilate", "said"),
    [
        (lambda book: book.remove(book[MAIN_SHEET]), f"lembar «{MAIN_SHEET}» tidak ada"),
        (lambda book: book.remove(book[MEMORY_SHEET]), f"lembar «{MEMORY_SHEET}» tidak ada"),
        (lambda book: book[MAIN_SHEET].delete_rows(FIRST_ROW), "Indikator 1 tidak ada"),
        (lambda book: book[MAIN_SHEET].delete_cols(10), "«Level ditetapkan» tidak ditemukan"),
        (lambda book: book[MAIN_SHEET].__setitem__("P5", "Fakta"), "«Justifikasi Hasil» tidak ditemukan"),
        (lambda book: book[MAIN_SHEET].__setitem__("B5", "Fakta"), "«Fakta» ada lebih dari satu"),
        (lambda book: book[MAIN_SHEET].delete_rows(1, 60), "tidak ditemukan"),
        (lambda book: book[MEMORY_SHEET].__setitem__("B1", 99), "format buku kerja 99"),
        (lambda book: book[MEMORY_SHEET].__setitem__("B2", "2018"), "edisi 2018"),
        (lambda book: book[MEMORY_SHEET].delete_rows(5, 60), "rusak"),
    ],
)
def test_mutilated_workbooks(path: Path, mutilate: Mutilation, said: str) -> None:
    workbook = load_workbook(path)
    mutilate(workbook)
    workbook.save(path)
    with pytest.raises(InputError) as error:
        read_workbook(path, RUBRIC)
    assert said in str(error.value)


@pytest.mark.parametrize("content", [b"", b"bukan xlsx", b"PK\x03\x04rusak"])
def test_files_that_are_no_workbook(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(content)
    with pytest.raises(InputError, match=r"a\.xlsx"):
        read_workbook(path, RUBRIC)
    with pytest.raises(InputError):
        read_workbook(tmp_path / "tidak-ada.xlsx", RUBRIC)
    with pytest.raises(InputError):
        read_workbook(tmp_path, RUBRIC)


def test_other_packages_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("isi.txt", "x")
    with pytest.raises(InputError, match="bukan buku kerja"):
        read_workbook(path, RUBRIC)
    Workbook().save(path)
    with pytest.raises(InputError, match="hasil ekspor"):
        read_workbook(path, RUBRIC)


def test_conflicts_hold_back_what_belongs_together(path: Path) -> None:
    edit(path, ("J6", 5), ("K6", "Citra"), ("N6", "Fakta dari buku kerja"), ("N7", "sama"))
    now = CURRENT | {1: replace(CURRENT[1], confirmed=1), 2: replace(CURRENT[2], fakta="sama")}
    merge = merge_workbook(read_workbook(path, RUBRIC), now)
    assert [(change.indicator, change.field) for change in merge.changes] == [(1, "fakta")]
    (conflict,) = merge.conflicts
    assert (conflict.exported, conflict.in_workbook, conflict.in_workspace) == (2, 5, 1)
    assert conflict.message == (
        "Sel J6, indikator 1, Level ditetapkan: saat ekspor «2», di buku kerja «5», di aplikasi sekarang «1»."
    )


def test_a_file_that_cannot_be_written_leaves_the_old_one(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = path.read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("assistant.export.files.os.fsync", full)
    with pytest.raises(InputError, match="ruang penyimpanan penuh"):
        write_workbook(path, SHEET, RUBRIC)
    assert path.read_bytes() == before and [one.name for one in path.parent.iterdir()] == [path.name]
    with pytest.raises(InputError, match="tidak ada"):
        write_workbook(path.parent / "tidak-ada" / "a.xlsx", SHEET, RUBRIC)


def test_new_files_have_the_rights_of_new_files(tmp_path: Path) -> None:
    """Not those of the temporary file, which only its owner may read."""
    plain = tmp_path / "biasa.txt"
    plain.touch()
    assert write_workbook(tmp_path / "a.xlsx", SHEET, RUBRIC).stat().st_mode == plain.stat().st_mode


def test_quotes_stand_short_in_the_row_and_whole_on_their_own_sheet(tmp_path: Path) -> None:
    quotes = tuple(EvidenceQuote(file_name="1.pdf", page=page, text="kata " * 90, pasal="Pasal 7") for page in range(1, 9))
    rows = (replace(SHEET.rows[0], quotes=quotes), *SHEET.rows[1:])
    workbook = load_workbook(write_workbook(tmp_path / "a.xlsx", replace(SHEET, rows=rows), RUBRIC))
    shown = workbook[MAIN_SHEET][cell_of("quotes", 1)].value
    assert shown.count("•") == 3 and shown.endswith("… dan 5 kutipan lain pada lembar «Kutipan»") and len(shown) < 700
    sheet = workbook["Kutipan"]
    assert sheet.max_row == 3 + 8 + 46 and sheet["F4"].value == ("kata " * 90).strip()
    assert (sheet["D3"].value, sheet["D4"].value) == ("Pasal", "Pasal 7") and "(1.pdf, Pasal 7, hlm. 1)" in shown
    for name in (MAIN_SHEET, "Kutipan", INDEX_SHEET):
        setup = workbook[name].page_setup
        assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)


def _workspace(tmp_path: Path) -> tuple[Workspace, int]:
    workspace = Workspace.open(f"sqlite:///{tmp_path / 'spbe.db'}", [RUBRIC])
    agency = workspace.create_agency("kabupaten", "Contoh Raya", "Ani")
    assessment = workspace.create_assessment(agency.id, 2026, "2020", "Ani").id
    quote = Quote(page=3, text="Pasal 7")
    deeds: list[Command] = [
        ClaimLevel(indicator=1, level=4),
        ProposeRange(indicator=1, low=2, high=3),
        AttachEvidence(indicator=1, sha256="ab" * 32, file_name="1.a.pdf", pages=(3,), quotes=(quote,)),
        ProposeDraft(subject="indikator-1", kind="fakta", text="Usulan fakta"),
        ProposeDraft(subject="indikator-1", kind="analisis", text="Usulan analisis"),
        ProposeDraft(subject="indikator-2", kind="fakta", text="Usulan dua"),
        ProposeDraft(subject="indikator-3", kind="fakta", text="Usulan tiga"),
    ]
    workspace.apply(assessment, deeds, "Asisten")
    return workspace, assessment


def _plan(workspace: Workspace, assessment: int, path: Path) -> ImportPlan:
    state = workspace.state(assessment)
    sheet = export_sheet(workspace.agencies()[0], state, RUBRIC, NOW)
    return plan_import(read_workbook(path, RUBRIC), sheet, state)


def test_workspace_to_workbook_and_back(tmp_path: Path) -> None:
    workspace, assessment = _workspace(tmp_path)
    sheet = export_sheet(workspace.agencies()[0], workspace.state(assessment), RUBRIC, NOW, {1: ["Tidak bertanggal."]})
    assert sheet.rows[0].quotes == (EvidenceQuote(file_name="1.a.pdf", page=3, text="Pasal 7"),)
    assert (sheet.rows[0].fakta, sheet.rows[0].defects, len(sheet.rows)) == ("Usulan fakta", ("Tidak bertanggal.",), 47)
    path = write_workbook(tmp_path / "a.xlsx", sheet, RUBRIC)
    assert _plan(workspace, assessment, path).commands == ()
    edit(
        path,
        *((cell_of("confirmed", 1), 3), (cell_of("confirmed_by", 1), "Citra")),
        *((cell_of("decision", 1), "Diterima"), (cell_of("analisis", 1), "Analisis sendiri")),
        *((cell_of("decision", 2), "Ditolak"), (cell_of("reason", 2), "salah berkas")),
        (cell_of("fakta", 3), None),
        (cell_of("fakta", 4), "Tulisan sendiri"),
    )
    plan = _plan(workspace, assessment, path)
    workspace.apply(assessment, plan.commands, "Pengimpor", versions=plan.versions)
    state = workspace.state(assessment)
    assert (state.indicator(1).confirmed, state.indicator(1).confirmed_by) == (3, "Citra")
    outcomes = [(draft.outcome, draft.signed) for n in (1, 2, 3) for draft in state.indicator(n).drafts]
    assert outcomes == [("accepted", "Usulan fakta"), ("edited", "Analisis sendiri"), ("rejected", ""), ("rejected", "")]
    assert state.indicator(2).drafts[0].reason == "salah berkas"
    assert state.indicator(4).text("fakta") == "Tulisan sendiri"
    assert _plan(workspace, assessment, path).commands == ()
    assert export_report(sheet, state, RUBRIC).aspects[0].strengths == ()


def test_the_report_marks_what_nobody_has_signed(tmp_path: Path) -> None:
    workspace, assessment = _workspace(tmp_path)
    subject = aspect_subject(1)
    workspace.apply(
        assessment,
        [
            DecideDraft(subject="indikator-1", draft=draft.id, outcome="accepted")
            for draft in workspace.state(assessment).indicator(1).drafts
        ],
        "Ani",
    )
    deeds: list[Command] = [
        ProposeDraft(subject="indikator-1", kind="fakta", text="Usulan baru"),  # the signed text stands
        ProposeDraft(subject=subject, kind="kekuatan", text="- Satu\n- Dua"),
        WriteText(subject=subject, kind="kelemahan", text="Tiga"),
        ProposeDraft(subject="instansi", kind="saran", text="Saran"),
    ]
    workspace.apply(assessment, deeds, "Ani")
    state = workspace.state(assessment)
    sheet = export_sheet(workspace.agencies()[0], state, RUBRIC, NOW)
    assert [row.is_draft for row in sheet.rows[:4]] == [True, True, True, False]
    content = export_report(sheet, state, RUBRIC)
    assert [(row.fakta, row.is_draft) for row in content.sheet.rows[:2]] == [("Usulan fakta", False), ("Usulan dua", True)]
    first = content.aspects[0]
    assert (first.strengths, first.weaknesses, first.drafts) == (("Satu", "Dua"), ("Tiga",), {"strengths"})
    assert (content.recommendation.saran, content.recommendation.drafts) == ("Saran", {"saran"})
    assert build_report(content, RUBRIC)[:2] == b"PK"


def test_a_later_change_of_mind_about_a_draft(tmp_path: Path) -> None:
    workspace, assessment = _workspace(tmp_path)
    for decision, reason in (("Diterima", None), ("Ditolak", "ternyata keliru")):
        state = workspace.state(assessment)
        path = write_workbook(tmp_path / "a.xlsx", export_sheet(workspace.agencies()[0], state, RUBRIC, NOW), RUBRIC)
        edit(path, (cell_of("decision", 2), decision), (cell_of("reason", 2), reason))
        plan = _plan(workspace, assessment, path)
        workspace.apply(assessment, plan.commands, "Ani", versions=plan.versions)
    (draft,) = workspace.state(assessment).indicator(2).drafts
    assert (draft.outcome, draft.reason) == ("rejected", "ternyata keliru")


def test_import_after_others_changed_the_same(tmp_path: Path) -> None:
    workspace, assessment = _workspace(tmp_path)
    sheet = export_sheet(workspace.agencies()[0], workspace.state(assessment), RUBRIC, NOW)
    path = write_workbook(tmp_path / "a.xlsx", sheet, RUBRIC)
    edit(path, (cell_of("confirmed", 1), 3), (cell_of("confirmed_by", 1), "Citra"))
    workspace.apply(assessment, [ConfirmLevel(indicator=1, level=2)], "Budi")
    plan = _plan(workspace, assessment, path)
    assert plan.commands == () and len(plan.conflicts) == 2
    workspace.apply(assessment, [ConfirmLevel(indicator=1, level=None)], "Budi")
    plan = _plan(workspace, assessment, path)
    assert plan.conflicts == ()
    workspace.apply(assessment, [ConfirmLevel(indicator=1, level=5)], "Budi")
    with pytest.raises(ConflictError):
        workspace.apply(assessment, plan.commands, "Pengimpor", versions=plan.versions)
    assert workspace.state(assessment).indicator(1).confirmed == 5


def test_a_workbook_of_another_assessment_is_refused(tmp_path: Path, path: Path) -> None:
    workspace, assessment = _workspace(tmp_path)
    with pytest.raises(InputError, match=r"milik penilaian 7, bukan penilaian 1 \(Penilaian Mandiri tahun 2026\)"):
        _plan(workspace, assessment, path)


def test_todo_has_a_sheet_for_each_unit(tmp_path: Path) -> None:
    long = "Dinas Komunikasi, Informatika, Statistik dan Persandian"
    items = [
        TodoItem(unit=unit, indicator=number, indicator_name="X", from_level=2, to_level=3, task="=Tetapkan", priority=5 - number)
        for number, unit in enumerate((long, long + " [2]", "", "Bappeda"), start=1)
    ]
    workbook = load_workbook(write_todo(tmp_path / "a.xlsx", "Contoh", 2026, items, NOW))
    assert workbook.sheetnames == [
        *("Semua unit", "Bappeda", "Dinas Komunikasi, Informatika,", "Dinas Komunikasi, Informatika 2"),
        NO_UNIT,
    ]
    first: Any = workbook["Semua unit"]
    assert [first.cell(row, 3).value for row in range(5, 9)] == [4, 3, 2, 1]
    assert first["G5"].data_type == "s"
    assert write_todo(tmp_path / "b.xlsx", "Contoh", 2026, [], NOW).is_file()
