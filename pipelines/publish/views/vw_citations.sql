-- One row: a United Nations document cited at a place (an edge of the citation graph).
SELECT
  c.citation_id, c.document_id, d.title AS document_title, d.published_on, c.symbol AS cited_symbol,
  c.cited_kind, k.label AS cited_kind_label, c.cited_organ, c.pinpoint, c.cited_document_id,
  t.title AS cited_title, c.surface, p.unit, c.url, c.paragraph_id, c.rule_id, c.confidence
FROM citations c
JOIN documents d ON d.document_id = c.document_id
JOIN paragraphs p ON p.paragraph_id = c.paragraph_id
LEFT JOIN documents t ON t.document_id = c.cited_document_id
LEFT JOIN codes k ON k.list = 'cited_kind' AND k.code = c.cited_kind
