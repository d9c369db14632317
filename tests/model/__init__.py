import pytest

# Its assertions are to tell what they compared, as those of the test modules do.
pytest.register_assert_rewrite("tests.model.answers")
