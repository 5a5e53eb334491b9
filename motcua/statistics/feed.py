"""A published document as others read it: JSON, CSV, and a description for search engines."""

import csv
import io
import json
from typing import Any

from motcua.statistics.publication import PUBLISHED

HEAD = ("key", "code", "name", "level", "parent")


def as_json(document: dict[str, Any]) -> str:
    """The whole document, to be read by people too: two spaces, letters as they are."""
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def as_csv(document: dict[str, Any]) -> str:
    """One line for each unit with its own counts: those of the period, then those of the dossiers
    received in it (`cohort_…`). Columns are the names of the figures."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*HEAD, *PUBLISHED, *(f"cohort_{name}" for name in PUBLISHED)])
    for unit in document["units"]:
        counts = [unit[part][name] for part in ("figures", "cohort") for name in PUBLISHED]
        writer.writerow([*(unit[name] for name in HEAD), *counts])
    return out.getvalue()


def as_dataset(
    document: dict[str, Any], *, page: str, files: dict[str, tuple[str, str]]
) -> dict[str, Any]:
    """schema.org Dataset. `page` is its address, `files` address and media type by name."""
    days = f"{document['from']}/{document['to']}"
    return {
        "@context": "https" + "://schema.org/",
        "@type": "Dataset",
        "name": f"Kết quả giải quyết thủ tục hành chính {document['name']}, {days}",
        "description": (
            "Số hồ sơ tiếp nhận, giải quyết trước hạn, đúng hạn, quá hạn của từng đơn vị,"
            f" tính đến hết ngày {document['as_of']}; không có dữ liệu cá nhân."
        ),
        "inLanguage": "vi",
        "isAccessibleForFree": True,
        "identifier": document["seal"],
        "url": page,
        "creator": {"@type": "GovernmentOrganization", "name": document["name"]},
        "spatialCoverage": document["name"],
        "temporalCoverage": days,
        "variableMeasured": list(PUBLISHED),
        "distribution": [
            {"@type": "DataDownload", "name": name, "contentUrl": url, "encodingFormat": kind}
            for name, (url, kind) in files.items()
        ],
    }
