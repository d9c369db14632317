"""The review: text and source side by side, each number coloured; a click shows its cell or formula."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from importlib import resources

import streamlit as st

from drafting.screens.shared import desk, say, show_notice, told
from drafting.service import open_items
from drafting.service.check import check_draft
from drafting.service.findings import finding_id
from drafting.service.proof import Proof, pieces, proof_at
from drafting.service.review_list import KINDS, Item, Kind, Verdict, review_list
from drafting.types import CheckResult, Draft, Finding

STATUSES = ("matched", "derived", "rounded", "unsupported", "mismatched", "gap", "error", "warning", "info")
VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "accepted")
BOXES = {"error": st.error, "warning": st.warning, "info": st.info}


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


def _item(draft: Draft, item: Item, key: str, among: Sequence[Finding]) -> None:
    """One finding with its fix, or the numbers of a sentence, and the buttons that settle it."""
    first = item.first
    if len(item.findings) > 1 or len(item.quotes) > 1:
        st.html(_sentence(first.sentence, item.quotes))
    else:
        BOXES[first.severity](first.message)
    if first.fix and st.button(
        say("draft.fix", quote=first.quote, text=first.fix.text), key=f"review-fix-{key}"
    ):
        desk().save(open_items.apply_fix(draft, first), f"fix {first.code}")
        st.rerun()
    said = item.said
    if said:
        st.caption(
            say("review.said", verdict=say(f"verdict.{said.verdict}"), reason=said.reason, at=said.at[:10])
        )
    reason = st.text_input(say("review.reason"), key=f"reason-{key}")
    for column, verdict in zip(st.columns(len(VERDICTS)), VERDICTS, strict=True):
        if column.button(say(f"verdict.{verdict}"), key=f"{verdict}-{key}"):
            with told():
                desk().review(item.findings, verdict, reason, among)
                st.rerun()


def _sentence(sentence: str, quotes: tuple[str, ...]) -> str:
    """A sentence with its numbers marked."""
    words = "|".join(re.escape(html.escape(q)) for q in sorted(quotes, key=len, reverse=True))
    marked = re.sub(rf"(?<![\d.,/])(?:{words})(?![\d/]|[.,]\d)", r"<mark>\g<0></mark>", html.escape(sentence))
    return f"<p>{marked}</p>"


def _list(draft: Draft, checked: CheckResult) -> None:
    listed = review_list(checked.findings, desk().reviews())
    items = [i for kind in KINDS for i in listed[kind]]
    settled = sum(i.said is not None for i in items)
    st.markdown(f"**{say('review.count', count=len(items), settled=settled)}**")
    for kind in KINDS:
        if listed[kind]:
            _kind(draft, kind, listed[kind], checked.findings)


def _kind(draft: Draft, kind: Kind, items: tuple[Item, ...], among: Sequence[Finding]) -> None:
    """The items of a kind, under their heading; numbers that no table has stay folded together."""
    numbers = sum(len(i.quotes) for i in items)
    st.markdown(f"**{say(f'review.{kind}', count=len(items), numbers=numbers)}**")
    if kind == "unsupported":
        st.caption(say("review.unsupported_help"))
    for item in items:
        first = item.first
        title = ", ".join(item.quotes) or first.message[:60]
        done = f" · {say(f'verdict.{item.said.verdict}')}" if item.said else ""
        with st.expander(f"{say(f'status.{first.severity}')} · {title}{done}"):
            _item(draft, item, f"{finding_id(first)}-{first.start}", among)


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
