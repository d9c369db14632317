"""A text box that is read while a person types."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

import streamlit as st

EDITOR = "editor"


@dataclass
class _Shown:
    """What the box shows: of which place, in which text, and how often it was put in anew."""

    place: str = ""
    text: str = ""
    version: int = 0


def _asset(name: str) -> str:
    return (resources.files("drafting.screens") / name).read_text(encoding="utf-8")


_component = st.components.v2.component(
    "soanthao_editor",
    html="<textarea spellcheck='false'></textarea>",
    css=_asset("editor.css"),
    js=_asset("editor.js"),
)


def text_editor(label: str, place: str, text: str) -> str | None:
    """Show `text` for editing; what was typed since, or None.

    What is being typed is never overwritten: only a text that changed elsewhere, or another `place`, is put in.
    """
    shown: _Shown = st.session_state.setdefault(EDITOR, _Shown())
    if shown.place != place or shown.text.rstrip() != text.rstrip():
        st.session_state[EDITOR] = shown = _Shown(place, text, shown.version + 1)
    data = {"label": label, "text": text, "version": str(shown.version)}
    typed = _component(key="draft-editor", data=data, on_typed_change=lambda: None).typed
    if not typed or typed["version"] != str(shown.version) or typed["text"].rstrip() == text.rstrip():
        return None
    shown.text = str(typed["text"])
    return shown.text
