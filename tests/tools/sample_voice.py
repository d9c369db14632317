"""What a template says of its figures: values, growth, shares and sums in words."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from tests.tools.sample_figures import Ratio, Row, written

# What a template may call of its `Voice`.
TOOLS = (
    "val", "was", "plan", "s", "c", "kh", "khsau", "growth", "rise", "of_plan", "share", "total", "parts", "lst",
    "moved", "count", "where", "ratio",
)  # fmt: skip


def words_of(period: str) -> str:
    """`2024-H1` is `6 tháng đầu năm 2024`."""
    year, _, half = period.partition("-")
    return f"6 tháng đầu năm {year}" if half == "H1" else f"năm {year}"


@dataclass(frozen=True)
class Voice:
    """What a template of one unit and period can call."""

    rows: dict[str, Row]
    period: str

    @property
    def year(self) -> int:
        return int(self.period[:4])

    @property
    def before(self) -> str:
        return f"{self.year - 1}{self.period[4:]}"

    def val(self, key: str) -> Decimal:
        """The value of this period."""
        return self.rows[key].values[self.period]

    def was(self, key: str) -> Decimal:
        """The value of the same period of last year."""
        return self.rows[key].values[self.before]

    def plan(self, key: str) -> Decimal:
        """The plan of the year."""
        return self.rows[key].values[f"KH-{self.year}"]

    def s(self, key: str, pad: bool = False) -> str:
        return written(self.val(key), pad)

    def c(self, key: str, pad: bool = False) -> str:
        return written(self.was(key), pad)

    def kh(self, key: str, pad: bool = False) -> str:
        return written(self.plan(key), pad)

    def khsau(self, key: str) -> str:
        """Next year's plan."""
        return written(self.rows[key].values[f"KH-{self.year + 1}"])

    def growth(self, key: str, places: int = 1) -> str:
        """`tăng 3,2%` or `giảm 1,1%` or `bằng`."""
        now, then = self.val(key), self.was(key)
        if now == then:
            return "bằng"
        change = Ratio(places)((now - then) / then * 100)
        return f"{'tăng' if change > 0 else 'giảm'} {written(abs(change))}%"

    def rise(self, key: str, unit: str = "") -> str:
        """`tăng 12 vụ` in the indicator's own unit."""
        change = self.val(key) - self.was(key)
        if not change:
            return "bằng"
        return f"{'tăng' if change > 0 else 'giảm'} {written(abs(change))}{unit}"

    def of_plan(self, key: str, places: int = 1) -> str:
        return written(Ratio(places)(self.val(key) / self.plan(key) * 100)) + "%"

    def share(self, a: str | Decimal, b: str | Decimal, places: int = 2) -> str:
        """`a` of `b` in percent."""
        x = self.val(a) if a in self.rows else Decimal(a)
        y = self.val(b) if b in self.rows else Decimal(b)
        return written(Ratio(places)(x / y * 100)) + "%"

    def parts(self, key: str, *, ordered: bool = False) -> list[tuple[str, Decimal]]:
        """Member and value, in the members' order or from the highest down."""
        found = [(k.split("@")[1], self.val(k)) for k in self.rows if k.startswith(key + "@")]
        return sorted(found, key=lambda pair: -pair[1]) if ordered else found

    def lst(
        self,
        key: str,
        pattern: str,
        sep: str = ", ",
        *,
        ordered: bool = False,
        pad: bool = False,
        top: int = 0,
    ) -> str:
        """The members' values in words (`xã Minh Hải 12 ha, …`); members with none are left out."""
        pairs = [(n, x) for n, x in self.parts(key, ordered=ordered or top > 0) if x]
        return sep.join(pattern.format(n=n, x=written(x, pad)) for n, x in pairs[: top or None])

    def moved(
        self, key: str, *, up: bool, pattern: str = "xã {n} {x}%", sep: str = ", ", places: int = 1
    ) -> str:
        """The members that rose (or fell), each with its growth."""
        found = []
        for name, now in self.parts(key):
            then = self.was(f"{key}@{name}")
            change = Ratio(places)((now - then) / then * 100)
            if (change > 0) == up and change:
                found.append(pattern.format(n=name, x=written(abs(change))))
        return sep.join(found)

    def count(self, key: str, least: str) -> str:
        """How many members reach a threshold: `04/6`."""
        parts = self.parts(key)
        return f"{sum(x >= Decimal(least) for _, x in parts):02}/{len(parts)}"

    def where(self, key: str, least: str) -> str:
        """The members that reach a threshold."""
        return ", ".join(n for n, x in self.parts(key) if x >= Decimal(least))

    def ratio(self, a: str | Decimal, b: str | Decimal, places: int = 2) -> str:
        """`a` over `b`, rounded."""
        x, y = (self.val(v) if isinstance(v, str) else v for v in (a, b))
        return written(Ratio(places)(x / y))

    def total(self, *keys: str) -> str:
        return written(sum((self.val(k) for k in keys), Decimal(0)))
