"""Which figure a number in a text states; pure."""
