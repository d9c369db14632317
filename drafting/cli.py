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
from pathlib import Path
from typing import Any, NoReturn

from corpus.errors import InputError

Answer = dict[str, Any]


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, in the user's language."""

    def error(self, message: str) -> NoReturn:
        raise InputError(
            f"Câu lệnh chưa đúng ({message}); xem “soanthao --help”.",
            f"The command is not right ({message}); see “soanthao --help”.",
        )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        args = _parser().parse_args(argv)
        return int(args.run(args))
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
    except Exception as error:  # noqa: BLE001 - the last resort: a defect of ours still ends in one clear line
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


def _parser() -> _Parser:
    parser = _Parser(prog="soanthao", description="Soạn và kiểm tra báo cáo thi đua, khen thưởng.")
    common = _Parser(add_help=False)
    common.add_argument("--json", action="store_true", help="trả lời bằng JSON")
    common.add_argument("--library", type=Path, help="thư mục thư viện (hoặc SOANTHAO_LIBRARY)")
    commands = parser.add_subparsers(dest="command", required=True, metavar="LỆNH")

    def command(name: str, run: Callable[[argparse.Namespace], int], text: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=text, description=text, parents=[common])
        made.set_defaults(run=run)
        return made

    _light_commands(command)
    _library_commands(command)
    demo = command("demo", _demo, "chạy thử trọn việc trên thư viện mẫu")
    demo.add_argument("-o", dest="out", type=Path, default=Path("soanthao-demo"))
    app = command("app", _app, "mở ứng dụng trên máy này")
    app.add_argument("--port", type=int, default=8501)
    app.add_argument("--no-browser", action="store_true", help="không tự mở trình duyệt")
    export = command("export", _export, "xuất bản dự thảo ra DOCX")
    export.add_argument("draft")
    export.add_argument("-o", dest="out", type=Path, required=True)
    export.add_argument("--proof", action="store_true", help="kèm nguồn của từng số")
    return parser


def _light_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    outline = command("outline", _outline, "phần đầu và cây đề mục của báo cáo")
    outline.add_argument("file")
    numbers = command("numbers", _numbers, "mọi con số trong văn bản")
    numbers.add_argument("file")
    figures = command("figures", _figures, "số liệu trong bảng và lỗi của bảng")
    figures.add_argument("files", nargs="+")
    figures.add_argument("--period")
    request = command("request", _request, "bảng trống để thu thập số liệu kỳ tới")
    request.add_argument("--like", required=True)
    request.add_argument("--period", required=True)
    request.add_argument("-o", dest="out", type=Path, required=True)
    merge = command("consolidate", _consolidate, "tổng hợp số liệu của các đơn vị thành viên")
    merge.add_argument("files", nargs="+")
    merge.add_argument("-o", dest="out", type=Path, required=True)
    check = command("check", _check, "kiểm tra dự thảo hoặc báo cáo bất kỳ")
    check.add_argument("document")
    check.add_argument("--figures", nargs="+", default=[])
    check.add_argument("--precedent")
    check.add_argument("--period")
    check.add_argument("--unit")


def _library_commands(command: Callable[..., argparse.ArgumentParser]) -> None:
    ingest = command("ingest", _ingest, "thêm báo cáo cũ vào thư viện")
    ingest.add_argument("paths", nargs="+", type=Path)
    library = command("library", _library, "thư viện có gì")
    library.add_argument("action", nargs="?", default="list", choices=["list", "show", "remove", "reindex"])
    library.add_argument("id", nargs="?")
    search = command("search", _search, "tìm các mục giống nhất")
    search.add_argument("text")
    search.add_argument("-k", type=int, default=5)
    for name in ("--unit", "--level", "--kind", "--period", "--section"):
        search.add_argument(name)
    search.add_argument("--without", action="append", default=[])
    draft = command("draft", _draft, "soạn dự thảo báo cáo")
    draft.add_argument("--figures", nargs="+", required=True)
    draft.add_argument("--unit", required=True)
    draft.add_argument("--period", required=True)
    draft.add_argument("-o", dest="out", type=Path, required=True)
    draft.add_argument("--kind", choices=["so-ket", "tong-ket", "phat-dong", "other"])
    draft.add_argument("--outline")
    draft.add_argument("--like")
    draft.add_argument("--writer", choices=["auto", "precedent", "llm"], default="auto")
    draft.add_argument("--profile")
    draft.add_argument("--facts")
    draft.add_argument("--proof", action="store_true", help="kèm bảng đối chiếu số liệu")


def _say(args: argparse.Namespace, answer: Answer, summary: Callable[[Answer], str]) -> None:
    if args.json:
        print(json.dumps(answer, ensure_ascii=False))
    else:
        print(summary(answer))


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
    from drafting.service import documents, summaries, tables

    _say(args, tables.numbers_answer(documents.read_document(args.file)), summaries.numbers)
    return 0


def _figures(args: argparse.Namespace) -> int:
    from drafting import figures
    from drafting.service import check, inputs, summaries, tables

    period = inputs.period_code(args.period) if args.period else None
    answer = tables.figures_answer(figures.read_tables(check.table_paths(args.files), period))
    _say(args, answer, summaries.figures)
    return int(_has_errors(answer["findings"]))


def _request(args: argparse.Namespace) -> int:
    from drafting.service import tables

    answer = tables.request(args.like, args.period, args.out)
    _say(args, answer, lambda a: f"Đã ghi {a['file']}: {a['indicators']} chỉ tiêu cần thu thập.")
    return 0


def _consolidate(args: argparse.Namespace) -> int:
    from drafting.service import check, summaries, tables

    answer = tables.consolidate(check.table_paths(args.files), args.out)
    _say(args, answer, lambda a: f"Đã ghi {a['file']}.\n{summaries.figures(a)}")
    return int(_has_errors(answer["findings"]))


def _check(args: argparse.Namespace) -> int:
    from drafting.service import check, inputs, summaries

    period = inputs.period_code(args.period) if args.period else None
    precedent = None
    if args.precedent:
        precedent = check.read_precedent(args.precedent, lambda: _settings(args))
    result = check.check_file(args.document, args.figures, precedent, period, args.unit)
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
    if args.action in ("show", "remove") and not args.id:
        raise InputError(
            f"Thiếu mã báo cáo: “soanthao library {args.action} MÃ”; xem mã bằng “soanthao library list”.",
            f"No report is named: “soanthao library {args.action} ID”; “soanthao library list” shows the ids.",
        )
    if args.action == "show":
        answer = library.show_report(settings, args.id)
    elif args.action == "remove":
        answer = library.remove_report(settings, args.id)
    elif args.action == "reindex":
        answer = library.reindex(settings, _progress)
    else:
        answer = library.list_reports(settings)
    _say(args, answer, summaries.library)
    return 0


def _search(args: argparse.Namespace) -> int:
    from drafting.service import library, summaries

    given = {n: getattr(args, n) for n in ("unit", "level", "kind", "period", "section")}
    queries = [args.text] if args.text != "-" else sys.stdin.buffer.read().decode("utf-8-sig").splitlines()
    for answer in library.searches(_settings(args), queries, args.k, given, args.without):
        _say(args, answer, summaries.search)
    return 0


def _draft(args: argparse.Namespace) -> int:
    from drafting.service import draft, summaries
    from drafting.service.documents import existing

    if args.out.suffix.lower() not in (".docx", ".md", ".json"):
        raise draft.output_error(args.out)
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
    )
    made, checked = draft.draft(_settings(args), request, lambda i, n, h: _progress(h, i, n))
    draft.write_output(made, checked, args.out, proof=args.proof)
    _say(args, draft.draft_answer(made, checked), summaries.draft)
    return int(checked.has_errors)


def _export(args: argparse.Namespace) -> int:
    from drafting.service import documents, draft
    from drafting.service.check import check_draft

    if args.out.suffix.lower() != ".docx":
        raise draft.output_error(args.out)
    made = documents.read_draft(args.draft)
    draft.write_output(made, check_draft(made), args.out, proof=args.proof)
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
