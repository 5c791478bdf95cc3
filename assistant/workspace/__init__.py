"""Agencies, assessments, evidence and decisions: every change an event, nothing overwritten."""
