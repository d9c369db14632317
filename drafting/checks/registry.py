"""The rules that run, in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from drafting.checks.document import Document
from drafting.checks.rules import (
    anniversary,
    bound,
    carried,
    change_arithmetic,
    direction,
    document_dates,
    events_over,
    figure_mismatch,
    figure_misplaced,
    figure_stale,
    figure_unsupported,
    figure_unused,
    legal_basis,
    member_count,
    name_leak,
    named_count,
    number_format,
    other_unit,
    over,
    part_percent,
    parts_of_earlier,
    past_as_now,
    period_leak,
    period_named,
    rank_values,
    ratio_percent,
    remainder,
    restated,
    restated_changes,
    restated_counts,
    restated_ratio,
    share_total,
    shares_listed,
    silent_fall,
    spelling,
    stated_plan,
    sum_of_parts,
    table_formula,
    text_table,
    total_after_parts,
    unclosed,
    unit_scale,
    whole_count,
    year_said,
    yearly_growth,
)
from drafting.types import Finding


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by name; its examples are `examples/<name>.toml`."""

    name: str
    check: Callable[[Document], Iterable[Finding]]


RULES: tuple[Rule, ...] = (
    Rule("anniversary", anniversary.check),
    Rule("bound", bound.check),
    Rule("carried", carried.check),
    Rule("change_arithmetic", change_arithmetic.check),
    Rule("direction", direction.check),
    Rule("document_dates", document_dates.check),
    Rule("events_over", events_over.check),
    Rule("figure_mismatch", figure_mismatch.check),
    Rule("figure_misplaced", figure_misplaced.check),
    Rule("figure_stale", figure_stale.check),
    Rule("figure_unsupported", figure_unsupported.check),
    Rule("figure_unused", figure_unused.check),
    Rule("legal_basis", legal_basis.check),
    Rule("member_count", member_count.check),
    Rule("name_leak", name_leak.check),
    Rule("named_count", named_count.check),
    Rule("number_format", number_format.check),
    Rule("other_unit", other_unit.check),
    Rule("over", over.check),
    Rule("part_percent", part_percent.check),
    Rule("parts_of_earlier", parts_of_earlier.check),
    Rule("past_as_now", past_as_now.check),
    Rule("period_leak", period_leak.check),
    Rule("period_named", period_named.check),
    Rule("rank_values", rank_values.check),
    Rule("ratio_percent", ratio_percent.check),
    Rule("remainder", remainder.check),
    Rule("restated", restated.check),
    Rule("restated_changes", restated_changes.check),
    Rule("restated_counts", restated_counts.check),
    Rule("restated_ratio", restated_ratio.check),
    Rule("share_total", share_total.check),
    Rule("shares_listed", shares_listed.check),
    Rule("silent_fall", silent_fall.check),
    Rule("spelling", spelling.check),
    Rule("stated_plan", stated_plan.check),
    Rule("sum_of_parts", sum_of_parts.check),
    Rule("table_formula", table_formula.check),
    Rule("text_table", text_table.check),
    Rule("total_after_parts", total_after_parts.check),
    Rule("unclosed", unclosed.check),
    Rule("unit_scale", unit_scale.check),
    Rule("whole_count", whole_count.check),
    Rule("year_said", year_said.check),
    Rule("yearly_growth", yearly_growth.check),
)
