"""HTML as Word and old editors save it."""

from __future__ import annotations

import corpus
from tests.corpus.test_legacy import _tcvn3

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta http-equiv=Content-Type content="text/html; charset=windows-1258"><meta name=Generator content="Microsoft Word 15">
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal 99</w:View></w:WordDocument></xml><![endif]-->
<style><!-- p.MsoNormal {margin:0cm; font-size:13.0pt;} --> p.Cu {font-family:".VnTime", serif;} </style></head>
<body lang=VI><div class=WordSection1>
<p class=MsoNormal align=center><b><span lang=VI>BÁO CÁO<o:p></o:p></span></b></p>
<p class=MsoNormal><b>I. KẾT QUẢ THI
ĐUA</b></p>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
lang=VI><span style='mso-list:Ignore'>1.<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span
><![endif]><span lang=VI>Kinh tế: thu 12,5 tỷ
đồng.<o:p></o:p></span></p>
<p class=MsoNormal>Diện tích 40.000 m<sup>2</sup>; chú thích<a
style='mso-footnote-id:ftn1' href="#_ftn1"><sup>[1]</sup></a> ở dưới.</p>
<!--[if !vml]--><p class=MsoNormal>Ảnh 5 người</p><!--[endif]-->
<![if !vml]><p class=MsoNormal>Hiện 6 người</p><![endif]>
<del>Đã xóa 99</del><ins>Đã thêm 11</ins>
<p><span style='display:none'>giấu 77</span>Thấy 8</p>
<p><font face=".VnTime">%s</font> và Unicode 9</p>
<p><span style='font-family:".VnTimeH"'>%s</span></p>
<p><span style='font-family:VNI-Times'>naêm 2024 cuûa xaõ</span></p>
<p class=Cu>%s</p>
<p style="display:none">giấu 66<p>Còn 4
<div style='mso-element:header'><p>Đầu trang 3</p></div>
<div style='mso-element:footnote-list'><hr><p>[1] chú thích 15</p></div>
</div></body></html>"""
SHOWN = """\
BÁO CÁO
I. KẾT QUẢ THI ĐUA
1. Kinh tế: thu 12,5 tỷ đồng.
Diện tích 40.000 m2; chú thích[1] ở dưới.
Ảnh 5 người
Hiện 6 người
Đã thêm 11
Thấy 8
đạt 12,5 ha thi đua yêu nước và Unicode 9
KẾT QUẢ
năm 2024 của xã
hộ nghèo còn 3 hộ
Còn 4
[1] chú thích 15"""


def test_what_word_saves_as_html() -> None:
    old = (_tcvn3("đạt 12,5 ha thi đua yêu nước"), _tcvn3("kết quả"), _tcvn3("hộ nghèo còn 3 hộ"))
    assert corpus.read_bytes((WORD % old).encode(), "a.html").text == SHOWN


def test_a_page_in_an_old_encoding_with_and_without_its_font() -> None:
    text = "Các thôn của xã đã thi đua làm đường, trồng cây, giúp 12 hộ nghèo làm nhà ở mới."
    for font in ("", ' face=".VnTime"'):
        page = f"<html><body><p><font{font}>{_tcvn3(text)}</font></p></body></html>"
        for encoding in ("latin-1", "utf-8"):
            assert corpus.read_bytes(page.encode(encoding), "a.html").text == text
        entities = page.encode("ascii", "xmlcharrefreplace")
        assert corpus.read_bytes(entities, "a.html").text == text
