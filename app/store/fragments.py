"""What SQLite keeps as JSON, so that an answer need not make it again: a quote's own fields, a speaker and an article
in short.

`app.store.fragment_upkeep` keeps it in step; PostgreSQL makes the JSON for each answer. Measured on pages of twenty
quotes of a million: put together of these pieces, they take the database six tenths of the time. The article's
pieces stand in a table of their own: in its row SQLite would have to go past a body of some kilobytes to get at them.
"""

from sqlalchemy import case, func, literal_column

from app.records import QuoteBase
from app.store.card_models import ARTICLE_CARD
from app.store.documents import Fragment, Kept, Quoted, glue
from app.store.fields import article_columns, permalink, plain_columns, point_into_column
from app.store.models import ARTICLE, QUOTE, SPEAKER

_Q, _S, _CARD = QUOTE.c, SPEAKER.c, ARTICLE_CARD.c
QUOTE_FRAGMENT = Fragment(
    _Q.document,
    {
        "id": _Q.id,
        **plain_columns(QuoteBase, QUOTE),
        "position": _Q.position,
        "corrected": _Q.corrected_at.is_not(None),
        "corrected_at": _Q.corrected_at,
    },
)
SPEAKER_IN_SHORT = {"id": _S.id, "name": _S.name, "kind": _S.kind, "role": _S.role}
ARTICLE_IN_SHORT = {name.removeprefix("article."): column for name, column in article_columns().items()}
_PAGE = point_into_column(ARTICLE.c.url, literal_column("''"))
PAGE = case((_PAGE.is_not(None), func.rtrim(Quoted(_PAGE), '"')))
"""What begins the addresses of an article's quotes on its page, as JSON without the mark at its end."""
QUOTE_KEPT = Kept(
    QUOTE.join(SPEAKER, _S.id == _Q.speaker_id).join(ARTICLE_CARD, _CARD.id == _Q.article_id),
    glue(
        _Q.document,
        ',"revision":',
        _CARD.revision,
        ',"withdrawn_at":null,"rejected":false,"permalink":',
        Quoted(permalink(QUOTE, "quotes")),
        ',"text_fragment":',
        func.coalesce(_CARD.page.concat(_Q.fragment).concat(literal_column("'\"'")), literal_column("'null'")),
        ',"speaker":',
        _S.document,
        ',"article":',
        _CARD.document,
        "}",
    ),
)
"""A quote's whole document, of pieces that are kept."""
