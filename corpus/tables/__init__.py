"""Tables: flattened by a converter, of Markdown, tabbed."""
