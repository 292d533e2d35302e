"""The rules of the house that a machine can check."""

import ast
import re
from pathlib import Path

import ricordo

SOURCE = Path(ricordo.__file__).parent
FILES = sorted(SOURCE.rglob("*.py"))
MAX_FILE_LINES = 500
MAX_FUNCTION_LINES = 80


def functions(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def body_lines(function):
    """Lines of a function without its docstring."""
    start = function.body[0]
    has_docstring = isinstance(start, ast.Expr) and isinstance(start.value, ast.Constant)
    skipped = start.end_lineno - start.lineno + 1 if has_docstring else 0
    return function.end_lineno - function.lineno + 1 - skipped


def test_files_and_functions_stay_small():
    for file in FILES:
        text = file.read_text("utf-8")
        is_data = file.parent.name == "data" or file.stem.endswith(("words", "synonyms", "rules"))
        assert is_data or len(text.splitlines()) <= MAX_FILE_LINES, file
        for function in functions(ast.parse(text)):
            assert body_lines(function) <= MAX_FUNCTION_LINES, (file, function.name)


def test_only_the_guard_makes_a_vetted_draft():
    makers = [file.name for file in FILES if re.search(r"\bVetted\(", file.read_text("utf-8"))]
    assert makers == ["guard.py"]


def test_only_config_reads_the_environment():
    readers = [file.name for file in FILES if re.search(r"os\.environ|getenv", file.read_text("utf-8"))]
    assert readers == ["config.py"]


def test_sql_stands_only_in_storage():
    statement = re.compile(r'"(SELECT|INSERT|UPDATE|DELETE|PRAGMA|CREATE) ')
    outside = [file for file in FILES if statement.search(file.read_text("utf-8")) and "storage" not in file.parts]
    assert outside == []


def test_broad_excepts_stand_only_in_surfaces():
    for file in FILES:
        if "surfaces" in file.parts:
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                broad = node.type is None or getattr(node.type, "id", "") == "Exception"
                assert not broad, (file, node.lineno)


def test_every_public_name_can_be_imported():
    for name in ricordo.__all__:
        assert getattr(ricordo, name)
