"""Numbers are read as the document writes them: exactly, with their units of measure, and with what they compare."""

from __future__ import annotations

import pytest

from generator.model.quantities import exact, numbers, quantities


@pytest.mark.parametrize(
    ("text", "unit", "found"),
    [
        ("停车泊位20万个。", "个", [("20万", ["200000"], "=")]),
        ("到位资金5800亿元以上", "元", [("5800亿", ["580000000000"], "≥")]),
        ("新增变电容量400万千伏安", "千伏安", [("400万", ["4000000"], "=")]),
        ("服务业增加值增长6.5%左右", "%", [("6.5", ["6.5"], "≈")]),
        ("演出活动2.5万场以上", "场", [("2.5万", ["25000"], "≥")]),
        ("分别达100%、88%以上", "%", [("100", ["100"], "="), ("88", ["88"], "≥")]),
        ("成交额突破2700亿元", "元", [("2700亿", ["270000000000"], ">")]),
        ("企业境外参展超600家（次）", "家（次）", [("600", ["600"], ">")]),
        ("突破关键核心技术20项以上", "项", [("20", ["20"], "≥")]),
        ("2400个亿元以上项目", "个", [("2400", ["2400"], "=")]),
        ("6万余名困难妇女", "名", [("6万", ["60000"], ">")]),
        ("浓度降至35微克/立方米", "微克/立方米", [("35", ["35"], "≤")]),
        ("增速不低于5.5%", "%", [("5.5", ["5.5"], "≥")]),
        ("控制在3%以内", "%", [("3", ["3"], "≤")]),
        ("引进3—5家", "家", [("3—5", ["3", "5"], "=")]),
        ("增长5%—6%", "%", [("5—6", ["5", "6"], "=")]),
        ("培训8—10万人次", "人次", [("8—10万", ["80000", "100000"], "=")]),
        ("建设三十五座桥", "座", [("三十五", ["35"], "=")]),
        ("修路100公里", "米", []),
    ],
)
def test_a_quantity_is_read_as_it_is_written(text: str, unit: str, found: list[object]) -> None:
    read = [
        (one.printed, [exact(end.value) for end in one.numbers if end.value is not None], one.comparator)
        for one in quantities(text, unit)
    ]
    assert read == found


@pytest.mark.parametrize(
    ("numeral", "value"),
    [("十", "10"), ("二十", "20"), ("两百零五", "205"), ("一千二百", "1200"), ("三万六千", "36000"), ("十五五", None)],
)
def test_a_numeral_has_a_value_where_it_is_a_number(numeral: str, value: str | None) -> None:
    (found,) = numbers(numeral)
    assert (None if found.value is None else exact(found.value)) == value


def test_a_value_is_never_rounded() -> None:
    (found,) = numbers("0.10000000000000000001万亿元")
    assert found.value is not None
    assert exact(found.value) == "100000000000.00000001"
