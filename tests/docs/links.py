#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""Links of the book: each page, anchor, picture, script and style sheet that a page or a style sheet
names is in the book, nothing is taken from a network, and each page has the way to all others.
Prints what is wrong; exit code 1 then.

usage: links.py BOOK DOCS"""
import html.parser
import pathlib
import re
import sys
import urllib.parse

book, docs = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2])


class Page(html.parser.HTMLParser):
    def __init__(self, path):
        super().__init__()
        self.anchors, self.links, self.loads = {"", "top"}, [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.anchors |= {given[name] for name in ("id", "name") if given.get(name)}
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag == "link" and given.get("href") and given.get("rel") != "canonical":
            self.loads.append(given["href"])
        if given.get("src"):
            self.loads.append(given["src"])


pages = {path: Page(path) for path in sorted(book.rglob("*.html"))}
faults = []


def look(place, link, loaded):
    address = urllib.parse.urlsplit(link)
    if address.scheme or address.netloc:
        if loaded and address.scheme != "data":
            faults.append(f"{place.name} loads {link} from a network")
        return
    path = urllib.parse.unquote(address.path)
    target = (place.parent / path).resolve() if path else place
    if path.startswith("/") or not target.is_file():
        faults.append(f"{place.name}: there is no {link}")
    elif target in pages and urllib.parse.unquote(address.fragment) not in pages[target].anchors:
        faults.append(f"{place.name}: {link}: the page has no such anchor")


for path, page in pages.items():
    for link in page.links:
        look(path, link, False)
    for link in page.loads:
        look(path, link, True)
    reached = {(path.parent / link.split("#")[0]).resolve() for link in page.links} | {path}
    missing = [page.name for page in docs.rglob("*.md")
               if book / page.relative_to(docs).with_suffix(".html") not in reached]
    if missing:
        faults.append(f"{path.name} has no way to {', '.join(missing)}")
for sheet in book.rglob("*.css"):
    for link in re.findall(r"url\(\s*['\"]?([^'\")]+)", sheet.read_text(encoding="utf-8")):
        look(sheet, link, True)
if not pages:
    faults.append(f"{book} has no pages")
print("\n".join(dict.fromkeys(faults)))
sys.exit(bool(faults))
