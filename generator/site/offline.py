"""A page of the site for a disk, where no server finds the page of a folder: links name the page."""

from __future__ import annotations

import re

_PAGE = "index.html"
# A tag with its attributes, whose values may hold signs of tags.
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]|"[^"]*"|'[^']*')*>""")
# The attributes that hold addresses of pages, those that scripts read included.
_ADDRESS = re.compile(
    r"""(?<=\s)(?P<name>href|action|data-home|data-units|data-full-text|data-copy-address)="(?P<address>[^"]*)\""""
)
# Where a page leads on by itself.
_REFRESH = re.compile(r'(?P<before> content="[0-9]+; url=)(?P<address>[^"]*)"')
_ELSEWHERE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|/")
_FOLDER = re.compile(r"(?:^|/)(?:\.{1,2})?$")
_POLICY = 'http-equiv="Content-Security-Policy"'


def offline(page: str) -> str:
    """Return the HTML of a page as a disk needs it: links to pages by their names, and a policy that allows files."""
    return _TAG.sub(lambda tag: _tag(tag[0]), page)


def _tag(tag: str) -> str:
    # What 'self' is on a disk, browsers do not agree on.
    allowed = tag.replace("'self'", "file:") if _POLICY in tag else tag
    led = _REFRESH.sub(lambda found: f'{found["before"]}{named(found["address"])}"', allowed)
    return _ADDRESS.sub(lambda found: f'{found["name"]}="{named(found["address"])}"', led)


def named(address: str) -> str:
    """Return an address with the name of the page, if it is that of a folder of the site: ../#a is ../index.html#a."""
    path = re.split("[?#]", address)[0]
    if not path or _ELSEWHERE.match(path) or not _FOLDER.search(path):
        return address
    return f"{path.removesuffix('/')}/{_PAGE}{address[len(path) :]}"
