"""Source → article: what a file, page or record holds, without the page's furniture."""
