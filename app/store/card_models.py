"""The tables that only SQLite fills, by itself."""

from typing import ClassVar

from sqlalchemy import Text
from sqlmodel import Field, SQLModel

from app.store.models import table_of


class ArticleCard(SQLModel, table=True):
    """What of an article stands in the answers that show its quotes, as SQLite keeps it: see `app.store.fragments`."""

    __tablename__: ClassVar[str] = "article_card"

    id: int = Field(primary_key=True, foreign_key="article.id", ondelete="CASCADE")
    revision: int
    page: str | None = Field(sa_type=Text)
    document: str = Field(sa_type=Text)


ARTICLE_CARD = table_of(ArticleCard)
