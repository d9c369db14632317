"""Figure tables in, expressions over figures."""
