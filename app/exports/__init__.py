"""store → files that other programs open: each export an iterator of bytes, for the API and the command alike."""
