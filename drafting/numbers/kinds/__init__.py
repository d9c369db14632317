"""One module a kind of number. Each offers `read(spot) -> Reading | None`."""
