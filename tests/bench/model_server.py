"""A real inference server with a tiny random model: its gibberish must end in a clean, fully checked draft.

    python -m tests.bench.model_server --python VENV/bin/python

VENV is an environment of its own with `pip install "transformers[serving]"`; the server is `transformers serve`. Without
it the bench says so and ends. Prints how the endpoint's trial went, what became of the sections, and what of the
gibberish is in the draft: unbound or untrue numbers, errors of the checks that the precedent writer's draft hasn't.
"""

from __future__ import annotations

import argparse
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from drafting.writers.model import ModelSettings, ModelWriter
from drafting.writers.model_endpoint import try_endpoint
from drafting.writers.model_settle import errors
from tests.bench.model_job import Job, demo_job
from tests.bench.model_writer import unbound, untrue
from tests.model.answers import BASE
from tests.model.plans import PLAN, BaseWriter

TEXTS = Path(__file__).with_name("texts")
TEMPLATE = "{% for m in messages %}<|{{ m['role'] }}|>{{ m['content'] }}</s>{% endfor %}<|assistant|>"
SERVE = "from transformers.cli.transformers import app; app()"


def make_model(folder: Path) -> None:
    """A Llama of two layers with random weights, and a vocabulary of Vietnamese pieces for it."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    pieces = Tokenizer(models.BPE())
    pieces.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    pieces.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(
        vocab_size=3000, special_tokens=["<unk>", "<s>", "</s>"], initial_alphabet=alphabet
    )
    pieces.train_from_iterator([p.read_text("utf-8") for p in sorted(TEXTS.glob("*.txt"))], trainer)
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=pieces, unk_token="<unk>", bos_token="<s>", eos_token="</s>", pad_token="</s>"
    )
    tokenizer.chat_template = TEMPLATE
    tokenizer.save_pretrained(folder)
    torch.manual_seed(1)
    config = LlamaConfig(
        vocab_size=len(tokenizer), hidden_size=64, intermediate_size=128, num_hidden_layers=2, num_attention_heads=4,
        num_key_value_heads=4, max_position_embeddings=8192, bos_token_id=1, eos_token_id=2, pad_token_id=2,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)


@contextmanager
def server(python: str, folder: Path) -> Iterator[str]:
    """The server with the model of `folder`; yields the endpoint's address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = folder.parent / "home"
    (home / "hub").mkdir(parents=True)
    environment = {**os.environ, "HF_HUB_OFFLINE": "1", "HF_HOME": str(home)}
    environment.pop("PYTHONPATH", None)
    command = [
        python,
        "-c",
        SERVE,
        "serve",
        str(folder),
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--device",
        "cpu",
    ]
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(process, f"http://127.0.0.1:{port}/v1/models")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        process.wait(20)


def wait_for(process: subprocess.Popen[bytes], address: str, seconds: float = 180) -> None:
    started = time.monotonic()
    while time.monotonic() - started < seconds:
        if process.poll() is not None:
            raise SystemExit("The server didn't start: is transformers[serving] in that environment?")
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.5)
        else:
            return
    raise SystemExit(f"The server didn't answer within {seconds:.0f} s.")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--python", default="", help="of an environment with transformers[serving]")
    parser.add_argument(
        "--small", action="store_true", help="the four sections of the tests' plan, not the demo's 21"
    )
    given = parser.parse_args()
    if not given.python:
        print("No server: give --python of an environment with transformers[serving]. Nothing was measured.")
        return 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "tiny"
        make_model(folder)
        with server(given.python, folder) as address:
            job = Job(PLAN, BASE, BaseWriter()) if given.small else demo_job()
            settings = ModelSettings(
                str(folder), address, timeout=120, max_tokens=100, corrections=1, temperature=1.0
            )
            measure(settings, job)
    return 0


def measure(settings: ModelSettings, job: Job) -> None:
    report = try_endpoint(settings)
    print(f"trial: {report.vi or 'answers'}, {report.seconds:.1f} s, counts tokens: {report.counts}")
    sys.stdout.flush()
    started = time.perf_counter()
    writer = ModelWriter(settings, job.fallback)
    draft = writer.write(job.plan)
    exchanges = writer.exchanges
    answers = [a for e in exchanges for a in e.answers]
    new = sorted(errors(draft, job.plan) - errors(job.base, job.plan))
    wrong = [*unbound(draft, job.base), *sorted(set(untrue(draft)) - set(untrue(job.base))), *new]
    kept = sum(s.writer == "llm" for s in draft.sections)
    noted = sum("mô hình" in s.note for s in draft.sections)
    print(
        f"gibberish: {len(exchanges)} sections, {len(answers)} answers, {sum(map(len, answers))} characters, "
        f"{sum(e.usage.tokens_in for e in exchanges)} tokens read; faults: {sorted({e.fault for e in exchanges} - {''})}"
    )
    print(f"an answer: {answers[0][:160]!r}" if answers else "no answer came")
    print(
        f"draft: {len(wrong)} unbound or wrong numbers or errors {wrong}; {kept} sections with words of the model, {noted} "
        f"fell back and say so; same text as the precedent writer's: {draft.text == job.base.text}; "
        f"{time.perf_counter() - started:.0f} s"
    )


if __name__ == "__main__":
    sys.exit(main())
