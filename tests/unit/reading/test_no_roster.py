"""Lists of countries, customers or goods have columns of a roll too, and are none until somebody says so."""

import pytest

from tests.support.uploads import account, codes, only, read_rows, values

COUNTRIES = [
    [
        ["Name", "Country", "Population", "Region"],
        ["Andorra", "AND", 80000, "Europe"],
        ["Chad", "TCD", 18000000, "Africa"],
    ],
    [
        ["名称", "国家", "人口", "地区"],
        ["安道尔", "安道尔", 80000, "欧洲"],
        ["乍得", "乍得", 18000000, "非洲"],
    ],
    [
        ["Nom", "Pays", "Habitants", "Région"],
        ["Andorre", "Andorre", 80000, "Europe"],
        ["Tchad", "Tchad", 1, "Afrique"],
    ],
    [
        ["Nombre", "País", "Habitantes", "Región"],
        ["Andorra", "Andorra", 8, "Europa"],
        ["Chad", "Chad", 1, "África"],
    ],
]
CUSTOMERS = [
    [
        ["Name", "Country", "Status", "Notes"],
        ["Northwind", "Peru", "Active", ""],
        ["Acme", "Spain", "Active", "x"],
    ],
    [["名称", "国家", "状态", "备注"], ["北风公司", "秘鲁", "有效", ""], ["某某公司", "西班牙", "有效", "x"]],
    [
        ["Nom", "Pays", "Statut", "Remarques"],
        ["Boulangerie Petit", "France", "actif", ""],
        ["Garage Blanc", "France", "actif", ""],
    ],
    [
        ["Nombre", "País", "Estado", "Notas"],
        ["Talleres Rojo", "España", "activo", ""],
        ["Bar Azul", "España", "activo", ""],
    ],
]
GOODS = [
    [
        ["Name", "Type", "Date", "Location"],
        ["Chair", "furniture", "2023-01-05", "Room 1"],
        ["Lamp", "light", "2023-01-06", "Room 2"],
    ],
    [
        ["名称", "类型", "日期", "地点"],
        ["椅子", "家具", "2023-01-05", "一号"],
        ["台灯", "照明", "2023-01-06", "二号"],
    ],
    [
        ["Nom", "Type", "Date", "Lieu"],
        ["Chaise", "meuble", "2023-01-05", "Salle 1"],
        ["Lampe", "lumière", "2023-01-06", "Salle 2"],
    ],
    [
        ["Nombre", "Tipo", "Fecha", "Lugar"],
        ["Silla", "mueble", "2023-01-05", "Sala 1"],
        ["Lámpara", "luz", "2023-01-06", "Sala 2"],
    ],
]


@pytest.mark.parametrize("rows", [*COUNTRIES, *CUSTOMERS, *GOODS], ids=lambda rows: rows[1][0])
def test_a_list_that_is_no_roster_is_not_taken_for_one(rows):
    upload = read_rows(rows)
    assert upload.tables == ()
    assert not upload.is_clean
    assert not upload.changes


def test_somebody_may_say_that_it_is():
    table = only(read_rows(COUNTRIES[0], table="members"))
    assert table.rows_read == 2


@pytest.mark.parametrize("sheet", ["Members", "会员名单", "Villes membres", "Lista de miembros"])
def test_the_name_of_the_sheet_says_it(sheet):
    table = only(read_rows([["City", "Country", "Population"], ["Lima", "Peru", 8000000]], sheet=sheet))
    assert (table.table, table.is_sure) == ("members", True)


def test_a_list_of_cities_of_which_no_word_says_that_they_are_members_is_a_guess():
    table = only(read_rows([["City", "Country", "Population"], ["Lima", "Peru", 1], ["Wuhan", "China", 2]]))
    assert (table.table, account(table)) == ("members", (2, 2, 0, 0))
    assert codes(table, "warning")["guessed_table"] == 1


@pytest.mark.parametrize("heading", ["Member since", "入会年月", "Date d'adhésion", "Fecha de alta"])
def test_a_word_of_membership_says_it(heading):
    table = only(read_rows([["City", "Country", heading], ["Lima", "Peru", 1999]]))
    assert (table.is_sure, values(table, "joined_on")) == (True, ["1999"])
