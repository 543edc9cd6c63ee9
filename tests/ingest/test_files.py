"""Files on disk: which are read, which refused, and how."""

from datetime import date
from pathlib import Path

import pytest

from app.errors import EmptySource, UnreadableSource
from app.ingest import files
from app.ingest.files import expand, list_texts, read_file

NEWS = "افتتاح مكتبة الحي\n\nافتتحت البلدية مكتبة الحي بعد ترميمها، وقال مديرها إن الكتب “كلها مجانية”."


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "خبر.txt"
    path.write_text(NEWS, encoding="utf-8")
    return path


def test_a_file_is_read_with_what_the_caller_knows(news: Path) -> None:
    article = read_file(news, source="الحي", published_at=date(2024, 1, 2), url="https://example.org/1")
    assert (article.source, article.published_at) == ("الحي", date(2024, 1, 2))
    assert (article.url, article.title) == ("https://example.org/1", "افتتاح مكتبة الحي")


def test_a_folder_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="folder") as refused:
        read_file(tmp_path)
    assert refused.value.name == str(tmp_path)


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"gone.txt: there is no such file"):
        read_file(tmp_path / "gone.txt")


def test_an_empty_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with pytest.raises(EmptySource, match=r"empty.txt"):
        read_file(tmp_path / "empty.txt")


def test_a_name_longer_than_the_system_allows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource):
        read_file(tmp_path / ("x" * 5000))


def test_a_file_that_is_too_large_is_refused(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 10)
    with pytest.raises(UnreadableSource, match="larger"):
        read_file(news)


def test_a_file_that_is_named_twice_is_met_once(news: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    assert list(expand([other, news, tmp_path / "." / "خبر.txt", other])) == [other, news]


def test_a_folder_stays_in_the_list_to_be_refused(tmp_path: Path) -> None:
    assert list(expand([tmp_path])) == [tmp_path]


def test_the_texts_of_a_folder_come_by_name_and_without_other_files(news: Path, tmp_path: Path) -> None:
    first = tmp_path / "a.txt"
    first.touch()
    (tmp_path / "notes.md").touch()
    assert list_texts(tmp_path) == [first, news]


def test_links_in_a_circle_are_refused_by_name(tmp_path: Path) -> None:
    there, back = tmp_path / "there.txt", tmp_path / "back.txt"
    there.symlink_to(back)
    back.symlink_to(there)
    with pytest.raises(UnreadableSource, match=r"there\.txt"):
        [read_file(path) for path in expand([there])]
