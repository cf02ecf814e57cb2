"""A second way to spell numbers, by rewriting the digits from left to right with patterns.

It shares nothing with the product: it spells every digit with its place first and then applies the
rules of reading to the words.
"""

import re

DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
PLACES = ["", "nghìn", "triệu"]


def spell(number):
    if number < 0:
        return "âm " + spell(-number)
    if number == 0:
        return "không"
    digits = str(number)
    digits = digits.rjust(-(-len(digits) // 3) * 3, "0")
    groups = [digits[start : start + 3] for start in range(0, len(digits), 3)]
    spoken = []
    for place, group in enumerate(groups):
        behind = len(groups) - 1 - place
        in_block = PLACES[behind % 3]
        if group != "000":
            spoken.append(
                f"{DIGITS[int(group[0])]} trăm {DIGITS[int(group[1])]} mươi {DIGITS[int(group[2])]} đơn {in_block}"
            )
        if behind and behind % 3 == 0:
            spoken.append("tỷ")
    text = " ".join(spoken)
    text = re.sub(r"không mươi không đơn", "", text)
    text = re.sub(r"không mươi", "linh", text)
    text = re.sub(r"(?<!\w)một mươi", "mười", text)
    text = re.sub(r"(mươi|mười) không đơn", r"\1", text)
    text = re.sub(r"mươi một đơn", "mươi mốt", text)
    text = re.sub(r"mươi bốn đơn", "mươi tư", text)
    text = re.sub(r"(mươi|mười) năm đơn", r"\1 lăm", text)
    text = re.sub(r"đơn", "", text)
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r"^không trăm (linh )?", "", text)
