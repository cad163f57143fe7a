"""What a careful reader should look at first in a document, and what comes of their verdicts."""
