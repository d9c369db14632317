"""One file a check; pure."""
