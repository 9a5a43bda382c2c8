"""What is typed behind a command, and what is said where that or the command fails."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.problems import nearest


class MisuseError(Exception):
    """Something typed that a command does not take; its text says what, without a full stop."""


def say(message: str) -> None:
    """Say something that is not the result of a command; nothing where the message is empty."""
    if message:
        print(message, file=sys.stderr, flush=True)


def failed(message: str) -> int:
    """Say why a command could not be carried out, and return its exit status."""
    print(f"{message}。", file=sys.stderr)
    return 2


@dataclass(frozen=True, slots=True)
class Command:
    """A command, what is written behind it, how many of that must and may be, and whether it is run in a project.

    `options` are the words with two dashes that may stand anywhere behind it, and what is written behind each: nothing
    behind some, whose value is the word itself.
    """

    run: Callable[..., int]
    value: str = ""
    needed: int = 0
    most: int = 1
    options: Mapping[str, str] = field(default_factory=dict)
    inside: bool = True

    def parsed(self, arguments: Sequence[str]) -> tuple[list[str], dict[str, str]]:
        """Return the values among what was typed, and the options with theirs."""
        values, options, rest = [], {}, [*arguments]
        while rest:
            word = rest.pop(0)
            name, equals, value = word.partition("=")
            if not word.startswith("--"):
                values.append(word)
            elif equals or self.options.get(name) == "":
                options[name] = value if equals else name
            else:
                options[name] = rest.pop(0) if rest else ""
        return values, options

    def misuse(self, values: Sequence[str], options: Mapping[str, str]) -> str:
        """Return what is wrong with values and options; empty where nothing is."""
        if wrong := next((one for one in options if one not in self.options), None):
            close = nearest(wrong, list(self.options))
            return f"没有“{wrong}”" + (f"，是不是“{close}”" if close else "")
        if empty := next((one for one, value in options.items() if not value.strip()), None):
            return f"的“{empty}”后面要写{self.options[empty]}"
        if self.needed <= len(values) <= self.most * bool(self.value):
            return ""
        if not self.value:
            return "后面不用写别的"
        return f"后面{'要' if self.needed else '可以'}写{self.value}{'，只写一个' if self.most == 1 else ''}"
