"""A question's answer, as a document: PDF, workbook, calendar, table."""
