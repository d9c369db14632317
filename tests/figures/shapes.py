"""Tables of the shapes clerks send, as file name and bytes. Invented places and figures."""

from __future__ import annotations

from collections.abc import Callable

from tests.figures.shape_indicators import (
    bare_ratio_and_unit,
    indicator_table,
    indicator_unmerged_csv,
    letterhead_and_signature,
    sheets_and_offset,
    spaced_formulas,
    stacked_tables,
    years_over_parts,
)
from tests.figures.shape_members import (
    awards,
    awards_by_level_and_way,
    awards_by_member,
    awards_list_by_member_columns,
    members_as_columns,
    members_as_heads_of_rows,
    members_as_rows,
    members_as_rows_of_named_heads,
    members_as_rows_with_roles,
    members_as_sub_rows,
    members_in_names,
    members_over_years,
    members_under_fields,
    members_under_unmarked_rows,
    members_with_two_levels,
    places_as_groups,
    statistical_form,
)
from tests.figures.shape_plain import (
    ditto_marks_unquoted,
    long_table,
    no_header,
    only_two_columns,
    open_document,
    percent_cells,
    plain_comma_quoted,
    plain_cp1258,
    plain_other_order,
    plain_semicolon,
    plain_tab_utf16,
    sub_rows,
    words_in_cells,
    years,
)
from tests.figures.shape_programs import (
    hidden_parts,
    old_excel,
    old_excel_indicators,
    page_named_xls,
    pasted_from_excel,
    percent_open_document,
    tcvn3_cells,
    tcvn3_text,
    text_named_xls,
    utf16_without_mark,
    word_tables,
)

SHAPES: tuple[Callable[[], tuple[str, bytes]], ...] = (
    plain_semicolon, plain_comma_quoted, plain_tab_utf16, plain_cp1258, plain_other_order, only_two_columns,
    indicator_table, indicator_unmerged_csv, members_as_columns, members_with_two_levels, members_as_rows,
    members_as_rows_with_roles, long_table, awards, awards_by_member, sheets_and_offset, percent_cells, sub_rows,
    years, open_document, no_header, stacked_tables, places_as_groups, words_in_cells, bare_ratio_and_unit,
    years_over_parts, letterhead_and_signature, statistical_form, members_over_years, ditto_marks_unquoted,
    spaced_formulas, awards_by_level_and_way, awards_list_by_member_columns, old_excel, old_excel_indicators,
    percent_open_document, tcvn3_text, tcvn3_cells, utf16_without_mark, pasted_from_excel, page_named_xls,
    text_named_xls, word_tables, hidden_parts,
    members_as_sub_rows, members_under_unmarked_rows, members_in_names, members_as_heads_of_rows, members_under_fields,
    members_as_rows_of_named_heads,
)  # fmt: skip
