"""Files, functions and folders stay small enough to be read."""

from collections import Counter
from pathlib import Path

from tests.architecture.house import Source, functions, sources

FILE, TEST_FILE, FUNCTION, FOLDER = 400, 600, 40, 12


def too_large(files):
    """Return a line for every file or function above its size, and every folder above its number of files."""
    found = []
    for source in files:
        if source.is_migration:
            continue
        limit = TEST_FILE if source.path.startswith("tests/") else FILE
        if (length := len(source.text.splitlines())) > limit:
            found.append(f"{source.path}: {length} lines, at most {limit}")
        found += [
            f"{source.path}: {node.name} has {node.end_lineno - node.lineno + 1} lines, at most {FUNCTION}"
            for node in functions(source.tree)
            if node.end_lineno - node.lineno + 1 > FUNCTION
        ]
    return found + crowded(files)


def crowded(files):
    """Return the folders of the package with more files than a reader keeps in mind."""
    counted = Counter(
        str(Path(source.path).parent)
        for source in files
        if source.path.startswith("khuyencong/") and not source.is_migration and not source.path.endswith("__init__.py")
    )
    return [f"{folder}: {number} files, at most {FOLDER}" for folder, number in counted.items() if number > FOLDER]


def test_files_functions_and_folders_are_small():
    assert too_large([*sources(), *sources("tests"), *sources("scripts")]) == []


def test_sizes_finds_a_long_file_a_long_function_and_a_crowded_folder():
    long_file = Source("khuyencong/registry/queries.py", "x = 1\n" * 401)
    long_function = Source("khuyencong/registry/forms.py", "def long():\n" + "    x = 1\n" * 40)
    crowd = [Source(f"khuyencong/registry/views/v{number}.py", "") for number in range(13)]

    assert too_large([long_file, long_function, *crowd]) == [
        "khuyencong/registry/queries.py: 401 lines, at most 400",
        "khuyencong/registry/forms.py: long has 41 lines, at most 40",
        "khuyencong/registry/views: 13 files, at most 12",
    ]
