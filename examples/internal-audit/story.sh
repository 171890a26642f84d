#!/bin/sh
# An internal audit of a port authority: five findings, each at another stage by the end of September 2025.
# Everything here is made up, and every date is written out.
set -e

# Who audited whom, and when. Issue numbers restart in each aspect: 1.1, 1.2, 2.1 and so on.
rectify init --language en --code IA-2025-04 --kind "internal audit" --title "Procurement and payroll" \
  --unit "Tidewater Port Authority" --authority "Audit Committee" --inspectors "Internal Audit" \
  --start 2025-01-13 --end 2025-02-14 --feedback 2025-03-03 --due 2025-12-31 --numbering by-aspect

# The findings, each with its rating, the recommendation and what the management answered.
rectify add-aspect "Procurement" --claimed 3
rectify add-issue "3 of 25 purchase orders above 50,000 EUR were placed without a second signature" \
  --aspect 1 --severity high --date 2025-03-03 --deadline 2025-05-31 --owner "Head of Purchasing" \
  --recommendation "Let the system refuse an order above the limit until two people have released it." \
  --response "Agreed. The release workflow will be switched on for all orders above the limit." \
  --acceptance "No order above the limit can be sent with one signature."
rectify add-issue "Supplier bank details are changed on the strength of an e-mail" \
  --aspect 1 --severity critical --date 2025-03-03 --deadline 2025-06-30 --owner "Head of Accounts Payable" \
  --recommendation "Call the supplier back on a number that was known before the request." \
  --response "Agreed. A call-back service is to be bought."
rectify add-issue "41 of 112 contracts in the register have no end date" \
  --aspect 1 --severity medium --date 2025-03-03 --deadline 2025-07-31 --owner "Contracts Manager" \
  --recommendation "Complete the register and have it remind the owner before a contract ends." \
  --response "Agreed in part. Framework contracts without an end will be marked as such."
rectify add-aspect "Payroll and assets" --claimed 2
rectify add-issue "Leavers stayed on the payroll for up to 19 days" \
  --aspect 2 --severity high --kind standing --date 2025-03-03 --owner "Head of Payroll" \
  --recommendation "Compare the payroll with the list of leavers before every payment." \
  --response "Agreed. The comparison becomes part of every payroll run."
rectify add-issue "Tools and devices below 500 EUR carry no asset tag" \
  --aspect 2 --severity low --date 2025-03-03 --deadline 2025-11-30 --owner "Workshop Manager" \
  --recommendation "Tag what can be carried away." \
  --response "Agreed, after the workshop has moved."

# A slip: one finding was entered twice. It is made void with a reason; its number is not given out again.
rectify add-issue "Leavers remained on the payroll" --aspect 2 --severity high --date 2025-03-03
rectify void 2.3 --reason "entered twice, the same finding as 2.1"

# 1.1 is completed before its deadline.
rectify log-action 1.1 "Revised the purchasing rules: two people release every order above 50,000 EUR" \
  --kind rule --date 2025-04-10 --rule "Purchasing Rules, section 4" --by "Head of Purchasing"
rectify log-action 1.1 "Switched on the release workflow and sent three test orders, all of which were stopped" \
  --kind correction --date 2025-05-12 --outcome "test orders stopped=3" --by "IT Service Desk"
rectify complete 1.1 --date 2025-05-20 --by "Head of Purchasing"

# 1.2 is given more time, with a reason and an approver. It is then late by its first deadline and in time by its last.
rectify log-action 1.2 "Ordered a call-back service from the house bank" --date 2025-05-06
rectify extend 1.2 --to 2025-08-15 --date 2025-06-24 --by "Chief Financial Officer" \
  --reason "the bank delivers the call-back service six weeks late"
rectify log-action 1.2 "Trained accounts payable to call back before changing bank details" \
  --kind training --date 2025-08-05 --outcome "trained=14 people"
rectify complete 1.2 --date 2025-08-12 --effect "All 9 changes since 5 August were confirmed by a call." \
  --by "Head of Accounts Payable"

# 1.3 has a plan of two measures; one is done, the other is not, and its deadline has passed.
rectify add-measure 1.3 "Enter the missing end dates" --standard "no contract without an end date or the mark “open”" \
  --owner "Contracts Manager" --deadline 2025-06-30
rectify add-measure 1.3 "Remind the owner 90 days before a contract ends" --owner "IT Service Desk" --deadline 2025-07-31
rectify log-action 1.3 "Entered the missing end dates, and marked the framework contracts" \
  --kind correction --date 2025-06-18 --outcome "end dates entered=9" --outcome "marked as open=5"
rectify complete m1 --date 2025-06-20
# Internal Audit corrects its own count; the old wording stays in the journal.
rectify amend 1.3 --title "14 of 112 contracts in the register have no end date" \
  --reason "Internal Audit counted framework contracts twice"

# 2.1 has become standing work: it is done with every payroll run and never counts as completed.
rectify log-action 2.1 "Recovered what was overpaid to four leavers" \
  --kind money --date 2025-04-22 --outcome "recovered=3,180.50 EUR" --outcome "leavers=4 people"
rectify log-action 2.1 "Compared the payroll with the list of leavers before each payment" \
  --kind correction --date 2025-05/2025-09 --outcome "payroll runs compared=5"
rectify complete 2.1 --standing --date 2025-06-27 --effect "Part of every payroll run from May on." --by "Head of Payroll"

# Another slip: this was done for 1.3 and not for 2.2. Undo takes it back, and both stand in the journal.
rectify log-action 2.2 "Asked the IT Service Desk for the reminder" --date 2025-07-08
rectify undo
rectify log-action 1.3 "Asked the IT Service Desk for the reminder" --date 2025-07-08

# For the audit as a whole. Nothing has been done for 2.2 yet.
rectify log-action --whole "The management board went through all findings" --kind meeting --date 2025-07-15
rectify write next "The reminder for contracts is to go live in October. Tagging begins once the workshop has moved."

# How it stands on the last day of September 2025.
rectify status --as-of 2025-09-30
rectify list --as-of 2025-09-30 --format csv
rectify report --as-of 2025-09-30 -o report.md
