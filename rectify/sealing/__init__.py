"""A seal: a ledger's journal, head, signatures, evidence and report in one file, which can be checked without the ledger.

It is a zip of plain names, nothing compressed (so that nothing unpacks to more than it is, and the same ledger gives the
same bytes on every machine), members in the order of their names, all of the same time and permissions:

    README.md, README.zh.md   how to check it with common tools
    SHA256SUMS                the sum of every other member
    check.sh                  the same as a script
    evidence.jsonl            what was attached or imported, and whether it is here, purged or kept by its hash only
    evidence/<SHA-256>        the contents that the ledger keeps
    head.txt                  the head (see `heads`), of the time of the last entry
    journal.jsonl             the body of each entry and a line feed: its SHA-256 is the text head
    report-N.md, .docx        the report of inspection N, as of the day of the seal
    signatures/N.txt, .sig    heads of this journal that were signed, each with its signature

No text of a user is a name.
"""
