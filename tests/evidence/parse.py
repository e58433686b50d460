# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""A page of HTML as its tests look at it: its form, the text below an identifier, what it would load."""
from html.parser import HTMLParser

EMPTY = {"meta", "input", "br", "link", "img", "hr"}


class Page(HTMLParser):
    def __init__(self, path):
        super().__init__(convert_charrefs=True)
        self.stack, self.faults, self.loaded, self.links = [], [], [], []
        self.texts, self.states, self.scripts = {}, {}, 0
        self.feed(path.read_text(encoding="utf-8"))
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag, _ in self.stack]

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        name = attributes.get("id")
        if name in self.texts:
            self.faults.append(f"two elements have the identifier {name}")
        if name:
            self.texts[name] = []
        for attribute in "src", "href", "data", "poster":
            target = attributes.get(attribute, "")
            if tag == "a" and target.startswith("#"):
                self.links.append(target[1:])
            elif target and tag != "a":
                self.loaded.append(target)
        if "state" in (attributes.get("class") or "").split():
            for _, below in self.stack:
                if below:
                    self.states.setdefault(below, attributes["class"].split())
        if tag == "script":
            self.scripts += 1
        if tag in ("td", "th", "dt", "dd", "li"):
            self.handle_data(" ")
        if tag not in EMPTY:
            self.stack.append((tag, name))

    def handle_endtag(self, tag):
        if not self.stack or self.stack[-1][0] != tag:
            self.faults.append(f"</{tag}> at line {self.getpos()[0]} closes {self.stack[-1:]}")
        else:
            self.stack.pop()

    def handle_data(self, data):
        for _, name in self.stack:
            if name:
                self.texts[name].append(data)
        if self.stack and self.stack[-1][0] == "style" and ("url(" in data or "@import" in data):
            self.loaded.append("style")

    def check_form(self):
        assert not self.faults, self.faults[:5]
        assert self.texts, "the page is empty"

    def has(self, name):
        return name in self.texts

    def text_of(self, name):
        return " ".join("".join(self.texts[name]).split())

    def classes_of_state(self, name):
        """Of the first state below that identifier."""
        return self.states[name]

    def dangling(self):
        return [link for link in self.links if link not in self.texts]
