"""Past reports: reading, structure, what they are about, the store, the sample library."""
