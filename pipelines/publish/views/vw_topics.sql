-- One row: a topic that a unit names, with its label and the place.
SELECT
  t.topic_mention_id, t.scheme, t.topic_code, k.label AS topic, t.surface,
  d.document_id, d.title AS document_title, d.published_on, p.unit, s.title AS section_title,
  d.source_url, t.paragraph_id, t.rule_id, t.confidence
FROM topics t
JOIN documents d ON d.document_id = t.document_id
JOIN paragraphs p ON p.paragraph_id = t.paragraph_id
LEFT JOIN sections s ON s.section_id = p.section_id
LEFT JOIN codes k ON k.list = t.scheme AND k.code = t.topic_code
