"""Which section a heading is: shown for every heading of the library, corrected by the clerk."""

from __future__ import annotations

import streamlit as st

from drafting.screens.shared import desk, notice, say, told
from drafting.service.desk_search import SectionKey

NEW = "+"


def section_keys() -> None:
    """The headings of the library with the section each is taken for, and a form to correct one."""
    with st.expander(say("keys.title"), icon=":material/toc:"):
        st.caption(say("keys.help"))
        keys = desk().search.headings()
        unknown = sum(k.key is None for k in keys)
        st.markdown(say("keys.counts", count=len(keys), unknown=unknown))
        names = desk().search.names()
        _form(keys, names)
        st.dataframe([_row(k, names) for k in keys], hide_index=True, height=260)


def _row(key: SectionKey, names: dict[str, str]) -> dict[str, str]:
    return {
        say("keys.heading"): key.heading,
        say("keys.section"): names.get(key.key, key.key) if key.key else say("keys.none"),
        say("keys.source"): say(f"keys.by_{key.source or 'nobody'}"),
    }


def _form(keys: list[SectionKey], names: dict[str, str]) -> None:
    if not keys:
        return
    left, right = st.columns(2)
    chosen = left.selectbox(say("keys.choose"), keys, format_func=lambda k: k.heading, key="keys-heading")
    at = list(names).index(chosen.key) if chosen.key in names else None
    key = right.selectbox(
        say("keys.is"),
        [*names, NEW],
        at,
        format_func=lambda k: say("keys.new") if k == NEW else names[k],
        key=f"keys-key-{chosen.heading}",
        placeholder=say("keys.none"),
    )
    own = right.text_input(say("keys.name"), key=f"keys-name-{chosen.heading}") if key == NEW else ""
    ready = bool(own.strip()) if key == NEW else key is not None and key != chosen.key
    save, back, _ = st.columns([1, 1, 2])
    if save.button(say("keys.save"), type="primary", disabled=not ready, width="stretch"):
        with told():
            desk().search.set_key(chosen.heading, own if key == NEW else str(key))
            notice(say("keys.saved", heading=chosen.heading))
            st.rerun()
    if back.button(say("keys.back"), disabled=chosen.source != "hand", width="stretch"):
        desk().search.set_key(chosen.heading, None)
        notice(say("keys.taken_back", heading=chosen.heading))
        st.rerun()
