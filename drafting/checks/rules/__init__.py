"""The rules, one file each: its docstring says the rule and where it comes from."""
