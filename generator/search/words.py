"""Why the search finds what it finds: how a query is read, by which lines of the data, and where to add a word."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.model.data import SYNONYMS, TOPICS, Data
from generator.model.editorial import SoughtPage, Synonym, Theme, Topic
from generator.problems import Position

# As in engine/topics.js: the longest word, how much a stretch of the plan weighs against a word, how many topics are
# guessed, signs and words that say little, and how much more a query has to tell without them.
_LONGEST, _IN_PLAN, _GUESSED = 12, 0.6, 3
_LITTLE, _BARE = re.compile("[的了个着些点过一下在太很好真又就都还也给]|总是|老是|天天|好多|怎么|有点"), 1.3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word is read as, and the line that says so."""

    said: str
    position: Position


def explain(data: Data, query: str) -> str:
    """Return how the search reads a query, a line for each of its words, and what could be added where."""
    known = _meanings(data)
    plan = ["".join(_folded(clause.text)) for item in data.plan.items for clause in item.clauses]
    pieces = [piece for word in _folded(query) for piece in _cut(word, known, plan)]
    rest = "".join(piece for piece, found in pieces if len(piece) == 1 and not found)
    lines = [
        f"  “{piece}”：{one}" for piece, found in pieces for one in (*map(_told, found), *_in_plan(piece, found, plan))
    ]
    left = [f"  “{rest}”：没有对上"] if rest else []
    said = [meaning.position for _, found in pieces for meaning in found]
    return "\n".join([f"“{query}”是这样读的：", *lines, *left, *_advice(data, query, rest, said)])


def _folded(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower())


def _meanings(data: Data) -> Mapping[str, list[Meaning]]:
    """Return all words that are known, with what each is read as. What topics say is known without little signs too."""
    found: defaultdict[str, list[Meaning]] = defaultdict(list)
    for word, meaning in _declared(data):
        key = "".join(_folded(word))
        bare = _LITTLE.sub("", key) if meaning.position.file == TOPICS else ""
        for one in {key, bare} if len(bare) > 1 else {key}:
            found[one].append(meaning)
    return found


def _declared(data: Data) -> Iterator[tuple[str, Meaning]]:
    vocabulary = data.vocabulary
    for n, word in enumerate(vocabulary.fillers):
        yield word, Meaning("查找时略去", vocabulary.position("fillers", n))
    for synonym in vocabulary.synonyms:
        yield from _words(synonym, ("typed",), f"方案里的“{'”“'.join(synonym.terms)}”")
        yield from _words(synonym, ("near",), f"与方案里的“{'”“'.join(synonym.terms)}”相近")
    for page in vocabulary.pages:
        yield from _words(page, ("typed",), f"页面“{page.title}”")
    for theme in data.topics.themes:
        yield from _words(theme, ("words",), f"大类“{theme.title}”")
        for topic in theme.topics:
            said = f"话题“{topic.title}”：{'、'.join(topic.items)}"
            yield from ((word, Meaning(said, topic.position("title"))) for word in topic.title.split("、"))
            yield from _words(topic, ("words", "hints"), said)
    for unit in data.register.units:
        for key, names in (("name", (unit.name,)), ("aliases", unit.aliases)):
            yield from ((name, Meaning(f"单位“{unit.name}”", unit.position(key))) for name in names)


def _words(
    record: Synonym | SoughtPage | Theme | Topic, keys: tuple[str, ...], said: str
) -> Iterator[tuple[str, Meaning]]:
    for key in keys:
        yield from ((word, Meaning(said, record.position(key, n))) for n, word in enumerate(getattr(record, key)))


def _cut(word: str, known: Mapping[str, list[Meaning]], plan: Sequence[str]) -> Iterator[tuple[str, list[Meaning]]]:
    """Yield the pieces of a word that say most, the longest first, and the signs between them."""
    bare = _LITTLE.sub("", word)
    (value, places), (less, others) = _best(word, known, plan), _best(bare, known, plan)
    read, chosen = (bare, others) if less > _BARE * value else (word, places)
    at = 0
    for start, end in [*chosen, (len(read), len(read))]:
        yield from ((sign, []) for sign in read[at:start])
        if start < end:
            yield read[start:end], known.get(read[start:end], [])
        at = end


def _best(word: str, known: Mapping[str, list[Meaning]], plan: Sequence[str]) -> tuple[float, list[tuple[int, int]]]:
    """Return how much the pieces of a word say, and where they are."""
    best: list[tuple[float, list[tuple[int, int]]]] = [(0, [])]
    for end in range(1, len(word) + 1):
        best.append(best[end - 1])
        for start in range(max(0, end - _LONGEST), end):
            weight = _weight(word[start:end], known, plan)
            value = best[start][0] + weight * (end - start) ** 2
            if weight and value > best[end][0]:
                best[end] = (value, [*best[start][1], (start, end)])
    return best[-1]


def _weight(text: str, known: Mapping[str, list[Meaning]], plan: Sequence[str]) -> float:
    if text in known:
        return 1
    return _IN_PLAN if len(text) > 1 and any(text in one for one in plan) else 0


def _told(meaning: Meaning) -> str:
    return f"{meaning.said}（{meaning.position.file} 第{meaning.position.line}行）"


def _in_plan(piece: str, found: Sequence[Meaning], plan: Sequence[str]) -> list[str]:
    count = sum(piece in one for one in plan)
    return [f"方案里有{count}处这几个字"] if len(piece) > 1 and count and not found else []


def _advice(data: Data, query: str, rest: str, said: Sequence[Position]) -> Iterator[str]:
    """Yield where a query could be added: to the topics that it was read as, and those with most of its other signs."""
    topics = [topic for theme in data.topics.themes for topic in theme.topics]
    lines = {position.line for position in said if position.file == TOPICS}
    read = [topic for topic in topics if lines & {topic.position(key).line for key in ("words", "hints")}]
    signs = {topic.title: {*"".join((topic.title, *topic.words))} for topic in topics}
    having = {sign: sum(sign in one for one in signs.values()) for sign in {*(rest or query)}}
    shared = {title: sum(1 / having[sign] for sign in having if sign in one) for title, one in signs.items()}
    like = sorted((topic for topic in topics if shared[topic.title]), key=lambda topic: -shared[topic.title])
    yield "找到的不对，就加一个说法，写在最合适的一处："
    for topic in [*read, *(topic for topic in like if topic not in read)][: max(_GUESSED, len(read))]:
        yield f"  {TOPICS} 第{topic.position('words').line}行，话题“{topic.title}”的 words 里加上“{query}”"
    yield f"  说的就是方案里某几个字的，写进 {SYNONYMS} 里有这几个字的那一条的 typed"
