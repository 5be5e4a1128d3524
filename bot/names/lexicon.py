"""Word lists for finding names: general vocabulary of four languages, none of it from a corpus."""

from __future__ import annotations

# East Asian family names, which come first: Xi Jinping, Kim Jong-un, Nguyen Phu Trong.
FAMILY_NAMES_FIRST = frozenset(
    "xi li wang zhang liu chen yang zhao huang zhou wu xu sun zhu ma hu guo lin he gao liang deng "
    "mao jiang wen peng zeng qin qiu tang song han feng xiao cai pan yuan dong ye kim park lee "
    "choi jung moon yoon nguyen tran pham ban".split()
)
