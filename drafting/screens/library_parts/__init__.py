"""The parts of the library screen."""
