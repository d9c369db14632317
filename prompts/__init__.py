"""The words sent to a model, one file a prompt."""
