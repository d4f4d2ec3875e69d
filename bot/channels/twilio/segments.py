"""How an SMS is counted: characters of the GSM alphabet seven bits each, all others sixteen, in segments.

3GPP TS 23.038: 160 characters of the GSM alphabet fit one SMS, 153 each part of several; of any other alphabet
70 and 67 (UTF-16 units). One character outside the GSM alphabet makes the whole message the longer kind.
"""

import unicodedata

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""The GSM 7-bit default alphabet."""
EXTENDED = frozenset("^{}\\[~]|€\f")
"""Its extension table: two places each."""
_PLAIN = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "−": "-",
        "·": "-",
        "•": "-",
        "…": "...",
        "≥": ">=",
        "≤": "<=",
        "≈": "~",
        "×": "x",
        "µ": "u",
        "μ": "u",
        "→": "->",
        "°": " deg",
        "\u00a0": " ",
        "\u202f": " ",
        "⁹": "^9",
    }
)


def plain(text: str) -> str:
    """Give a text in the GSM alphabet as far as that can be: `≥` as `>=`, quotes straight, accents left out.

    What has no such form, such as Chinese, stays: the message is then of the longer kind.
    """
    text = text.translate(_PLAIN)
    return "".join(one if one in BASIC or one in EXTENDED else _without_accent(one) for one in text)


def _without_accent(character: str) -> str:
    bare = "".join(one for one in unicodedata.normalize("NFKD", character) if not unicodedata.combining(one))
    return bare if bare and all(one in BASIC or one in EXTENDED for one in bare) else character


def is_gsm(text: str) -> bool:
    """Tell whether a text needs the GSM alphabet alone."""
    return all(one in BASIC or one in EXTENDED for one in text)


def places(text: str) -> int:
    """Count the places that a text takes: septets of the GSM alphabet, else UTF-16 units."""
    if is_gsm(text):
        return len(text) + sum(one in EXTENDED for one in text)
    return len(text.encode("utf-16-le", "replace")) // 2


def segments(text: str) -> int:
    """Count the segments (each of which is charged) that a text goes out in."""
    single, several = (160, 153) if is_gsm(text) else (70, 67)
    count = places(text)
    return 1 if count <= single else -(-count // several)
