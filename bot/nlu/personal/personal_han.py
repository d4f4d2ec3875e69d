"""Names in Chinese characters: behind a cue (姓名), before a title (先生), or before the sex or age."""

from __future__ import annotations

import re
from collections.abc import Iterator

_HAN_FAMILY = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余于杜叶程苏魏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹"
    "段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛"
)
_HAN_NAME = rf"(?:欧阳|司马|上官|诸葛|东方|皇甫|尉迟|公孙|慕容|司徒|夏侯|令狐|[{_HAN_FAMILY}])[\u4e00-\u9fff]{{1,2}}"
_HAN_END = r"(?=男|女|先生|女士|小姐|太太|，|,|、|。|；|;|\(|（|\s|\d|[A-Za-z]|$|手机|电话|身份证|住院号|病历号)"
_HAN = (
    re.compile(
        rf"(?:姓名|名字|名叫|name[d]?|called)\s*(?:是|叫|为|:|：)?\s*(?P<what>[\u4e00-\u9fff·]{{2,5}}?){_HAN_END}"
    ),
    re.compile(
        rf"(?:患者|病人|家属|妻子|丈夫|儿子|女儿|patient|new patient)\s*[:：]?\s*(?P<what>{_HAN_NAME}){_HAN_END}"
    ),
    re.compile(r"(?P<what>[\u4e00-\u9fff]{1,3})(?:先生|女士|小姐|太太)"),
    re.compile(rf"^\s*(?P<what>{_HAN_NAME})(?=[，,、\s]*(?:男|女|\d{{2}}\s?岁))", re.MULTILINE),
)
_HAS_HAN = re.compile(r"[\u4e00-\u9fff]")


def han_names_in(text: str) -> Iterator[tuple[int, int]]:
    """Give the span of every name in Chinese characters; spans may overlap."""
    if _HAS_HAN.search(text):
        for pattern in _HAN:
            yield from (match.span("what") for match in pattern.finditer(text))
