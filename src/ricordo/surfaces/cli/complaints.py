"""One sentence for every way in which words can fail to make a command."""

import difflib
import functools
from collections.abc import Iterable
from typing import Literal, get_args, get_origin

import cyclopts
from cyclopts import exceptions

from ricordo.surfaces.cli.arguments import unprotected

_SHOWN_CHARACTERS = 40


@functools.singledispatch
def explain(error: cyclopts.CycloptsError) -> str:
    """Say what is wrong with the words, and what to do."""
    error.verbose = False
    return " ".join(str(error).split()).rstrip(".") + "."


@explain.register
def _(error: exceptions.UnusedCliTokensError) -> str:
    word = unprotected((error.unused_tokens or [""])[0])[:_SHOWN_CHARACTERS]
    commands = [name for name in error.app or () if not name.startswith("-")]
    if not error.command_chain:
        return f"{word!r} is no command; {_nearest(word, commands, '`ricordo --help` lists them.')}"
    if word in commands:
        return f"{word!r} belongs directly after {_command(error)}; put the options behind it."
    hint = "put a text of several words in quotes."
    return f"{word!r} is one word too many for {_command(error)}; {_nearest(word, commands, hint)}"


@explain.register
def _(error: exceptions.UnknownOptionError) -> str:
    word = (error.token.keyword or error.token.value)[:_SHOWN_CHARACTERS]
    known = [name for argument in error.argument_collection for name in argument.names if argument.parse]
    hint = f"`ricordo {_command(error)} --help` lists them.".replace("ricordo ricordo", "ricordo")
    return f"{word} is no option of {_command(error)}; {_nearest(word, known, hint)}"


@explain.register
def _(error: exceptions.MissingArgumentError) -> str:
    argument = error.argument
    if argument is None:
        return "an argument is missing; give it."
    given = error.keyword or next((token.keyword for token in argument.tokens if token.keyword), None)
    return f"{given} has no value; give one." if given else f"{argument.field_info.name} is missing; give it."


@explain.register
def _(error: exceptions.RepeatArgumentError) -> str:
    return f"{error.token.keyword} is given twice; give it once."


@explain.register
def _(error: exceptions.CoercionError) -> str:
    if error.token is None or error.argument is None:
        return "an argument cannot be read; correct it."
    wrong = f"{error.token.keyword or error.argument.name} cannot be {error.token.value[:_SHOWN_CHARACTERS]!r}"
    choices = [str(one) for one in get_args(error.argument.hint)] if get_origin(error.argument.hint) is Literal else []
    if not choices:
        return f"{wrong}."
    otherwise = f"use one of {', '.join(choices)}."
    return f"{wrong}; {_nearest(error.token.value, choices, otherwise)}"


def _command(error: cyclopts.CycloptsError) -> str:
    return " ".join(error.command_chain or ("ricordo",))


def _nearest(word: str, known: Iterable[str], otherwise: str) -> str:
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]}?" if near else otherwise
