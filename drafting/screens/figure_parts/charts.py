"""A figure over the periods in the library and over the members."""

from __future__ import annotations

from typing import Any

import streamlit as st

from corpus.periods import period_words
from drafting import numbers
from drafting.screens.shared import say
from drafting.service.figure_room import FigureRoom
from drafting.service.series import Point, Series
from drafting.types import FigureTable

_BLUE, _LIGHT, _ORANGE, _GREY = "#1f4e9e", "#9db8e0", "#d9822b", "#8a8f98"
_PARTS = {"field": "part", "type": "nominal", "legend": {"title": None, "orient": "top"}}


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
            "number": numbers.write(p.value),
            "part": _part(p.period),
            "written": p.written,
            "origin": p.origin,
        }
        for n, p in enumerate(points)
    ]


def _part(period: str) -> str:
    """`6 tháng đầu năm` of a half year, `Cả năm` of a year."""
    if len(period) == len("2025"):
        return say("figures.whole_year")
    words = period_words(period).replace(period[:4], "").strip(" ,")
    return words[:1].upper() + words[1:]


_TIP = [
    {"field": "period", "title": "Kỳ"},
    {"field": "written", "title": "Giá trị"},
    {"field": "origin", "title": "Nguồn"},
]


def _over_periods(series: Series) -> dict[str, Any]:
    """Half years and years are told apart by colour: they aren't to be compared."""
    x = {"field": "period", "type": "nominal", "sort": {"field": "order"}, "title": None}
    return {
        "height": 300,
        "encoding": {
            "x": {**x, "axis": {"labelAngle": 0, "labelLimit": 150}},
            "y": _values(series),
            "tooltip": _TIP,
        },
        "layer": [
            {
                "mark": {"type": "bar", "size": 46, "cornerRadiusEnd": 3},
                "encoding": {"color": {**_PARTS, "scale": {"range": [_BLUE, _LIGHT, _ORANGE, _GREY]}}},
            },
            {"mark": {"type": "text", "dy": -8, "fontSize": 13}, "encoding": {"text": {"field": "number"}}},
        ],
    }


def _over_members(series: Series) -> dict[str, Any]:
    y = {"field": "member", "type": "nominal", "sort": {"field": "order"}, "title": None}
    return {
        "height": {"step": 30},
        "encoding": {
            "y": {**y, "axis": {"labelLimit": 220}},
            "x": _values(series),
            "tooltip": [{"field": "member", "title": "Đơn vị"}, *_TIP],
        },
        "layer": [
            {"mark": {"type": "bar", "color": _ORANGE, "cornerRadiusEnd": 3}},
            {
                "mark": {"type": "text", "align": "left", "dx": 5, "fontSize": 13},
                "encoding": {"text": {"field": "number"}},
            },
        ],
    }


def _values(series: Series) -> dict[str, Any]:
    """The bars carry their numbers, written the Vietnamese way: the axis needs none."""
    return {
        "field": "value",
        "type": "quantitative",
        "title": series.unit or None,
        "axis": {"labels": False, "ticks": False, "grid": False},
    }


def _shown(point: Point) -> dict[str, str]:
    return {
        say("figures.period"): period_words(point.period) if point.period else "",
        say("figures.scope"): point.scope or "",
        say("figures.written"): point.written,
        say("figures.source"): f"{point.origin}: {point.source}",
    }
