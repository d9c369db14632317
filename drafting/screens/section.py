"""One section: written anew with a wish, its earlier versions, and where its words come from."""

from __future__ import annotations

import streamlit as st

from drafting.screens.shared import desk, in_vietnamese, language, notice, say, told
from drafting.service.desk_model import Made
from drafting.service.versions import brought_back, versions
from drafting.types import Draft, DraftSection

WISHES = ("shorter", "plainer", "cause", "smoother")


def section_tools(draft_id: str, draft: Draft, section: DraftSection) -> None:
    """What can be done with a section beside editing it."""
    _anew(draft_id, section)
    if st.toggle(say("section.versions"), key="section-versions"):
        _versions(draft_id, draft, section)
    if st.toggle(say("section.made"), key="section-made"):
        _made(draft_id, section)


def _anew(draft_id: str, section: DraftSection) -> None:
    with told():
        if desk().model.choice() is None:
            return
    if desk().model.writing(draft_id):
        return
    with st.expander(say("section.anew")):
        picked = st.pills(
            say("section.wishes"), WISHES, format_func=lambda w: say(f"section.wish_{w}"), key="wish-picked"
        )
        typed = st.text_input(say("section.wish"), key="wish-typed", placeholder=say("section.wish_example"))
        wish = "; ".join(
            w for w in (in_vietnamese(f"section.wish_{picked}") if picked else "", typed.strip()) if w
        )
        if st.button(say("section.write"), type="primary", key="section-write"):
            _write(draft_id, section, wish)


def _write(draft_id: str, section: DraftSection, wish: str) -> None:
    shown = st.empty()
    with told(), st.spinner(say("section.writing")):

        def show(said: str) -> None:
            shown.text(said)

        made, wrong = desk().model.rewrite(draft_id, section.number, wish, show)
        shown.empty()
        if wrong:
            st.warning(say("section.kept", why=wrong))
            return
        desk().save(made, f"rewrite {section.number}" + (f": {wish}" if wish else ""))
        notice(say("section.written"))
        st.rerun()


def _versions(draft_id: str, draft: Draft, section: DraftSection) -> None:
    found = versions(desk().library.workspace, draft_id, section.number)
    if len(found) < 2:
        st.caption(say("section.no_versions"))
    for version in found[1:]:
        with st.container(border=True):
            left, right = st.columns([4, 1], vertical_alignment="center")
            left.caption(
                say(
                    "section.version",
                    at=version.at[:16].replace("T", " "),
                    who=_who(version.writer, version.reason),
                )
            )
            if right.button(say("section.bring_back"), key=f"back-{section.number}-{version.revision}"):
                with told():
                    back = brought_back(
                        desk().library.workspace, draft_id, draft, section.number, version.revision
                    )
                    desk().save(back, f"back {section.number}")
                    notice(say("section.brought_back"))
                    st.rerun()
            st.text(version.text)


def _who(writer: str, reason: str) -> str:
    if reason.startswith("edit"):
        return say("section.by_hand")
    return say("section.by_model" if writer == "llm" else "section.by_precedent")


def _made(draft_id: str, section: DraftSection) -> None:
    found = desk().model.made(draft_id, section.number)
    if not found:
        st.caption(say("section.not_by_model"))
    for made in reversed(found):
        with st.container(border=True):
            _one(made)
    if found:
        settings = desk().model.settings_of(draft_id)
        st.caption(", ".join(f"{k} = {v}" for k, v in settings.items() if v not in (None, "")))


def _one(made: Made) -> None:
    exchange, usage = made.exchange, made.exchange.usage
    who = say("section.by_model" if made.writer == "llm" else "section.by_precedent")
    st.markdown(f"**{exchange.model}** · {made.at[:16].replace('T', ' ')} · {who}")
    st.caption(
        say("section.used", requests=usage.requests, seconds=_number(usage.seconds), sent=usage.tokens_in,
            said=usage.tokens_out) + (f" · {_number(made.cost)}" if made.cost is not None else "")
    )  # fmt: skip
    if exchange.wish:
        st.caption(say("section.wished", wish=exchange.wish))
    st.caption(", ".join(f"{name} v{version} ({digest[:8]})" for name, version, digest in exchange.prompts))
    for number, one in enumerate(exchange.rounds, 1):
        with st.popover(say("section.round", number=number)):
            for role, text in one.messages:
                st.caption(role)
                st.code(text, language=None, wrap_lines=True)
            st.caption(say("section.answer"))
            st.code(one.answer or one.fault, language=None, wrap_lines=True)
            for problem in one.problems:
                st.text(f"- {problem}")


def spent_line(draft_id: str) -> str:
    """A line on what a draft cost by a model, empty where none had a part in it."""
    spent = desk().model.spent(draft_id)
    if spent is None or not spent[0].requests:
        return ""
    usage, cost, currency, model = spent
    line = say(
        "section.spent", model=model, requests=usage.requests, sent=usage.tokens_in, said=usage.tokens_out
    )
    return line + (f" · {_number(cost)} {currency}" if cost is not None else "")


def _number(value: object) -> str:
    text = f"{value:.4f}".rstrip("0").rstrip(".") if not isinstance(value, float) else f"{value:.1f}"
    return text.replace(".", ",") if language() == "vi" else text
