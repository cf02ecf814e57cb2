"""Writes what was understood of a workbook as plain data that can be kept and shown. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final

from khuyencong.workbooks.rules.columns import Schema
from khuyencong.workbooks.rules.findings import Fault, Question, Repair, Said
from khuyencong.workbooks.rules.sheets import number_of
from khuyencong.workbooks.rules.understanding import Table, Understanding

KEPT: Final = 1000
"""At most so many faults and repairs are kept with the run; the marked workbook shows all of them."""

PREVIEW: Final = 5
Plain = dict[str, Any]


def report(understanding: Understanding, faults: Sequence[Fault], schema: Schema) -> Plain:
    """Return everything a screen shows about a checked workbook."""
    labels = {column.key: column.label for column in schema.columns}
    return {
        "rows": understanding.row_count,
        "fault_count": len(faults),
        "repair_count": len(understanding.repairs),
        "faults": [plain_fault(fault) for fault in faults[:KEPT]],
        "repairs": [plain_repair(repair) for repair in understanding.repairs[:KEPT]],
        "repair_kinds": [
            {"message": plain_words(message), "count": count}
            for message, count in Counter(repair.message for repair in understanding.repairs).most_common()
        ],
        "questions": [_question(question) for question in _once(understanding.questions)],
        "notices": [plain_words(notice) for notice in understanding.notices],
        "tables": [_table(table, labels) for table in understanding.tables],
    }


def plain_words(words: str) -> Any:
    """Keep the message id and the values of a sentence, so that it can be told in another language."""
    if isinstance(words, Said):
        return {"id": words.sentence, "values": {name: plain_words_of(value) for name, value in words.values.items()}}
    return words


def plain_words_of(value: object) -> Any:
    """Keep a value of a sentence, which may be a sentence itself."""
    return plain_words(value) if isinstance(value, str) else value if isinstance(value, int) else str(value)


def plain_fault(fault: Fault) -> Plain:
    """Return a fault as plain data."""
    return {
        "sheet": fault.sheet,
        "row": fault.row,
        "column": fault.column,
        "value": fault.value,
        "message": plain_words(fault.message),
        "source": fault.source,
    }


def plain_repair(repair: Repair) -> Plain:
    """Return a repair as plain data."""
    return {
        "sheet": repair.sheet,
        "row": repair.row,
        "column": repair.column,
        "before": repair.before,
        "after": repair.after,
        "message": plain_words(repair.message),
    }


def _once(questions: Sequence[Question]) -> list[Question]:
    """Ask once what several sheets with the same headings ask."""
    found: dict[tuple[str, tuple[str, ...]], Question] = {}
    for question in questions:
        found.setdefault((question.column, tuple(candidate.heading_id for candidate in question.candidates)), question)
    return list(found.values())


def _question(question: Question) -> Plain:
    return {
        "column": question.column,
        "label": question.label,
        "required": question.required,
        "message": plain_words(question.message),
        "candidates": [
            {"letter": candidate.letter, "heading": candidate.heading, "id": candidate.heading_id}
            for candidate in question.candidates
        ],
    }


def _table(table: Table, labels: Mapping[str, str]) -> Plain:
    read = [
        {"letter": letter, "heading": table.headings[key], "label": labels[key]}
        for key, letter in table.columns.items()
    ]
    ignored = [{"letter": letter, "heading": heading, "label": ""} for letter, heading in table.ignored.items()]
    return {
        "sheet": table.sheet,
        "header_row": table.header_row,
        "row_count": len(table.rows),
        "labels": [labels[key] for key in table.columns],
        "columns": sorted([*read, *ignored], key=lambda column: number_of(column["letter"])),
        "preview": [
            {"row": row.number, "cells": [row.raw[key] for key in table.columns]} for row in table.rows[:PREVIEW]
        ],
        "skipped": [{"row": line.row, "why": line.why, "text": line.text[:200]} for line in table.skipped[:KEPT]],
    }
