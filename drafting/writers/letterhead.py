"""The title block above the body and the recipients and signature below it, as plain lines."""

from __future__ import annotations

import re

from drafting.types import Plan, Profile
from drafting.writers.base import SectionText, TextBuilder
from drafting.writers.issuers import Issuer, issuer_of

COUNTRY = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
BLANK = "      "


def title_block(plan: Plan) -> SectionText:
    """Superior and issuing body, number, country and motto, place and date, `BÁO CÁO` and its subject."""
    out = TextBuilder()
    profile = plan.profile
    issuer = issuer_of(profile.unit or plan.unit)
    _superior(out, profile, issuer)
    for line in profile.issuer.split("\n") if profile.issuer else issuer.lines:
        _line(out, line)
    own = issuer.symbol.replace("/BC-", "/") if plan.kind == "phat-dong" else issuer.symbol
    _line(out, symbol_line(profile.symbol or own))
    if plan.kind == "phat-dong":
        _line(out, plan.title)
    _line(out, COUNTRY)
    _line(out, MOTTO)
    _date(out, plan, issuer)
    if plan.kind != "phat-dong":
        _line(out, "BÁO CÁO")
        _line(out, plan.title)
    return out.done()


def _line(out: TextBuilder, text: str) -> None:
    if out.length:
        out.add("\n")
    out.add(text)


def _superior(out: TextBuilder, profile: Profile, issuer: Issuer) -> None:
    """A people's committee prints none above itself (Nghị định 30/2020/NĐ-CP, Phụ lục I), whoever leads it."""
    if issuer.superior == "no" and not profile.issuer:
        return
    above = profile.superior.upper() or issuer.above
    if above:
        _line(out, above)
    elif issuer.superior == "yes":
        out.gap("cơ quan cấp trên trực tiếp")


def symbol_line(symbol: str) -> str:
    """`Số:      /BC-UBND` from a symbol with or without a number before its slash."""
    bare = symbol.strip()
    bare = re.sub(r"^Số\s*:?\s*", "", bare)
    if re.match(r"^\d+\s*/", bare):
        return f"Số: {bare}"
    return f"Số:{BLANK}/{bare.lstrip('/ ')}"


def _date(out: TextBuilder, plan: Plan, issuer: Issuer) -> None:
    place = plan.profile.place or issuer.place
    _line(out, "")
    if place:
        out.add(place)
    else:
        out.gap("địa danh")
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", plan.profile.date)
    if iso:
        out.add(f", ngày {iso[3]} tháng {iso[2] if int(iso[2]) < 3 else int(iso[2])} năm {iso[1]}")
    elif plan.profile.date:
        out.add(f", {plan.profile.date}")
    else:
        out.add(f", ngày{BLANK}tháng{BLANK}năm {plan.period[:4]}")


def signature(plan: Plan) -> SectionText:
    """`Nơi nhận:` with its list, then authority, position and name of the signer."""
    out = TextBuilder()
    profile = plan.profile
    issuer = issuer_of(profile.unit or plan.unit)
    _line(out, "Nơi nhận:")
    for line in recipients(profile):
        _line(out, line)
    authority = profile.authority or issuer.authority
    if authority:
        _line(out, authority)
    if profile.position or issuer.position:
        _line(out, profile.position or issuer.position)
    else:
        out.add("\n")
        out.gap("chức vụ người ký")
    out.add("\n")
    if profile.signer:
        out.add(profile.signer)
    else:
        out.gap("họ tên người ký")
    return out.done()


def recipients(profile: Profile) -> tuple[str, ...]:
    """The list under `Nơi nhận:`, each with its dash, `;` and a last full stop."""
    names = [r.strip().lstrip("-– ").rstrip(" ;.") for r in profile.recipients if r.strip(" -–;.")]
    if not any(re.match(r"Lưu\b", name) for name in names):
        names.append("Lưu: VT")
    return tuple(f"- {n}{'.' if i == len(names) - 1 else ';'}" for i, n in enumerate(names))
