"""Capital letters of Vietnamese, for character classes (a range would take small ones in too)."""

CAPITALS = "A-ZĐƠƯ" + "".join(
    c
    for c in map(chr, range(0xC0, 0x1EFA))
    if c.isupper() and c not in "ĐƠƯ" and (ord(c) < 0x1B0 or ord(c) > 0x1E9F)
)
