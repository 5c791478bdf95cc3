"""The command line: exit codes, JSON of the contract, batches, sentences instead of tracebacks, and no network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.cli.main import main
from assistant.session import Session

ROOT = Path(__file__).resolve().parents[2]
NO_NETWORK = """
import socket, sys
real = socket.socket.connect
def connect(self, address):
    host = address[0] if isinstance(address, tuple) else ""
    if isinstance(address, tuple) and host not in ("127.0.0.1", "::1", "localhost"):
        raise AssertionError(f"sambungan keluar: {address}")
    return real(self, address)
socket.socket.connect = connect
resolve = socket.getaddrinfo
def getaddrinfo(host, *rest, **more):
    if host not in (None, "127.0.0.1", "::1", "localhost"):
        raise AssertionError(f"pencarian nama: {host}")
    return resolve(host, *rest, **more)
socket.getaddrinfo = getaddrinfo
from assistant.cli.main import main
code = main(sys.argv[1:])
heavy = {"torch", "sentence_transformers", "transformers"} & set(sys.modules)
assert not heavy, heavy
sys.exit(code)
"""


def run_json(capsys: pytest.CaptureFixture[str], session: Session, *arguments: str) -> dict[str, object]:
    assert main(["--data-dir", str(session.settings.data_dir), "--quiet", *arguments]) == 0
    value: dict[str, object] = json.loads(capsys.readouterr().out)
    return value


def test_ask_json(capsys: pytest.CaptureFixture[str], session: Session) -> None:
    answer = run_json(capsys, session, "ask", "--json", "masa berlaku arsitektur spbe pemda berapa tahun?")
    assert set(answer) == {"id", "question", "outcome", "corrected", "answer", "citations", "hits", "model", "ms"}
    assert answer["outcome"] == "answered" and "5 (lima) tahun" in str(answer["answer"])
    citations = answer["citations"]
    assert isinstance(citations, list)
    assert set(citations[0]) == {"marker", "locator", "label", "quote", "source", "page", "verified"}


def test_search_json(capsys: pytest.CaptureFixture[str], session: Session) -> None:
    found = run_json(capsys, session, "search", "--json", "-k", "3", "manajemen risiko")
    hits = found["hits"]
    assert isinstance(hits, list) and len(hits) == 3
    assert set(hits[0]) == {"rank", "locator", "label", "text", "source", "document", "page", "score"}


def test_index_json(capsys: pytest.CaptureFixture[str], session: Session) -> None:
    report = run_json(capsys, session, "index", "--json")
    documents = report["documents"]
    assert isinstance(documents, list) and {"id", "title", "source", "provisions", "missing"} <= set(documents[0])


def test_batch_keeps_order(capsys: pytest.CaptureFixture[str], session: Session, tmp_path: Path) -> None:
    batch = tmp_path / "soal.jsonl"
    rows = [{"id": "b", "question": "indikator 5 apa"}, {"id": "a", "question": ""}, {"id": "c", "question": "pasal 1"}]
    batch.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    assert main(["--data-dir", str(session.settings.data_dir), "--quiet", "ask", "--json", "--batch", str(batch)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["id"] for line in lines] == ["b", "a", "c"]
    assert lines[1]["outcome"] == "clarify"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["tanya"], "Perintah tidak dikenal"),
        (["ask", "--warna"], "Opsi --warna tidak dikenal"),
        (["ask"], "Pertanyaan kosong"),
        (["search", "-k", "nol", "x"], "Nilai untuk -k tidak dapat dipakai: harus bilangan bulat"),
        (
            ["assess", "agency", "add", "desa", "X", "--by", "Ani"],
            "Nilai untuk JENIS tidak dapat dipakai: pilihannya kementerian,",
        ),
        (["assess", "confirm", "1", "21=3"], "Masukan --by belum diisi"),
        (["eval", "tidak-ada.jsonl"], "tidak dapat dibaca"),
        (["--edition", "1999", "ask", "x"], "Edisi rubrik «1999» tidak ada"),
    ],
)
def test_wrong_use(capsys: pytest.CaptureFixture[str], session: Session, arguments: list[str], sentence: str) -> None:
    assert main(["--data-dir", str(session.settings.data_dir), *arguments]) == 2
    captured = capsys.readouterr()
    assert sentence in captured.err and "Traceback" not in captured.err and captured.out == ""


def test_unknown_setting(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPBE_WARNA", "merah")
    assert main(["ask", "x"]) == 2
    assert "SPBE_WARNA tidak dikenal" in capsys.readouterr().err


def test_main_job_needs_no_network_and_no_torch(session: Session, tmp_path: Path) -> None:
    script = tmp_path / "luring.py"
    script.write_text(NO_NETWORK, "utf-8")
    command = [
        sys.executable,
        str(script),
        "--data-dir",
        str(session.settings.data_dir),
        "--quiet",
        "ask",
        "--json",
        "raperbup level berapa",
    ]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, env=environment, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["outcome"] == "answered"


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="root menulis di mana saja; hanya dijalankan sebagai pengguna biasa"
)
def test_folder_without_write_permission(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert main(["--data-dir", str(tmp_path / "data"), "ask", "x"]) == 2
    assert "SPBE_DATA_DIR" in capsys.readouterr().err
