"""The assessment tab: levels that a person confirms, evidence, to-do list and workbook."""
