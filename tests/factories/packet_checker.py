"""Checks a packet with nothing of the product: hashes, bookmarks, pages and the chained entries of the trail."""

import hashlib
import io
import json
import zipfile

import pikepdf


def faults_of(data):
    """Return what is wrong with a packet, as sentences; nothing where all of it holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as packet:
        files = {name: packet.read(name) for name in packet.namelist()}
    listed = {one["path"]: one for one in json.loads(files["manifest.json"])["files"] if one["sha256"]}
    found = [f"not in the manifest: {name}" for name in files.keys() - listed.keys() - {"manifest.json"}]
    for path, one in listed.items():
        if path not in files:
            found.append(f"missing: {path}")
        elif (hashlib.sha256(files[path]).hexdigest(), len(files[path])) != (one["sha256"], one["size"]):
            found.append(f"changed: {path}")
    merged = [one for one in listed.values() if one["pages"]]
    found += pdf_faults(files["toan-bo-ho-so.pdf"], merged)
    return found + [fault for name in files if name.endswith(".json") for fault in trail_faults(files[name])]


def pdf_faults(data, merged):
    """Return what is wrong with the bookmarks: each file has one, at its page, and pages follow without a gap."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        with pdf.open_outline() as outline:
            marks = [
                (folder.title, item.title, numbers[item.destination[0].objgen])
                for folder in outline.root
                for item in folder.children
            ]
        last = len(pdf.pages)
    found = [f"no bookmark: {one['path']}" for one in merged if mark_of(one) not in marks]
    ends = [*(one["first_page"] for one in merged[1:]), last + 1]
    return found + [
        f"pages: {one['path']}"
        for one, end in zip(merged, ends, strict=True)
        if one["first_page"] + one["pages"] != end
    ]


def mark_of(one):
    return one["folder"], one["title"], one["first_page"]


def trail_faults(data):
    """Return the entries whose digest is not that of what they say; other JSON has none."""
    told = json.loads(data)
    entries = told.get("entries", []) if isinstance(told, dict) else []
    return [f"entry {one['number']}" for one in entries if digest_of(one) != one["digest"]]


def digest_of(one):
    content = [one[name] for name in ("number", "at", "actor", "action", "thing", "facts", "sources", "personal")]
    plain = json.dumps([*content, one["previous"]], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()
