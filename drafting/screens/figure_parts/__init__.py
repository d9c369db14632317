"""The parts of the figures' screen, one a tab or a block."""
