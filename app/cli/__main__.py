"""`python -m app.cli`: the command where nothing is installed."""

from app.cli import main

if __name__ == "__main__":
    main()
