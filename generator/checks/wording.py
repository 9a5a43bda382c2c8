"""What to say where other files quote words that the plan does not have.

Which of the two is at fault the data cannot tell, only the official text can: so the words of the plan are never
offered as the cure.
"""

from __future__ import annotations


def cure_quoted(otherwise: str) -> str:
    """The cure for words that the plan does not have: first prove the plan if it was changed; else what to mend."""
    return f"方案的文字改过的，先与原文比对（python -m generator verify 原文）；没有改过的，{otherwise}"
