"""The command line: arguments in, JSON or a summary out.

Exit status: 0 fine; 1 there are errors in the answer, or rejected files; 2 bad input or usage, with
one clear line on standard error.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from typing import Any

from corpus.errors import InputError
from drafting.arguments import parser

Answer = dict[str, Any]


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        args = parser().parse_args(argv)
        return COMMANDS[args.command](args)
    except InputError as error:
        print(error.text(os.environ.get("SOANTHAO_LANG", "vi")), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Đã dừng theo yêu cầu; những phần đã xong được giữ nguyên.", file=sys.stderr)
        return 130
    except MemoryError:
        print("Máy không đủ bộ nhớ cho tệp này: chia nhỏ tệp rồi thử lại.", file=sys.stderr)
        return 2
    except BrokenPipeError:
        # Whoever reads the answer has gone; nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        # The last resort: a defect of ours ends in one clear line too.
        if os.environ.get("SOANTHAO_DEBUG"):
            raise
        print(_defect(error).text(os.environ.get("SOANTHAO_LANG", "vi")), file=sys.stderr)
        return 2


def _defect(error: Exception) -> InputError:
    name = type(error).__name__
    return InputError(
        f"Chương trình gặp lỗi bên trong ({name}); dữ liệu đã lưu còn nguyên. Đặt SOANTHAO_DEBUG=1 rồi chạy lại "
        "để xem chi tiết và báo cho người phát triển.",
        f"An internal error ({name}); what was saved is safe. Set SOANTHAO_DEBUG=1 and run again for details.",
    )


def _say(args: argparse.Namespace, answer: Answer, summary: Callable[[Answer], str]) -> None:
    if args.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(summary(answer))


def _memory(args: argparse.Namespace) -> Any:
    """What clerks said of tables before, in the library."""
    from drafting.service.remembering import memory_for

    return memory_for(lambda: _settings(args))


def _progress(what: str, done: int, of: int) -> None:
    print(f"[{done}/{of}] {what}", file=sys.stderr)


def _has_errors(findings: list[Answer]) -> bool:
    return any(f["severity"] == "error" for f in findings)


def _settings(args: argparse.Namespace) -> Any:
    from drafting.service.settings import load_settings

    return load_settings(args.library)


def _outline(args: argparse.Namespace) -> int:
    from drafting.service import answers, documents, summaries

    _say(args, answers.outline_json(documents.read_document(args.file)), summaries.outline)
    return 0


def _numbers(args: argparse.Namespace) -> int:
    from drafting.service import documents, numbers, summaries

    _say(args, numbers.numbers_answer(documents.read_document(args.file)), summaries.numbers)
    return 0


def _figures(args: argparse.Namespace) -> int:
    from drafting import figures
    from drafting.service import check, inputs, summaries, tables

    period = inputs.period_code(args.period) if args.period else None
    table = figures.read_tables(check.table_paths(args.files), period, _memory(args))
    if args.against:
        table = tables.with_past(table, check.read_precedent(args.against, lambda: _settings(args)))
    answer = tables.figures_answer(table)
    _say(args, answer, summaries.figures)
    return int(_has_errors(answer["findings"]))


def _request(args: argparse.Namespace) -> int:
    from drafting.service import remembering, tables

    def assigned(unit: str) -> dict[str, str]:
        return remembering.assignment_for(lambda: _settings(args), unit)

    answer = tables.request(args.like, args.period, args.out, args.by, assigned)
    _say(args, answer, lambda a: f"Đã ghi {a['file']}: {a['indicators']} chỉ tiêu cần thu thập.")
    return 0


def _consolidate(args: argparse.Namespace) -> int:
    from drafting.service import check, inheriting, inputs, library, summaries, tables

    expected = list(args.expected)
    period = inputs.period_code(args.period) if args.period else None
    if args.unit:
        expected += library.expected_of(_settings(args), args.unit)
    inherit = inheriting.inheriting(lambda: _settings(args))
    files = check.table_paths(args.files)
    answer = tables.consolidate(files, args.out, expected, _memory(args), period, inherit)
    _say(args, answer, lambda a: f"Đã ghi {a['file']}.\n{summaries.figures(a)}")
    return int(_has_errors(answer["findings"]))


def _check(args: argparse.Namespace) -> int:
    from drafting.service import check, inputs, summaries

    period = inputs.period_code(args.period) if args.period else None
    precedent = None
    if args.precedent:
        precedent = check.read_precedent(args.precedent, lambda: _settings(args))
    memory = _memory(args) if args.figures else None
    result = check.check_file(args.document, args.figures, precedent, period, args.unit, memory, args.library)
    _say(args, check.check_json(result), summaries.check)
    return int(result.has_errors)


def _ingest(args: argparse.Namespace) -> int:
    from drafting.service import library, summaries

    answer = library.ingest(_settings(args), args.paths, _progress)
    _say(args, answer, summaries.ingest)
    return int(any(r["status"] == "rejected" for r in answer["reports"]))


def _library(args: argparse.Namespace) -> int:
    from drafting.service import library, summaries

    settings = _settings(args)
    if args.action in ("show", "remove", "correct") and not args.id:
        raise InputError(
            f"Thiếu mã báo cáo: “soanthao library {args.action} MÃ”; xem mã bằng “soanthao library list”.",
            f"No report is named: “soanthao library {args.action} ID”; “soanthao library list” shows the ids.",
        )
    if args.action == "show":
        answer = library.show_report(settings, args.id)
    elif args.action == "remove":
        answer = library.remove_report(settings, args.id)
    elif args.action == "correct":
        answer = library.correct_report(settings, args.id, _fields(args.fields))
    elif args.action == "reindex":
        answer = library.reindex(settings, _progress)
    else:
        answer = library.list_reports(settings)
    _say(args, answer, summaries.library)
    return 0


def _fields(pairs: Sequence[str]) -> dict[str, str]:
    """`period=quý I năm 2024` and the like as a mapping."""
    if not pairs or not all("=" in pair for pair in pairs):
        raise InputError(
            "Chưa ghi mục cần sửa: “soanthao library correct MÃ period='quý I năm 2024' unit='UBND xã A'”.",
            "Nothing to correct is named: “soanthao library correct ID period='2024-Q1' unit='UBND xã A'”.",
        )
    return {name.strip(): value.strip() for name, _, value in (pair.partition("=") for pair in pairs)}


def _search(args: argparse.Namespace) -> int:
    from drafting.service import search, summaries

    given = {n: getattr(args, n) for n in ("unit", "level", "kind", "period", "section")}
    queries = search.queries_of(args.text, sys.stdin.buffer)
    answers = search.searches(_settings(args), queries, args.k, given, args.without, why=not args.json)
    for answer in answers:
        _say(args, answer, summaries.search)
        sys.stdout.flush()  # whoever asks line by line waits for it
    return 0


def _draft(args: argparse.Namespace) -> int:
    from drafting.service import draft, output, summaries
    from drafting.service.documents import existing

    if args.out.suffix.lower() not in (".docx", ".md", ".json"):
        raise output.output_error(args.out)
    request = draft.request_from_files(
        [existing(f) for f in args.figures],
        args.unit,
        args.period,
        kind=args.kind,
        outline=existing(args.outline) if args.outline else None,
        like=args.like,
        writer=args.writer,
        profile=existing(args.profile) if args.profile else None,
        facts=existing(args.facts) if args.facts else None,
        memory=_memory(args),
    )
    made, checked = draft.draft(_settings(args), request, lambda i, n, h: _progress(h, i, n))
    output.write_output(made, checked, args.out, proof=args.proof)
    _say(args, draft.draft_answer(made, checked), summaries.draft)
    return int(checked.has_errors)


def _export(args: argparse.Namespace) -> int:
    from drafting.service import documents, output
    from drafting.service.check import check_draft

    if args.out.suffix.lower() != ".docx":
        raise output.output_error(args.out)
    made = documents.read_draft(args.draft)
    output.write_output(made, check_draft(made, library=args.library), args.out, proof=args.proof)
    _say(args, {"file": str(args.out)}, lambda a: f"Đã ghi {a['file']}.")
    return 0


def _demo(args: argparse.Namespace) -> int:
    from drafting.service import demo

    answer = demo.run(_settings(args), args.out, _progress)
    _say(args, answer, demo.summary)
    return 0


def _app(args: argparse.Namespace) -> int:
    from drafting.service import app_server

    return app_server.run(_settings(args), args.port, open_browser=not args.no_browser)


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "app": _app,
    "check": _check,
    "consolidate": _consolidate,
    "demo": _demo,
    "draft": _draft,
    "export": _export,
    "figures": _figures,
    "ingest": _ingest,
    "library": _library,
    "numbers": _numbers,
    "outline": _outline,
    "request": _request,
    "search": _search,
}
