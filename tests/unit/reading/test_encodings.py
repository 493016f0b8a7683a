"""Text of older programs: the words of the file say its encoding; where they do not, a person is asked."""

import pytest

from data.reading.child.encodings import guesses, is_decided
from tests.support.uploads import account, codes, only, read, text, values

# language → encodings that its programs wrote, and a list as people keep it
LISTS = {
    "Russian": (
        ["cp1251", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5"],
        [["Город", "Год", "Взнос", "Примечание"], ["Казань", "2023", "5000", "ожидается перевод"]],
    ),
    "Ukrainian": (
        ["cp1251", "mac_cyrillic"],
        [["Місто", "Рік", "Внесок", "Примітка"], ["Львів", "2023", "5000", "очікується переказ"]],
    ),
    "Greek": (
        ["cp1253", "iso8859_7", "cp737", "mac_greek"],
        [["Πόλη", "Έτος", "Εισφορά", "Σημείωση"], ["Αθήνα", "2023", "5000", "αναμένεται"]],
    ),
    "Polish": (
        ["cp1250", "iso8859_2", "cp852", "mac_latin2"],
        [["Miasto", "Rok", "Składka", "Uwagi"], ["Łódź", "2023", "5000", "opłata członkowska"]],
    ),
    "Hungarian": (
        ["cp1250", "iso8859_2", "cp852"],
        [["Település", "Év", "Tagdíj", "Megjegyzés"], ["Győr", "2023", "5000", "fizetve"]],
    ),
    "Turkish": (
        ["cp1254", "iso8859_9", "cp857"],
        [["Şehir", "Yıl", "Aidat", "Açıklama"], ["Muğla", "2023", "5000", "ödeme alındı"]],
    ),
    "Traditional Chinese": (
        ["big5", "gb18030"],
        [["城市", "年度", "應繳會費", "備註"], ["臺北市", "2023", "5000", "等待匯款"]],
    ),
    "Simplified Chinese": (
        ["gb18030"],
        [["城市", "年度", "应缴会费", "备注"], ["广州市", "2023", "5000", "等待汇款"]],
    ),
    "Korean": (["cp949"], [["도시", "연도", "회비", "비고"], ["서울", "2023", "5000", "송금 대기"]]),
    "Japanese": (
        ["cp932", "euc_jp"],
        [["都市", "年度", "会費", "備考"], ["横浜市", "2023", "5000", "送金待ち"]],
    ),
    "French": (
        ["cp1252", "mac_roman", "cp850", "cp437"],
        [["Ville", "Année", "Cotisation", "Remarques"], ["Montréal", "2023", "5000", "payé à temps"]],
    ),
    "Spanish": (
        ["cp1252", "mac_roman", "cp850", "cp437"],
        [["Ciudad", "Año", "Cuota", "Observación"], ["Bogotá", "2023", "5000", "pagó en término"]],
    ),
    "Portuguese": (
        ["cp1252", "mac_roman", "cp850"],
        [["Município", "Ano", "Cota", "Situação"], ["São Paulo", "2023", "5000", "não pago até março"]],
    ),
    "German": (
        ["cp1252", "mac_roman", "cp850"],
        [["Stadt", "Jahr", "Beiträge", "Straße"], ["Köln", "2023", "5000", "überwiesen für Prüfung"]],
    ),
}
CASES = [
    pytest.param(encoding, rows, id=f"{language}, {encoding}")
    for language, (encodings, rows) in LISTS.items()
    for encoding in encodings
]


@pytest.mark.parametrize(("encoding", "rows"), CASES)
def test_the_words_of_a_list_say_how_it_is_encoded(encoding, rows):
    content = text(rows, ";", encoding)
    found = guesses(content)
    assert is_decided(found)
    assert content.decode(found[0].encoding) == content.decode(encoding)
    assert found[0].example == ";".join(rows[0] if not "".join(rows[0]).isascii() else rows[1])


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
@pytest.mark.parametrize("word", ["Bogotá", "Montréal", "São Paulo", "member’s choice", "€ 500"])
def test_a_name_or_a_mark_in_an_english_list_says_it(encoding, word):
    if "€" in word and encoding == "cp850":
        return  # it has no such sign
    try:
        content = text([["City", "Note"], ["Lima", word]], encoding=encoding)
    except UnicodeEncodeError:
        return
    assert is_decided(guesses(content))
    assert content.decode(guesses(content)[0].encoding) == content.decode(encoding)


UNSURE = [
    ["City", "Year", "Due", "Reason for waiver"],
    ["Lima", "2023", "1", "naïve"],
    ["Wuhan", "2023", "2", ""],
]


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_where_no_word_decides_the_page_asks_and_rows_with_such_letters_wait(encoding):
    upload = read(text(UNSURE, encoding=encoding), "fees.csv")
    (file,) = upload.files
    assert not file.is_encoding_decided
    assert {encoding} <= {name for name, _ in file.encodings}
    assert dict(file.encodings)[encoding] == "Lima,2023,1,naïve"
    assert codes(upload) == {"ambiguous_encoding": 2}  # of the file, and of the row
    assert account(only(upload)) == (2, 1, 0, 1)
    assert not upload.is_clean


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman", "cp850"])
def test_the_answer_reads_the_file(encoding):
    upload = read(text(UNSURE, encoding=encoding), "fees.csv", encodings={"fees.csv": encoding})
    assert values(only(upload), "waiver_reason") == ["naïve", None]
    assert upload.files[0].is_encoding_decided
    assert upload.is_clean


def test_how_the_text_was_read_is_said_with_a_line_of_it():
    upload = read(text(LISTS["Polish"][1], ";", "cp1250"), "list.csv")
    (issue,) = [issue for issue in upload.issues if issue.code == "encoding_read"]
    assert issue.facts == {"encoding": "cp1250", "example": "Miasto;Rok;Składka;Uwagi"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_that_names_its_encoding_is_no_guess(encoding):
    upload = read(text(UNSURE, encoding=encoding), "fees.csv")
    assert upload.files[0].encodings == ()
    assert upload.is_clean


def test_bytes_that_are_no_text_in_any_encoding_are_refused():
    upload = read(bytes(range(1, 256)) * 40, "noise.csv")
    assert codes(upload) == {"unreadable": 1}
