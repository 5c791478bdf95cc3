"""Official PDFs from file to citation: made ones of our own words, and every PDF of the reference folder."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from small_pdfs import line, lock, write_pdf

from assistant.ask.official_quotes import official_quote, shown_quote
from assistant.ask.verify import stands_in
from assistant.cli.main import main
from assistant.session import Session
from corpus.locators import Locator, parse_locator
from corpus.records import Passage
from indexer.official.add import add_file, add_official, is_document_id
from indexer.official.added import OfficialStore, StoredPassages
from indexer.official.regulation_title import recognise_title
from indexer.official_homes import Homes, added_regulations
from indexer.reading.sources import PageCache, ReadingSettings, read_document

ROOT = Path(__file__).resolve().parents[2]
OFFICIAL = ROOT.parent / "shared" / "official"
HEAD = ("PERATURAN BUPATI CONTOH JAYA", "NOMOR 34 TAHUN 2019", "TENTANG", "TIM KERJA", "DENGAN RAHMAT TUHAN", "MEMUTUSKAN:")
BODY = ("BAB I", "KETENTUAN UMUM", "Pasal 1", "(1) Tim kerja terdiri atas lima", "orang.", "(2) Tim kerja dipilih tahunan.")
REST = ("Pasal 3", "Tim kerja dibubarkan oleh Bupati.", "Agar setiap orang mengetahuinya, memerintahkan", "Ditetapkan di Contoh")


def sheet(texts: Sequence[str]) -> str:
    """A page of lines from the top."""
    escaped = [text.replace("(", r"\(").replace(")", r"\)") for text in texts]
    return "".join(line(text, 780 - 18 * number) for number, text in enumerate(escaped))


def made_pdf(path: Path, head: Sequence[str] = HEAD, body: Sequence[str] = BODY, rest: Sequence[str] = REST) -> Path:
    return write_pdf(path, sheet((*head, *body)), sheet(("- 2 -", *rest)))


def test_a_made_pdf_comes_back_word_for_word(tmp_path: Path) -> None:
    store = OfficialStore(tmp_path)
    addition = add_file(made_pdf(tmp_path / "a.pdf"), store)
    assert (addition.outcome, addition.id, addition.sentences) == ("added", "perbup-contoh-jaya-34-2019", ())
    text = store.get(addition.id)
    assert text is not None and text.title == "Peraturan Bupati Contoh Jaya Nomor 34 Tahun 2019 tentang Tim Kerja"
    assert (text.report.articles, text.report.missing) == (("pasal-1", "pasal-3"), ("pasal-2",))
    passages = {str(passage.locator): passage for passage in StoredPassages(store)}
    assert passages[f"{text.id}#pasal-1.ayat-1"].text == "(1) Tim kerja terdiri atas lima\norang."
    assert passages[f"{text.id}#pasal-1.ayat-1"].key == f"resmi:{text.id}#pasal-1.ayat-1"
    last = passages[f"{text.id}#pasal-3"]
    assert (last.page, last.source, last.label) == (2, "official", "Pasal 3 Perbup contoh jaya 34/2019")


def test_adding_again_replacing_and_removing(tmp_path: Path) -> None:
    store = OfficialStore(tmp_path / "data")
    first = made_pdf(tmp_path / "a.pdf")
    assert add_file(first, store).outcome == "added"
    before = store.hashes()
    assert add_file(first, store).outcome == "unchanged"
    assert store.hashes() == before
    old = store.texts()[0]
    second = made_pdf(tmp_path / "b.pdf", rest=("Pasal 2", "Baru.", *REST))
    assert add_file(second, store).outcome == "replaced"
    assert store.hashes() != before and store.ids() == [old.id]
    assert (tmp_path / "data" / "official" / f"{old.id}.{old.sha256}.json").is_file()
    assert store.remove(old.id) and not store.remove(old.id)
    assert store.texts() == [] and len(StoredPassages(store)) == 0


def test_a_text_read_anew_by_ocr_stays(tmp_path: Path) -> None:
    store = OfficialStore(tmp_path)
    path = made_pdf(tmp_path / "a.pdf")
    outcomes = [add_file(path, store, settings=ReadingSettings(redo_layers=redo)).outcome for redo in (False, True, True, False)]
    assert outcomes == ["added", "replaced", "unchanged", "unchanged"]


def test_one_bad_file_never_stops_the_rest(tmp_path: Path) -> None:
    folder = tmp_path / "naskah"
    folder.mkdir()
    made_pdf(folder / "c.pdf")
    (folder / "a.pdf").write_bytes(b"%PDF-1.4 rusak")
    lock(write_pdf(tmp_path / "x.pdf", line("Isi")), folder / "b.pdf", "kunci")
    write_pdf(folder / "d.pdf", line("Notula rapat tim kerja"))
    (folder / "catatan.txt").write_text("bukan pdf")
    found = list(add_official([folder, tmp_path / "tidak-ada.pdf", folder / "catatan.txt"], OfficialStore(tmp_path)))
    assert [(addition.file, addition.outcome) for addition in found] == [
        ("a.pdf", "refused"),
        ("b.pdf", "refused"),
        ("c.pdf", "added"),
        ("d.pdf", "refused"),
        ("tidak-ada.pdf", "refused"),
        ("catatan.txt", "refused"),
    ]
    assert "kata sandi" in found[1].sentences[0] and "--as" in found[3].sentences[0]
    assert all(addition.sentences[0].endswith((".", "2019")) for addition in found if addition.outcome == "refused")


def test_a_document_that_the_user_names(tmp_path: Path) -> None:
    store = OfficialStore(tmp_path)
    path = write_pdf(tmp_path / "a.pdf", sheet(("SALINAN KEDUA", "Pasal 1", "Tim dibentuk.", "Pasal 2", "Tim bekerja.")))
    assert add_file(path, store, document="perbup-contoh-1-2020").id == "perbup-contoh-1-2020"
    assert is_document_id("perbup-contoh-1-2020")
    assert not any(is_document_id(text) for text in ("Perbup 1", "perpres-95-2018#pasal-1", "../etc", "bukti:0123456789ab"))


def test_a_damaged_store_file_is_left_out(tmp_path: Path) -> None:
    store = OfficialStore(tmp_path)
    add_file(made_pdf(tmp_path / "a.pdf"), store)
    (tmp_path / "official" / "perpres-1-2020.json").write_text("{rusak")
    assert [text.id for text in store.texts()] == ["perbup-contoh-jaya-34-2019"]


def passage(locator: str, source: str, text: str = "Isi.") -> Passage:
    where = parse_locator(locator)
    kind = "official" if source == "official" else "digest"
    key = ("resmi:" if kind == "official" else "") + locator
    return Passage(key=key, locator=where, label=locator, heading="", text=text, source=kind, document=where.document, page=1)


def test_homes_of_official_passages() -> None:
    given = [
        *(passage(locator, "digest") for locator in ("uu-1-2000", "uu-1-2000#pasal-1", "uu-1-2000#pasal-2.ayat-1")),
        *(passage(f"uu-1-2000#{path}", "official") for path in ("pasal-1", "pasal-1.ayat-2", "pasal-2", "pasal-2.ayat-2")),
        *(passage(f"uu-1-2000#{path}", "official") for path in ("pasal-3", "pasal-3.ayat-1", "lampiran.bab-1")),
        passage("perbup-x-1-2000#pasal-1.ayat-1", "official"),
    ]
    homes = Homes(given)
    found = [None if home is None else str(home) for home in homes.of[3:]]
    assert found == [
        "uu-1-2000#pasal-1",
        "uu-1-2000#pasal-1",
        None,
        "uu-1-2000#pasal-2.ayat-2",
        "uu-1-2000#pasal-3",
        "uu-1-2000#pasal-3",
        "uu-1-2000#lampiran.bab-1",
        "perbup-x-1-2000#pasal-1",
    ]
    paths = [item.locator.path for item in homes.official(Locator("uu-1-2000", "lampiran.bab-1.A.angka-2"))]
    assert paths == ["lampiran.bab-1"]
    assert homes.official(Locator("uu-1-2000")) == ()
    assert [regulation.id for regulation in added_regulations(given, ())] == ["uu-1-2000", "perbup-x-1-2000"]


def test_a_quote_is_cut_at_the_border_of_a_sentence() -> None:
    filler = " ".join(["Kalimat ini panjang sekali dan tidak penting bagi siapa pun."] * 8)
    given = passage(
        "uu-1-2000#pasal-1", "official", f"(1) {filler}\n(2) Ketua menetapkan perundang-\nundangan tim.\n(3) {filler}"
    )
    found = official_quote([given], {"ketua", "menetapkan"}, is_exact=True)
    assert found is not None
    assert stands_in(found[1], given.text) and len(found[1].split()) <= 61
    assert shown_quote(found[1]).startswith("(2) Ketua menetapkan perundang-undangan tim.")
    assert official_quote([given], {"asing", "sama", "sekali", "lain"}, is_exact=False) is None


@pytest.fixture(scope="module")
def data_dir(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the built index with two made texts added: one that has digests and one that has none."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(session.settings.data_dir / "index", folder / "index")
    made = tmp_path_factory.mktemp("pdf")
    head = ("PERATURAN PRESIDEN REPUBLIK INDONESIA", "NOMOR 95 TAHUN 2018", "TENTANG", "CONTOH", "MEMUTUSKAN:")
    body = ("Pasal 13", "Peta Rencana di sini hanya contoh buatan", "untuk pengujian.")
    made_pdf(made / "perpres.pdf", head, body, REST[2:])
    made_pdf(made / "perbup.pdf")
    assert main(["--data-dir", str(folder), "--quiet", "index", str(made)]) == 0
    return folder


def test_index_lists_digest_and_official(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data-dir", str(data_dir), "--quiet", "index", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["documents"]
    found = {(row["id"], row["source"]): row for row in rows}
    assert found["perpres-95-2018", "digest"]["title"] == found["perpres-95-2018", "official"]["title"]
    assert found["perpres-95-2018", "official"]["missing"][:2] == ["pasal-1", "pasal-2"]
    assert found["perpres-95-2018", "official"]["missing"][-1] == "pasal-77"
    assert found["perbup-contoh-jaya-34-2019", "official"]["missing"] == ["pasal-2"]


def test_answers_quote_digest_and_official_text(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data-dir", str(data_dir), "--quiet", "ask", "--json", "apa isi pasal 13 perpres 95/2018"]) == 0
    answer = json.loads(capsys.readouterr().out)
    first, second = answer["citations"][:2]
    assert (first["source"], first["page"], second["source"], second["page"]) == ("digest", None, "official", 1)
    assert first["locator"] == second["locator"] == "perpres-95-2018#pasal-13"
    assert second["verified"] and second["quote"] == "Peta Rencana di sini hanya contoh buatan untuk pengujian."
    assert second["quote"] in answer["answer"]
    assert [hit["locator"] for hit in answer["hits"]].count("perpres-95-2018#pasal-13") == 1
    assert answer["hits"][0]["source"] == "digest"


def test_a_document_without_digest_is_quoted(data_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    question = "siapa yang membubarkan tim kerja menurut pasal 3 perbup contoh jaya nomor 34 tahun 2019"
    assert main(["--data-dir", str(data_dir), "--quiet", "ask", "--json", question]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["citations"][0]["locator"] == "perbup-contoh-jaya-34-2019#pasal-3"
    assert (answer["citations"][0]["source"], answer["citations"][0]["page"]) == ("official", 2)
    assert "dibubarkan oleh Bupati" in answer["answer"]


def test_wrong_use(data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = made_pdf(tmp_path / "a.pdf")
    (tmp_path / "rusak.pdf").write_bytes(b"")
    for arguments in (
        ["--as", "salah", str(made)],
        ["--as", "uu-1-2000"],
        ["--remove", "uu-9-1999"],
        [str(tmp_path / "rusak.pdf")],
    ):
        assert main(["--data-dir", str(data_dir), "--quiet", "index", "--json", *arguments]) == 2
        said = capsys.readouterr()
        assert said.out == "" and said.err.strip().endswith((".", "»."))


EXPECTED = {
    "perpres-95-2018.rendition.pdf": ("perpres-95-2018", 77, ()),
    "permenpanrb-59-2020.pdf": ("permenpanrb-59-2020", 12, ()),
    "perpres-39-2019.pdf": ("perpres-39-2019", 44, ()),
    "perpres-82-2023.pdf": ("perpres-82-2023", 22, ("pasal-9.ayat-2",)),
    "perpres-47-2023.pdf": ("perpres-47-2023", 35, ()),
    "permenpanrb-5-2020.pdf": ("permenpanrb-5-2020", 6, ()),
    "peraturan-bssn-4-2021.pdf": ("peraturan-bssn-4-2021", 36, ("pasal-33.ayat-6",)),
    "peraturan-bssn-8-2024.pdf": ("peraturan-bssn-8-2024", 73, ("pasal-44.ayat-4",)),
    "peraturan-bssn-8-2020.pdf": ("peraturan-bssn-8-2020", 44, ()),
    "permenkominfo-16-2022.pdf": ("permenkominfo-16-2022", 32, ("pasal-32",)),
    "permenppn-16-2020.pdf": ("permenppn-16-2020", 22, ()),
    "peraturan-brin-2-2024.pdf": ("peraturan-brin-2-2024", 45, ()),
    "permenpanrb-19-2018.pdf": ("permenpanrb-19-2018", 6, ()),
    "uu-27-2022.pdf": ("uu-27-2022", 76, ()),
    "pedoman-panrb-6-2023.pdf": ("pedoman-6-2023", 0, ()),
    "pedoman-panrb-3-2024.pdf": ("pedoman-3-2024", 0, ()),
}


@pytest.mark.shared
@pytest.mark.parametrize("file", EXPECTED)
def test_every_official_pdf_of_the_reference_folder(file: str, tmp_path: Path) -> None:
    """Articles as ../shared/official/INDEX.md counts them, with the gaps that the official PDFs themselves have."""
    if not (OFFICIAL / file).is_file():
        pytest.skip("../shared/official tidak ada")
    document, n_articles, missing = EXPECTED[file]
    cache = PageCache(ROOT / ".build" / "pages")
    read = read_document(OFFICIAL / file, cache=cache)
    title = recognise_title(read.pages)
    assert title is not None and title.id == document
    store = OfficialStore(tmp_path)
    assert add_file(OFFICIAL / file, store, cache).id == document
    text = store.texts()[0]
    assert (len(text.report.articles), text.report.missing, text.report.repeated) == (n_articles, missing, ())
    assert n_articles or text.report.chapters == tuple(f"bab-{number}" for number in range(1, 6))
    by_number = {page.number: page.text for page in read.pages}
    for provision in text.provisions:
        assert provision.text == "\n".join(by_number[span.page][span.start : span.end] for span in provision.spans)
    keys = [found.key for found in StoredPassages(store)]
    assert len(keys) == len(set(keys))


@pytest.mark.shared
def test_no_official_pdf_is_forgotten() -> None:
    if not OFFICIAL.is_dir():
        pytest.skip("../shared/official tidak ada")
    assert {path.name for path in OFFICIAL.glob("*.pdf")} == set(EXPECTED)


def test_records_of_a_text_survive_the_store(tmp_path: Path) -> None:
    store = OfficialStore(tmp_path)
    add_file(made_pdf(tmp_path / "a.pdf"), store)
    text = store.texts()[0]
    other = replace(text, id="perbup-lain-1-2020", sha256="0" * 64)
    assert store.add(other) == "added"
    assert store.get(other.id) == other
