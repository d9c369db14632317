from __future__ import annotations

import pytest

import prompts

GOOD = 'name = "x"\nversion = 1\npurpose = "p"\nvariables = ["a"]\ntext = "Xin $a, {{F001}} giá $$5"\n'


@pytest.mark.parametrize("name", prompts.names())
def test_every_prompt_loads_and_its_version_is_recorded(name: str) -> None:
    prompt = prompts.load(name)
    assert prompt.purpose
    recorded = prompts.recorded().get(f"{name}@{prompt.version}")
    assert recorded == prompt.hash, f"{name}: the text changed: raise its version and run python -m prompts"


def test_render() -> None:
    prompt = prompts.parse(GOOD)
    assert prompt.render(a="$b {{F9}}") == "Xin $b {{F9}}, {{F001}} giá $5"


@pytest.mark.parametrize("values", [{}, {"a": "1", "b": "2"}, {"b": "2"}])
def test_wrong_variables_are_refused(values: dict[str, str]) -> None:
    with pytest.raises(prompts.PromptError):
        prompts.parse(GOOD).render(**values)


@pytest.mark.parametrize(
    "source",
    [
        GOOD.replace('["a"]', '["a", "unused"]'),
        GOOD.replace('["a"]', "[]"),
        GOOD.replace('purpose = "p"\n', ""),
        GOOD + 'extra = "e"\n',
        GOOD.replace("$$5", "$5"),
        "not toml at all",
    ],
)
def test_wrong_files_are_refused(source: str) -> None:
    with pytest.raises(prompts.PromptError):
        prompts.parse(source)


def test_unknown_prompt() -> None:
    with pytest.raises(prompts.PromptError):
        prompts.load("no-such-prompt")


def test_a_changed_text_changes_the_hash() -> None:
    assert prompts.parse(GOOD).hash != prompts.parse(GOOD.replace("Xin", "xin")).hash
