"""The quality gate: `python -m bench.gate` scores each annotated set and fails where a figure is under its floor.

Floors are in `.ci/floors.toml`, a table for each set, named after its file. A floor is never lowered silently: the
commit that lowers one says why. Sets are the project's own, and those beside the checkout where there are any.
"""

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from app.pipeline.standoff import annotate
from bench.score import score

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / ".ci" / "floors.toml"
FOLDERS = (ROOT / "tests" / "gold", ROOT.parent / "shared" / "gold")


def read_floors(path: Path = FLOORS) -> dict[str, dict[str, float]]:
    """The floors by set and figure."""
    with path.open("rb") as file:
        return tomllib.load(file)


def list_sets(folders: tuple[Path, ...] = FOLDERS) -> list[Path]:
    """The annotated sets that are there."""
    return [path for folder in folders for path in sorted(folder.glob("*.jsonl"))]


def measure(path: Path) -> dict[str, float]:
    """The figures of today's analysis over one annotated set."""
    with path.open(encoding="utf-8") as file:
        wanted = [json.loads(line) for line in file if line.strip()]
    keys = ("id", "text", "published_at")
    return score((article, annotate({key: article.get(key) for key in keys})) for article in wanted)


def find_shortfalls(figures: Mapping[str, float], floors: Mapping[str, float]) -> Iterator[str]:
    """Each floor that is not reached, or that names no figure."""
    for name, floor in floors.items():
        if name not in figures:
            yield f"{name} is no figure: {', '.join(figures)}"
        elif figures[name] < floor:
            yield f"{name} is {figures[name]:.4f}, its floor {floor:.4f}"


def main() -> int:
    """Print the figures of every set, and say which are under their floors."""
    floors = read_floors()
    is_passed = True
    for path in list_sets():
        figures = measure(path)
        print(path.stem, *(f"{name} {figure:.3f}" for name, figure in figures.items()), sep="\n  ")
        for shortfall in find_shortfalls(figures, floors.get(path.stem, {})):
            is_passed = False
            print(f"{path.stem}: {shortfall}", file=sys.stderr)
    return 0 if is_passed else 1


if __name__ == "__main__":
    sys.exit(main())
