"""The plan: the outline with what each section gets; changed by hand; drafted from."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from drafting.screens.shared import desk, notice, role_name, say, show_notice, told
from drafting.service.plans import OUTLINES, OutlineChoice, plan_file
from drafting.types import Figure, Plan, PlannedSection

_STEP = "\u2003"


def _make() -> None:
    form = desk().form()
    st.caption(say("plan.about", unit=form.unit or "…", period=form.period or "…"))
    source = st.radio(
        say("plan.outline"), OUTLINES, format_func=lambda s: say(f"plan.outline_{s}"), horizontal=True
    )
    choice = OutlineChoice(source)
    if source == "report":
        titles = {r.id: f"{r.unit} · {r.period} · {r.title}" for r in desk().listed()}
        report = st.selectbox(say("plan.which"), list(titles), format_func=titles.__getitem__)
        choice = OutlineChoice(source, report=report or "")
    elif source == "guidance":
        upload = st.file_uploader(say("plan.guidance_file"), type=["docx", "doc", "txt", "md", "pdf", "odt"])
        pasted = st.text_area(say("plan.guidance_text"), height=140)
        data = upload.getvalue() if upload else pasted.encode()
        choice = OutlineChoice(source, name=upload.name if upload else "", data=data)
    if st.button(say("plan.make"), type="primary"):
        with told():
            plan = desk().plans.make(desk().request(form), choice)
            notice(say("plan.made", count=len(plan.sections), source=plan.outline_from))
            st.rerun()


def _rows(plan: Plan, changed: tuple[str, ...]) -> list[dict[str, object]]:
    titles = {r.id: f"{r.period} · {r.unit}" for r in desk().listed()}
    return [
        {
            say("plan.changed"): "●" if s.number in changed else "",
            say("plan.section"): _STEP * (s.level - 1) + f"{s.label} {s.heading}".strip(),
            say("plan.figures"): len(_indicators(plan, s)),
            say("plan.precedents"): "; ".join(titles.get(p.report, p.report) for p in s.precedents[:1]),
            say("plan.facts"): len(s.facts),
        }
        for s in plan.sections
    ]


def _indicators(plan: Plan, section: PlannedSection) -> list[Figure]:
    """One figure an indicator of a section: its value of this period where there is one."""
    by_key = plan.figures.by_key()
    found: dict[str, Figure] = {}
    for key in section.figures:
        figure = by_key.get(key)
        if figure and (figure.indicator not in found or (figure.role == "actual" and not figure.scope)):
            found[figure.indicator] = figure
    return list(found.values())


def _figure(figure: Figure) -> str:
    value = f"{figure.written} {figure.written_unit}".strip()
    return f"{figure.label} — {role_name(figure.role)}: {value}"


def _section(plan: Plan, section: PlannedSection) -> None:
    st.subheader(f"{section.label} {section.heading}".strip())
    if section.hint:
        st.caption(say("plan.hint", hint=section.hint))
    figures, precedents, outline = st.tabs(
        [say("plan.tab_figures"), say("plan.tab_precedents"), say("plan.tab_outline")]
    )
    with figures:
        _figures(plan, section)
    with precedents:
        _precedents(section)
    with outline:
        _outline(section)


def _figures(plan: Plan, section: PlannedSection) -> None:
    own = {f.key: _figure(f) for f in _indicators(plan, section)}
    if not own:
        st.caption(say("plan.no_figures"))
        return
    chosen = st.multiselect(
        say("plan.move"),
        list(own),
        format_func=own.__getitem__,
        placeholder=say("plan.pick_figures"),
        key=f"move-{section.number}",
    )
    _move(plan, chosen, section.number)
    st.dataframe([{say("plan.figure"): words} for words in own.values()], hide_index=True)


def _move(plan: Plan, chosen: list[str], here: str) -> None:
    targets = {
        s.number: _STEP * (s.level - 1) + f"{s.label} {s.heading}" for s in plan.sections if s.number != here
    }
    to = st.selectbox(say("plan.to"), list(targets), format_func=targets.__getitem__, key=f"to-{here}")
    if st.button(say("plan.do_move", count=len(chosen)), disabled=not chosen or not to, key=f"do-{here}"):
        _change(lambda: desk().plans.move_figures(chosen, to))


def _precedents(section: PlannedSection) -> None:
    for rank, use in enumerate(desk().plans.uses(section), 1):
        with st.container(border=True):
            st.markdown(f"**{rank}. {use.unit} · {use.period}** — {use.heading or '…'}")
            reasons = ", ".join(say(f"plan.reason_{r}") for r in use.reasons)
            st.caption(say("plan.good_for", sentences=use.sentences, reasons=reasons or "–"))
            if use.states:
                st.caption(say("plan.states", count=len(use.states), labels="; ".join(use.states[:8])))
            if rank > 1 and st.button(say("plan.first"), key=f"first-{section.number}-{rank}"):
                _choose(section.number, use.ref.report, use.ref.section)
    with st.expander(say("plan.another")):
        titles = {r.id: f"{r.unit} · {r.period} · {r.title}" for r in desk().listed()}
        report = st.selectbox(
            say("plan.which"), list(titles), format_func=titles.__getitem__, key=f"report-{section.number}"
        )
        parts = dict(desk().plans.sections_of(report)) if report else {}
        part = st.selectbox(
            say("plan.part"), list(parts), format_func=parts.__getitem__, key=f"part-{section.number}"
        )
        ready = bool(report and part)
        if st.button(say("plan.first"), disabled=not ready, key=f"other-{section.number}"):
            _choose(section.number, str(report), str(part))


def _choose(number: str, report: str, part: str) -> None:
    _change(lambda: desk().plans.choose(number, report, part))


def _outline(section: PlannedSection) -> None:
    heading = st.text_input(say("plan.heading"), section.heading, key=f"heading-{section.number}")
    if st.button(say("plan.rename"), disabled=heading == section.heading, key=f"rename-{section.number}"):
        _change(lambda: desk().plans.rename(section.number, heading))
    new = st.text_input(say("plan.new_heading"), key=f"new-{section.number}")
    if st.button(say("plan.add"), disabled=not new.strip(), key=f"add-{section.number}"):
        _change(lambda: desk().plans.add(section.number, new))
    if st.button(say("plan.drop"), key=f"drop-{section.number}"):
        _change(lambda: desk().plans.drop(section.number))


def _change(act: Callable[[], None]) -> None:
    with told():
        act()
        st.rerun()


def _unplaced(plan: Plan) -> None:
    placed = {k for s in plan.sections for k in s.figures}
    left = [f for f in plan.figures.figures if f.role == "actual" and f.key not in placed and not f.scope]
    if left and plan.kind != "phat-dong":
        with st.expander(say("plan.unplaced", count=len(left))):
            names = {f.key: _figure(f) for f in left}
            chosen = st.multiselect(
                say("plan.move"),
                list(names),
                format_func=names.__getitem__,
                placeholder=say("plan.pick_figures"),
                key="left",
            )
            _move(plan, chosen, "")


def _write(plan: Plan, changed: tuple[str, ...]) -> None:
    left, middle, right, last = st.columns(4)
    current = desk().current_id()
    if left.button(say("plan.write"), type="secondary" if changed else "primary"):
        with told(), st.spinner(say("draft.writing")):
            desk().write_planned()
            notice(say("draft.written"))
            st.rerun()
    if middle.button(
        say("plan.redraft", count=len(changed)),
        disabled=not changed,
        type="primary" if changed else "secondary",
    ):
        with told(), st.spinner(say("draft.writing")):
            desk().redraft()
            notice(say("plan.redrafted", count=len(changed)))
            st.rerun()
    if right.button(say("plan.undo"), disabled=not changed):
        _change(lambda: desk().plans.undo(current))
    last.download_button(
        say("plan.save"),
        plan_file(plan),
        file_name="de-cuong.json",
        on_click="ignore",
    )


st.title(say("plan.title"))
st.caption(say("plan.help"))
show_notice()
current_plan = desk().plans.current()
with st.expander(say("plan.new"), expanded=current_plan is None):
    _make()
if current_plan is None:
    st.info(say("plan.none"))
else:
    touched = desk().plans.changed(desk().current_id())
    st.markdown(f"**{current_plan.title}**")
    st.caption(
        say("plan.from_", source=current_plan.outline_from, sections=len(current_plan.sections),
            figures=len(current_plan.figures.figures))
    )  # fmt: skip
    _write(current_plan, touched)
    tree, detail = st.columns([3, 2])
    with tree:
        picked = st.dataframe(
            _rows(current_plan, touched),
            hide_index=True,
            on_select="rerun",
            selection_mode="single-row",
            height=620,
            key="plan-tree",
        )["selection"]["rows"]
    with detail:
        if picked and picked[0] < len(current_plan.sections):
            _section(current_plan, current_plan.sections[picked[0]])
        else:
            st.info(say("plan.pick"))
        _unplaced(current_plan)
