# SPDX-License-Identifier: BSD-2-Clause
# Copyright (c) 2026 The Bulkhead developers
"""How Sphinx makes the book of docs/*.md (make book). docs/index.md lists the chapters."""
import pathlib
import re

project = "Bulkhead"
extensions = ["myst_parser"]
root_doc = "index"
myst_heading_anchors = 5  # named as GitHub names them, so that links work there and here
language = "en"
highlight_language = "none"  # of blocks that do not say theirs: output and diagrams
# "..." in an example; requirements, which are headings of the third level right below a page's title.
suppress_warnings = ["misc.highlighting_failure", "myst.header"]
smartquotes = False

html_theme = "furo"
html_title = "Bulkhead"
html_static_path = ["static"]
html_css_files = ["book.css"]
html_copy_source = False
html_use_index = False
html_show_sphinx = False
html_show_copyright = False
pygments_style = "friendly"
pygments_dark_style = "monokai"

LINK = re.compile(r"(?<!!)\[([^]]*)\]\(([^):#]+)(#[^)]*)?\)")


def settle_links(app, page, text):
    """Links whose words are a page's file name have its title in the book. Links to sources bring a
    copy of the file; folders, and pages outside of docs/, are named only."""
    docs = pathlib.Path(app.srcdir)
    folder = docs.joinpath(page).parent

    def rewrite(link):
        target = folder.joinpath(link[2]).resolve()
        if docs.resolve() in target.parents:
            return f"[]({link[2]}{link[3] or ''})" if link[1] == link[2] else link[0]
        return link[1] if target.is_dir() or target.suffix == ".md" else link[0]

    text[0] = LINK.sub(rewrite, text[0])


def leave_empty(app, page, text):
    """A pattern of the contents may have no pages."""
    docs = pathlib.Path(app.srcdir)
    if page == root_doc:
        text[0] = "".join(line for line in text[0].splitlines(keepends=True)
                          if "*" not in line or any(docs.glob(line.strip() + ".md")))


def mend_theme(app, error):
    """Debian's build of the theme lost the dark colours for who has set dark in the browser, and
    takes a style sheet from a web server."""
    sheet = pathlib.Path(app.outdir, "_static/styles/furo.css")
    style = sheet.read_text()
    if error or "prefers-color-scheme" in style:
        return
    dark = re.search(r'body\[data-theme="dark"\] (\{[^}]*\})', style)[1]
    taken = re.search(r"@import url\((/javascript/[^)]*)\);", style)
    sheet.write_text(pathlib.Path("/usr/share" + taken[1]).read_text() + style.replace(taken[0], "")
                     + "@media not print { @media (prefers-color-scheme: dark) {"
                     + f' body:not([data-theme="light"]) {dark} }} }}\n')


def setup(app):
    app.connect("source-read", settle_links)
    app.connect("source-read", leave_empty)
    app.connect("build-finished", mend_theme)
    return {"parallel_read_safe": True}
