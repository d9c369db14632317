"""What the search works with now: vectors that are being made, or why there are none."""

from __future__ import annotations

import streamlit as st

from drafting.screens.shared import desk, language, say

EVERY = 2.0
"""Seconds between two looks, while vectors are made."""


def search_state() -> None:
    """Say how far the vectors are while they are made, and what is wrong where they can't be."""
    making = desk().search.making
    st.fragment(_state, run_every=EVERY if making else None)()


def _state() -> None:
    state = desk().search
    making = state.making
    if making is not None:
        meanwhile = say("search.serving", model=making.serving) if making.serving else say("search.words")
        text = say("search.making", model=making.model, done=making.done, of=making.of, meanwhile=meanwhile)
        st.progress(making.done / max(making.of, 1), text=text)
    elif state.fault is not None:
        st.warning(state.fault.text(language()))
        if st.button(say("search.again")):
            state.begin()
            st.rerun()
    elif state.by_words_only:
        st.caption(say("search.by_words_only"))
