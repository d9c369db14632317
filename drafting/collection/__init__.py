"""Request forms, figures from documents, consolidation."""
