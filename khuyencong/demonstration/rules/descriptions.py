"""What the invented makers say of their products. Pure."""

from __future__ import annotations

from collections.abc import Mapping

DESCRIPTIONS: Mapping[str, str] = {
    "Túi cói quai gỗ": "Cói phơi ba nắng, đan tay, quai gỗ dừa tiện tròn; lót vải bố có khóa kéo.",
    "Bình gốm đỏ hoa sen": "Đất sét đỏ nung bằng trấu, hoa sen chạm nổi bằng tay, không tráng men.",
    "Đèn lồng gáo dừa": "Gáo dừa khô mài nhẵn, trổ hoa văn tay, bóng LED 3 W thay được.",
    "Dầu dừa ép lạnh": "Cơm dừa sấy ở nhiệt độ dưới 45 °C rồi ép lạnh, lọc ba lần, đóng chai thủy tinh.",
    "Kẹo dừa đậu phộng": "Nước cốt dừa, mạch nha và đậu phộng rang; gói giấy tinh bột ăn được.",
    "Gạo lứt đỏ túi 2 kg": "Lúa mùa một vụ ven biển, xay giữ cám, hút chân không, truy xuất được từng lô.",
    "Bột nghệ vàng": "Nghệ tươi rửa, thái, sấy lạnh và nghiền mịn trong ngày; không phẩm màu.",
    "Bánh ú lá tre": "Nếp, đậu xanh, lá tre; luộc 6 giờ, để được 3 ngày ở nhiệt độ thường.",
    "Khoai lang tím sấy giòn": "Khoai lang tím vùng Bình Tân sấy chân không, giữ màu tự nhiên, không chiên dầu.",
    "Máy ép nước cốt dừa": "Ép trục vít, 120 kg cơm dừa mỗi giờ, thân thép không gỉ, tháo rửa trong 10 phút.",
    "Đất sạch trồng rau": "Mụn dừa ủ hoai, phân trùn và trấu hun; không mầm bệnh, giữ ẩm tốt.",
    "Bộ giỏ cói quai da": "Bộ ba giỏ cói đan tay, quai da bò thuộc thảo mộc; phơi nắng, không tẩy hóa chất.",
    "Chậu gốm đỏ vẽ tay": "Gốm đỏ nung một lửa, hoa văn vẽ tay bằng đất màu; có lỗ thoát nước.",
    "Bộ tô chén gáo dừa": "Bộ hai tô, hai chén bằng gáo dừa đánh bóng bằng dầu dừa, dùng được với món nóng.",
    "Nước cốt dừa tiệt trùng": "Cơm dừa tươi ép trong 8 giờ sau khi hái, tiệt trùng UHT; hộp giấy 330 ml.",
    "Kẹo dừa sữa lá dứa": "Nấu chảo gang, nước cốt dừa và lá dứa tươi; hộp 300 g, bao giấy tái chế.",
    "Gạo hữu cơ túi 5 kg": "Lúa – tôm hữu cơ, không thuốc trừ sâu; túi 5 kg có mã truy xuất nguồn gốc.",
    "Tinh bột nghệ viên mật ong": "Tinh bột nghệ lọc lắng bảy nước, viên với mật ong hoa dừa; hộp 250 g.",
    "Bánh tét lá cẩm hút chân không": "Nếp nhuộm lá cẩm, nhân đậu và thịt; hút chân không, để lạnh được 20 ngày.",
    "Khoai lang sấy dẻo": "Khoai lang mật sấy nhiệt thấp 14 giờ, dẻo, không thêm đường.",
    "Máy tách cơm dừa": "Tách vỏ và cơm dừa khô 250 trái mỗi giờ, có che chắn lưỡi dao và nút dừng khẩn cấp.",
    "Máy sấy khoai năng lượng mặt trời": "Buồng sấy 200 kg, tấm nhận nhiệt và quạt chạy pin mặt trời.",
    "Phân hữu cơ vi sinh từ mụn dừa": "Mụn dừa ủ với men vi sinh 45 ngày; dạng viên, bao 25 kg.",
    "Tranh ghép vỏ dừa": "Vỏ dừa khô cắt mảnh, ghép tay theo tranh làng quê; khung gỗ dừa.",
    "Mật hoa dừa cô đặc": "Thu mật hoa dừa buổi sáng, cô chân không, ngọt dịu, chai 250 ml.",
    "Bún khô gạo lứt": "Gạo lứt ngâm ủ, ép sợi và phơi giàn lưới; nấu 7 phút.",
    "Kẹo dừa sầu riêng ít đường": "Giảm một phần ba lượng đường, dùng cơm sầu riêng tươi; hộp 200 g.",
    "Khoai lang tím cấp đông": "Khoai hấp chín, cấp đông nhanh từng miếng, túi 1 kg.",
    "Viên nén trấu": "Trấu nghiền ép viên 8 mm, nhiệt trị khoảng 3.900 kcal/kg, thay than đá trong lò hơi nhỏ.",
}
