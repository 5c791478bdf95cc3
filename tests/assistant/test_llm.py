"""The optional model: a real local server; it may rephrase, and whatever it adds or loses is refused."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from assistant.ask.assistant import Asker
from assistant.ask.rephrase import keeps_to
from assistant.llm import ChatRephraser
from assistant.session import Session
from assistant.settings import Settings

pytest.importorskip("langchain_openai")
QUESTION = "masa berlaku arsitektur spbe pemda berapa tahun?"


class Server(ThreadingHTTPServer):
    """Answers every chat with what `reply` makes of the prompt."""

    mode = "echo"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        answer = body["messages"][-1]["content"].partition("JAWABAN:")[2].strip()
        text = {"echo": f"Singkatnya: {answer}", "invent": f"{answer} Berlaku 99 tahun.", "drop": "Lima tahun."}[self.server.mode]
        message = {"role": "assistant", "content": text}
        payload = {
            "id": "1",
            "object": "chat.completion",
            "created": 0,
            "model": "uji",
            "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        }
        data = json.dumps(payload).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: object) -> None:
        """Quiet."""


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("mode", "model"), [("echo", "uji"), ("invent", ""), ("drop", "")])
def test_only_a_faithful_wording_is_used(session: Session, server: Server, mode: str, model: str) -> None:
    server.mode = mode
    settings = Settings(llm_url=f"http://127.0.0.1:{server.server_port}/v1", llm_model="uji")
    plain = session.asker().ask(QUESTION)
    answer = Asker(session.index, rephraser=ChatRephraser(settings)).ask(QUESTION)
    assert answer.model == model
    assert answer.text == (f"Singkatnya: {plain.text}" if model else plain.text)
    assert answer.citations == plain.citations


def test_unreachable_server_leaves_the_verified_answer(session: Session) -> None:
    settings = Settings(llm_url="http://127.0.0.1:9/v1", llm_model="uji", llm_timeout_s=2)
    answer = Asker(session.index, rephraser=ChatRephraser(settings)).ask(QUESTION)
    assert answer.outcome == "answered" and answer.model == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Lima (5) tahun [1]", True), ("5 tahun", False), ("5 tahun [1][2]", False), ("6 tahun [1]", False), ("", False)],
)
def test_keeps_to(text: str, expected: bool) -> None:
    assert keeps_to("Berlaku 5 tahun menurut pasal. [1]", text) is expected
