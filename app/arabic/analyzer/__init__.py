"""Search terms: one analyser for what is indexed and for what is asked, on every database."""
