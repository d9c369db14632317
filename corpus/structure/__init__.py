"""The outline: printed numbering, headings, title block and signature."""
