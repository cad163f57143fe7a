-- One row: a topic that a unit or a recommendation names, with its label and the place.
SELECT
  t.topic_mention_id, t.recommendation_id, t.scheme, s.label AS scheme_label, t.topic_code, t.label AS topic,
  t.concept, t.surface,
  d.document_id, d.title AS document_title, d.published_on, p.unit, n.title AS section_title,
  d.source_url, t.paragraph_id, t.rule_id, t.confidence
FROM topics t
JOIN documents d ON d.document_id = t.document_id
JOIN paragraphs p ON p.paragraph_id = t.paragraph_id
LEFT JOIN sections n ON n.section_id = p.section_id
LEFT JOIN codes s ON s.list = 'topic_scheme' AND s.code = t.scheme
