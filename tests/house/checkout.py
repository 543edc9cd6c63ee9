"""Where the checkout is, and which files are the project's."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def project_files() -> tuple[Path, ...]:
    """Every file that git keeps or would keep, relative to the checkout; without git, every file of the sources."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout.decode()
    except (OSError, subprocess.CalledProcessError):
        folders = (ROOT / name for name in ("app", "migrations", "seed", "tests", "bench", ".ci"))
        found = (path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts)
        return tuple(path.relative_to(ROOT) for path in found if path.is_file())
    return tuple(Path(name) for name in listed.split("\0") if name and (ROOT / name).is_file())
