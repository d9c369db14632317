"""What a report is about: unit, period, kind, signer and the like."""
