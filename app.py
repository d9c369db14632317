"""The web app: settings, wiring, navigation. Started by `soanthao app`, on localhost only."""

from __future__ import annotations

import streamlit as st

from drafting.screens import shared

st.set_page_config(page_title="soanthao", page_icon="📝", layout="wide")
shared.language_switch()
say = shared.say
pages = [
    st.Page(shared.page("library"), title=say("library.title"), icon="📚", default=True),
    st.Page(shared.page("figures"), title=say("figures.title"), icon="🔢"),
    st.Page(shared.page("draft"), title=say("draft.title"), icon="✍️"),
    st.Page(shared.page("review"), title=say("review.title"), icon="🔎"),
    st.Page(shared.page("export"), title=say("export.title"), icon="📄"),
]
st.navigation(pages).run()
