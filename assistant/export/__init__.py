"""Office files out of plain records, and the evaluator's workbook back in."""
