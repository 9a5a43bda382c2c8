"""Where the editors quote the plan: corrections, restatements, words of the search, and whether the plan has them.

Which of the two is at fault the data cannot tell, only the official text can: so the words of the plan are never
offered as the cure.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.checks.mentions import repeated, written_twice
from generator.model.data import Data
from generator.model.document import DefaultLead
from generator.model.plan import Plan
from generator.model.texts import meant
from generator.problems import Problem, is_it, nearest
from generator.proof.printed import document_lines

# Quotation marks are straight in the source, and made into pairs only when it has been corrected.
_STRAIGHT = str.maketrans("“”", '""')
COMMA = re.compile(r"[，、；,]")
SEPARATE = "“{}”很可能是用来分隔的，一行只写一个，以“- ”开头"


def cure_of_words(otherwise: str) -> str:
    """Return the cure for words that the plan does not have: first prove the plan if it was changed."""
    return f"方案的文字改过的，先与原文比对（python run.py verify 原文）；没有改过的，{otherwise}"


def quoted_rules(data: Data) -> Iterator[Problem]:
    """Rules are quoted from the notice, except one that is printed behind the units of an item."""
    plan = data.plan
    ids = {item.id for item in plan.items}
    rules = (
        ("default_lead", plan.default_lead),
        ("coordination", plan.coordination),
        ("feedback", plan.feedback),
        *((d.id, d) for d in plan.deadlines),
    )
    for name, rule in rules:
        printed_in = rule.printed_in if isinstance(rule, DefaultLead) else None
        if rule and printed_in and printed_in not in ids:
            yield Problem(rule.position("printed_in"), name, f"E153 没有事项“{printed_in}”", "填方案里有的编号")
        elif rule and not printed_in and plan.notice.paragraph_of(rule.quote) is None and not plan.says(rule.quote):
            yield Problem(rule.position("quote"), name, "E152 通知里找不到这句话", "照通知的原文抄写，标点也要一致")


def restated_once(data: Data) -> Iterator[Problem]:
    """A livelihood project restates one task at most."""
    records = data.restatements.restatements
    for name, position, first in repeated((record.project, record.position("project")) for record in records):
        message = f"E301 “{name}”写了两条，第{first.line}行已经有了"
        yield Problem(position, name, message, "一件民生实事只留一条，写最接近的任务")


def restated_words(data: Data) -> Iterator[Problem]:
    """The words quoted of a project and of the task that it restates stand in them."""
    items = {item.id: item for item in data.plan.items}
    for record in data.restatements.restatements:
        for key in ("project", "task"):
            item, words = items.get(getattr(record, key)), getattr(record, f"{key}_words")
            if item and words not in item.full_text:
                message, subjects = f"E302 事项“{item.id}”里找不到“{words}”", frozenset({item.id})
                cure = cure_of_words("照方案抄写，标点也要一致")
                yield Problem(record.position(f"{key}_words"), record.project, message, cure, subjects=subjects)


def correction_texts(data: Data) -> Iterator[Problem]:
    """A correction changes something, and no other changes the same."""
    corrections = data.corrections.corrections
    for correction in corrections:
        position, subjects = correction.position("after"), frozenset({correction.before})
        if correction.idle:
            cure = "改正其中一个；是要略去这一行后面的内容的，补上 omit_rest: true"
            yield Problem(position, correction.record, "E303 改前和改后完全相同", cure, subjects=subjects)
        if not correction.after:
            cure = "要删去的字连同旁边的字一起写：before 写“口袋—4—”，after 写“口袋”"
            yield Problem(position, correction.record, "E304 没有写改成什么", cure, subjects=subjects)
    befores = ((correction.before, correction.position("before")) for correction in corrections)
    yield from written_twice(befores, "删去一条；原文中有两处的，各带上旁边的字")


def correction_outcomes(data: Data) -> Iterator[Problem]:
    """What a correction makes of the source stands in the print of its record."""
    texts: defaultdict[str, str] = defaultdict(str)
    for line in document_lines(data):
        texts[line.record] += line.printed.translate(_STRAIGHT)
    for correction in data.corrections.corrections:
        printed = texts.get(correction.record, correction.after)
        if correction.after.translate(_STRAIGHT) not in printed:
            message, subjects = f"E305 方案的这一处没有印“{correction.after}”", frozenset({correction.record})
            cure = cure_of_words("照方案改正 after，或者改正 record")
            yield Problem(correction.position("after"), correction.record, message, cure, subjects=subjects)


def terms_of_the_plan(data: Data) -> Iterator[Problem]:
    """A synonym stands for words that the plan has."""
    text = _words(data.plan)
    for synonym in data.vocabulary.synonyms:
        for n, term in enumerate(synonym.terms):
            if term not in text:
                comma = COMMA.search(term)
                cure = SEPARATE.format(comma[0]) if comma else cure_of_words("照方案写；方案没有这个意思的，删去")
                subjects = frozenset({term})
                yield Problem(synonym.position("terms", n), term, f"E407 方案里没有“{term}”", cure, subjects=subjects)


def examples(data: Data) -> Iterator[Problem]:
    """What the home page offers to search for is found: words of the plan, of a unit, or that people type for them."""
    vocabulary, text = data.vocabulary, _words(data.plan)
    typed = {word for synonym in vocabulary.synonyms for word in (*synonym.typed, *synonym.near)}
    typed |= {word for page in vocabulary.pages for word in page.typed}
    known = typed | data.register.units_called.keys()
    offered = [(word, vocabulary.position("examples", n)) for n, word in enumerate(vocabulary.examples)]
    yield from written_twice(offered, "删去一个")
    for word, position in offered:
        if word not in known and word not in text:
            close = nearest(word, sorted(known))
            cure = is_it(close, word) if close else "换一个搜得到的，如单位的名字或者方案里的词"
            yield Problem(position, word, f"E408 首页的例子“{word}”搜不到", cure, subjects=frozenset({word}))


def _words(plan: Plan) -> str:
    """Return the titles, headings and texts of the plan, as they are meant, each on a line."""
    sections = [section for part in plan.parts for section in part.sections]
    headings = (group.heading for section in sections for group in section.groups)
    texts = (clause.text for item in plan.items for clause in item.clauses)
    return "\n".join(map(meant, (*(section.title or "" for section in sections), *headings, *texts)))
