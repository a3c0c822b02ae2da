# Edits an alignment workbook as a translator would, in LibreOffice: rows sorted, a
# column added, the sheet renamed. python3 translator_libreoffice.py FROM TO PROFILE
import os
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.table import TableSortField

source, target, profile = sys.argv[1:4]
pipe = "duizhao%d" % os.getpid()
office = subprocess.Popen(["soffice", "-env:UserInstallation=file://" + profile, "--headless", "--norestore", "--accept=pipe,name=%s;urp;" % pipe])
resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
for attempt in range(600):
    try:
        context = resolver.resolve("uno:pipe,name=%s;urp;StarOffice.ComponentContext" % pipe)
        break
    except Exception:
        time.sleep(0.2)
desktop = context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def prop(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


book = desktop.loadComponentFromURL("file://" + source, "_blank", 0, (prop("Hidden", True),))
sheet = book.Sheets.getByName("段落 Paragraphs")
cursor = sheet.createCursor()
cursor.gotoEndOfUsedArea(False)
last = max(r for r in range(cursor.RangeAddress.EndRow + 1) if sheet.getCellByPosition(10, r).String)
column = {sheet.getCellByPosition(c, 0).String: c for c in range(13)}


def rows():
    return {sheet.getCellByPosition(0, r).String: r for r in range(1, last + 1)}


def put(at, heading, value):
    sheet.getCellByPosition(column[heading], at).String = value


put(rows()["zh6"], "状态 Status", "confirmed")
put(rows()["zh6"], "批注 Comment", "核对过 checked")
put(rows()["zh7"], "中文单元 Chinese units", "zh7 zh8")  # merged
put(rows()["zh8"], "中文单元 Chinese units", "")
put(rows()["zh9"], "英文 English", "A corrected paragraph.")
moved = sheet.getCellByPosition(1, rows()["zh10"]).String
put(last + 1, "英文单元 English units", moved)  # split
put(rows()["zh10"], "英文单元 English units", "")
findings = book.Sheets.getByName("问题 Findings")
for r in range(1, 200):
    if findings.getCellByPosition(1, r).String == "value":
        findings.getCellByPosition(5, r).String = "dismissed"
        findings.getCellByPosition(6, r).String = "the source is right"
        break

sheet.unprotect("")
field = TableSortField()
field.Field, field.IsAscending, field.IsCaseSensitive = 3, False, False
sheet.getCellRangeByPosition(0, 0, 12, last).sort((
    prop("SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))), prop("ContainsHeader", True)))
sheet.Columns.insertByIndex(2, 1)
sheet.getCellByPosition(2, 0).String = "mine"
sheet.Name = "Work"
book.storeToURL("file://" + target, (prop("FilterName", "Calc MS Excel 2007 XML"),))
book.close(True)
try:
    desktop.terminate()
except Exception:
    pass
office.wait(60)
