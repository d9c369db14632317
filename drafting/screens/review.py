"""The review: text and source side by side, each number coloured; a click shows its cell or formula."""

from __future__ import annotations

from importlib import resources

import streamlit as st

from drafting.screens.shared import desk, say, show_notice
from drafting.service import open_items
from drafting.service.check import check_draft
from drafting.service.findings import finding_id
from drafting.service.proof import Proof, pieces, proof_at
from drafting.types import CheckResult, Draft, Finding

STATUSES = ("matched", "derived", "rounded", "unsupported", "mismatched", "gap", "error", "warning", "info")
VERDICTS = ("right", "wrong", "accepted")


def _asset(name: str) -> str:
    return (resources.files("drafting.screens") / name).read_text(encoding="utf-8")


_text_view = st.components.v2.component(
    "soanthao_text", html="<div class='text'></div>", css=_asset("review.css"), js=_asset("review.js")
)


def _legend() -> None:
    parts = [f"<span class='soanthao-{s}'>{say(f'status.{s}')}</span>" for s in STATUSES]
    st.html(f"<style>{_asset('legend.css')}</style><div class='soanthao-legend'>{' '.join(parts)}</div>")


def _text(draft: Draft, checked: CheckResult) -> int | None:
    data = [{"text": p.text, "kind": p.kind, "at": p.at} for p in pieces(draft, checked)]
    result = _text_view(key="review-text", data=data, on_chosen_change=lambda: None)
    chosen = result.chosen
    return int(chosen) if chosen is not None else None


def _proof(proof: Proof) -> None:
    st.markdown(f"### {proof.quote}")
    if proof.status:
        st.caption(say(f"status.{proof.status}"))
    if proof.expression:
        st.code(proof.expression, language=None)
    for origin in proof.origins:
        with st.container(border=True):
            st.markdown(f"**{origin.label}**{' · ' + origin.scope if origin.scope else ''}")
            st.markdown(f"{origin.key} = {origin.written}")
            st.caption(origin.place)
    if not proof.origins and not proof.findings:
        st.info(say("review.no_source"))


def _finding(draft: Draft, finding: Finding, number: int) -> None:
    name = finding_id(finding)
    key = f"{name}-{number}"
    said = desk().reviews().get(name)
    box = (
        st.error if finding.severity == "error" else st.warning if finding.severity == "warning" else st.info
    )
    box(finding.message)
    if finding.fix and st.button(
        say("draft.fix", quote=finding.quote, text=finding.fix.text), key=f"review-fix-{key}"
    ):
        desk().save(open_items.apply_fix(draft, finding), f"fix {finding.code}")
        st.rerun()
    if said:
        st.caption(
            say("review.said", verdict=say(f"verdict.{said.verdict}"), reason=said.reason, at=said.at[:10])
        )
    reason = st.text_input(say("review.reason"), key=f"reason-{key}")
    for column, verdict in zip(st.columns(len(VERDICTS)), VERDICTS, strict=True):
        if column.button(say(f"verdict.{verdict}"), key=f"{verdict}-{key}"):
            desk().review(name, verdict, reason)  # type: ignore[arg-type]
            st.rerun()


def _list(draft: Draft, checked: CheckResult) -> None:
    said = desk().reviews()
    order = ("error", "warning", "info")
    ranked = sorted(checked.findings, key=lambda f: (order.index(f.severity), f.start or -1))
    settled = sum(finding_id(f) in said for f in ranked)
    st.markdown(f"**{say('review.count', count=len(ranked), settled=settled)}**")
    for number, finding in enumerate(ranked):
        with st.expander(f"{say(f'status.{finding.severity}')} · {finding.quote or finding.message[:60]}"):
            _finding(draft, finding, number)


st.title(say("review.title"))
st.caption(say("review.help"))
show_notice()
current = desk().draft()
if current is None:
    st.info(say("review.none"))
else:
    result = check_draft(current)
    for fault in result.faults:
        st.error(say("review.fault", fault=fault))
    _legend()
    left, right = st.columns([3, 2])
    with left:
        place = _text(current, result)
    with right:
        shown = proof_at(current, result, place) if place is not None else None
        if shown is not None:
            _proof(shown)
            for found in shown.findings:
                st.warning(found.message)
        else:
            st.info(say("review.click"))
        st.divider()
        _list(current, result)
