"""Lists of projects as offices keep them: titles, group rows, units in the heading, totals, blanks."""

import io

import xlsxwriter

HEADINGS = (
    "STT", "Mã đề án", "Tên đề án", "Đơn vị thụ hưởng", "Mã số thuế", "Địa điểm thực hiện",
    "Tổng kinh phí (triệu đồng)", "Kinh phí khuyến công (triệu đồng)", "Vốn đối ứng (triệu đồng)",
    "Đã tạm ứng (triệu đồng)", "Đã thanh toán (triệu đồng)", "Tình trạng", "Tên máy móc, thiết bị", "Số máy",
)  # fmt: skip  # a row of headings


def project_list(*blocks, year=2024, headings=HEADINGS):
    """Write a workbook; each block is a group title with its rows, each row the cells after the running number."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("Tổng hợp")
    bold = book.add_format({"bold": True})
    sheet.merge_range(0, 0, 0, len(headings) - 1, f"TỔNG HỢP ĐỀ ÁN KHUYẾN CÔNG NĂM {year}", bold)
    sheet.write_row(2, 0, headings, bold)
    line = 3
    for title, rows in blocks:
        sheet.write(line, 0, title, bold)
        line += 1
        for number, row in enumerate(rows, 1):
            sheet.write_row(line, 0, (number, *row))
            line += 1
    sheet.write(line, 2, "Tổng cộng", bold)
    book.close()
    return content.getvalue()


def machine_row(code, *, maker="Cơ sở Mẫu Một", support=150, counterpart=200, state="Hoàn thành", **changed):
    """Return the cells of one project that supported a machine; amounts in million đồng."""
    facts = {"tax_code": "", "place": "xã Mẫu", "advanced": None, "paid": None, "machine": "Máy xay", "serial": ""}
    facts |= {"total": support + counterpart} | changed
    return (
        code, f"Hỗ trợ ứng dụng máy móc tiên tiến {code}", maker, facts["tax_code"], facts["place"], facts["total"],
        support, counterpart, facts["advanced"], facts["paid"], state, facts["machine"], facts["serial"],
    )  # fmt: skip  # a row of cells
