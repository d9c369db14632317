"""A small real server that speaks the OpenAI chat API (streaming too) and plays scripts.

A script is called with the request's messages and its number, and says what to do: answer with a
text, with an HTTP error, drop the connection, hang, send rubbish.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Say:
    """A text; `delay` seconds before it. `finish` as the API calls it, None for a stream that just ends."""

    text: str
    finish: str | None = "stop"
    delay: float = 0.0
    drop: bool = False
    endless: bool = False


@dataclass(frozen=True)
class Fail:
    """An HTTP error."""

    status: int
    message: str = "error"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Raw:
    """A body that is no answer of this API."""

    body: bytes
    content_type: str = "text/event-stream"


Action = Say | Fail | Raw
Messages = list[dict[str, str]]
Script = Callable[[Messages, int], Action]


class FakeModel(ThreadingHTTPServer):
    """Plays a script. `requests` are the bodies received; it may count tokens, and say how many it takes."""

    daemon_threads = True

    def __init__(self, script: Script, model: str = "tiny", key: str = "") -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.script = script
        self.model = model
        self.key = key
        self.requests: list[dict[str, object]] = []
        self.seen = 0
        self.tokenizes = False
        self.context = 0
        self.lock = threading.Lock()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that went away is no news."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: FakeModel

    def log_message(self, *args: object) -> None:
        return

    def parse_request(self) -> bool:
        self.server.seen += 1
        return super().parse_request()

    def do_GET(self) -> None:
        if self.path == "/v1/models":
            entry: dict[str, object] = {"id": self.server.model, "object": "model"}
            if self.server.context:
                entry["max_model_len"] = self.server.context
            self._json(200, {"object": "list", "data": [entry]})
        else:
            self._json(404, {"error": {"message": "Not Found"}})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        if self.path == "/tokenize":
            known = self.server.tokenizes
            self._json(200 if known else 404, {"count": len(body["prompt"]) // 2} if known else {})
            return
        with self.server.lock:
            self.server.requests.append(body)
            number = len(self.server.requests)
        self.sent = sum(len(m["content"]) for m in body.get("messages", []))
        self.counts = bool((body.get("stream_options") or {}).get("include_usage"))
        if not self.path.endswith("/v1/chat/completions"):
            self._json(404, {"error": {"message": "Not Found"}})
        elif self.server.key and self.headers.get("Authorization") != f"Bearer {self.server.key}":
            self._json(
                401, {"error": {"message": "Incorrect API key provided", "type": "invalid_request_error"}}
            )
        elif body.get("model") != self.server.model:
            self._json(404, {"error": {"message": f"The model `{body.get('model')}` does not exist"}})
        else:
            self._play(self.server.script(body["messages"], number), bool(body.get("stream")))

    def _usage(self, action: Say) -> dict[str, int]:
        """Tokens as a vocabulary with three characters a piece would count them."""
        sent, said = self.sent // 3 + 1, len(action.text) // 3 + 1
        return {"prompt_tokens": sent, "completion_tokens": said, "total_tokens": sent + said}

    def _play(self, action: Action, stream: bool) -> None:
        if isinstance(action, Fail):
            self._json(action.status, {"error": {"message": action.message}}, action.headers)
        elif isinstance(action, Raw):
            self._send(200, action.body, action.content_type)
        else:
            time.sleep(action.delay)
            if stream:
                self._stream(action)
            else:
                message = {"role": "assistant", "content": action.text}
                choice = {"index": 0, "message": message, "finish_reason": action.finish or "stop"}
                self._json(
                    200,
                    {
                        "id": "1",
                        "object": "chat.completion",
                        "created": 1,
                        "model": "tiny",
                        "choices": [choice],
                        "usage": self._usage(action),
                    },
                )

    def _stream(self, action: Say) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        while True:
            for at in range(0, len(action.text), 40):
                self._event({"content": action.text[at : at + 40]}, None)
            if not action.endless:
                break
        if action.drop:
            return
        if action.finish:
            self._event({}, action.finish)
        if self.counts:
            self._line({"choices": [], "usage": self._usage(action)})
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, delta: dict[str, str], finish: str | None) -> None:
        self._line({"choices": [{"index": 0, "delta": delta, "finish_reason": finish}]})

    def _line(self, data: dict[str, object]) -> None:
        event = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "tiny", **data}
        self.wfile.write(f"data: {json.dumps(event, ensure_ascii=False)}\n\n".encode())
        self.wfile.flush()

    def _json(self, status: int, data: object, headers: dict[str, str] | None = None) -> None:
        self._send(status, json.dumps(data).encode(), "application/json", headers)

    def _send(
        self, status: int, body: bytes, content_type: str, headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def serving(script: Script, model: str = "tiny", key: str = "") -> Iterator[FakeModel]:
    """The server, on a port of its own, until the block ends."""
    server = FakeModel(script, model, key)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def always(action: Action) -> Script:
    """The same for every request."""
    return lambda messages, number: action


def in_turn(*actions: Action) -> Script:
    """One after the other, the last one for ever."""
    return lambda messages, number: actions[min(number, len(actions)) - 1]
