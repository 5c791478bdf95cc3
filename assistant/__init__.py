"""What we do for people: answers, evidence review, assessments and drafts."""
