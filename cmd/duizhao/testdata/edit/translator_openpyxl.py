# Edits an alignment workbook as a translator would, by openpyxl: python3 translator_openpyxl.py FROM TO
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
sheet = book["段落 Paragraphs"]
column = {cell.value: cell.column for cell in sheet[1]}
row = {sheet.cell(r, 1).value: r for r in range(2, sheet.max_row + 1)}


def put(at, heading, value):
    sheet.cell(at, column[heading]).value = value


put(row["zh6"], "状态 Status", "confirmed")
put(row["zh6"], "批注 Comment", "核对过 checked")
put(row["zh7"], "中文单元 Chinese units", "zh7 zh8")  # merged
put(row["zh8"], "中文单元 Chinese units", None)
put(row["zh9"], "英文 English", "A corrected paragraph.")
end = sheet.max_row + 1  # split: the English of zh10 goes into a row of its own
put(end, "英文单元 English units", sheet.cell(row["zh10"], 2).value)
put(row["zh10"], "英文单元 English units", "")
findings = book["问题 Findings"]
for r in range(2, findings.max_row + 1):
    if findings.cell(r, 2).value == "value":
        findings.cell(r, 6).value = "dismissed"
        findings.cell(r, 7).value = "the source is right"
        break
book.save(sys.argv[2])
