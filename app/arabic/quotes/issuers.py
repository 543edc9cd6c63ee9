"""Documents speak for whoever issued them: تقرير لوزارة الصحة، أصدرت الشركة بيانًا."""

from collections.abc import Sequence

from app.arabic.normalize import fold_key
from app.arabic.quotes.lexicon import COMPLEMENTISERS, words_of
from app.arabic.quotes.reading import Cue, Reading
from app.arabic.quotes.saying import Saying
from app.arabic.quotes.sources import read_behind_lam
from app.arabic.quotes.uses import ISSUING, OWNED
from app.arabic.speakers import lexicon as lex
from app.arabic.speakers.entity import Entity
from app.arabic.speakers.lexicon import strip_article
from app.arabic.speakers.phrase import Phrase
from app.arabic.speakers.registry import Registry
from app.arabic.speakers.words import word
from app.records import SpeakerKind

_REACH = 24
_NUMBERS = frozenset(("بيانات", "احصاءات", "احصاييات", "ارقام"))
"""بيانات من إدارة الطاقة: what a body puts together."""
_NEAR = 8
_ISSUED_BY_BODIES = frozenset(("بيان", "تقرير", "نشره", "بلاغ"))
_SENTENCES = 2
_FAR = 12
_LONGEST_OUTLET = 3
STATEMENTS = frozenset(("بيان", "تقرير", "رساله", "مذكره", "بلاغ", "تعميم", "وثيقه", "احصاييه"))
_FINDINGS = frozenset(("تقرير", "تقارير", "مسح", "استطلاع", "استبيان", "تحقيق", "وثايق", "تحليلات"))
"""What an outlet itself may find out: تقرير لصحيفة …, مسح لرويترز."""
_WRITTEN = frozenset(("بيان", "تقرير", "دراسه", "بلاغ", "رساله", "مذكره"))
_BY_MAIL = frozenset(("بالبريد", "الالكتروني"))
_MANNER = 4
_ISSUED = frozenset(("صادر", "صدر", "الصادر", "صادره", "الصادره", "صدرت"))
_DID = frozenset(("قام", "قامت", "خص", "خصت"))
_TESTIMONIES = frozenset(("شهادات", "افادات", "روايات", "تاكيدات"))
_ISSUING = words_of("quotes/phrases", "issued-it")


def register_issued(reading: Reading, registry: Registry) -> None:
    """أصدرت الشركة بيانًا: the statement that is told of from then on speaks for the company."""
    for at in reading.places(ISSUING):
        limit = min(reading.document.limit(at), at + _REACH)
        phrase = reading.phrases.read(at + 1, limit) if at + 1 < limit else None
        if phrase is None or not phrase.is_strong or phrase.kind is SpeakerKind.group:
            continue
        heads = (_issued(reading.key(i)) for i in range(phrase.last, min(limit, phrase.last + _NEAR)))
        head = next((head for head in heads if head), "")
        if head:
            registry.documents.setdefault(head, registry.add(phrase).entity)


def _describes(reading: Reading, i: int, at: int) -> bool:
    """التقرير السنوي الجديد للوزارة: an adjective; behind any other word ل names whose something else is."""
    this = word(reading.keys[i])
    if reading.is_comma(i) or this.key.isdigit():
        return True  # تقرير سنوي لعام 1435هـ، لوزارة الصحة
    agrees = this.is_definite is word(reading.keys[at]).is_definite and not reading.is_owned(i)
    return agrees and reading.tokens[i].is_word and i not in reading.cue_at and not (this.is_adverbial or this.breaks)


def _names_owner(reading: Reading, i: int) -> bool:
    """للوزارة، لشركة، لرويترز، لـ«رويترز»: a body that ل stands before."""
    key = reading.key(i)
    if key[:1] != "ل":
        return False
    if key == "ل":
        return reading.phrases.behind_marks(i + 1) is not None
    owner = key[2:] if key[:2] == "لل" else strip_article(key[1:])
    return (owner in lex.ORGANIZATIONS and owner not in lex.DOCUMENTS) or reading.phrases.names_outlet(i)


def _issued(key: str) -> str:
    """The document that an indefinite object is: بيانًا، دراسة."""
    for stem in (key.removesuffix("ا"), key):
        if stem in lex.DOCUMENTS and stem not in ("نتايج", "بيانات", "معلومات", "ارقام"):
            return stem
    return ""


def register_issuer(reading: Reading, registry: Registry, at: int) -> None:
    """تقرير لوزارة الصحة، التقرير الذي أعدته شركة …: a document speaks for who issued it."""
    key = reading.keys[at]
    head = key[2:] if key[:2] == "لل" and key[2:] in lex.DOCUMENTS else word(key).bare
    phrase = _read_issuer(reading, at, head)
    if phrase is not None and _may_issue(phrase, head):
        again = phrase.head in lex.RELAYS and word(key).is_definite  # التقرير الذي نشرته صحيفة …
        registry.note_issuer(head, reading.tokens[at].start, registry.add(phrase).entity, is_first=again)
    elif reading.key(at - 1) == "في" and (head in STATEMENTS or key in OWNED):
        stating = _read_stating(reading, at)
        if stating is not None and _may_issue(stating, head):
            registry.stated.setdefault(OWNED.get(key, head), []).append(stating)


def _read_issuer(reading: Reading, at: int, head: str) -> Phrase | None:
    """Who is named behind the document at `at` as the one who issued it."""
    limit = min(reading.document.limit(at), at + _REACH)
    described = True
    for i in range(at + 1, min(limit, at + _FAR)):
        key = reading.key(i)
        if key in COMPLEMENTISERS:
            return None  # التقارير تثبت أن المصانع لشركات …: what it tells of
        owned_at_once = word(key).is_organization and not word(reading.key(at)).is_definite
        if i == at + 1 and owned_at_once and word(key).bare not in lex.DOCUMENTS:
            return reading.phrases.read(i, limit)
        if _is_issued_by(reading, i, at, head):
            return reading.phrases.read(_behind_manner(reading, i + 1 + (key in _DID)), limit)
        if described and _names_owner(reading, i):
            return _read_owner(reading, i, limit)
        described = described and _describes(reading, i, at)
    return None


def _behind_manner(reading: Reading, at: int) -> int:
    """رسالة بعثها مؤخرًا بالبريد الإلكتروني فلان: the token behind when and how it was sent."""
    last = at + _MANNER
    while at < last and (word(reading.key(at)).is_adverbial or reading.key(at) in _BY_MAIL):
        at += 1
    return at


def find_issuer_before(reading: Reading, cue: Cue) -> Phrase | None:
    """وفي بيان لأعضاء المجلس، شدد على، بعد تقرير لصحيفة «…» أشار إلى: who issued the document that the verb is of."""
    if cue.form.form.clitic or not cue.is_finite:
        return None
    last = cue.at - reading.is_comma(cue.at - 1)
    for at in range(cue.at - 2, max(-1, cue.at - _FAR), -1):
        if not reading.same_sentence(at, cue.at) or (at < last and reading.is_comma(at)):
            return None
        head = reading.key(at)
        if head not in _WRITTEN or (last < cue.at and not _opens_within(reading, at)):
            continue
        found = _read_issuer(reading, at, head)
        ends = found is not None and found.is_strong and _ends_before(reading, found, last)
        return found if found is not None and ends and _may_issue(found, head) else None
    return None


def _opens_within(reading: Reading, at: int) -> bool:
    """Whether a sentence opens with في and the document at `at`."""
    return reading.key(at - 1) in ("في", "وفي") and reading.opens_sentence(at - 1)


def _ends_before(reading: Reading, phrase: Phrase, last: int) -> bool:
    """لأعضاء المجلس صدر أمس،: whether nothing but when it was issued stands between the phrase and `last`."""
    between = [reading.key(at) for at in range(phrase.last, last) if reading.tokens[at].is_word]
    return all(key in _ISSUED or word(key).is_adverbial for key in between)


def _is_issued_by(reading: Reading, i: int, at: int, head: str) -> bool:
    """Whether the word at `i` leads to who issued the document at `at`: أعدته، قامت به، صادر عن، بيان من الوزارة."""
    key = reading.key(i)
    if key in _DID:
        return reading.key(i + 1) in ("به", "بها")
    numbers = i == at + 1 and key == "من" and (head in _NUMBERS or head in STATEMENTS)
    numbers = numbers and word(reading.key(i + 1)).is_organization
    if head in _TESTIMONIES:
        return False  # شهادات جمعتها الشرطة
    return numbers or key in _ISSUING or (key in ("عن", "من") and reading.key(i - 1) in _ISSUED)


def _read_stating(reading: Reading, at: int) -> Phrase | None:
    """توقعت الهيئة في تقريرها …، وقدم الاتحاد في بيان …: the body behind the verb or the first word."""
    for i in range(at - 2, max(-1, at - _REACH), -1):
        opens = i == 0 or reading.tokens[i - 1].sentence != reading.tokens[at].sentence
        if reading.tokens[i].sentence != reading.tokens[at].sentence:
            return None
        cue = reading.cue_at.get(i)
        if not (opens or (cue is not None and cue.is_finite)):
            continue
        phrase = reading.phrases.read(i + 1, at)
        if phrase is not None and phrase.is_strong and phrase.kind is SpeakerKind.organization:
            return phrase
    return None


def _read_owner(reading: Reading, i: int, limit: int) -> Phrase | None:
    """لوزارة الصحة، لـ«رويترز»: whose the document before `i` is."""
    if reading.key(i) == "ل":
        return reading.phrases.read(i + 1, limit)
    return _read_outlet(reading, i, limit) or read_behind_lam(reading, i, limit)


def _read_outlet(reading: Reading, i: int, limit: int) -> Phrase | None:
    """لرويترز، لعنب بلدي: the outlet whose own name ل stands before."""
    start = reading.tokens[i].start + 1
    for last in range(min(i + _LONGEST_OUTLET, limit), i, -1):
        name = reading.text[start : reading.tokens[last - 1].end]
        if reading.tokens[last - 1].is_word and fold_key(name) in lex.OUTLETS:
            end, head = start + len(name), reading.key(i)[1:]
            return Phrase(i, last, start, end, SpeakerKind.organization, head, name, None, is_name=True, is_strong=True)
    return None


def find_issuer(reading: Reading, registry: Registry, phrase: Phrase) -> Entity | None:
    """وقال تقرير لشركة …: whom a document is called after that is told of for the first time; it speaks on."""
    if phrase.head not in lex.DOCUMENTS or word(reading.key(phrase.first)).is_definite:
        return None
    for at in range(phrase.first + 1, min(phrase.last + 1, reading.document.limit(phrase.first))):
        if _names_owner(reading, at):
            found = _read_owner(reading, at, reading.document.limit(at))
            if found is None or not _may_issue(found, phrase.head):
                return None
            registry.documents[phrase.head] = registry.add(found).entity
            return registry.documents[phrase.head]
        if not _describes(reading, at, phrase.first):
            return None
    return None


def find_issuing(reading: Reading, registry: Registry, sayings: Sequence[Saying], phrase: Phrase) -> Entity | None:
    """وقال البيان: the body that has just spoken, where the text doesn't say who issued it."""
    bare = phrase.head in _ISSUED_BY_BODIES and phrase.last == phrase.first + 1 and phrase.name.startswith(lex.ARTICLE)
    if not bare or not sayings or registry.knows_document(phrase):
        return None
    last = sayings[-1]
    near = reading.tokens[phrase.first].sentence - reading.tokens[last.cue.at].sentence <= _SENTENCES
    kinds = (SpeakerKind.organization, SpeakerKind.unnamed)
    relays = phrase.head != "تقرير" and last.entity.head in lex.RELAYS  # ذكرت الوكالة أن …. وقال البيان: whose?
    speaks = last.entity.kind in kinds and last.entity.head not in lex.DOCUMENTS and not relays
    return last.entity if near and speaks else None


def _may_issue(phrase: Phrase, head: str) -> bool:
    """Whether a document called `head` may speak for whom the phrase names.

    A body; an outlet only of what it finds out itself (بيان للقناة was sent to it); a person by name.
    """
    if phrase.kind is SpeakerKind.person:
        return phrase.is_name and phrase.is_strong
    outlet = phrase.head in lex.RELAYS or phrase.head in lex.OUTLETS_BY_WORD
    return phrase.kind is SpeakerKind.organization and (head in _FINDINGS or not outlet)
