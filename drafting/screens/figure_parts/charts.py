"""A figure over the periods in the library and over the members."""

from __future__ import annotations

from typing import Any

import streamlit as st

from corpus.periods import period_words
from drafting.screens.shared import say
from drafting.service.figure_room import FigureRoom
from drafting.service.series import Point, Series
from drafting.types import FigureTable

_BLUE, _ORANGE = "#1f4e9e", "#d9822b"


def charts(room: FigureRoom, table: FigureTable) -> None:
    """Choose an indicator; its periods as a line of bars, its members as bars."""
    found = room.series(table)
    if not found:
        st.info(say("figures.chart_none"))
        return
    names = [f"{s.label} ({s.unit})" if s.unit else s.label for s in found]
    index = st.selectbox(say("figures.chart_which"), range(len(found)), format_func=names.__getitem__)
    series = found[index]
    over = series.over_periods()
    if len({p.period for p in over}) > 1:
        st.markdown(f"**{say('figures.chart_periods')}**")
        st.vega_lite_chart(_data(over), _over_periods(series), key=f"chart-periods-{index}")
    members = series.over_members()
    if members:
        periods = list(members)[::-1]
        chosen = st.selectbox(
            say("figures.chart_period"), periods, format_func=period_words, key=f"chart-of-{index}"
        )
        st.markdown(f"**{say('figures.chart_members')}**")
        st.vega_lite_chart(
            _data(members[chosen]), _over_members(series), key=f"chart-members-{index}-{chosen}"
        )
    with st.expander(say("figures.chart_sources")):
        st.dataframe([_shown(p) for p in series.points], hide_index=True)


def _data(points: list[Point]) -> list[dict[str, Any]]:
    # A chart's marks are drawn from floats; the figure itself is shown as written.
    return [
        {
            "period": period_words(p.period) if p.period else "",
            "order": n,
            "member": p.scope or "",
            "value": float(p.value),
            "written": p.written,
            "origin": p.origin,
        }
        for n, p in enumerate(points)
    ]


_TIP = [
    {"field": "period", "title": "Kỳ"},
    {"field": "written", "title": "Giá trị"},
    {"field": "origin", "title": "Nguồn"},
]


def _over_periods(series: Series) -> dict[str, Any]:
    x = {
        "field": "period",
        "type": "nominal",
        "sort": {"field": "order"},
        "title": None,
        "axis": {"labelAngle": 0, "labelLimit": 160},
    }
    y = {
        "field": "value",
        "type": "quantitative",
        "title": series.unit or None,
        "axis": {"format": "~s", "tickCount": 5},
    }
    return {
        "height": 300,
        "encoding": {"x": x, "y": y, "tooltip": _TIP},
        "layer": [
            {"mark": {"type": "bar", "color": _BLUE, "size": 46, "cornerRadiusEnd": 3}},
            {
                "mark": {"type": "text", "dy": -8, "fontSize": 13},
                "encoding": {"text": {"field": "written"}},
            },
        ],
    }


def _over_members(series: Series) -> dict[str, Any]:
    y = {
        "field": "member",
        "type": "nominal",
        "sort": {"field": "order"},
        "title": None,
        "axis": {"labelLimit": 220},
    }
    x = {
        "field": "value",
        "type": "quantitative",
        "title": series.unit or None,
        "axis": {"format": "~s", "tickCount": 5},
    }
    return {
        "height": {"step": 30},
        "encoding": {"x": x, "y": y, "tooltip": [{"field": "member", "title": "Đơn vị"}, *_TIP]},
        "layer": [
            {"mark": {"type": "bar", "color": _ORANGE, "cornerRadiusEnd": 3}},
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 13},
                "encoding": {"text": {"field": "written"}},
            },
        ],
    }


def _shown(point: Point) -> dict[str, str]:
    return {
        say("figures.period"): period_words(point.period) if point.period else "",
        say("figures.scope"): point.scope or "",
        say("figures.written"): point.written,
        say("figures.source"): f"{point.origin}: {point.source}",
    }
