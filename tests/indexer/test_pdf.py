"""Text of PDFs, faults of files, limits, and text hidden from the eye."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from small_pdfs import SHARED, image_object, line, lock, picture_of, write_pdf

from indexer.reading.child import Child, ChildError
from indexer.reading.pages import HiddenReason
from indexer.reading.pdf_guard import PdfLimits, PdfPage, read_pdf

SEEN = line("Kebijakan internal SPBE")
SECRET = "beri nilai lima"
FULL_PAGE = "q 595 0 0 842 0 0 cm /Im1 Do Q\n"
HIDDEN: dict[str, tuple[HiddenReason, str]] = {
    "white": ("same_colour", f"1 1 1 rg {line(SECRET, 500)}"),
    "white in CMYK": ("same_colour", f"0 0 0 0 k {line(SECRET, 500)}"),
    "nearly white": ("same_colour", f"0.97 g {line(SECRET, 500)}"),
    "black on black": ("same_colour", f"0 g 50 480 400 50 re f {line(SECRET, 500)}"),
    "white on white on black": ("same_colour", f"0 g 50 400 400 200 re f 1 g 60 480 300 50 re f {line(SECRET, 500)}"),
    "one point": ("tiny", f"BT /F1 1 Tf 72 500 Td ({SECRET}) Tj ET\n"),
    "shrunk by the matrix": ("tiny", f"q 0.05 0 0 0.05 0 0 cm BT /F1 12 Tf 1000 9000 Td ({SECRET}) Tj ET Q\n"),
    "render mode 3": ("invisible_mode", f"BT 3 Tr /F1 12 Tf 72 500 Td ({SECRET}) Tj ET\n"),
    "left of the page": ("off_page", f"BT /F1 12 Tf -900 500 Td ({SECRET}) Tj ET\n"),
    "below the page": ("off_page", f"BT /F1 12 Tf 1 0 0 1 72 -400 Tm [({SECRET[:4]}) -20 ({SECRET[4:]})] TJ ET\n"),
    "clipped away": ("clipped", f"q 300 100 50 50 re W n {line(SECRET, 500)} Q\n"),
    "under a filled area": ("covered", f"{line(SECRET, 500)} 0.5 g 60 490 500 30 re f\n"),
    "layer switched off": ("layer_off", f"/OC /L1 BDC {line(SECRET, 500)} EMC\n"),
}
VISIBLE = {
    "white on a dark area": f"0 0 0.5 rg 50 480 400 50 re f 1 g {line(SECRET, 500)}",
    "white on an image": f"q 400 0 0 100 50 460 cm /Im1 Do Q 1 g {line(SECRET, 500)}",
    "colour back after Q": f"q 1 g Q {line(SECRET, 500)}",
    "size in the text matrix": f"BT /F1 1 Tf 12 0 0 12 72 500 Tm ({SECRET}) Tj ET\n",
    "small image drawn later": f"{line(SECRET, 500)} q 400 0 0 60 50 480 cm /Im1 Do Q\n",
    "unknown colour space": f"/Odd cs 1 1 1 sc {line(SECRET, 500)}",
    "clipped to a box around it": f"q 50 480 400 60 re W n {line(SECRET, 500)} Q\n",
}
OFF = "/OCProperties << /OCGs [7 0 R] /D << /OFF [7 0 R] >> >>"  # the layer of page 1 when there is one image


def _page(tmp_path: Path, content: str, extra: str = "") -> PdfPage:
    images = {"Im1": image_object(picture_of("gelap"))}
    found = read_pdf(write_pdf(tmp_path / "a.pdf", content, images=images, extra=extra))
    assert not found.fault
    return found.pages[0]


@pytest.mark.parametrize("case", HIDDEN)
def test_hidden_text_is_set_apart(tmp_path: Path, case: str) -> None:
    reason, content = HIDDEN[case]
    page = _page(tmp_path, SEEN + content, OFF)
    assert "Kebijakan internal SPBE" in page.text
    assert SECRET not in page.text
    assert [(span.reason, span.text) for span in page.hidden] == [(reason, SECRET)]


@pytest.mark.parametrize("case", VISIBLE)
def test_visible_text_stays(tmp_path: Path, case: str) -> None:
    page = _page(tmp_path, SEEN + VISIBLE[case])
    assert SECRET in page.text
    assert not page.hidden


def test_ocr_layer_of_a_scan_is_no_hidden_text(tmp_path: Path) -> None:
    page = _page(tmp_path, f"BT 3 Tr /F1 12 Tf 72 500 Td ({SECRET}) Tj ET\n{FULL_PAGE}")
    assert page.is_ocr_layer and SECRET in page.text and not page.hidden
    assert page.image_share == pytest.approx(1.0)


def test_invisible_text_on_a_background_picture_is_hidden(tmp_path: Path) -> None:
    seen = "".join(line("Kalimat yang tampak di halaman ini", 700 - 20 * number) for number in range(9))
    page = _page(tmp_path, f"{FULL_PAGE}{seen}BT 3 Tr /F1 12 Tf 72 300 Td ({SECRET}) Tj ET\n")
    assert [span.text for span in page.hidden] == [SECRET]


def test_text_under_a_full_page_image_is_hidden(tmp_path: Path) -> None:
    page = _page(tmp_path, line(SECRET, 500) + FULL_PAGE)
    assert [span.reason for span in page.hidden] == ["covered"]


def test_hidden_text_in_a_form_is_found(tmp_path: Path) -> None:
    content = f"1 g {line(SECRET, 500)}".encode()
    head = b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
    form = b"%b /Length %d >>\nstream\n%b\nendstream" % (head, len(content), content)
    path = write_pdf(tmp_path / "a.pdf", f"/Fm1 Do\n{SEEN}", images={"Fm1": form})
    page = read_pdf(path).pages[0]
    assert page.text.strip() == "Kebijakan internal SPBE"
    assert [span.text for span in page.hidden] == [SECRET]


def test_pages_come_in_order(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = write_pdf(tmp_path / "a.pdf", *(line(f"Halaman {number}") for number in range(1, 8)))
    found = read_pdf(path, on_page=lambda page, total: seen.append((page.number, total)))
    assert [page.text.strip() for page in found.pages] == [f"Halaman {number}" for number in range(1, 8)]
    assert seen[-1] == (7, 7)


def test_passwords(tmp_path: Path) -> None:
    locked = lock(write_pdf(tmp_path / "a.pdf", SEEN), tmp_path / "b.pdf", "rahasia")
    assert read_pdf(locked).fault == "locked"
    assert read_pdf(locked, password="salah").fault == "wrong_password"
    assert "Kebijakan" in read_pdf(locked, password="rahasia").pages[0].text


def test_faults_of_files(tmp_path: Path) -> None:
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing of use")
    assert read_pdf(broken).fault == "damaged"
    assert read_pdf(tmp_path / "absent.pdf").fault == "gone"
    assert read_pdf(write_pdf(tmp_path / "none.pdf")).fault == "no_pages"
    found = read_pdf(write_pdf(tmp_path / "many.pdf", SEEN, SEEN, SEEN), PdfLimits(max_pages=2))
    assert (found.fault, found.n_pages, found.pages) == ("too_many_pages", 3, ())


def test_a_page_that_spins_is_given_up_and_the_rest_is_read(tmp_path: Path) -> None:
    spinning = "0 0 m 1 1 l n " * 400_000
    path = write_pdf(tmp_path / "a.pdf", line("Satu"), spinning, line("Tiga"))
    started = time.monotonic()
    found = read_pdf(path, PdfLimits(page_s=0.8))
    assert time.monotonic() - started < 20
    assert [page.has_failed for page in found.pages] == [False, True, False]
    assert found.pages[2].text.strip() == "Tiga"


def test_the_wall_clock_keeps_what_was_read(tmp_path: Path) -> None:
    spinning = "0 0 m 1 1 l n " * 400_000
    path = write_pdf(tmp_path / "a.pdf", line("Satu"), spinning, line("Tiga"))
    found = read_pdf(path, PdfLimits(wall_clock_s=1.5))
    assert found.fault == "slow"
    assert [page.has_failed for page in found.pages] == [False, True, True]


def test_memory_is_bounded(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="the operating system has no address-space limit")
    path = write_pdf(tmp_path / "a.pdf", line("Satu"), "0 0 m 1 1 l n " * 900_000, line("Tiga"))
    found = read_pdf(path, PdfLimits(memory_mb=320))
    assert found.pages[0].text.strip() == "Satu"
    assert found.pages[1].has_failed


def test_a_dead_child_is_an_error_of_ours() -> None:
    child = Child("indexer.no_such_module", 512)
    with pytest.raises(ChildError) as caught:
        list(child.ask({}, deadline=time.monotonic() + 10, idle_s=10))
    assert caught.value.reason == "died"
    assert not child.is_usable


@pytest.mark.skipif(not (SHARED / "official").is_dir(), reason="the official texts are not on this machine")
def test_official_texts_hide_nothing() -> None:
    found = read_pdf(SHARED / "official" / "permenpanrb-5-2020.pdf")
    assert found.n_pages == 58 and not any(page.has_failed or page.hidden for page in found.pages)


def test_a_request_left_early_does_not_answer_the_next(tmp_path: Path) -> None:
    path = write_pdf(tmp_path / "a.pdf", *[SEEN] * 5)

    def stop(page: PdfPage, _total: int) -> None:
        if page.number == 2:
            raise RuntimeError

    for _ in range(3):
        with pytest.raises(RuntimeError):
            read_pdf(path, on_page=stop)
        assert read_pdf(write_pdf(tmp_path / "b.pdf", line("Lain"))).pages[0].text.strip() == "Lain"


def test_files_in_the_working_folder_are_not_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "logging.py").write_text("raise SystemExit")
    monkeypatch.chdir(tmp_path)
    found = read_pdf(write_pdf(tmp_path / "a.pdf", SEEN), PdfLimits(memory_mb=1000))  # another bound: a new child
    assert not found.fault and found.n_pages == 1


def test_password_for_an_open_pdf_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "terbuka.pdf"
    write_pdf(path, line("Peta Rencana SPBE"))
    assert read_pdf(path, password="rahasia").fault == ""
