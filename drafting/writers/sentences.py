"""One sentence of a precedent: carried, said again with this period's figures, or offered beside the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from drafting.types import Candidate, Mention, Plan
from drafting.writers.audit import misread
from drafting.writers.base import SectionText
from drafting.writers.concessions import concession
from drafting.writers.documents import aside, cited
from drafting.writers.edits import Edit, capital, covered, render, within
from drafting.writers.excused import masked, scoped
from drafting.writers.givers import by_giver
from drafting.writers.member_counts import of_others, recounted
from drafting.writers.member_runs import member_lists
from drafting.writers.members import list_edit
from drafting.writers.missing import all_in_words, all_of, list_cut, missing_edit, says_more
from drafting.writers.named_members import named_edits
from drafting.writers.particulars import particulars, stands
from drafting.writers.plan_words import plan_words
from drafting.writers.redate import RECURRING, Calendar
from drafting.writers.rename import Renamer
from drafting.writers.shortcomings import SHORTCOMINGS, outlived
from drafting.writers.slots import slot
from drafting.writers.stating import Stating
from drafting.writers.thresholds import threshold_edits
from drafting.writers.view import PrecedentView
from drafting.writers.ways import shortened
from drafting.writers.whereabouts import described, of_tasks, under

_TELLING = {"date": "nêu ngày tháng cụ thể"}  # readings that tie a sentence to its time
_SURE = 0.6
_MAX_GAPS = 3
_PASTED = re.compile(r"(?<=[a-zà-ỹđ]) Năm (?:19|20)\d\d\b")
# `Tuy dịch bệnh …, một số huyện vẫn giữ được …`: without what it was in spite of, no `vẫn`.
_STILL = re.compile(
    r"(?<=\s)vẫn\s+(?=giữ|duy trì|đạt|tăng|phát triển|tiếp tục|bảo đảm|đảm bảo|ổn định|hoàn thành)"
)


@dataclass(slots=True)
class Outcome:
    """What became of a sentence.

    Attributes:
        kind: `genre`, `said`, `gap` (said with something missing) or `offered`.
    """

    kind: str
    piece: SectionText = field(default_factory=SectionText)
    reason: str = ""
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Sayer:
    """Says the sentences of one precedent for one plan."""

    seen: PrecedentView
    plan: Plan
    calendar: Calendar
    names: Renamer
    stating: Stating = field(init=False)

    def __post_init__(self) -> None:
        """Make ready to find what numbers state."""
        self.stating = Stating(self.seen, self.plan, self.names)

    def say(self, start: int, end: int) -> Outcome:
        """What becomes of the sentence `start:end` of the precedent."""
        text = self.seen.report.text
        edits: list[Edit] = []
        cut = concession(text[start:end])
        if cut is not None:
            edits.append(Edit(start + cut[0], start + cut[1]))
            edits += [Edit(*m.span()) for m in [_STILL.search(text, start + cut[1], end)] if m]
        edits += all_in_words(text, start, end, len(self.plan.figures.members()))
        old, foreign = self.seen.report.meta, self.names.foreign
        edits += recounted(text, start, end, old, self.plan, foreign=foreign, future=self.future(start))
        mentions = [m for m in self.seen.mentions_in(start, end) if not covered(m.reading, edits)]
        notes: list[str] = []
        known, unknown = self._numbers(mentions, start, end, edits, notes)
        sure = bool(mentions) and not unknown and all(self._sure(m) for m in mentions)
        missing = self._missing(unknown, start, end, known) if known else []
        edits += [e for e in missing if e.cuts]
        edits += [Edit(f.start, f.end, f.text) for f in self.seen.fixes if start <= f.start and f.end <= end]
        reasons = self._reasons(start, end, edits, known, sure=sure)
        if under(self.seen.report, start, SHORTCOMINGS):
            reasons += outlived(text[start:end], self.plan, counted=any(m.reading.words for m in mentions))
        reasons += of_others(text, start, end, old, self.plan, foreign=foreign)
        if reasons:
            return Outcome("offered", reason="; ".join(reasons[:2]))
        edits += self._standing(start, end, edits)
        if not mentions:
            return self._done("gap" if any(e.gap for e in edits) else "genre", start, end, edits, notes, cut)
        if known and any(m.reading.words and not all_of(text, m, start) for m in unknown):
            return Outcome("offered", reason="có số bằng chữ mà kỳ này chưa có số liệu")
        if not known and not self._indicator(unknown, start, end):
            return Outcome("offered", reason="nêu số liệu của kỳ trước mà kỳ này chưa có số liệu tương ứng")
        missing = self._missing(unknown, start, end, known)
        if len({e.start for e in missing}) < len(missing) and not any(e.cuts for e in missing):
            return Outcome("offered", reason="số liệu của câu này kỳ này chưa có")
        limit = 3 * _MAX_GAPS if self._described(start) else _MAX_GAPS
        if sum(e.gap is not None for e in missing) > limit:
            return Outcome("offered", reason="phần lớn số liệu của câu này kỳ này chưa có")
        edits += missing
        edits += shortened(text, unknown, mentions, missing, start)
        return self._done("said" if known else "gap", start, end, edits, notes, cut)

    def _numbers(
        self, mentions: Sequence[Mention], start: int, end: int, edits: list[Edit], notes: list[str]
    ) -> tuple[list[tuple[int, int]], list[Mention]]:
        """Edits of all numbers that figures give; the spans said anew and the mentions left over."""
        table = self.plan.figures
        text, by_key = self.seen.report.text, table.by_key()
        known: list[tuple[int, int]] = []
        rest = list(mentions)
        mixed: list[int] = []
        rebuilt: list[tuple[Mention, SectionText]] = []
        for found in member_lists(self.seen, mentions, start, end):
            said_list = list_edit(self.seen, found, table, table.members(), self.stating.by_words)
            if said_list is None:
                mixed += found.strays(self.stating.by_words, by_key)
                continue
            edit = said_list.edit
            edits += [edit, *said_list.more]
            known.append((edit.start, edit.end))
            whole = edit.piece is not None and len(edit.piece.bindings) >= len(found.items)
            rebuilt += [(found.items[0].mention, edit.piece)] if edit.piece and whole else []
            notes += [said_list.note] if said_list.note else []
            rest = [m for m in rest if not edit.start <= m.reading.start < edit.end]
        unknown = []
        counted: list[tuple[Mention, Candidate]] = []
        told: dict[str, Decimal | None] = {}
        for mention in rest:
            chosen = threshold_edits(self.seen, mention, table, start)
            if chosen is not None:
                edits += chosen
                known.append((mention.reading.start, mention.reading.end))
                continue
            future = self.future(mention.reading.start)
            candidate = self.stating.of(mention, known, rebuilt, future=future)
            if candidate is not None and (
                mention.index in mixed or self.stating.is_other(mention, candidate)
            ):
                candidate = None
            given = by_giver(text, mention, candidate, table) if candidate is not None else None
            candidate = given.candidate if given is not None else None
            if (
                candidate is not None
                and told.setdefault(candidate.expression, mention.reading.value) != mention.reading.value
            ):
                # One figure was never two numbers of one sentence.
                candidate = None
            said = slot(text, mention, candidate, by_key) if candidate else None
            if candidate is None or said is None:
                unknown.append(mention)
                continue
            both = self.stating.ratio(mention, candidate)
            edits += given.edits if given is not None else ()
            edits += [e for e in said.edits if both is None or e.end <= both.start] + ([both] if both else [])
            known.append((mention.reading.start, mention.reading.end))
            counted.append((mention, said.candidate))
        edits += plan_words(text, counted, table, end)
        named, more = named_edits(text, counted, table, end)
        edits += [e for e in named if not any(e.start < k and s < e.end for s, k in known)]
        notes += more
        return known, unknown

    def _sure(self, mention: Mention) -> bool:
        candidate = self.seen.candidate(mention)
        return candidate is None or candidate.score >= _SURE or self.stating.certain(mention, candidate)

    def _reasons(
        self, start: int, end: int, edits: list[Edit], known: Sequence[tuple[int, int]], *, sure: bool
    ) -> list[str]:
        """Why the sentence tells something particular; dates and names moved become edits."""
        text = self.seen.report.text
        excused = [(e.start, e.end) for e in edits if e.piece is not None or e.cuts]
        cited_at: list[tuple[int, int]] = []
        reasons = []
        for reading in self.seen.readings_in(start, end):
            if reading.kind == "document":
                found = cited(text, reading, self.plan.period)
                loose = aside(text, found, start, end) if found.reason else None
                if loose is not None:
                    edits.append(Edit(*loose))
                    excused.append(loose)
                    continue
                excused.append((found.start, found.end))
                cited_at.append((found.start, found.end))
                reasons += [found.reason] if found.reason else []
        moved = self.calendar.move(text, start, end, tasks=self.future(start))
        reasons += [r.text for r in moved.reasons if not within(r.start, r.end, excused)]
        edits += [e for e in moved.edits if not any(s < e.end and e.start < t for s, t in cited_at)]
        edits += self.names.edits(text, start, end)
        words = masked(text, start, end, [*edits, *scoped(self.seen, start, end)])
        own = (*self.names.own, *self._places(start))
        reasons += self.names.left_of(words)
        reasons += particulars(words, own, values_known=sure or self.future(start))
        for reading in self.seen.readings_in(start, end):
            recurring = RECURRING.match(text, reading.end)
            if reading.kind in _TELLING and not recurring and not within(reading.start, reading.end, excused):
                reasons.append(f"{_TELLING[reading.kind]} “{reading.quote}”")
        if _PASTED.search(text, start, end):
            reasons.append("có đoạn dán lẫn từ văn bản khác")
        reasons += [f"chữ đọc sai “{lost}”"] if (lost := misread(text[start:end])) else []
        return list(dict.fromkeys(reasons))

    def _places(self, at: int) -> tuple[str, ...]:
        """The unit's own villages and rivers may stand where its own precedent describes it."""
        return self.plan.profile.own_places if self._described(at) and not self.names.foreign else ()

    def _standing(self, start: int, end: int, edits: list[Edit]) -> list[Edit]:
        """Telephones and the like: no figures, but true until changed; a gap with the old one proposed."""
        return [
            Edit(r.start, r.end, gap="số điện thoại", proposal=None if self.names.foreign else r.quote)
            for r in self.seen.readings_in(start, end)
            if r.kind == "phone"
        ]

    def _indicator(self, unknown: Sequence[Mention], start: int, end: int) -> bool:
        """A sentence without any figure stands with gaps where its numbers are standing ones, rates or targets."""
        text = self.seen.report.text
        if any(m.reading.words for m in unknown):
            return False
        if (
            self.future(start)
            or self._described(start)
            or re.search(r"phấn đấu|chỉ tiêu", text[start:end], re.IGNORECASE)
        ):
            return bool(unknown)
        return bool(unknown) and all(
            stands(text[max(start, m.reading.start - 60) : m.reading.end + 30])
            or m.reading.kind in ("percent", "ratio")
            for m in unknown
        )

    def future(self, at: int) -> bool:
        """The place is in the part on tasks: its numbers are targets."""
        return of_tasks(self.seen.report, at)

    def _described(self, at: int) -> bool:
        return described(self.seen.report, at)

    def _missing(
        self, unknown: Sequence[Mention], start: int, end: int, known: list[tuple[int, int]]
    ) -> list[Edit]:
        text = self.seen.report.text
        propose = not self.names.foreign
        future = self.future(start) or self._described(start)
        # What describes the unit itself stands until changed: it is asked for, not cut.
        stands = propose and self._described(start)
        found: list[Edit] = []
        lists: dict[int, list[Mention]] = {}
        for mention in unknown:
            if mention.partial and mention.list_id is not None:
                lists.setdefault(mention.list_id, []).append(mention)
        for lost in lists.values():
            span = list_cut(text, lost, start, end) if known and not stands else None
            inside = span is not None and any(s < span[1] and span[0] < e for s, e in known)
            found += [Edit(*span)] if span is not None and not inside else []
        for mention in unknown:
            if covered(mention.reading, found):
                continue
            anchors = known or [(e.start, e.end) for e in found if e.gap is not None]
            said = anchors if (known and not stands) or says_more(mention) else []
            found.append(missing_edit(text, mention, start, end, said, propose=propose, target=future))
        return [replace(e, gap=self._label(e.gap)) if e.gap else e for e in found]

    def _label(self, label: str) -> str:
        """A gap's words with this unit's names and this period."""
        edits = self.names.edits(label, 0, len(label)) + self.calendar.move(label, 0, len(label)).edits
        return render(label, 0, len(label), edits).text

    def _done(
        self,
        kind: str,
        start: int,
        end: int,
        edits: list[Edit],
        notes: list[str],
        cut: tuple[int, int] | None,
    ) -> Outcome:
        piece = render(self.seen.report.text, start, end, edits)
        return Outcome(kind, capital(piece) if cut else piece, notes=notes)
