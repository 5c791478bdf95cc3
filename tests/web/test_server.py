"""The web app without a browser: what it refuses to serve, what it keeps, and how it fails to start."""

from __future__ import annotations

import json
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from served_app import Served

from assistant.ask.records import Answer
from assistant.web.chat.answer_file import answer_file_name
from assistant.web.chat.feedback import FEEDBACK_FILE, save_feedback
from assistant.web.chat.sources import marked_passage
from assistant.web.chat.turn_html import turn_html
from assistant.web.chat.turns import Turn, growing_text
from assistant.web.listen import open_listener
from assistant.web.page import edited_page
from corpus.errors import DataFolderError, InputError

ANSWER = Answer(question="Apa <b>itu</b>?", outcome="answered", text="**Tebal** dan <i>miring</i>.")


def test_page_reaches_no_other_machine(served: Served) -> None:
    reply = httpx.get(served.url, headers={"accept-encoding": "gzip, br"})
    policy = reply.headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http:" not in policy
    assert "https:" not in policy
    assert 'lang="id"' in reply.text
    for name in ("fonts.googleapis", "fonts.gstatic", "cdn", "raw.githubusercontent", "gradio.app/", '<link rel="manifest"'):
        assert name not in reply.text.lower(), name


@pytest.mark.parametrize("route", ["/gradio_api/file=", "/file=", "/gradio_api/proxy=", "/gradio_api/stream/"])
def test_data_folder_is_not_served(served: Served, route: str) -> None:
    save_feedback(served.data_dir, ANSWER, is_liked=True)
    for path in (
        served.data_dir / FEEDBACK_FILE,
        served.data_dir / "index" / "current",
        Path("/etc/hostname"),
        Path("app.py").resolve(),
    ):
        reply = httpx.get(f"{served.url}{route}{path}")
        assert reply.status_code in {400, 403, 404, 405, 422}, (route, path, reply.status_code)
        assert "question" not in reply.text or reply.headers["content-type"].startswith("application/json")
    exact = httpx.get(f"{served.url}/gradio_api/file={served.data_dir / FEEDBACK_FILE}")
    assert exact.status_code == 403


def test_no_endpoint_is_offered(served: Served) -> None:
    info = httpx.get(f"{served.url}/gradio_api/info").json()
    assert info["named_endpoints"] == {}
    assert info["unnamed_endpoints"] == {}
    for path in ("/docs", "/openapi.json", "/gradio_api/monitoring", "/monitoring", "/gradio_api/mcp/"):
        assert httpx.get(f"{served.url}{path}").status_code in {403, 404}, path
    for path in ("/gradio_api/call/answer", "/gradio_api/call/v2/answer", "/gradio_api/api/answer", "/gradio_api/run/answer"):
        assert httpx.post(f"{served.url}{path}", json={"data": ["x", None]}).status_code == 404, path


def test_large_uploads_are_refused(served: Served) -> None:
    reply = httpx.post(f"{served.url}/gradio_api/upload", files={"files": ("besar.bin", b"0" * (51 * 1024 * 1024))}, timeout=60)
    assert reply.status_code == 413


def test_feedback_of_many_threads_keeps_every_line(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda number: save_feedback(tmp_path, ANSWER, number % 2 == 0), range(60)))
    lines = [json.loads(line) for line in (tmp_path / FEEDBACK_FILE).read_text("utf-8").splitlines()]
    assert len(lines) == 60
    assert sum(line["liked"] for line in lines) == 30
    assert set(lines[0]) == {"time", "question", "answer", "outcome", "locators", "liked"}
    assert lines[0]["time"].endswith("+00:00")


def test_feedback_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("bukan folder")
    with pytest.raises(DataFolderError, match="Penilaian tidak dapat disimpan"):
        save_feedback(tmp_path / "berkas" / "data", ANSWER, is_liked=True)


def test_taken_port_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(InputError, match=rf"Porta {port} sedang dipakai"):
            open_listener("127.0.0.1", port)


def test_unknown_address_is_one_sentence() -> None:
    with pytest.raises(InputError, match="tidak dikenal"):
        open_listener("tidak ada.invalid", 7860)


def test_quote_is_marked_across_line_ends() -> None:
    text = "Satu <dua>\ntiga pe-\nnetapan empat"
    assert marked_passage(text, "<dua> tiga penetapan") == (
        'Satu <mark>&lt;dua&gt;<span class="line"></span>tiga pe-<span class="line"></span>netapan</mark> empat'
    )
    assert marked_passage("lain", "tidak ada") == "lain"
    assert marked_passage("lain", "  ") == "lain"


def test_answers_and_questions_are_escaped() -> None:
    html = turn_html(Turn(number=1, question=ANSWER.question, answer=ANSWER), "status")
    assert "<strong>Tebal</strong> dan &lt;i&gt;miring&lt;/i&gt;" in html
    assert "Apa &lt;b&gt;itu&lt;/b&gt;?" in html
    assert "<i>miring" not in html


@pytest.mark.parametrize("text", ["", "satu", "satu dua **tiga empat** lima enam tujuh delapan sembilan sepuluh", "kata " * 400])
def test_streaming_grows_by_whole_words(text: str) -> None:
    parts = list(growing_text(text, 7))
    assert len(parts) <= 7
    assert [len(part) for part in parts] == sorted(len(part) for part in parts)
    assert all(text.startswith(part.removesuffix("**")) for part in parts)
    assert all(part.count("**") % 2 == 0 for part in parts)


def test_file_name_is_safe() -> None:
    name = answer_file_name(Answer(question="../../Étc/passwd\x00 «indikator» 1?" + "x" * 300, outcome="answered", text="x"))
    assert name.startswith("jawaban-spbe-")
    assert name.endswith(".md")
    assert len(name) < 100
    assert not set(name) & set("/\\:\x00«»")


def test_page_edit_leaves_other_pages_alone() -> None:
    assert edited_page("<p>x</p>", "T") == "<p>x</p>"
