from __future__ import annotations

from ingest.clean import clean

BROKEN = "完善资源统筹。市里创设专项资金，经费直达社区，把民政、文旅等部门的项目资金统"
BOX = "全国会议强调，要加强基层工作，更加注重系统推进，更加注重整体效应，不断提升服务水平。"
REST = "筹起来，推动力量下沉，建成服务站点上万个，群众满意度不断提升。"


def test_columns_rejoin_around_a_box_and_move_it_before_the_section() -> None:
    text = f"题目在这里\n\n健全统筹机制\n\n{BROKEN}\n\n{BOX}\n\n{REST}\n"
    assert clean(text).text == f"题目在这里\n\n{BOX}\n\n健全统筹机制\n\n{BROKEN}{REST}\n"


def test_columns_note_the_box() -> None:
    text = f"健全统筹机制\n\n{BROKEN}\n\n{BOX}\n\n{REST}\n"
    (note,) = [note for note in clean(text).apart if note.kind == "box"]
    assert text[slice(*note.source)] == BOX


def test_columns_rejoin_without_a_box() -> None:
    assert clean(f"{BROKEN}\n\n{REST}\n\n{BOX}").text == f"{BROKEN}{REST}\n\n{BOX}"


def test_columns_leave_complete_paragraphs() -> None:
    text = f"{BOX}\n\n{REST}\n\n健全统筹机制\n\n{BOX}"
    assert clean(text).text == text


def test_columns_leave_the_history_of_a_law() -> None:
    history = (
        "2018年10月26日 某某人民代表大会常务委员会第六次会议《关于修改〈某某法〉等法律的决定》修正，自公布之日起施行"
    )
    text = f"{history}\n\n为了规范管理，制定本法。"
    assert clean(text).text == text
