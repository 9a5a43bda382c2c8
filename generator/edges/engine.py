"""What the site generators that can build this site have in common: how they fail, and where they serve."""

from __future__ import annotations

import socket
from collections.abc import Callable

HOST = "127.0.0.1"
UNCHANGED = "没有生成网站，原有的网站没有改动。"
Say = Callable[[str], None]


class FailedError(Exception):
    """The site is not made. All is said but the text, which may be empty."""


def check_port(port: int) -> None:
    """Raise FailedError if no server can be had at a port."""
    try:
        with socket.create_server((HOST, port)):
            return
    except (OSError, OverflowError) as error:
        cure = "多半是别的程序正在用它，换一个：--port 8001"
        raise FailedError(f"端口 {port} 用不了，{cure}。") from error
