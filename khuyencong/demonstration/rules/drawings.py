"""Which drawing stands for which invented product. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from khuyencong.vietnamese.folding import fold

KINDS: tuple[tuple[str, str], ...] = (
    ("may ", "machine"),
    ("dao ", "knives"),
    ("ngoi", "tiles"),
    ("vien nen", "pellets"),
    ("tui coi", "basket"),
    ("gio", "basket"),
    ("khay", "basket"),
    ("den long", "bowl"),
    ("to chen", "bowl"),
    ("tham", "mat"),
    ("chieu", "mat"),
    ("tranh", "mat"),
    ("gom", "pot"),
    ("banh tet", "roll"),
    ("banh u", "roll"),
    ("cha lua", "roll"),
    ("nuoc cot", "carton"),
    ("nuoc mam", "bottle"),
    ("nuoc rua", "bottle"),
    ("ruou", "bottle"),
    ("mat hoa", "bottle"),
    ("dau dua", "bottle"),
    ("phan huu co", "sack"),
    ("dat sach", "sack"),
    ("gao huu co", "sack"),
    ("gao lut do", "sack"),
    ("keo", "box"),
    ("mut", "box"),
    ("tra ", "box"),
    ("tinh bot", "box"),
)
"""The first piece of a folded name that fits decides; what fits none is shown in a pouch."""

TINTS = ("#b5432a", "#1d6f5c", "#a86d12", "#2b5c8a", "#7a2e5d", "#3f6b1f", "#9c5a1c", "#34609b")
VIEWS = ("Hình vẽ một sản phẩm", "Hình vẽ hai sản phẩm", "Hình vẽ cả bộ")


@dataclass(frozen=True, slots=True)
class Drawing:
    """One view of an invented product."""

    kind: str
    tint: str
    view: int
    name: str
    maker: str


def drawings(name: str, maker: str, *, views: int) -> list[Drawing]:
    """Return the first views of a product; the same name always looks the same."""
    folded = f"{fold(name)} "
    kind = next((kind for piece, kind in KINDS if piece in folded), "pouch")
    tint = TINTS[sum(map(ord, folded + maker)) % len(TINTS)]
    return [Drawing(kind, tint, view, name, maker) for view in range(1, views + 1)]
