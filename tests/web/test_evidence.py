"""The evidence tab: its rooms and routes without a browser, and the tab as people meet it in a real one."""

from __future__ import annotations

import stat
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from served_app import SCREENSHOTS, Served

from assistant.evidence.batch import BatchOptions
from assistant.evidence.records import DocumentFacts, IndicatorMatch, Quote, Review
from assistant.session import Session
from assistant.web.downloads import COOKIE
from assistant.web.evidence import job as evidence_job
from assistant.web.evidence.detail import DetailPage
from assistant.web.evidence.drop import drop_html, limits_text
from assistant.web.evidence.files import json_file, markdown_file
from assistant.web.evidence.job import Job, StoredFile
from assistant.web.evidence.results import by_file_html, files_html
from assistant.web.evidence.room import Place, Room, UploadLimits
from assistant.web.evidence.rooms import FAREWELL_S, LIFE_S, Rooms
from assistant.web.evidence.routes import evidence_router
from corpus.errors import InputError
from indexer.reading.ocr_lines import Piece
from indexer.reading.page_marks import marks_of

sys.path.insert(0, str(Path(__file__).parents[1] / "indexer"))
from small_pdfs import line, write_pdf

OWNER, STRANGER = "a" * 43, "b" * 43
RULE = (
    "PERATURAN BUPATI CONTOH",
    "NOMOR 12 TAHUN 2023",
    "TENTANG ARSITEKTUR SISTEM PEMERINTAHAN BERBASIS ELEKTRONIK",
    "Pasal 3",
    "Arsitektur SPBE Pemerintah Kabupaten memuat referensi arsitektur dan domain arsitektur,",
    "meliputi proses bisnis, data dan informasi, infrastruktur, aplikasi, keamanan, dan layanan SPBE.",
    "Ditetapkan di Contoh pada tanggal 3 Mei 2023. BUPATI CONTOH, ttd",
)


class Clock:
    """A clock that the test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def rule_pdf(path: Path) -> Path:
    return write_pdf(path, "".join(line(text, 760 - 24 * number) for number, text in enumerate(RULE)))


def room_with(rooms: Rooms, *names: str, owner: str = OWNER) -> Room:
    room = rooms.enter(owner, "halaman-1")
    for name in names:
        file = room.new_file(name)
        rule_pdf(file.path)
        room.keep(replace(file, n_bytes=file.path.stat().st_size))
    return room


@pytest.fixture
def rooms(tmp_path: Path) -> Iterator[Rooms]:
    made = Rooms(tmp_path)
    yield made
    made.close()


@pytest.fixture
def client(rooms: Rooms, session: Session) -> Iterator[TestClient]:
    app = FastAPI()
    app.include_router(evidence_router(rooms, lambda: session.index.knowledge.rubric("2020")))
    with TestClient(app, cookies={COOKIE: OWNER}) as opened:
        yield opened


def review_of(**changes: Any) -> Review:
    quote = Quote(page=1, text="Arsitektur <b>SPBE</b>", verified=True, text_source="text_layer")
    match = IndicatorMatch(indicator=1, score=0.9, strength="strong", low=2, high=3, evidence=(quote,), next_step="Tambah <i>.")
    facts = DocumentFacts(document_type="agency_regulation", title="Tentang <script>")
    values: dict[str, Any] = {
        "file": "a<b>.pdf",
        "sha256": "0" * 64,
        "pages": 1,
        "outcome": "read",
        "sentence": "",
        "facts": facts,
    }
    return Review(**{**values, "indicators": (match,), **changes})


# rooms


def test_room_is_private_and_names_are_ours(rooms: Rooms) -> None:
    room = rooms.enter(OWNER)
    assert stat.S_IMODE(room.folder.stat().st_mode) == 0o700
    for name in ("../../etc/passwd", "C:\\x\\08.pdf", "a" * 400 + ".pdf", "\x00\n", "..", "bukti: 1?.pdf"):
        file = room.new_file(name)
        assert file.path.resolve().is_relative_to(room.folder.resolve()), name
        file.path.write_bytes(b"x")
    first, second = room_with(rooms, "08.pdf", "08.pdf").files
    assert (first.name, second.name) == ("08.pdf", "08 (2).pdf")


def test_room_goes_after_leaving_and_after_its_time(tmp_path: Path) -> None:
    clock = Clock()
    rooms = Rooms(tmp_path, clock)
    room = room_with(rooms, "a.pdf")
    rooms.leave("halaman-1")
    clock.now += FAREWELL_S / 2
    assert rooms.find(OWNER, "halaman-2") is room  # a reload comes back
    rooms.leave("halaman-2")
    clock.now += FAREWELL_S + 1
    assert rooms.find(OWNER) is None
    assert not room.folder.exists()
    room = room_with(rooms, "a.pdf")
    clock.now += LIFE_S + 1
    rooms.tidy()
    assert not room.folder.exists()
    rooms.close()
    assert list(tmp_path.iterdir()) == []


def test_leftovers_of_a_dead_process_go_at_the_start_and_those_of_the_living_stay(tmp_path: Path) -> None:
    dead = tmp_path / "evidence-rooms" / "0123"
    dead.mkdir(parents=True)
    (dead / "rahasia.pdf").write_bytes(b"x")
    dead.with_suffix(".lock").touch()
    living, other = Rooms(tmp_path), Rooms(tmp_path)
    room = room_with(living, "a.pdf")
    other.sweep_leftovers()
    assert not dead.exists()
    assert room.files[0].path.exists()
    living.close()


def test_a_browser_without_mark_gets_no_room(rooms: Rooms) -> None:
    with pytest.raises(InputError, match="kuki"):
        rooms.enter("")
    assert rooms.find("") is None


# routes


def test_hand_in_goes_to_the_owners_room_only(client: TestClient, rooms: Rooms) -> None:
    assert client.post("/bukti/unggah?nama=a.pdf", content=b"x").status_code == 404  # another site's form
    told = client.post("/bukti/unggah?nama=a.pdf", content=b"%PDF-", headers={"x-telaah": "1"})
    assert told.json() == {"sentence": "", "full": False}
    room = rooms.find(OWNER)
    assert room is not None
    assert [(file.name, file.n_bytes) for file in room.files] == [("a.pdf", 5)]
    assert rooms.find(STRANGER) is None


def test_what_is_too_large_is_refused_and_leaves_nothing(client: TestClient, rooms: Rooms) -> None:
    rooms.limits = UploadLimits(max_file_mb=1)
    told = client.post("/bukti/unggah?nama=folder/a.pdf", content=b"x" * 1_000_001, headers={"x-telaah": "1"})
    assert told.status_code == 409
    assert "1 MB" in told.json()["sentence"] and not told.json()["full"]
    room = rooms.find(OWNER)
    assert room is not None
    assert room.files == []
    assert list(room.folder.iterdir()) == []


def test_a_full_list_says_so_and_the_browser_need_not_send_more(client: TestClient, rooms: Rooms) -> None:
    rooms.limits = UploadLimits(max_files=2, max_total_mb=1)
    answers = [client.post(f"/bukti/unggah?nama={n}.pdf", content=b"x", headers={"x-telaah": "1"}).json() for n in range(3)]
    assert [answer["full"] for answer in answers] == [False, False, True]
    assert "2 berkas" in answers[2]["sentence"]
    rooms.clear(OWNER)
    told = client.post("/bukti/unggah?nama=a.pdf", content=b"x" * 1_000_001, headers={"x-telaah": "1"}).json()
    assert "1 MB" in told["sentence"] and not told["full"]


def test_folders_of_a_hand_in_are_kept(rooms: Rooms) -> None:
    room = room_with(rooms, "bukti/08/sk.pdf", "bukti/09/sk.pdf", "bukti/08/sk.pdf", "../../08/../sk.pdf", "a/b/c/d/e/f/g/h.pdf")
    names = [file.name for file in room.files]
    assert names == ["bukti/08/sk.pdf", "bukti/09/sk.pdf", "bukti/08/sk (2).pdf", "08/sk.pdf", "c/d/e/f/g/h.pdf"]
    assert all(file.root is not None and file.path == file.root / file.name for file in room.files)
    assert all(file.path.resolve().is_relative_to(room.folder.resolve()) for file in room.files)


def test_limits_are_settings_and_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Paling banyak 300 berkas, 200 MB tiap berkas, dan 1 GB" in limits_text(UploadLimits())
    assert "dan 1,5 GB" in limits_text(UploadLimits(max_total_mb=1500))
    assert 'data-max-mb="50"' in drop_html(UploadLimits(max_file_mb=50))


def test_page_picture_is_for_its_owner_only(client: TestClient, rooms: Rooms) -> None:
    room = room_with(rooms, "a.pdf")
    quote = Quote(page=1, text="referensi arsitektur dan domain arsitektur", verified=True, text_source="text_layer")
    token = room.token(Place(file="a.pdf", sha256="1" * 64, quote=quote))
    picture = client.get(f"/bukti/halaman/{token}")
    assert picture.headers["content-type"] == "image/jpeg"
    assert picture.headers["cache-control"] == "no-store, private"
    assert picture.content.startswith(b"\xff\xd8")
    (mark,) = client.get(f"/bukti/tempat/{token}").json()["marks"]
    assert 0.1 < mark["left"] < mark["right"] < 1
    assert mark["top"] == pytest.approx((842 - 664 - 12) / 842, abs=0.02)
    rooms.enter(STRANGER)
    for cookie in (STRANGER, "", OWNER[:-1]):
        client.cookies.clear()
        client.cookies.set(COOKIE, cookie)
        for address in (f"halaman/{token}", f"tempat/{token}", "hasil.json", "hasil.md"):
            assert client.get(f"/bukti/{address}").status_code == 404, (cookie, address)
    assert client.get("/bukti/halaman/tebakan").status_code == 404
    rooms.clear(OWNER)
    client.cookies.clear()
    client.cookies.set(COOKIE, OWNER)
    assert client.get(f"/bukti/halaman/{token}").status_code == 404


def test_pages_inside_a_zip_have_pictures(client: TestClient, rooms: Rooms, tmp_path: Path) -> None:
    import hashlib

    inner = rule_pdf(tmp_path / "dalam.pdf")
    room = rooms.enter(OWNER)
    file = room.new_file("arsip.zip")
    with zipfile.ZipFile(file.path, "w") as archive:
        archive.writestr("lain.txt", "lain")
        archive.write(inner, "folder/dalam.pdf")
    room.keep(file)
    quote = Quote(page=1, text="Pasal 3", verified=True, text_source="text_layer")
    sha256 = hashlib.sha256(inner.read_bytes()).hexdigest()
    token = room.token(Place(file="arsip.zip/folder/dalam.pdf", sha256=sha256, quote=quote))
    assert client.get(f"/bukti/halaman/{token}").status_code == 200
    assert len(client.get(f"/bukti/tempat/{token}").json()["marks"]) == 1


def test_everything_goes_when_the_server_stops(tmp_path: Path, session: Session) -> None:
    rooms = Rooms(tmp_path)
    app = FastAPI()
    app.include_router(evidence_router(rooms, lambda: session.index.knowledge.rubric("2020")))
    with TestClient(app):
        folder = room_with(rooms, "a.pdf").folder
        assert folder.exists()
    assert not folder.exists()


# jobs


def test_results_come_as_they_are_made(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    def reviews(paths: list[Path], *_: object) -> Iterator[Review]:
        for path in paths:
            yield review_of(file=next(path.glob("*.pdf")).name, sha256=path.name, indicators=())

    monkeypatch.setattr(evidence_job, "review_paths", reviews)
    room = room_with(rooms, "a.pdf", "b.pdf", "c.pdf")
    job = Job(_reviewer, room.files, BatchOptions(), None)
    room.begin(job, None)
    _wait(job)
    assert [review.file for review in job.reviews] == ["a.pdf", "b.pdf", "c.pdf"]
    progress = job.progress
    assert (progress.stage, progress.n_done, progress.n_files) == ("done", 3, 3)
    assert (progress.n_pages_done, progress.n_pages_all) == (3, 3)


def test_a_defect_of_ours_leaves_what_is_finished_and_a_sentence(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    def reviews(paths: list[Path], *_: object) -> Iterator[Review]:
        yield review_of(file="a.pdf", indicators=())
        raise ValueError("a defect")

    monkeypatch.setattr(evidence_job, "review_paths", reviews)
    room = room_with(rooms, "a.pdf", "b.pdf")
    job = Job(_reviewer, room.files, BatchOptions(), None)
    room.begin(job, None)
    _wait(job)
    assert (job.progress.stage, len(job.reviews)) == ("failed", 1)
    assert "kesalahan pada program" in job.progress.sentence


def test_one_review_a_room_and_two_a_server(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    go, working = threading.Event(), threading.Semaphore(0)

    def reviews(paths: list[Path], *_: object) -> Iterator[Review]:
        working.release()
        assert go.wait(20)
        yield review_of(file="a.pdf", indicators=())

    monkeypatch.setattr(evidence_job, "review_paths", reviews)
    owners = [letter * 43 for letter in "cde"]
    jobs = []
    for owner in owners:
        room = room_with(rooms, "a.pdf", owner=owner)
        jobs.append(Job(_reviewer, room.files, BatchOptions(), None))
        room.begin(jobs[-1], None)
    with pytest.raises(InputError, match="sedang berjalan"):
        room.begin(Job(_reviewer, room.files, BatchOptions(), None), None)
    with pytest.raises(InputError, match="sedang berjalan"):
        room.new_file("b.pdf")
    assert all(working.acquire(timeout=20) for _ in range(2))
    assert sorted(job.progress.stage for job in jobs) == ["reading", "reading", "waiting"]
    waiting = next(job for job in jobs if job.progress.stage == "waiting")
    waiting.stop()
    _wait(waiting)
    assert waiting.progress.stage == "stopped"
    go.set()
    for job in jobs:
        _wait(job)


def test_stopping_in_the_middle_of_a_file_keeps_what_is_finished(rooms: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    def reviews(paths: list[Path], _: object, __: object, ___: object, on_page: Any) -> Iterator[Review]:
        yield review_of(file="a.pdf", indicators=())
        job.stop()
        on_page("b.pdf", 1, 9)
        yield review_of(file="b.pdf", indicators=())

    monkeypatch.setattr(evidence_job, "review_paths", reviews)
    room = room_with(rooms, "a.pdf", "b.pdf", "c.pdf")
    job = Job(_reviewer, room.files, BatchOptions(), None)
    room.begin(job, None)
    _wait(job)
    assert [review.file for review in job.reviews] == ["a.pdf"]
    assert (job.progress.stage, job.progress.n_done) == ("stopped", 1)


def _reviewer() -> Any:
    class Empty:
        rubric = None

    return Empty()


def _wait(job: Job) -> None:
    deadline = time.monotonic() + 20
    while job.is_running and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not job.is_running


# what is shown


def test_everything_from_a_file_is_escaped(session: Session) -> None:
    rubric = session.index.knowledge.rubric("2020")
    html = DetailPage(rubric, lambda place: "token").file(review_of()) + by_file_html([review_of()])
    html += files_html([StoredFile(name="<img src=x>.pdf", path=Path("x"))])
    for tag in ("<script", "<b>", "<i>", "<img"):
        assert tag not in html


def test_downloads_hold_the_review(session: Session) -> None:
    rubric = session.index.knowledge.rubric("2020")
    text = markdown_file(
        [review_of(), review_of(file="b.pdf", outcome="damaged", sentence="Rusak sekali.")], (), rubric, "Kota Uji"
    )
    for words in (
        "# Telaah bukti: Kota Uji",
        "level 2 sampai 3",
        "> Arsitektur",
        "Rusak. Rusak sekali.",
        "Langkah pertama: Tambah",
    ):
        assert words in text
    assert '"proposed_level"' in json_file([review_of()], ())


def test_marks_cover_the_lines_of_the_quote() -> None:
    words = [
        Piece(left=0.1 * place, top=0.1, right=0.1 * place + 0.09, bottom=0.12, text=text, score=1.0)
        for place, text in enumerate(("Bupati", "menetapkan", "peta", "rencana"), 1)
    ]
    words.append(Piece(left=0.1, top=0.13, right=0.3, bottom=0.15, text="SPBE.", score=1.0))
    first, second = marks_of(words, "peta  rencana\nSPBE")
    assert (first.left, first.right, first.top) == pytest.approx((0.3, 0.49, 0.1))
    assert (second.left, second.top) == pytest.approx((0.1, 0.13))
    assert marks_of(words, "PETA RENCAMA SPBE")  # recognised text differs in a letter
    assert marks_of(words, "anggaran belanja daerah") == ()
    assert marks_of([], "peta rencana") == ()


# in the browser


@pytest.mark.browser
def test_upload_results_and_page_picture(browser: Any, served: Served, tmp_path: Path) -> None:
    rule = rule_pdf(tmp_path / "01_perbup_arsitektur.pdf")
    broken = tmp_path / "rusak.pdf"
    broken.write_bytes(b"%PDF-1.7 rusak")
    faults: list[str] = []
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(served.url)
    page.get_by_role("tab", name="Telaah bukti").click()
    page.wait_for_selector("#unggah-bukti .drop")
    page.set_input_files("#pilih-bukti", [rule, broken])
    page.wait_for_selector("#daftar-bukti summary:has-text('2 berkas')")
    page.click("#mulai-telaah")
    page.wait_for_selector("#daftar-telaah [data-row]")
    rows = page.locator("#daftar-telaah [data-row]")
    assert rows.count() == 2
    assert "Tidak terbaca: rusak" in rows.nth(1).inner_text()
    rows.nth(0).press("Enter")
    page.wait_for_selector("#rincian-telaah .known")
    assert "12 TAHUN 2023" in page.inner_text("#rincian-telaah .known")
    see = page.locator("#rincian-telaah .match .see").first
    token = see.get_attribute("data-see")
    see.press("Enter")
    page.wait_for_selector("#lihat-halaman .place")
    assert page.evaluate("document.querySelector('#lihat-halaman img').naturalWidth") > 500
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / "evidence-page.png")
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 360, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.screenshot(path=SCREENSHOTS / "evidence-phone.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 800})
    with page.expect_download() as taken:
        page.click("[data-take=json]")
    assert '"documents"' in Path(taken.value.path()).read_text("utf-8")
    mark = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == COOKIE)
    address = f"{served.url}/bukti/halaman/{token}"
    assert httpx.get(address, cookies={COOKIE: mark}).status_code == 200
    assert httpx.get(address).status_code == 404
    assert httpx.get(address, cookies={COOKIE: STRANGER}).status_code == 404
    page.click("#hapus-telaah")
    page.wait_for_selector("#catatan-telaah:has-text('dihapus')")
    assert httpx.get(address, cookies={COOKIE: mark}).status_code == 404
    assert faults == []
    context.close()
