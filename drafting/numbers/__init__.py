"""Reading and writing Vietnamese numbers; pure."""
