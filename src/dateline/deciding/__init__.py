"""What people decide, as plain functions over records: nothing here knows of the database.

`fields` says what can be corrected and in which form, `fingerprints` what was seen and on which claims a decision
stands, `slots` which of several decisions on one thing has effect, `grouping` merges and splits, `replaying` puts
decisions over what the machine made, `agreement` compares two people.
"""
