"""Tests. Their helpers assert as tests do, and say as much when they fail."""

import pytest

pytest.register_assert_rewrite("tests.conftest", "tests.golden", "tests.html")
