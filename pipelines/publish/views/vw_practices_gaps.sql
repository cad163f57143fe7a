-- One row: a sentence that reports a practice or a gap, with its section, the topics of its unit and the place.
WITH topic_labels AS (
  SELECT DISTINCT paragraph_id, label AS topic
  FROM topics
  ORDER BY 1, 2
),
listed AS (
  SELECT paragraph_id, NAMES(topic) AS topics FROM topic_labels GROUP BY 1
)
SELECT
  g.practice_gap_id, g.label, g.evidence, s.title AS section_title, listed.topics,
  d.document_id, d.title AS document_title, d.published_on, p.unit, d.source_url,
  g.paragraph_id, g.rule_id, g.confidence
FROM practices_gaps g
JOIN documents d ON d.document_id = g.document_id
JOIN paragraphs p ON p.paragraph_id = g.paragraph_id
LEFT JOIN sections s ON s.section_id = COALESCE(g.section_id, p.section_id)
LEFT JOIN listed ON listed.paragraph_id = g.paragraph_id
