"""OCR of scans and pictures: engines, turned pages, faults, and the order of lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_pdfs import image_object, picture_of, write_pdf

from corpus.errors import DocumentError
from indexer.reading.drawing import render_page
from indexer.reading.legibility import agreement, is_legible
from indexer.reading.ocr import OcrEngine, OcrPage, OcrSettings, PicturePage, find_engine, recognise
from indexer.reading.ocr_lines import Piece, page_text, tsv_pieces

LINES = (
    "PERATURAN BUPATI TENTANG SISTEM PEMERINTAHAN",
    "Pasal 1 Dalam Peraturan Bupati ini yang dimaksud",
    "dengan daerah adalah Kabupaten Contoh dan",
    "pemerintah daerah adalah bupati sebagai unsur",
)
ENGINES = [
    pytest.param(name, marks=pytest.mark.skipif(find_engine(OcrSettings(engine=name)) is None, reason=f"{name} is not here"))
    for name in ("tesseract", "rapidocr")
]


def _scan(path: Path, rotation: int = 0) -> Path:
    picture = picture_of(*LINES).rotate(rotation, expand=True)
    return write_pdf(path, "q 595 0 0 842 0 0 cm /Im1 Do Q\n", images={"Im1": image_object(picture)})


def _read(path: Path, engine: str, *, is_image: bool = False) -> OcrPage:
    settings = OcrSettings(engine=engine)  # type: ignore[arg-type]
    found = find_engine(settings)
    assert found is not None
    return next(recognise(path, [PicturePage(number=1)], found, settings, is_image=is_image))


@pytest.mark.parametrize("engine", ENGINES)
def test_a_scan_is_read(tmp_path: Path, engine: str) -> None:
    page = _read(_scan(tmp_path / "a.pdf"), engine)
    assert not page.fault and page.confidence > 0.7
    assert agreement(" ".join(LINES), page.text) > 0.85


@pytest.mark.parametrize("engine", ENGINES)
def test_an_upside_down_scan_is_turned(tmp_path: Path, engine: str) -> None:
    assert agreement(" ".join(LINES), _read(_scan(tmp_path / "a.pdf", 180), engine).text) > 0.7


@pytest.mark.parametrize("engine", ENGINES)
def test_a_picture_file_is_read(tmp_path: Path, engine: str) -> None:
    picture_of(*LINES).save(tmp_path / "a.jpg")
    assert agreement(" ".join(LINES), _read(tmp_path / "a.jpg", engine, is_image=True).text) > 0.85


@pytest.mark.parametrize("engine", ENGINES)
def test_a_blank_page_has_no_text(tmp_path: Path, engine: str) -> None:
    page = _read(write_pdf(tmp_path / "a.pdf", ""), engine)
    assert (page.text, page.fault) == ("", "")


@pytest.mark.parametrize("engine", ENGINES)
def test_what_cannot_be_drawn_is_a_fault(tmp_path: Path, engine: str) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n and then nothing")
    assert _read(tmp_path / "a.png", engine, is_image=True).fault == "not_rendered"


def test_an_engine_that_is_gone_is_a_fault(tmp_path: Path) -> None:
    engine = OcrEngine(name="tesseract", program=str(tmp_path / "absent"), languages="ind")
    page = next(recognise(_scan(tmp_path / "a.pdf"), [PicturePage(number=1)], engine, OcrSettings()))
    assert page.fault == "engine"


def test_engines_can_be_switched_off() -> None:
    assert find_engine(OcrSettings(engine="off")) is None


def test_a_huge_page_is_drawn_within_the_pixel_limit(tmp_path: Path) -> None:
    path = _scan(tmp_path / "a.pdf")
    path.write_bytes(path.read_bytes().replace(b"[0 0 595 842]", b"[0 0 99999 99999]"))
    render_page(path, 1, tmp_path / "a.png")
    assert (tmp_path / "a.png").stat().st_size > 0


def test_a_page_that_is_not_there_cannot_be_drawn(tmp_path: Path) -> None:
    with pytest.raises(DocumentError):
        render_page(_scan(tmp_path / "a.pdf"), 9, tmp_path / "a.png")


def _piece(text: str, left: float, top: float, score: float = 0.9) -> Piece:
    return Piece(left=left, top=top, right=left + 12 * len(text), bottom=top + 20, text=text, score=score)


def test_numbers_beside_a_text_come_before_it() -> None:
    pieces = [
        _piece("Pejabat menetapkan", 90, 100),
        _piece("(1)", 20, 102),
        _piece("keputusan.", 90, 130),
        _piece("(2)", 20, 158),
    ]
    text, confidence = page_text([*pieces, _piece("Bupati", 90, 159), _piece("zz", 300, 160, 0.1)])
    assert text == "(1) Pejabat menetapkan\nkeputusan.\n(2) Bupati"
    assert confidence == pytest.approx(0.9)


def test_paragraphs_are_parted() -> None:
    assert (
        page_text([_piece(text, 0, top) for text, top in (("a b", 0), ("c d", 30), ("e f", 60), ("g h", 150))])[0].count("\n\n")
        == 1
    )


def test_tesseract_tables_become_lines() -> None:
    head = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n"
    words = [
        "5\t1\t1\t1\t1\t1\t10\t10\t40\t20\t96\tPasal",
        "5\t1\t1\t1\t1\t2\t60\t10\t10\t20\t90\t1",
        "4\t1\t1\t1\t2\t0\t0\t0\t0\t0\t-1\t",
    ]
    pieces = tsv_pieces(head + "\n".join(words))
    assert [(piece.text, round(piece.score, 2)) for piece in pieces] == [("Pasal 1", 0.95)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pasal 12 ayat (3) huruf a", True),
        ("Daftar Isi " + "." * 300 + " 4", True),
        ("12 | 13,5 | 1.250.000 | 99 | 2024", True),
        ("", False),
        ("\ufffd\ufffd\ufffd\ufffd teks \ufffd\ufffd", False),
        ("!#$ %&' ()* +,- ./: ;<= >?@ [\\] ^_` {|} ~!# $%& '() *+, -./", False),
        ("xkqj wrtz pfgh " * 12, False),
        ("Sistem informasi kepegawaian mencatat kehadiran pegawai setiap hari kerja di seluruh perangkat daerah " * 3, True),
    ],
)
def test_legibility(text: str, expected: bool) -> None:
    assert is_legible(text) is expected
