"""What is measured: quality against annotated articles, and speed. Not part of the package."""
