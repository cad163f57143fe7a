-- One row: a thing asked, with who asks, who is asked, how strongly, and the place.
WITH named AS (
  SELECT x.recommendation_id, x.role, a.name AS actor
  FROM recommendation_actors x JOIN actors a USING (actor_id)
  ORDER BY 1, 2, 3
),
recommenders AS (
  SELECT recommendation_id, NAMES(actor) AS recommenders FROM named WHERE role = 'recommender' GROUP BY 1
),
addressees AS (
  SELECT recommendation_id, NAMES(actor) AS addressees FROM named WHERE role = 'addressee' GROUP BY 1
)
SELECT
  r.recommendation_id, recommenders.recommenders, addressees.addressees, r.modality,
  r.strength, k.label AS strength_label, r.origin, r.action_category, c.label AS action_category_label,
  r.action_text, r.evidence,
  d.document_id, d.title AS document_title, d.published_on, p.unit, s.title AS section_title,
  d.source_url, r.paragraph_id, r.rule_id, r.confidence
FROM recommendations r
JOIN documents d ON d.document_id = r.document_id
JOIN paragraphs p ON p.paragraph_id = r.paragraph_id
LEFT JOIN sections s ON s.section_id = p.section_id
LEFT JOIN codes k ON k.list = 'strength' AND k.code = CAST(r.strength AS VARCHAR(2))
LEFT JOIN codes c ON c.list = 'action_category' AND c.code = CAST(r.action_category AS VARCHAR(2))
LEFT JOIN recommenders ON recommenders.recommendation_id = r.recommendation_id
LEFT JOIN addressees ON addressees.recommendation_id = r.recommendation_id
