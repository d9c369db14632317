"""The web app: settings, wiring, navigation. Started by `soanthao app`, on localhost only."""

from __future__ import annotations

import streamlit as st

from drafting.screens import shared

st.set_page_config(page_title="soanthao", page_icon=":material/edit_document:", layout="wide")
shared.language_switch()
say = shared.say
pages = [
    st.Page(
        shared.page("library"), title=say("library.title"), icon=":material/library_books:", default=True
    ),
    st.Page(shared.page("figures"), title=say("figures.title"), icon=":material/table_chart:"),
    st.Page(shared.page("plan"), title=say("plan.title"), icon=":material/account_tree:"),
    st.Page(shared.page("draft"), title=say("draft.title"), icon=":material/edit_note:"),
    st.Page(shared.page("review"), title=say("review.title"), icon=":material/fact_check:"),
    st.Page(shared.page("export"), title=say("export.title"), icon=":material/description:"),
    st.Page(shared.page("model"), title=say("model.title"), icon=":material/neurology:"),
]
st.navigation(pages).run()
