"""The assessment commands on a temporary data folder: real commands, a real database, real files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner
from docx import Document
from openpyxl import load_workbook

from assistant.cli.assess import assess_group
from assistant.cli.draft import draft_group
from assistant.cli.indeks import indeks_command
from assistant.cli.report import report_command
from assistant.cli.shared import Context
from assistant.settings import Settings
from corpus.errors import InputError


@click.group()
def cli() -> None:
    """The commands as the main module puts them together."""


for command in (assess_group, draft_group, indeks_command, report_command):
    cli.add_command(command)

REVIEW = {
    "documents": [
        {
            "file": "/bukti/21.a.Program-Manrisk.pdf",
            "sha256": "ab" * 32,
            "pages": 12,
            "outcome": "read",
            "document_type": "report",
            "number": "",
            "date": "",
            "title": "Program Manajemen Risiko",
            "is_draft": False,
            "findings": [],
            "indicators": [
                {
                    "indicator": 21,
                    "score": 0.8,
                    "strength": "strong",
                    "proposed_level": {"low": 2, "high": 3},
                    "evidence": [
                        {"page": 3, "quote": "Program manajemen risiko tahun berjalan", "verified": True, "text_source": "text"},
                        {"page": 4, "quote": "Kata yang salah baca", "verified": False, "text_source": "ocr"},
                    ],
                    "met": [
                        "program-terencana",
                        {"level": 2, "element": "diterapkan", "quote": {"page": 5, "quote": "Hasil triwulan", "verified": True}},
                    ],
                    "unmet": ["sesuai-pedoman"],
                }
            ],
        }
    ],
    "seconds": 1.0,
}


class Spbe:
    """Runs commands on one data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.context = Context(settings=Settings(data_dir=folder), is_quiet=True)

    def text(self, *arguments: str, stdin: str | None = None) -> str:
        """What the command prints; its errors are raised."""
        result = CliRunner().invoke(cli, [str(one) for one in arguments], obj=self.context, input=stdin, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return result.output

    def json(self, *arguments: str, stdin: str | None = None) -> Any:
        """The JSON that the command prints, which must be one line and nothing else."""
        out = self.text(*arguments, "--json", stdin=stdin)
        assert out.count("\n") == 1
        return json.loads(out)


@pytest.fixture
def spbe(tmp_path: Path) -> Spbe:
    """Commands on an empty data folder with spaces in its name."""
    return Spbe(tmp_path / "folder data")


@pytest.fixture
def started(spbe: Spbe) -> Spbe:
    """One agency with one assessment, both number 1."""
    assert (
        spbe.json("assess", "agency", "add", "kabupaten", "Rimba", "Jaya", "--by", "Ani")["full_name"]
        == "Pemerintah Kabupaten Rimba Jaya"
    )
    assert spbe.json("assess", "assessment", "new", "1", "--year", "2026", "--by", "Ani")["stage"] == "penilaian_mandiri"
    return spbe


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """A review file."""
    path = tmp_path / "telaah.json"
    path.write_text(json.dumps(REVIEW), "utf-8")
    return path


def test_agencies_and_assessments_are_listed(started: Spbe) -> None:
    assert [one["id"] for one in started.json("assess", "agency", "list")["agencies"]] == [1]
    assert "Pemerintah Kabupaten Rimba Jaya, 2026, Penilaian Mandiri" in started.text("assess", "assessment", "list")
    assert started.json("assess", "assessment", "list", "--agency", "1")["assessments"][0]["edition"] == "2020"
    with pytest.raises(InputError, match="Instansi nomor 9 tidak ada"):
        started.text("assess", "assessment", "list", "--agency", "9")


def test_levels_go_from_claim_to_confirmation(started: Spbe, tmp_path: Path) -> None:
    levels = tmp_path / "klaim.csv"
    levels.write_text("indicator,level\n" + "".join(f"{number},3\n" for number in range(1, 48)), "utf-8")
    assert len(started.json("assess", "claim", "1", "--file", str(levels), "--by", "Ani")["events"]) == 47
    started.json("assess", "propose", "1", "21=2-3", "22=2", "--by", "Ani")
    started.json("assess", "confirm", "1", "21=3,22=2", "--by", "Budi Santoso")
    shown = started.json("assess", "show", "1")
    by_subject = {one["subject"]: one for one in shown["subjects"]}
    assert by_subject["indikator-21"]["confirmed_by"] == "Budi Santoso"
    assert by_subject["indikator-21"]["proposed"] == {"low": 2, "high": 3}
    assert shown["index_claimed"]["value"] == 3.0 and shown["index_confirmed"]["is_partial"]
    assert shown["agreement"]["n"] == 2 and shown["agreement"]["within_share"] == 1.0
    text = started.text("assess", "show", "1")
    assert "Indeks klaim: 3,00 Baik." in text and " 21      3     2-3      3  " in text
    assert "Budi Santoso" in started.text("assess", "history", "1", "21")
    assert len(started.json("assess", "history", "1")["events"]) == 51
    assert "Klaim 3, usulan 2-3, ditetapkan 3 oleh Budi Santoso." in started.text("assess", "show", "1", "21")


def test_a_stage_starts_from_the_one_before_and_closes_it(started: Spbe) -> None:
    started.json("assess", "confirm", "1", "21=3", "--by", "Budi")
    assert started.json("assess", "stage", "start", "1", "dokumen", "--by", "Budi")["id"] == 2
    assert started.json("assess", "show", "2", "21")["confirmed"] == 3
    with pytest.raises(InputError, match="sudah dilanjutkan"):
        started.text("assess", "claim", "1", "21=2", "--by", "Ani")
    past = started.json("assess", "show", "2", "--at", "2020-01-01")
    assert past["subjects"] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("claim", "1", "21=6", "--by", "Ani"), "level 6 tidak sah"),
        (("claim", "1", "21=2.5", "--by", "Ani"), "level 2.5 tidak sah"),
        (("claim", "1", "99=2", "--by", "Ani"), "Indikator 99 tidak ada"),
        (("claim", "1", "--by", "Ani"), "Tulis level seperti 21=3"),
        (("claim", "1", "--file", "tidak-ada.csv", "--by", "Ani"), "tidak-ada.csv"),
        (("confirm", "1", "21=3", "--by", "  "), "Nama orang"),
        (("propose", "1", "21=3-2", "--by", "Ani"), "terbalik"),
        (("propose", "1", "21", "--by", "Ani"), "Rentang «21»"),
        (("show", "1", "aspek"), "tidak dikenal"),
        (("show", "1", "99"), "Indikator 99 tidak ada"),
        (("history", "1", "aspek-9"), "Aspek 9 tidak ada"),
        (("show", "1", "--at", "kemarin"), "Waktu «kemarin»"),
        (("application", "1", "1", "SIPKD", "--by", "Ani"), "Indikator 1 bukan indikator layanan"),
        (("application", "1", "99", "SIPKD", "--by", "Ani"), "Indikator 99 tidak ada"),
        (("attach", "1", "21", __file__, "--page", "-3", "--by", "Ani"), "mulai dari 1"),
        (("show", "7"), "7 tidak ada"),
        (("import", "1", "tidak-ada.xlsx", "--by", "Ani"), "tidak-ada.xlsx"),
        (("attach", "1", "21", "tidak-ada.pdf", "--by", "Ani"), "tidak-ada.pdf: tidak dapat dibaca, berkas itu tidak ada"),
        (("attach", "1", "21", "/", "--by", "Ani"), "itu folder, bukan berkas"),
        (("decide", "1", "21", "1", "edited", "--text", "tidak-ada.txt", "--by", "Ani"), "tidak-ada.txt: .*berkas itu tidak ada"),
        (("confirm", "1", "--file", "tidak-ada.csv", "--by", "Ani"), "tidak-ada.csv: .*berkas itu tidak ada"),
        (("export", "1", "kerja.csv"), r"kerja.csv: nama berkas harus berakhir \.xlsx"),
        (("agency", "kind", "9", "kota", "--by", "Ani"), "Instansi nomor 9 tidak ada"),
        (("decide", "1", "21", "3", "accepted", "--by", "Ani"), "draf 3 tidak ada"),
    ],
)
def test_bad_input_is_a_sentence(started: Spbe, arguments: tuple[str, ...], message: str) -> None:
    with pytest.raises(InputError, match=message):
        started.text("assess", *arguments)
    assert started.json("assess", "history", "1")["events"] == []


def test_the_workbook_goes_out_and_comes_back(started: Spbe, tmp_path: Path) -> None:
    book = tmp_path / "kerja.xlsx"
    assert started.json("assess", "export", "1", str(book))["rows"] == 47
    workbook = load_workbook(book)
    sheet = workbook["Penilaian"]
    titles = {cell.value: cell.column for cell in sheet[5]}
    sheet.cell(26, titles["Level ditetapkan"]).value = 3
    sheet.cell(26, titles["Ditetapkan oleh"]).value = "Budi Santoso"
    workbook.save(book)
    started.json("assess", "claim", "1", "1=2", "--by", "Ani")
    assert started.json("assess", "import", "1", str(book), "--dry-run", "--by", "Ani") == {
        "planned": 1,
        "applied": 0,
        "conflicts": [],
    }
    assert started.json("assess", "import", "1", str(book), "--by", "Ani")["applied"] == 1
    assert started.json("assess", "show", "1", "21")["confirmed"] == 3
    workbook["Penilaian"].cell(26, titles["Level ditetapkan"]).value = 4
    workbook.save(book)
    assert "1 bertentangan" in started.text("assess", "import", "1", str(book), "--by", "Ani")


def test_drafts_from_an_evidence_review_are_saved_and_decided(started: Spbe, review: Path) -> None:
    started.json("assess", "review", "1", str(review), "--by", "Ani")
    made = started.json("draft", "assessment", "1", "--save", "--by", "Ani")
    one = made["explanations"][0]
    assert (one["indicator"], one["level"], one["is_confirmed"]) == (21, 2, False)
    assert "Program manajemen risiko tahun berjalan" in one["fakta"] and "Kata yang salah baca" not in one["fakta"]
    assert "halaman 5" in one["analisis"] and len(made["without_level"]) == 46 and made["saved"] > 10
    drafts = started.json("assess", "show", "1", "21")["drafts"]
    fakta, analisis = (next(draft for draft in drafts if draft["kind"] == kind) for kind in ("fakta", "analisis"))
    started.json("assess", "decide", "1", "21", str(fakta["id"]), "accepted", "--by", "Budi")
    started.json("assess", "decide", "1", "21", str(analisis["id"]), "edited", "--text", "-", "--by", "Budi", stdin="Teks orang.")
    state = started.json("assess", "show", "1", "21")
    assert state["texts"] == {"fakta": fakta["proposed"], "analisis": "Teks orang."}
    with pytest.raises(InputError, match="alasan"):
        started.text("assess", "decide", "1", "instansi", "1", "rejected", "--by", "Budi")
    with pytest.raises(InputError, match="--by NAMA"):
        started.text("draft", "assessment", "1", "--save")


def test_one_indicator_is_drafted_without_a_database(spbe: Spbe, review: Path) -> None:
    text = spbe.text(
        "draft", "indicator", "21", "--level", "2", "--stage", "dokumen", "--agency", "Kota Contoh", "--evidence", str(review)
    )
    assert "Fakta: Verifikasi dan validasi telah dilakukan" in text and "Kota Contoh" in text and "Justifikasi Hasil:" in text
    assert not spbe.folder.exists()
    made = spbe.json("draft", "indicator", "40", "--level", "1")
    assert "«nama berkas belum ditemukan»" in made["gaps"]
    for arguments, message in (
        (("99",), "Indikator 99"),
        (("21", "--level", "9"), "level 9 tidak sah"),
        (("21",), "belum ada level"),
        (("21", "--evidence", "tidak-ada.json"), "tidak dapat dibaca"),
    ):
        with pytest.raises(InputError, match=message):
            spbe.text("draft", "indicator", *arguments)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "berkas kosong"),
        ("{", "bukan JSON"),
        ("[]", "«documents»"),
        ('{"documents":[{"indicators":[{"indicator":99}]}]}', "indikator 99"),
    ],
)
def test_a_faulty_review_file_is_named(spbe: Spbe, tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "salah.json"
    path.write_text(content, "utf-8")
    with pytest.raises(InputError, match=f"salah.json.*{message}"):
        spbe.text("draft", "indicator", "21", "--level", "2", "--evidence", str(path))


def test_texts_are_linted_from_files_and_standard_input(spbe: Spbe, tmp_path: Path) -> None:
    text = "Kebijakan internal terkait Manajemen Data tercantum dalam Perbup (Fakta)."
    found = spbe.json("draft", "lint", "-", "--indicator", "3", "--level", "2", stdin=text)
    kinds = {finding["kind"] for finding in found["texts"][0]["findings"]}
    assert {"no_analisis", "no_file", "no_pasal"} <= kinds and found["findings"] == len(found["texts"][0]["findings"])
    path = tmp_path / "teks.jsonl"
    path.write_text(
        json.dumps({"indicator": 21, "level": 2, "fakta": "Penerapan X pada 21.a.pdf.", "analisis": "Telah terprogram."}) + "\n",
        "utf-8",
    )
    assert "Indikator 21: tidak ada temuan." in spbe.text("draft", "lint", str(path))
    for content, message in (
        ("{", "baris 1: bukan JSON"),
        ('{"level": "dua"}', "bilangan bulat"),
        ('{"stage": "x"}', "tahap «x»"),
        ("", "tidak ada teks"),
    ):
        path.write_text(content, "utf-8")
        with pytest.raises(InputError, match=message):
            spbe.text("draft", "lint", str(path))


def test_the_index_of_a_file_with_what_if_and_target(spbe: Spbe, tmp_path: Path) -> None:
    levels = tmp_path / "level.csv"
    levels.write_text("indicator,level\n" + "".join(f"{number},2\n" for number in range(1, 48)), "utf-8")
    found = spbe.json("indeks", str(levels), "--what-if", "21=3,22=3", "--target", "Baik")
    assert (found["value"], found["predicate"], found["unscored"], found["edition"]) == (2.0, "Cukup", [], "2020")
    assert found["what_if"]["delta"] == pytest.approx(0.03) and found["path"]["is_reached"] and found["path"]["end"] >= 2.6
    text = spbe.text("indeks", str(levels), "--what-if", "21=3", "--target", "2,6", "--lock", "42,43")
    assert "Indeks SPBE: 2,00 Cukup" in text and "Jalur termurah ke 2,60" in text and "Indikator 42 " not in text
    plan = spbe.json("indeks", str(levels), "--target", "2028=3,5; 2027=Baik")["plan"]
    assert [(one["year"], one["is_reached"]) for one in plan] == [(2027, True), (2028, True)]
    assert plan[0]["end"] == plan[1]["start"]
    assert "Tahun 2027\nJalur termurah ke Baik (2,60)" in spbe.text("indeks", str(levels), "--target", "2027=Baik")
    for option, value, message in (
        ("--what-if", "21", "Perubahan «21»"),
        ("--target", "Hebat", "Target «Hebat»"),
        ("--target", "27=Baik", "Target «27=Baik»"),
        ("--lock", "x", "Daftar indikator"),
    ):
        with pytest.raises(InputError, match=message):
            spbe.text("indeks", str(levels), option, value, *(() if option != "--lock" else ("--target", "Baik")))


def test_reports_of_one_and_of_many_agencies(started: Spbe, tmp_path: Path) -> None:
    started.json("assess", "confirm", "1", *(f"{number}=2" for number in range(1, 48)), "--by", "Budi")
    started.json("assess", "unit", "1", "21", "Dinas", "Kominfo", "--by", "Ani")
    started.json("assess", "agency", "add", "kota", "Teluk Biru", "--by", "Ani")
    started.json("assess", "assessment", "new", "2", "--year", "2026", "--by", "Ani")
    out = tmp_path / "hasil"
    made = started.json("report", "--all", "--out", str(out), "--with-drafts")
    assert [len(row["files"]) for row in made["reports"]] == [4, 4] and not any(row["error"] for row in made["reports"])
    words = "\n".join(paragraph.text for paragraph in Document(str(next(out.glob("laporan-*rimba-jaya*.docx")))).paragraphs)
    assert "Draf yang belum diputuskan.\nSecara keseluruhan" in words and "predikat «Cukup»" in words
    todo = load_workbook(next(out.glob("tindak-lanjut-*rimba-jaya*.xlsx")))
    assert "Dinas Kominfo" in todo.sheetnames and todo["Semua unit"].max_row == 51
    only = started.json("report", "1", "--out", str(out), "--format", "docx")
    assert [Path(file).suffix for file in only["reports"][0]["files"]] == [".docx"]
    for arguments, message in (
        ((), "Sebut nomor penilaian"),
        (("9",), "9 tidak ada"),
        (("--all", "--year", "2019"), "Belum ada penilaian"),
        (("1", "9"), "1 dari 2 laporan"),
    ):
        with pytest.raises(InputError, match=message):
            started.text("report", *arguments, "--out", str(out))


def test_a_report_tells_the_drafts_of_its_own_stage_and_what_was_signed(started: Spbe, tmp_path: Path) -> None:
    started.json("assess", "confirm", "1", "20=2", "21=2", "--by", "Budi")
    started.json("draft", "assessment", "1", "--save", "--by", "Ani")
    waiting = started.json("assess", "show", "1", "20")["drafts"]
    for draft in waiting:
        started.json("assess", "decide", "1", "20", str(draft["id"]), "accepted", "--by", "Budi")
    started.json("assess", "stage", "start", "1", "dokumen", "--by", "Budi")
    started.json("report", "2", "--out", str(tmp_path), "--format", "docx", "--with-drafts")
    words = "\n".join(paragraph.text for paragraph in Document(str(next(tmp_path.glob("laporan-*.docx")))).paragraphs)
    assert waiting[0]["proposed"] in words
    assert "Verifikasi dan validasi telah dilakukan terhadap penjelasan pada Indikator 21" in words
    assert "Penerapan Manajemen Risiko SPBE belum d" not in words


def test_evidence_is_attached_with_its_fingerprint(started: Spbe, tmp_path: Path) -> None:
    file = tmp_path / "1.a.Perbup.pdf"
    file.write_bytes(b"isi")
    started.json(
        "assess", "attach", "1", "1", str(file), "--page", "5", "--quote", "Pasal 7 Arsitektur SPBE memuat domain", "--by", "Ani"
    )
    started.json("assess", "confirm", "1", "1=2", "--by", "Budi")
    held = started.json("assess", "show", "1", "1")["evidence"][0]
    assert held["file"] == "1.a.Perbup.pdf" and held["quotes"] == 1 and len(held["sha256"]) == 64
    one = started.json("draft", "assessment", "1", "--indicator", "1")["explanations"][0]
    assert "Pasal 7 halaman 5" in one["fakta"] and "1.a.Perbup.pdf" in one["fakta"]
    with pytest.raises(InputError, match="--page"):
        started.text("assess", "attach", "1", "1", str(file), "--quote", "x", "--by", "Ani")
    (tmp_path / "kosong.pdf").touch()
    with pytest.raises(InputError, match=r"kosong.pdf: berkas kosong \(0 bita\)"):
        started.text("assess", "attach", "1", "1", str(tmp_path / "kosong.pdf"), "--by", "Ani")
    assert "dengan catatan «Interviu»" in started.text(
        "assess", "attach", "1", "1", str(file), "--note", "Interviu", "--by", "Ani"
    )
    assert f"[bukti {held['id']}] 1.a.Perbup.pdf, hlm. 5" in started.text("assess", "show", "1", "1")
    assert "dilepas" in started.text("assess", "detach", "1", "1", str(held["id"]), "--by", "Budi")
    with pytest.raises(InputError, match="sudah dilepas"):
        started.text("assess", "detach", "1", "1", str(held["id"]), "--by", "Budi")


def test_a_review_is_taken_in_once_and_for_the_chosen_indicators(started: Spbe, review: Path) -> None:
    planned = started.json("assess", "review", "1", str(review), "--dry-run", "--by", "Ani")
    assert planned["events"] == 0 and planned["indicators"][0]["new_files"] == 1
    made = started.json("assess", "review", "1", str(review), "--by", "Ani")
    assert (made["ranges"], made["attached"]) == (1, 1)
    assert made["indicators"][0]["met"] == ["program-terencana", "diterapkan"]
    state = started.json("assess", "show", "1", "21")
    assert state["confirmed"] is None and state["proposed"] == {"low": 2, "high": 5}
    assert [(one["file"], one["pages"]) for one in state["evidence"]] == [("21.a.Program-Manrisk.pdf", [3, 5])]
    assert state["elements"]["met"] == ["program-terencana", "diterapkan"]
    assert started.json("assess", "review", "1", str(review), "--by", "Ani")["events"] == 0
    assert "Tidak ada level yang ditetapkan" in started.text("assess", "review", "1", str(review), "--by", "Ani")
    for arguments, message in (
        (("--without", "21"), "semuanya dikecualikan"),
        (("--indicator", "5"), "tidak mendukung indikator 5"),
        (("--indicator", "99"), "Indikator 99"),
    ):
        with pytest.raises(InputError, match=message):
            started.text("assess", "review", "1", str(review), "--by", "Ani", *arguments)


def test_units_get_their_to_do_list(started: Spbe, tmp_path: Path) -> None:
    assert started.text("assess", "todo", "1").startswith("Tidak ada tindak lanjut")
    started.json("assess", "confirm", "1", "1=1", "2=2", "21=1", "--by", "Budi")
    started.json("assess", "propose", "1", "22=2-3", "--by", "Budi")
    assert len(started.json("assess", "unit", "1", "1-2,21", "Dinas", "Kominfo", "--by", "Ani")["events"]) == 3
    text = started.text("assess", "todo", "1")
    assert "Dinas Kominfo (3)" in text and "Belum ditentukan (1)" in text and "level 1 → 2" in text
    for name in ("daftar.xlsx", "daftar.docx"):
        assert len(started.json("assess", "todo", "1", str(tmp_path / name))["items"]) == 4
    document = Document(str(tmp_path / "daftar.docx"))
    assert "Dinas Kominfo (3 tindak lanjut)" in [paragraph.text for paragraph in document.paragraphs]
    assert "Dinas Kominfo" in load_workbook(tmp_path / "daftar.xlsx").sheetnames
    for arguments, message in (
        (("todo", "1", "daftar.pdf"), r"berakhir \.xlsx atau \.docx"),
        (("unit", "1", "3-1", "X"), "«3-1»"),
    ):
        with pytest.raises(InputError, match=message):
            started.text("assess", *arguments, *(("--by", "Ani") if arguments[0] == "unit" else ()))


def test_the_kind_of_an_agency_is_corrected_and_older_workbooks_still_come_back(started: Spbe, tmp_path: Path) -> None:
    book = tmp_path / "kerja.xlsx"
    started.json("assess", "export", "1", str(book))
    started.text("assess", "agency", "rename", "1", "Rimba", "--by", "Budi")
    assert "yaitu Pemerintah Kota Rimba." in started.text("assess", "agency", "kind", "1", "kota", "--by", "Budi")
    told = started.text("assess", "agency", "history", "1")
    assert "jenis «Pemerintah Kabupaten» → «Pemerintah Kota»" in told and told.count("\n") == 2
    assert started.json("assess", "import", "1", str(book), "--by", "Ani")["conflicts"] == []


def test_an_agency_is_renamed_and_older_workbooks_still_come_back(started: Spbe, tmp_path: Path) -> None:
    book = tmp_path / "kerja.xlsx"
    started.json("assess", "export", "1", str(book))
    told = started.text("assess", "agency", "rename", "1", "Rimba", "Makmur", "--by", "Budi")
    assert "Pemerintah Kabupaten Rimba Jaya → Pemerintah Kabupaten Rimba Makmur" in told
    (event,) = started.json("assess", "agency", "history", "1")["events"]
    assert (event["person"], event["before"], event["after"]) == ("Budi", {"name": "Rimba Jaya"}, {"name": "Rimba Makmur"})
    assert "«Rimba Jaya» → «Rimba Makmur»" in started.text("assess", "agency", "history", "1")
    assert started.json("assess", "import", "1", str(book), "--by", "Ani")["conflicts"] == []
