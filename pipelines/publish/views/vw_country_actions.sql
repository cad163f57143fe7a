-- One row: an act tied to one country, with the country's names, who acted, with whom, on whom, and the place.
WITH took_part AS (
  SELECT x.country_action_id, x.role, a.name AS actor
  FROM country_action_actors x JOIN actors a USING (actor_id)
  ORDER BY 1, 2, 3
),
agents AS (
  SELECT country_action_id, NAMES(actor) AS agents FROM took_part WHERE role = 'agent' GROUP BY 1
),
partners AS (
  SELECT country_action_id, NAMES(actor) AS partners FROM took_part WHERE role = 'partner' GROUP BY 1
),
targets AS (
  SELECT country_action_id, NAMES(actor) AS targets FROM took_part WHERE role = 'target' GROUP BY 1
)
SELECT
  c.country_action_id, c.country_iso3, n.name AS country, n.region, n.subregion,
  c.action_type, k.label AS action_type_label, c.predicate, c.status, c.year_start, c.year_end,
  agents.agents, partners.partners, targets.targets, c.evidence,
  d.document_id, d.title AS document_title, d.published_on, p.unit, s.title AS section_title,
  d.source_url, c.paragraph_id, c.rule_id, c.confidence
FROM country_actions c
JOIN countries n ON n.country_iso3 = c.country_iso3
JOIN documents d ON d.document_id = c.document_id
JOIN paragraphs p ON p.paragraph_id = c.paragraph_id
LEFT JOIN sections s ON s.section_id = p.section_id
LEFT JOIN codes k ON k.list = 'action_type' AND k.code = c.action_type
LEFT JOIN agents ON agents.country_action_id = c.country_action_id
LEFT JOIN partners ON partners.country_action_id = c.country_action_id
LEFT JOIN targets ON targets.country_action_id = c.country_action_id
