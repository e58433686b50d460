# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""Writes out what the schema says that holds where an attribute is not given: reads a module or a
board from standard input and prints it with those attributes; on standard error it lists them.

usage: defaults.py SCHEMA < FILE"""
import sys
import xml.etree.ElementTree as tree

XS = "{http://www.w3.org/2001/XMLSchema}"
schema = tree.parse(sys.argv[1]).getroot()
types = {node.get("name"): node for node in schema.findall(f"{XS}complexType")}
added = set()


def declarations(node, kind):
    """Those of a type's own, not of the elements that are declared in it."""
    for child in node:
        if child.tag == XS + kind:
            yield child
        elif child.tag != XS + "element":
            yield from declarations(child, kind)


def contents(declaration):
    return types.get(declaration.get("type"), declaration)


def complete(element, contents_of_it):
    for attribute in declarations(contents_of_it, "attribute"):
        name, constant = attribute.get("name"), attribute.get("default")
        if constant is not None and name not in element.attrib:
            element.set(name, constant)
            added.add(f"{element.tag} {name}")
    children = {child.get("name"): child for child in declarations(contents_of_it, "element")}
    for child in element:
        complete(child, contents(children[child.tag]))


root = tree.fromstring(sys.stdin.read())
complete(root, contents(next(node for node in schema.findall(f"{XS}element")
                             if node.get("name") == root.tag)))
print(tree.tostring(root, encoding="unicode"))
print(*sorted(added), sep="\n", file=sys.stderr)
