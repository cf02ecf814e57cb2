"""Statements as banks and the Treasury write them: titles, the account, an opening balance, movements, a total."""

import io

import xlsxwriter

HEADINGS = ("Ngày giao dịch", "Số chứng từ", "Diễn giải", "Phát sinh nợ", "Phát sinh có", "Số dư")


def statement(*rows, headings=HEADINGS, account="3713.0.1094567"):
    """Write a workbook; each row is day, paper, content, what left, what came."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("Sao kê")
    sheet.write(0, 0, "SAO KÊ TÀI KHOẢN (MẪU)")
    sheet.write(1, 0, f"Số tài khoản: {account}")
    sheet.write_row(3, 0, headings)
    sheet.write_row(4, 0, ("", "", "Số dư đầu kỳ", "", "", 900_000_000))
    for line, row in enumerate(rows, 5):
        sheet.write_row(line, 0, row)
    sheet.write_row(5 + len(rows), 0, ("", "", "Tổng cộng", sum(row[3] or 0 for row in rows), ""))
    book.close()
    return content.getvalue()
