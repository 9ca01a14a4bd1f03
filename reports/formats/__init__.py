"""Drawing only: pages, workbooks, calendars and tables, with no word of rotas in them."""
