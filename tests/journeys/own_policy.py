"""An invented school's policy of twenty-five clauses, as a headteacher would paste it."""

TEXT = """Hollybank Primary School
Social Media Policy

1 Purpose and scope
1.1 This policy explains how social media is used at Hollybank Primary School.
1.2 This policy applies to all staff, governors, volunteers, pupils, parents and carers.
1.3 Every member of staff must read this policy and confirm each year that they have understood it.

2 School accounts
2.1 The headteacher must approve every official school account before it is opened.
2.2 The school keeps a register of all official accounts, with the name of who is responsible.
2.3 Each school account must have at least two administrators.
2.4 Account passwords must be strong, and must be changed when a member of staff leaves.
2.5 Multi-factor authentication must be switched on for every school account.
2.6 Posts on school accounts must be checked by a second person before they are published.

3 Photographs and consent
3.1 Written parental consent must be obtained before a photograph of a pupil is published.
3.2 Pupils' full names must never be published beside their photographs.
3.3 When consent is withdrawn, the photograph must be taken down within two school days.
3.4 The office keeps the record of consent up to date.

4 Staff conduct
4.1 Staff must not accept friend requests from pupils or from former pupils under 18.
4.2 Staff must not use personal accounts to communicate with pupils or parents.
4.3 Staff must set their personal accounts to the highest privacy settings.
4.4 Staff must not discuss pupils, parents or colleagues on social media.
4.5 Staff must not use personal devices to take photographs of pupils.

5 Safeguarding and concerns
5.1 Any safeguarding concern must be reported to the designated safeguarding lead on the same day.
5.2 All staff receive online safety training every year.
5.3 Incidents of online bullying must be recorded and investigated.
5.4 Parents should raise complaints with the school and not on social media.

6 Monitoring and review
6.1 The school may monitor its official accounts for offensive comments.
6.2 Breaches of this policy may lead to disciplinary action.
6.3 Governors review this policy every year.
"""
CLAUSES = 25
