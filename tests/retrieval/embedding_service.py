"""An OpenAI-compatible embedding service over real HTTP, with the faults such services have."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from sqlalchemy import Engine

from retrieval import Library, RetrievalSettings
from tests.retrieval.reports import SMALL_LIBRARY

SIZES = {"small": 32, "large": 64, "slow": 48, "intfloat/multilingual-e5-small": 16}


def _data(*rows: str) -> bytes:
    data = ", ".join(
        f'{{"object": "embedding", "index": {i}, "embedding": {row}}}' for i, row in enumerate(rows)
    )
    return f'{{"object": "list", "model": "m", "data": [{data}]}}'.encode()


NONSENSE = {
    "words": b"<html>",
    "rows": _data(),
    "few": _data("[0.1, 0.2]"),
    "nan": _data(*["[NaN, 0.1]"] * 128),
    "ragged": _data("[0.1]", "[0.1, 0.2]"),
}


class Service:
    """Vectors of hashed syllables behind the OpenAI interface; each model has its own dimensions."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, str]] = []
        self.sizes = dict(SIZES)
        self.faults: list[str] = []
        """What the next answers are instead: a status, `silence`, or something that makes no sense."""
        self.held = threading.Event()
        self.held.set()
        service = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                if body["model"] not in service.sizes or not self.path.endswith("/v1/embeddings"):
                    self.send_error(404)
                    return
                if service.faults and self._faulty(service.faults.pop(0)):
                    return
                if body["model"] == "slow":
                    service.held.wait(20)
                texts = [body["input"]] if isinstance(body["input"], str) else body["input"]
                service.asked += [(body["model"], self.headers["Authorization"], t) for t in texts]
                rows = [service.vector(t, service.sizes[body["model"]]) for t in texts]
                data = [{"object": "embedding", "index": i, "embedding": r} for i, r in enumerate(rows)]
                usage = {"prompt_tokens": 1, "total_tokens": 1}
                answer = {"object": "list", "data": data, "model": body["model"], "usage": usage}
                sent = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(sent)))
                self.end_headers()
                self.wfile.write(sent)

            def _faulty(self, fault: str) -> bool:
                if fault == "silence":
                    service.held.wait(20)
                    return True
                status = int(fault) if fault.isdigit() else 200
                said = NONSENSE.get(fault, b"{}")
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(said)))
                if status == 429:
                    self.send_header("Retry-After", "0")
                self.end_headers()
                self.wfile.write(said)
                return True

            def log_message(self, *_: object) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @staticmethod
    def vector(text: str, size: int) -> list[float]:
        row = [0.01] * size
        for word in text.lower().split():
            row[sum(word.encode()) % size] += 1.0
        return row


def library(engine: Engine, folder: Path, service: Service, model: str) -> Library:
    settings = RetrievalSettings(model=model, endpoint=service.url, api_key="sk-test")
    return Library(engine, folder, settings=settings)


def index(made: Library) -> None:
    for report in SMALL_LIBRARY:
        made.index(report)
