"""Export: the document in the official layout, the draft's JSON, the text."""

from __future__ import annotations

from functools import partial

import streamlit as st

from drafting.screens.shared import desk, say, told
from drafting.service.check import check_draft
from drafting.service.output import draft_bytes, file_name
from drafting.service.review_list import unsettled_errors

KINDS = ("docx", "md", "json")

st.title(say("export.title"))
current = desk().draft()
if current is None:
    st.info(say("review.none"))
else:
    result = check_draft(current)
    errors = unsettled_errors(result.findings, desk().reviews())
    if errors:
        st.error(say("export.errors", count=errors))
    if current.gaps:
        st.warning(say("export.gaps", count=len(current.gaps)))
    if not errors and not current.gaps:
        st.success(say("export.ready"))
    proof = st.checkbox(say("export.proof"), help=say("export.proof_help"))
    whole = desk().model.with_exchanges(desk().current_id() or "", current)
    for kind in KINDS:
        with told():
            st.download_button(
                say(f"export.{kind}"),
                data=partial(draft_bytes, whole, result, kind, proof=proof),
                file_name=file_name(current, kind),
                on_click="ignore",
                type="primary" if kind == "docx" else "secondary",
            )
