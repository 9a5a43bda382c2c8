"""Makes sure that there is a Chromium for the tests: one that is installed, else Debian's, else Playwright's own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# What a Chromium is called on the systems that have one.
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PACKAGES = ("chromium", "fonts-noto-cjk")


def installed() -> str | None:
    """Return the path of an installed Chromium, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def main() -> int:
    """Install a browser if there is none, and return the exit status."""
    if installed():
        return 0
    print("正在安装测试需要的浏览器……", flush=True)
    return 0 if _from_debian() else subprocess.call([sys.executable, "-m", "playwright", "install", "chromium"])


def _from_debian() -> bool:
    """Install Debian's Chromium, and return whether that succeeded."""
    as_root = [] if getattr(os, "geteuid", lambda: 1)() == 0 else [shutil.which("sudo") or ""]
    if not shutil.which("apt-get") or "" in as_root:
        return False
    quiet = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    updated = subprocess.call([*quiet, "update"]) == 0
    return updated and subprocess.call([*quiet, "install", "-y", *_PACKAGES], stdout=subprocess.DEVNULL) == 0


if __name__ == "__main__":
    sys.exit(main())
