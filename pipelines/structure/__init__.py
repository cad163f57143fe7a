"""4 FORM: blocks to a document with sections, paragraphs, footnotes and anchors."""
