#!/bin/sh
# Makes sure that there is a Chromium for the tests: one that is installed, else Debian's, else Playwright's own.
set -eu

for name in chromium chromium-browser google-chrome google-chrome-stable; do
  if command -v "$name" >/dev/null; then
    exit 0
  fi
done

as_root=""
if [ "$(id -u)" != 0 ] && command -v sudo >/dev/null; then
  as_root=sudo
fi

echo "正在安装测试需要的浏览器……"
if command -v apt-get >/dev/null && { [ "$(id -u)" = 0 ] || [ -n "$as_root" ]; }; then
  $as_root apt-get update -qq
  if $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk >/dev/null; then
    exit 0
  fi
fi
exec "$PYTHON" -m playwright install chromium
