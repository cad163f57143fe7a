-- One row: an actor named at a place, with its name and type.
SELECT
  m.actor_mention_id, m.actor_id, a.name AS actor, a.acronym, a.actor_type, k.label AS actor_type_label,
  n.name AS country, m.surface, d.document_id, d.title AS document_title, d.published_on, p.unit,
  d.source_url, m.paragraph_id, m.rule_id, m.confidence
FROM actor_mentions m
JOIN actors a ON a.actor_id = m.actor_id
JOIN documents d ON d.document_id = m.document_id
JOIN paragraphs p ON p.paragraph_id = m.paragraph_id
LEFT JOIN countries n ON n.country_iso3 = a.country_iso3
LEFT JOIN codes k ON k.list = 'actor_type' AND k.code = a.actor_type
