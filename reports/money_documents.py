"""The documents of money: claims, expenses, bank and agency, payroll."""

from reports import bank, claim_tables, claims, expenses, payroll
from reports.made import drawers, of_days, of_one
from rota_desk.queries.bank_sums import bank_pack
from rota_desk.queries.claims_pack import claims_pack
from rota_desk.queries.expenses_pack import expenses_pack
from rota_desk.queries.payroll import payroll as to_be_paid

claims_document = of_one(
    claims.NAME,
    claims_pack,
    claim_tables.facts,
    drawers(
        pdf=claims.printed,
        xlsx=claim_tables.workbook,
        csv=claim_tables.table,
        json=claim_tables.as_json,
    ),
)
expenses_document = of_one(
    expenses.NAME,
    expenses_pack,
    expenses.facts,
    drawers(
        pdf=expenses.printed, xlsx=expenses.workbook, csv=expenses.table_of, json=expenses.as_json
    ),
)
bank_document = of_days(
    bank.NAME,
    bank_pack,
    bank.facts,
    drawers(pdf=bank.printed, xlsx=bank.workbook, csv=bank.table_of, json=bank.as_json),
)
payroll_document = of_days(
    payroll.NAME,
    to_be_paid,
    payroll.facts,
    drawers(xlsx=payroll.workbook, csv=payroll.table, json=payroll.as_json),
)
