"""Templates that were compiled before, which saves a fifth of a build.

They are code, so they lie where Python itself keeps the bytecode of this package: what can write there can change the
program anyway. The cache of the project, which people may share, holds none.
"""

from __future__ import annotations

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from generator.downloads.making import digest
from generator.edges.cache import DiskCache


class CompiledTemplates(BytecodeCache):
    """What templates were compiled to. Jinja finds out by itself whether a template has changed since."""

    def __init__(self, cache: DiskCache) -> None:
        self.cache = cache

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The key of a template. Its path may have letters that the system cannot name."""
        return digest(ascii((name, filename)))

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fills a bucket, if the disk has something for it."""
        content = self.cache.get(bucket.key)
        if content is not None:
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Puts what a bucket holds on the disk."""
        self.cache[bucket.key] = bucket.bytecode_to_string()
