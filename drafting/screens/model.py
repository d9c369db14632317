"""The language model: which one, where, with which key; one button tells what is wrong."""

from __future__ import annotations

from typing import Any

import streamlit as st

from drafting.screens.shared import desk, language, notice, say, show_notice, told
from drafting.service.model_choice import ModelSettings, choice_from, is_local, tried

SAVED = "model-saved"
ADDRESSES = (
    "Ollama: http://127.0.0.1:11434/v1 · llama.cpp: http://127.0.0.1:8080/v1 · vLLM: http://127.0.0.1:8000/v1"
)


def _fields(kept: ModelSettings | None) -> dict[str, Any]:
    """What is typed, beginning with what is kept; the key is never shown again."""
    known = kept or ModelSettings(model="?")
    left, right = st.columns(2)
    typed: dict[str, Any] = {
        "base_url": left.text_input(
            say("model.address"), known.base_url, placeholder="https://api.openai.com/v1", help=ADDRESSES
        ),
        "model": right.text_input(
            say("model.name"), kept.model if kept else "", placeholder="gpt-4.1-mini, qwen3:8b …"
        ),
        "api_key": left.text_input(
            say("model.key"), type="password", key=f"model-key-{st.session_state.get(SAVED, 0)}",
            help=say("model.key_help"), autocomplete="off",
            placeholder=say("model.key_kept") if kept and kept.api_key else "",
        ),
        "workers": right.number_input(say("model.workers"), 1, 32, known.workers, help=say("model.workers_help")),
    }  # fmt: skip
    with st.expander(say("model.more")):
        a, b, c = st.columns(3)
        typed |= {
            "timeout": a.number_input(say("model.timeout"), 1, 3600, int(known.timeout)),
            "max_tokens": b.number_input(say("model.max_tokens"), 50, 32000, known.max_tokens, step=50),
            "context": c.number_input(
                say("model.context"), 0, 4_000_000, known.context, step=1024, help=say("model.context_help")
            ),
            "price_in": a.text_input(say("model.price_in"), _plain(known.price_in)),
            "price_out": b.text_input(say("model.price_out"), _plain(known.price_out)),
            "currency": c.text_input(say("model.currency"), known.currency),
            "schema": st.checkbox(say("model.schema"), known.schema, help=say("model.schema_help")),
        }
    return typed


def _plain(price: object) -> str:
    return "" if price is None else str(price).replace(".", ",")


def _try(choice: ModelSettings) -> None:
    with st.spinner(say("model.trying")):
        report = tried(choice)
    if report.fault is not None:
        st.error(report.en if language() == "en" else report.vi)
        return
    seconds = f"{report.seconds:.1f}".replace(".", "," if language() == "vi" else ".")
    st.success(say("model.works", seconds=seconds))
    facts = [
        say("model.counts" if report.counts else "model.counts_not"),
        say("model.takes_schema" if report.schema else "model.takes_none"),
    ]
    if report.limit:
        facts.append(say("model.limit", limit=report.limit))
    st.caption(" ".join(facts))


def _chosen(kept: ModelSettings | None) -> None:
    typed = _fields(kept)
    try_it, save, drop = st.columns(3)
    if try_it.button(say("model.try"), type="primary"):
        with told():
            _try(choice_from(typed, kept))
    if save.button(say("model.save")):
        with told():
            desk().model.choose(choice_from(typed, kept))
            st.session_state[SAVED] = (
                st.session_state.get(SAVED, 0) + 1
            )  # the box with the key is a new, empty one
            notice(say("model.saved"))
            st.rerun()
    if drop.button(say("model.drop"), disabled=kept is None):
        desk().model.choose(None)
        notice(say("model.dropped"))
        st.rerun()


st.title(say("model.title"))
st.caption(say("model.help"))
show_notice()
current = None
with told():
    current = desk().model.choice()
if current is not None and not is_local(current):
    st.warning(say("model.leaves", address=current.base_url or "https://api.openai.com/v1"))
if desk().model.by_environment():
    st.info(say("model.environment", model=current.model if current else "?"))
    if current is not None and st.button(say("model.try"), type="primary"):
        _try(current)
else:
    with st.container(border=True):
        _chosen(current)
