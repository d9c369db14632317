"""The arguments of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from corpus.errors import InputError

Add = Callable[[str, str], argparse.ArgumentParser]


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line, in the user's language."""

    def error(self, message: str) -> NoReturn:
        """Bad usage is bad input."""
        raise InputError(
            f"Câu lệnh chưa đúng ({message}); xem “soanthao --help”.",
            f"The command is not right ({message}); see “soanthao --help”.",
        )


def parser() -> Parser:
    """The parser of all commands; `command` holds the one that was named."""
    top = Parser(prog="soanthao", description="Soạn và kiểm tra báo cáo thi đua, khen thưởng.")
    _common(top)
    top.set_defaults(json=False, library=None)
    common = Parser(add_help=False)
    _common(common)
    commands = top.add_subparsers(dest="command", required=True, metavar="LỆNH")

    def command(name: str, text: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[common])

    _light_commands(command)
    _library_commands(command)
    demo = command("demo", "chạy thử trọn việc trên thư viện mẫu")
    demo.add_argument("-o", dest="out", type=Path, default=Path("soanthao-demo"))
    app = command("app", "mở ứng dụng trên máy này")
    app.add_argument("--port", type=int, default=8501)
    app.add_argument("--no-browser", action="store_true", help="không tự mở trình duyệt")
    export = command("export", "xuất bản dự thảo ra DOCX")
    export.add_argument("draft")
    export.add_argument("-o", dest="out", type=Path, required=True)
    export.add_argument("--proof", action="store_true", help="kèm nguồn của từng số")
    return top


def _common(to: argparse.ArgumentParser) -> None:
    """Options that may stand before the command's name and behind it."""
    nowhere = argparse.SUPPRESS
    to.add_argument("--json", action="store_true", default=nowhere, help="trả lời bằng JSON")
    to.add_argument("--library", type=Path, default=nowhere, help="thư mục thư viện (hoặc SOANTHAO_LIBRARY)")


def _light_commands(command: Add) -> None:
    outline = command("outline", "phần đầu và cây đề mục của báo cáo")
    outline.add_argument("file")
    numbers = command("numbers", "mọi con số trong văn bản")
    numbers.add_argument("file")
    figures = command("figures", "số liệu trong bảng và lỗi của bảng")
    figures.add_argument("files", nargs="+")
    figures.add_argument("--period")
    figures.add_argument("--against", metavar="BÁO_CÁO", help="đối chiếu cùng kỳ với báo cáo năm trước")
    request = command("request", "bảng trống để thu thập số liệu kỳ tới")
    request.add_argument("--like", required=True)
    request.add_argument("--period", required=True)
    request.add_argument(
        "-o", dest="out", type=Path, required=True, help="tên .zip: mỗi bộ phận hoặc đơn vị một biểu"
    )
    request.add_argument(
        "--by", choices=["department", "member"], help="với .zip: chia theo bộ phận hay đơn vị thành viên"
    )
    merge = command("consolidate", "tổng hợp số liệu của các đơn vị thành viên")
    merge.add_argument("files", nargs="+")
    merge.add_argument("-o", dest="out", type=Path, required=True)
    merge.add_argument(
        "--expected", action="append", default=[], metavar="ĐƠN_VỊ", help="đơn vị phải gửi (lặp lại được)"
    )
    merge.add_argument("--period", help="kỳ đang tổng hợp; tệp của kỳ khác bị để ra ngoài")
    merge.add_argument(
        "--unit", help="cụm hoặc cấp trên: lấy danh sách đơn vị từ báo cáo kỳ trước trong thư viện"
    )
    check = command("check", "kiểm tra dự thảo hoặc báo cáo bất kỳ")
    check.add_argument("document")
    check.add_argument("--figures", nargs="+", default=[])
    check.add_argument("--precedent")
    check.add_argument("--period")
    check.add_argument("--unit")


def _library_commands(command: Add) -> None:
    ingest = command("ingest", "thêm báo cáo cũ vào thư viện")
    ingest.add_argument("paths", nargs="+", type=Path)
    library = command("library", "thư viện có gì")
    library.add_argument(
        "action", nargs="?", default="list", choices=["list", "show", "correct", "remove", "reindex"]
    )
    library.add_argument("id", nargs="?")
    library.add_argument(
        "fields", nargs="*", metavar="MỤC=GIÁ TRỊ", help="với correct: period=…, unit=…, superior=…"
    )
    search = command("search", "tìm các mục giống nhất")
    search.add_argument("text")
    search.add_argument("-k", type=int, default=5)
    for name in ("--unit", "--level", "--kind", "--period", "--section"):
        search.add_argument(name)
    search.add_argument("--without", action="append", default=[])
    draft = command("draft", "soạn dự thảo báo cáo")
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
