"""The page at `/`: reads quotes through /v1 like any stranger."""
