"""The catalogue of the open data in the words of DCAT-AP, as JSON-LD. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from khuyencong.reporting.rules.open_data.marks import Dataset

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
LICENCE_NAME = "CC BY 4.0"
VIETNAMESE = "http://publications.europa.eu/resource/authority/language/VIE"
TYPES = {"csv": "text/csv", "json": "application/json", "jsonld": "application/ld+json"}


@dataclass(frozen=True, slots=True)
class Written:
    """One file of the export."""

    name: str
    dataset: str
    size: int
    sha256: str

    @property
    def media_type(self) -> str:
        """The media type, by the end of the name."""
        return TYPES[self.name.rpartition(".")[2]]


def catalogue(
    datasets: Sequence[Dataset], files: Sequence[Written], *, address: str, publisher: str, modified: str
) -> dict[str, object]:
    """Return the catalogue: each dataset with its title and description in both languages and its files.

    ``address`` is where the files lie, without a slash at its end; ``modified`` is a moment in UTC.
    """
    return {
        "@context": CONTEXT,
        "@id": f"{address}/catalog.jsonld",
        "@type": "dcat:Catalog",
        "dct:title": _both("Dữ liệu mở về khuyến công", "Open data on industrial promotion"),
        "dct:description": _both(
            "Sản phẩm tiêu biểu, giấy chứng nhận, kỳ bình chọn, chương trình, kế hoạch và đề án được hỗ trợ.",
            "Awarded products, certificates, selection rounds, programmes, plans and supported projects.",
        ),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher},
        "dct:language": {"@id": VIETNAMESE},
        "dct:license": {"@id": LICENCE},
        "dct:modified": _moment(modified),
        "dcat:dataset": [_dataset(one, files, address, publisher, modified) for one in datasets],
    }


def _dataset(
    dataset: Dataset, files: Sequence[Written], address: str, publisher: str, modified: str
) -> dict[str, object]:
    return {
        "@id": f"{address}/#{dataset.code}",
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.code,
        "dct:title": _both(dataset.title_vi, dataset.title_en),
        "dct:description": _both(dataset.about_vi, dataset.about_en),
        "dct:publisher": {"@type": "foaf:Agent", "foaf:name": publisher},
        "dct:language": {"@id": VIETNAMESE},
        "dct:modified": _moment(modified),
        "dcat:distribution": [_distribution(one, address) for one in files if one.dataset == dataset.code],
    }


def _distribution(file: Written, address: str) -> dict[str, object]:
    return {
        "@id": f"{address}/{file.name}",
        "@type": "dcat:Distribution",
        "dct:title": file.name,
        "dct:license": {"@id": LICENCE},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{file.media_type}"},
        "dcat:accessURL": {"@id": f"{address}/{file.name}"},
        "dcat:downloadURL": {"@id": f"{address}/{file.name}"},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(file.size)},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": file.sha256},
        },
    }


def _both(vi: str, en: str) -> list[dict[str, str]]:
    return [{"@language": "vi", "@value": vi}, {"@language": "en", "@value": en}]


def _moment(text: str) -> dict[str, str]:
    return {"@type": "xsd:dateTime", "@value": text}
