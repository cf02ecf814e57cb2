"""THE table of open data: every field of every public set, with its mark. Nothing else decides what goes out. Pure.

A row of the table names the field, its kind, what it is in both languages, where it comes from, and its mark.
What is marked ``never`` stands here so that a reader sees that it was thought of.
"""

from __future__ import annotations

from khuyencong.reporting.rules.open_data.marks import Dataset, Field, Kind, Mark

T, C, O = Kind.TEXT, Kind.CODE, Kind.ORGANISATION_CODE  # noqa: E741 — a table stays a table
W, M, D, S, Y = Kind.WHOLE, Kind.MONEY, Kind.DAY, Kind.MOMENT, Kind.YES_NO
MASK, NEVER = Mark.MASK, Mark.NEVER
ACCESS = "Luật Tiếp cận thông tin 2016; NĐ 42/2022/NĐ-CP"
PERSONAL = "Luật 91/2025/QH15"
REGISTRY, REGISTER = "sổ cơ sở, sản phẩm", "sổ giấy chứng nhận"
ROUND, LEDGER, PLAN, PROJECT = "kỳ bình chọn", "sổ kinh phí", "kế hoạch năm", "đề án"
PROGRAMME = "chương trình khuyến công"

# fmt: off
PRODUCTS = Dataset(
    "products", "Sản phẩm tiêu biểu", "Awarded products",
    "Sản phẩm công nghiệp nông thôn tiêu biểu đang có giấy chứng nhận, cùng cơ sở làm ra.",
    "Outstanding rural industrial products that hold a certificate, with their makers.",
    (
        Field("id", W, "Mã sản phẩm", "Identifier of the product", REGISTRY),
        Field("name", T, "Tên sản phẩm", "Name of the product", REGISTRY),
        Field("group", C, "Nhóm sản phẩm (A–D)", "Product group (A–D)", "TT 26/2014/TT-BCT, Điều 5"),
        Field("group_label", T, "Tên nhóm sản phẩm", "Name of the product group", "TT 26/2014/TT-BCT, Điều 5"),
        Field("is_set", Y, "Là bộ sản phẩm", "Is a set of products", "TT 26/2014/TT-BCT, Điều 3"),
        Field("unit", T, "Đơn vị tính", "Unit", REGISTRY),
        Field("description", T, "Mô tả", "Description", REGISTRY, MASK),
        Field("establishment_id", W, "Mã cơ sở", "Identifier of the maker", REGISTRY),
        Field("establishment_name", T, "Tên cơ sở", "Name of the maker", REGISTRY),
        Field("commune_code", C, "Mã xã, phường", "Code of the commune", "QĐ 19/2025/QĐ-TTg"),
        Field("place", T, "Xã, phường và tỉnh", "Commune and province", REGISTRY),
        Field("levels", T, "Các cấp đã công nhận", "Levels of the awards that stand", REGISTER),
        Field("last_award_year", W, "Năm công nhận gần nhất", "Year of the latest award", REGISTER),
        Field("price_dong", M, "Giá bán", "Price", REGISTRY, NEVER),
        Field("revenue_dong", M, "Doanh thu", "Revenue", REGISTRY, NEVER),
        Field("annual_output", T, "Sản lượng", "Output", REGISTRY, NEVER),
    ),
    ("group", "establishment_id", "commune_code"),
)

CERTIFICATES = Dataset(
    "certificates", "Giấy chứng nhận", "Certificates",
    "Mọi giấy chứng nhận đã cấp, kể cả đã thu hồi, thay thế; trạng thái tính đến ngày xuất dữ liệu.",
    "Every certificate that was issued, also revoked or replaced; the status is that of the day of the export.",
    (
        Field("id", W, "Mã dòng trong sổ", "Identifier of the row of the register", REGISTER),
        Field("serial", T, "Số giấy chứng nhận", "Serial number", REGISTER),
        Field("code", C, "Mã kiểm tra", "Code for verification", REGISTER),
        Field("level", C, "Cấp (commune, province, region, nation)", "Level", REGISTER),
        Field("award_year", W, "Năm bình chọn", "Year of the award", REGISTER),
        Field("status", C, "Trạng thái (valid, expired, revoked, replaced)", "Status", REGISTER),
        Field("product_id", W, "Mã sản phẩm", "Identifier of the product", REGISTER),
        Field("product_name", T, "Tên sản phẩm như in trên giấy", "Product as printed", REGISTER),
        Field("establishment_name", T, "Tên cơ sở như in trên giấy", "Maker as printed", REGISTER),
        Field("decision_number", T, "Số quyết định công nhận", "Number of the decision", REGISTER),
        Field("decision_on", D, "Ngày quyết định", "Day of the decision", REGISTER),
        Field("issuing_authority", T, "Cơ quan cấp", "Issuing authority", REGISTER),
        Field("issued_on", D, "Ngày cấp", "Day of issue", REGISTER),
        Field("valid_until", D, "Có giá trị đến", "Valid until", "TT 26/2014/TT-BCT"),
        Field("ended_on", D, "Ngày thu hồi, thay thế", "Day of revocation or replacement", REGISTER),
        Field("is_foreign", Y, "Do cơ quan khác cấp", "Issued by another body", REGISTER),
        Field("is_demonstration", Y, "Giấy trình diễn, không có giá trị", "Demonstration, without value", REGISTER),
        Field("file_sha256", C, "SHA-256 của tệp PDF đã ký", "SHA-256 of the signed PDF", REGISTER),
        Field("reserved_by", T, "Người cấp", "Clerk", REGISTER, NEVER),
    ),
    ("level", "award_year", "product_id"),
)

ESTABLISHMENTS = Dataset(
    "establishments", "Cơ sở công nghiệp nông thôn", "Rural industrial establishments",
    "Cơ sở có sản phẩm được công nhận hoặc có đề án được hỗ trợ; không có số cá nhân, điện thoại, người đại diện.",
    "Establishments with an awarded product or a supported project; no personal number, telephone or representative.",
    (
        Field("id", W, "Mã cơ sở", "Identifier", REGISTRY),
        Field("name", T, "Tên cơ sở", "Name", REGISTRY),
        Field("form", C, "Loại hình", "Legal form", REGISTRY),
        Field("form_label", T, "Tên loại hình", "Name of the legal form", REGISTRY),
        Field("tax_code", O, "Mã số thuế, chỉ của tổ chức", "Tax code, of organisations only", PERSONAL, MASK),
        Field("commune_code", C, "Mã xã, phường", "Code of the commune", "QĐ 19/2025/QĐ-TTg"),
        Field("place", T, "Xã, phường và tỉnh", "Commune and province", REGISTRY),
        Field("awards", W, "Số giấy chứng nhận còn được giữ", "Certificates that stand", REGISTER),
        Field("projects", W, "Số đề án được hỗ trợ", "Supported projects", PROJECT),
        Field("representative", T, "Người đại diện", "Representative", PERSONAL, NEVER),
        Field("phone", T, "Điện thoại", "Telephone", PERSONAL, NEVER),
        Field("address", T, "Số nhà, đường, ấp", "Street", PERSONAL, NEVER),
        Field("workers", W, "Lao động", "Workers", REGISTRY, NEVER),
    ),
    ("form", "commune_code"),
)

ROUNDS = Dataset(
    "rounds", "Kỳ bình chọn", "Selection rounds",
    "Kỳ bình chọn đang nhận hồ sơ hoặc đã công bố kết quả.",
    "Rounds that take entries or whose results were published.",
    (
        Field("code", C, "Mã kỳ", "Code", ROUND),
        Field("name", T, "Tên kỳ bình chọn", "Name", ROUND),
        Field("level", C, "Cấp", "Level", ROUND),
        Field("year", W, "Năm", "Year", ROUND),
        Field("office", T, "Cơ quan tổ chức", "Office", ROUND),
        Field("state", C, "Giai đoạn (collecting, published)", "Stage (collecting, published)", ROUND),
        Field("closes_on", D, "Hạn nhận hồ sơ", "Last day for entries", ROUND),
        Field("published_at", S, "Công bố lúc", "Published at", ROUND),
        Field("decision_number", T, "Số quyết định công nhận", "Number of the decision", ROUND),
        Field("decision_on", D, "Ngày quyết định", "Day of the decision", ROUND),
        Field("recognised", W, "Số sản phẩm được công nhận", "Products recognised", ROUND),
        Field("establishments", W, "Số cơ sở có sản phẩm được công nhận", "Makers of recognised products", ROUND),
        Field("jurors", T, "Giám khảo", "Jurors", "TT 26/2014/TT-BCT, Điều 16", NEVER),
    ),
    ("level", "year"),
)

RESULTS = Dataset(
    "results", "Kết quả bình chọn", "Results of the rounds",
    "Sản phẩm được công nhận trong các kỳ đã công bố; không có điểm và thứ hạng.",
    "Products recognised in published rounds; neither points nor ranks.",
    (
        Field("id", W, "Mã kết quả", "Identifier", ROUND),
        Field("round_code", C, "Mã kỳ", "Code of the round", ROUND),
        Field("year", W, "Năm", "Year", ROUND),
        Field("level", C, "Cấp", "Level", ROUND),
        Field("group", C, "Nhóm sản phẩm", "Product group", ROUND),
        Field("product_id", W, "Mã sản phẩm", "Identifier of the product", ROUND),
        Field("product_name", T, "Tên sản phẩm", "Product", ROUND),
        Field("establishment_name", T, "Tên cơ sở", "Maker", ROUND),
        Field("points", T, "Điểm", "Points", "TT 26/2014/TT-BCT, Điều 16", NEVER),
        Field("rank", W, "Thứ hạng", "Rank", "TT 26/2014/TT-BCT, Điều 16", NEVER),
        Field("scores", T, "Điểm từng giám khảo", "Scores of each juror", PERSONAL, NEVER),
        Field("representative", T, "Người đại diện", "Representative", PERSONAL, NEVER),
        Field("phone", T, "Điện thoại", "Telephone", PERSONAL, NEVER),
    ),
    ("round_code", "year", "level", "group"),
)

PROGRAMMES = Dataset(
    "programmes", "Chương trình khuyến công", "Programmes",
    "Chương trình đã phê duyệt.", "Approved programmes.",
    (
        Field("code", C, "Mã chương trình", "Code", PROGRAMME),
        Field("name", T, "Tên chương trình", "Name", PROGRAMME),
        Field("office", T, "Cơ quan", "Office", PROGRAMME),
        Field("first_year", W, "Từ năm", "First year", PROGRAMME),
        Field("last_year", W, "Đến năm", "Last year", PROGRAMME),
        Field("state", C, "Trạng thái (approved, ended)", "State (approved, ended)", PROGRAMME),
        Field("decision_number", T, "Số quyết định", "Number of the decision", PROGRAMME),
        Field("decision_on", D, "Ngày quyết định", "Day of the decision", PROGRAMME),
        Field("authority", T, "Cơ quan phê duyệt", "Authority", PROGRAMME),
        Field("note", T, "Ghi chú nội bộ", "Internal note", PROGRAMME, NEVER),
    ),
)

PROGRAMME_MONEY = Dataset(
    "programme-money", "Kinh phí của chương trình", "Money of the programmes",
    "Kinh phí dự kiến của từng chương trình theo nguồn và năm.",
    "What each programme foresees, by source and year.",
    (
        Field("id", W, "Mã dòng", "Identifier", PROGRAMME),
        Field("programme_code", C, "Mã chương trình", "Code of the programme", PROGRAMME),
        Field("source", C, "Nguồn kinh phí", "Source of money", PROGRAMME),
        Field("year", W, "Năm; trống là cả chương trình", "Year; empty is the whole programme", PROGRAMME),
        Field("amount_dong", M, "Số tiền (đồng)", "Amount (VND)", PROGRAMME),
        Field("citation", T, "Căn cứ", "Basis", PROGRAMME, MASK),
    ),
    ("programme_code", "year"),
)

PROGRAMME_TARGETS = Dataset(
    "programme-targets", "Chỉ tiêu của chương trình", "Targets of the programmes",
    "Chỉ tiêu mà từng chương trình đặt ra.", "What each programme wants to reach.",
    (
        Field("id", W, "Mã dòng", "Identifier", PROGRAMME),
        Field("programme_code", C, "Mã chương trình", "Code of the programme", PROGRAMME),
        Field("contents", C, "Nội dung", "Contents", PROGRAMME),
        Field("indicator", C, "Mã chỉ tiêu", "Code of the indicator", PROGRAMME),
        Field("label", T, "Tên chỉ tiêu", "Name of the indicator", PROGRAMME),
        Field("unit", T, "Đơn vị tính", "Unit", PROGRAMME),
        Field("low", W, "Từ", "From", PROGRAMME),
        Field("high", W, "Đến", "To", PROGRAMME),
    ),
    ("programme_code",),
)

PLANS = Dataset(
    "plans", "Kế hoạch khuyến công hằng năm", "Yearly plans",
    "Kế hoạch năm đang áp dụng và tổng kinh phí.", "Yearly plans in force with their sums.",
    (
        Field("id", W, "Mã kế hoạch", "Identifier", PLAN),
        Field("year", W, "Năm", "Year", PLAN),
        Field("office", T, "Cơ quan", "Office", PLAN),
        Field("name", T, "Tên kế hoạch", "Name", PLAN),
        Field("version", W, "Bản đang áp dụng", "Version in force", PLAN),
        Field("decision_number", T, "Số quyết định phê duyệt", "Number of the decision", PLAN),
        Field("decision_on", D, "Ngày phê duyệt", "Day of the decision", PLAN),
        Field("support_dong", M, "Kinh phí hỗ trợ (đồng)", "Support (VND)", PLAN),
        Field("counterpart_dong", M, "Vốn đối ứng (đồng)", "Counterpart (VND)", PLAN),
        Field("answer", T, "Ý kiến khi trả lại", "Reason of a return", PLAN, NEVER),
    ),
    ("year",),
)

PLAN_LINES = Dataset(
    "plan-lines", "Dòng của kế hoạch năm", "Lines of the yearly plans",
    "Từng dòng của kế hoạch đang áp dụng.", "Each line of the plans in force.",
    (
        Field("id", W, "Mã", "Identifier", PLAN),
        Field("plan_id", W, "Mã kế hoạch", "Identifier of the plan", PLAN),
        Field("year", W, "Năm", "Year", PLAN),
        Field("code", C, "Mã dòng", "Code of the line", PLAN),
        Field("name", T, "Tên dòng", "Name", PLAN),
        Field("stream", C, "Nguồn kinh phí (national, local)", "Stream (national, local)", PLAN),
        Field("content", C, "Nội dung khuyến công", "Content", "NĐ 45/2012/NĐ-CP"),
        Field("support_dong", M, "Kinh phí hỗ trợ (đồng)", "Support (VND)", PLAN),
        Field("counterpart_dong", M, "Vốn đối ứng (đồng)", "Counterpart (VND)", PLAN),
        Field("quantity", W, "Khối lượng", "Quantity", PLAN),
        Field("unit", T, "Đơn vị tính", "Unit", PLAN),
        Field("note", T, "Ghi chú", "Note", PLAN, NEVER),
    ),
    ("plan_id", "year", "stream", "content"),
)

PROJECTS = Dataset(
    "projects", "Đề án được hỗ trợ", "Supported projects",
    "Đề án đã được phê duyệt hỗ trợ, với số tiền theo sổ kinh phí.",
    "Projects whose support was approved, with the sums of the ledger.",
    (
        Field("id", W, "Mã trong hệ thống", "Identifier", PROJECT),
        Field("code", C, "Mã đề án", "Code of the project", PROJECT),
        Field("name", T, "Tên đề án", "Name", PROJECT),
        Field("office_code", C, "Mã cơ quan quản lý", "Code of the office", PROJECT),
        Field("office", T, "Cơ quan quản lý", "Office", PROJECT),
        Field("year", W, "Năm kế hoạch", "Year of the plan", PROJECT),
        Field("stream", C, "Nguồn kinh phí (national, local)", "Stream (national, local)", PROJECT),
        Field("content", C, "Nội dung khuyến công", "Content", "NĐ 45/2012/NĐ-CP"),
        Field("state", T, "Trạng thái", "State", PROJECT),
        Field("establishment_id", W, "Mã cơ sở thụ hưởng", "Identifier of the beneficiary", PROJECT),
        Field("establishment_name", T, "Cơ sở thụ hưởng", "Beneficiary", PROJECT),
        Field("implementer", T, "Đơn vị thực hiện", "Implementer", PROJECT),
        Field("commune_code", C, "Mã xã, phường", "Code of the commune", "QĐ 19/2025/QĐ-TTg"),
        Field("place", T, "Địa điểm (xã, tỉnh)", "Place (commune, province)", PROJECT),
        Field("sector", T, "Ngành nghề", "Sector", PROJECT),
        Field("summary", T, "Mục tiêu, nội dung chính", "Aim and content", PROJECT, MASK),
        Field("approved_dong", M, "Mức hỗ trợ được phê duyệt (đồng)", "Support approved (VND)", PROJECT),
        Field("contracted_dong", M, "Giá trị theo hợp đồng (đồng)", "Contracted (VND)", PROJECT),
        Field("accepted_dong", M, "Giá trị nghiệm thu (đồng)", "Accepted (VND)", PROJECT),
        Field("paid_dong", M, "Đã tạm ứng, thanh toán (đồng)", "Advanced and paid (VND)", LEDGER),
        Field("approved_on", D, "Ngày phê duyệt", "Day of approval", PROJECT),
        Field("decision_number", T, "Số quyết định phê duyệt", "Number of the decision", PROJECT),
        Field("starts_on", D, "Bắt đầu", "Start", PROJECT),
        Field("ends_on", D, "Hoàn thành theo kế hoạch", "Planned end", PROJECT),
        Field("accepted_on", D, "Ngày nghiệm thu", "Day of acceptance", PROJECT),
        Field("officer", T, "Cán bộ phụ trách", "Officer in charge", PERSONAL, NEVER),
        Field("facts", T, "Nội dung kê khai", "Facts as declared", PERSONAL, NEVER),
        Field("ended_reason", T, "Lý do ngừng", "Reason of the end", PROJECT, NEVER),
        Field("asked_dong", M, "Mức đề nghị", "Support asked for", PROJECT, NEVER),
    ),
    ("year", "stream", "content", "establishment_id", "commune_code"),
)
# fmt: on

DATASETS: dict[str, Dataset] = {
    dataset.code: dataset
    for dataset in (
        PRODUCTS,
        CERTIFICATES,
        ESTABLISHMENTS,
        ROUNDS,
        RESULTS,
        PROGRAMMES,
        PROGRAMME_MONEY,
        PROGRAMME_TARGETS,
        PLANS,
        PLAN_LINES,
        PROJECTS,
    )
}
