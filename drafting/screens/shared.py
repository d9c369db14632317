"""What every screen needs: the desk, the words in the chosen language, errors as one sentence."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import resources
from pathlib import Path

import streamlit as st

from corpus.errors import InputError
from drafting.service.check import make_ready
from drafting.service.desk import Desk
from drafting.service.settings import load_settings

LANGUAGE = "language"
NOTICE = "notice"


def page(name: str) -> Path:
    """The file of a screen."""
    return Path(__file__).with_name(f"{name}.py")


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads((resources.files("drafting.screens") / "words.toml").read_text(encoding="utf-8"))


def language() -> str:
    """The language of the screens: `vi` or `en`."""
    return str(st.session_state.get(LANGUAGE, load_settings().language))


def say(key: str, **values: object) -> str:
    """The words for `screen.name` in the chosen language, with values put in."""
    screen, name = key.split(".", 1)
    return _words()[screen][name][language()].format(**values)


def in_vietnamese(key: str) -> str:
    """The Vietnamese words for `screen.name`, for what goes into a report whatever the screens speak."""
    screen, name = key.split(".", 1)
    return _words()[screen][name]["vi"]


def language_switch() -> None:
    """The switch between Vietnamese and English, in the sidebar."""
    names = {"vi": "Tiếng Việt", "en": "English"}
    st.session_state.setdefault(LANGUAGE, load_settings().language)
    st.sidebar.radio(
        "Ngôn ngữ / Language", list(names), format_func=names.__getitem__, key=LANGUAGE, horizontal=True
    )


@st.cache_resource
def desk() -> Desk:
    """The one desk of this process; the checker is made ready meanwhile."""
    make_ready()
    return Desk(load_settings())


@contextmanager
def told() -> Iterator[None]:
    """Show a user's error as its one sentence."""
    try:
        yield
    except InputError as error:
        st.error(error.text(language()))


def notice(text: str) -> None:
    """Say something after the screen is drawn again."""
    st.session_state[NOTICE] = text


def show_notice() -> None:
    """Show what was left to say."""
    text = st.session_state.pop(NOTICE, None)
    if text:
        st.success(text)


def role_name(role: str) -> str:
    """A figure's role in words."""
    return say(f"role.{role.replace('-', '_')}")
