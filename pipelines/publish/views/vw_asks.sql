-- One row: somebody asks somebody for a thing (an edge of the graph who asks whom).
SELECT
  r.recommendation_id, asker.actor_id AS recommender_id, asker_name.name AS recommender,
  asker_name.actor_type AS recommender_type, asked.actor_id AS addressee_id, asked_name.name AS addressee,
  asked_name.actor_type AS addressee_type, r.strength, r.origin, r.modality, r.evidence,
  r.document_id, r.paragraph_id
FROM recommendations r
JOIN recommendation_actors asker ON asker.recommendation_id = r.recommendation_id AND asker.role = 'recommender'
JOIN recommendation_actors asked ON asked.recommendation_id = r.recommendation_id AND asked.role = 'addressee'
JOIN actors asker_name ON asker_name.actor_id = asker.actor_id
JOIN actors asked_name ON asked_name.actor_id = asked.actor_id
