"""The conference that the article of 2016 tells of, and one of this year that is being prepared. People invented. Pure."""

from __future__ import annotations

from datetime import time

ARTICLE = "Bài báo về hội nghị khuyến công và lễ trao giấy chứng nhận của tỉnh, 8/2016"
CODE_2016 = "HN-2016"
NAME_2016 = "Hội nghị công tác khuyến công và Lễ trao Chứng nhận công nghiệp nông thôn tiêu biểu tỉnh Vĩnh Long năm 2016"
PLACE = "Hội trường Sở Công Thương (mẫu)"
PRESIDER = "Nguyễn Chủ Tịch (mẫu), Phó Chủ tịch UBND tỉnh"

DONE_2016 = (
    "Hỗ trợ đổi mới máy móc, thiết bị tiên tiến",
    "Áp dụng tiến bộ khoa học, kỹ thuật",
    "Sản xuất sạch hơn, tiết kiệm năng lượng",
    "Đào tạo nghề",
    "Xây dựng mô hình trình diễn",
    "Nâng cao năng lực quản lý",
)
NEXT_2016 = (
    "Mô hình trình diễn kỹ thuật, sản phẩm mới",
    "Xử lý ô nhiễm môi trường",
    "Hạ tầng cụm công nghiệp",
    "Ứng dụng máy móc tiên tiến",
    "Sản xuất sạch hơn",
)
TASKS_2016 = (
    "Xây dựng mô hình trình diễn kỹ thuật, ứng dụng máy móc, chuyển giao công nghệ và tiến bộ khoa học kỹ thuật",
    "Liên doanh, liên kết, hợp tác kinh tế và phát triển các cụm công nghiệp",
    "Hoạt động tư vấn, cung cấp thông tin",
    "Đào tạo nghề",
    "Phát triển sản phẩm công nghiệp nông thôn tiêu biểu",
    "Áp dụng sản xuất sạch hơn",
    "Mở rộng thị trường tiêu thụ sản phẩm công nghiệp nông thôn",
)
"""The seven programmes on which the article says the weight should lie."""

AGENDA = (
    (time(7, 30), 30, "arrival", "Đón khách, điểm danh", "Ban Tổ chức"),
    (time(8, 0), 10, "opening", "Tuyên bố lý do, giới thiệu đại biểu", "Phạm Thư Ký (mẫu)"),
    (time(8, 10), 25, "report", "Báo cáo công tác khuyến công và định hướng", "Lê Giám Đốc (mẫu)"),
    (time(8, 35), 25, "discussion", "Ý kiến của cơ sở công nghiệp nông thôn", ""),
    (time(9, 0), 45, "ceremony", "Lễ trao Giấy chứng nhận sản phẩm tiêu biểu", "Phạm Thư Ký (mẫu)"),
    (time(9, 45), 20, "speech", "Phát biểu chỉ đạo", "Nguyễn Chủ Tịch (mẫu)"),
    (time(10, 5), 10, "conclusion", "Kết luận, bế mạc", "Lê Giám Đốc (mẫu)"),
)

GUESTS = (
    ("Ông", "Nguyễn Chủ Tịch (mẫu)", "Phó Chủ tịch", "Ủy ban nhân dân tỉnh Vĩnh Long", "presider", 1),
    ("Ông", "Lê Giám Đốc (mẫu)", "Giám đốc", "Sở Công Thương tỉnh Vĩnh Long", "presider", 2),
    ("Bà", "Mai Khách Một (mẫu)", "Phó Chủ tịch", "Liên minh Hợp tác xã (mẫu)", "leader", 20),
    ("Ông", "Mai Khách Hai (mẫu)", "Trưởng đại diện", "Cục Công nghiệp địa phương (mẫu)", "leader", 15),
    ("Bà", "Mai Nhà Báo (mẫu)", "Phóng viên", "Báo Mẫu", "press", 600),
)
PROXY = "Mai Người Nhận Thay (mẫu)"
