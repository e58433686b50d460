#!/usr/bin/env python3
# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""Prints docs/configuration-reference.md: what a schema says of its elements and attributes, each
element with its part of the examples of a page.

usage: configuration_reference.py SCHEMA PAGE"""
import re
import sys
import xml.etree.ElementTree as tree
import xml.parsers.expat as expat

XS = "{http://www.w3.org/2001/XMLSchema}"
EXAMPLE_LINES = 14  # of a longer one only the first and the last
GROUPS = ("all", "sequence", "choice")
OFTEN = {(0, 1): "at most one", (1, 1): "one", (0, None): "any number", (1, None): "one or more"}


def fail(text):
    sys.exit(f"configuration_reference.py: {text}")


def words(node, what):
    """The documentation of a declaration, or its appinfo of that source; one line."""
    path = f"{XS}annotation/{XS}documentation" if what == "documentation" else \
        f"{XS}annotation/{XS}appinfo[@source='{what}']"
    return " ".join((node.findtext(path) or "").split())


class Element:
    """A declaration of an element: its contents may be a type with a name, which others share."""

    def __init__(self, schema, node, parent):
        self.node, self.name, self.parents = node, node.get("name"), [parent] if parent else []
        self.contents = schema.types.get(node.get("type")) or node.find(f"{XS}complexType")
        if self.contents is None:
            fail(f"the element {self.name} has no contents")
        self.documentation = words(node, "documentation") or words(self.contents, "documentation")
        self.children, self.order = [], ""

    def find_children(self, schema):
        group = next((g for g in self.contents if g.tag in [XS + name for name in GROUPS]), None)
        if group is None:
            return
        whole = bounds(group)
        for node in group:
            low, high = bounds(node)
            often = (low * whole[0], None if None in (high, whole[1]) else high * whole[1])
            if group.tag == XS + "choice":
                often = (0, often[1])
            self.children.append((schema.element(node, self), often))
        if len(self.children) > 1:
            self.order = {"all": "in any order", "sequence": "in this order", "choice": "any of them"
                          if whole[1] is None else "one of them"}[group.tag.removeprefix(XS)]


def bounds(node):
    high = node.get("maxOccurs", "1")
    return int(node.get("minOccurs", "1")), None if high == "unbounded" else int(high)


class Schema:
    def __init__(self, file):
        root = tree.parse(file).getroot()
        self.types = {node.get("name"): node for node in root
                      if node.tag in (XS + "complexType", XS + "simpleType")}
        self.elements = []
        for node in root.findall(f"{XS}element"):
            self.element(node, None)

    def element(self, node, parent):
        """The one of this name and type: tables of the same entries have one section for them."""
        for known in self.elements:
            if known.name == node.get("name") and node.get("type") and \
                    known.node.get("type") == node.get("type"):
                known.parents.append(parent)
                return known
        element = Element(self, node, parent)
        self.elements.append(element)
        element.find_children(self)
        return element

    def title(self, element):
        if sum(other.name == element.name for other in self.elements) == 1:
            return element.name
        return f"{element.name} of {' and '.join(parent.name for parent in element.parents)}"

    def link(self, element):
        return f"[{element.name}](#{self.title(element).lower().replace(' ', '-')})"

    def value(self, attribute):
        """What is written as an attribute's value."""
        name = attribute.get("type")
        declared = self.types.get(name) if name else attribute.find(f"{XS}simpleType")
        choices = declared.findall(f".//{XS}enumeration")
        if declared.find(f".//{XS}list") is not None:
            return "names, with spaces between them"
        if not choices or name == "Flag":
            return (name or "name").lower()
        return "; ".join(f"`{choice.get('value')}`" + (words(choice, "documentation") and
                         ", " + words(choice, "documentation")) for choice in choices)


def examples(page):
    """(path of elements) -> the texts of such elements in the XML of a page."""
    found = {}
    for text in re.findall(r"^```xml\n(.*?)^```$", open(page, encoding="utf-8").read(), re.M | re.S):
        data, stack, parser = text.encode(), [], expat.ParserCreate()

        def begin(name, _):
            stack.append((name, parser.CurrentByteIndex))

        def end(_):
            stop = parser.CurrentByteIndex
            if data[stop:stop + 2] == b"</" or data[stop - 2:stop] != b"/>":
                stop = data.index(b">", stop) + 1
            start = data.rindex(b"\n", 0, stack[-1][1]) + 1
            path = tuple(name for name, _ in stack)
            found.setdefault(path, []).append(data[start:stop].decode())
            stack.pop()

        parser.StartElementHandler, parser.EndElementHandler = begin, end
        parser.Parse(data, True)
    return found


def example(found, element):
    """The one with most attributes, and of a long one its first tag and its last."""
    parents = {parent.name for parent in element.parents}
    texts = [text for path, all_texts in found.items() for text in all_texts
             if path[-1] == element.name and (not parents or path[-2] in parents)]
    if not texts:
        fail(f"the examples have no {element.name}; give one")
    lines = max(texts, key=lambda text: text.split(">")[0].count("=")).splitlines()
    margin = len(lines[0]) - len(lines[0].lstrip())
    lines = [line[margin:] for line in lines]
    if len(lines) > EXAMPLE_LINES:
        head = next(i for i, line in enumerate(lines) if line.endswith(">")) + 1
        lines = lines[:head] + ["  ..."] + lines[-1:]
    return "\n".join(["```xml", *lines, "```"])


def attribute_row(schema, element, attribute):
    name, text = attribute.get("name"), words(attribute, "documentation")
    if not text:
        fail(f"the attribute {name} of {element.name} has no documentation")
    constant = attribute.get("default")
    missing = "**required**" if attribute.get("use") == "required" else \
        f"`{constant}`" if constant else words(attribute, "otherwise")
    if not missing:
        fail(f"nothing says what holds where {element.name} has no {name}")
    range = words(attribute, "range")
    value = schema.value(attribute) + (range and ", " + range)
    return f"| `{name}` | {value} | {missing} | {text} |"


def section(schema, element, found):
    if not element.documentation:
        fail(f"the element {element.name} has no documentation")
    yield f"##{'#' if element.parents else ''} {schema.title(element)}\n"
    yield element.documentation + "\n"
    if element.parents:
        places = []
        for parent in element.parents:
            low, high = next(often for child, often in parent.children if child is element)
            places.append(f"{OFTEN[low, high]} in {schema.link(parent)}")
        yield "Where: " + ", ".join(places) + ".\n"
    if element.children:
        yield "Holds: " + ", ".join(
            f"{schema.link(child)} ({OFTEN[often]})" for child, often in element.children) + \
            (element.order and f"; {element.order}") + ".\n"
    attributes = element.contents.findall(f"{XS}attribute")
    if attributes:
        yield "| attribute | value | if not given | |\n| --- | --- | --- | --- |"
        yield "\n".join(attribute_row(schema, element, attribute) for attribute in attributes) + "\n"
    yield example(found, element) + "\n"


def notation(schema):
    yield "| value | written as |\n| --- | --- |"
    for name, node in schema.types.items():
        if node.tag == XS + "simpleType" and words(node, "documentation"):
            yield f"| {name.lower()} | {words(node, 'documentation')} |"


def main():
    if len(sys.argv) != 3:
        fail("usage: configuration_reference.py SCHEMA PAGE")
    schema, found = Schema(sys.argv[1]), examples(sys.argv[2])
    print("# Configuration reference\n\nEvery element and attribute of a module's file and of a "
          "board's. This page is made of the schema, `host/module.xsd`,\nwhich editors read as "
          "well, with the examples of [Configuration](configuration.md): that page tells how they "
          "belong\ntogether, [checks](checks.md) which rules they are held to.\n\n## Notation\n")
    print("\n".join(notation(schema)))
    for element in schema.elements:
        print()
        print("\n".join(section(schema, element, found)).rstrip())


main()
