"""One statement for each detector: (dossier, agency that acted, person or 0, moment), set-wise.

All take the period by when facts were recorded (%(a)s ≤ recorded < %(b)s) and the acting agencies
(%(units)s). Only of what the log holds: nothing here reads what the clock noticed.
"""

from typing import Final

_FACTS: Final = """
FROM motcua_fact f JOIN motcua_dossier d ON d.key = f.dossier_key
WHERE f.recorded >= %(a)s AND f.recorded < %(b)s AND f.agency = ANY(%(units)s)"""

LATE_ENTRY: Final = f"""
SELECT f.dossier_key, f.agency, f.person, f.happened {_FACTS} AND f.kind = 'Received'
  AND f.recorded - f.happened > make_interval(mins => %(late_entry)s)"""

BACK_DATING: Final = f"""
SELECT f.dossier_key, f.agency, f.person, f.happened {_FACTS}
  AND f.kind IN ('Finished', 'Rejected') AND f.happened < d.overdue_from
  AND f.recorded >= d.overdue_from
  AND f.recorded - f.happened > make_interval(mins => %(back_dating)s)"""

# The giver holds it until the next one accepts, so a leg's own work ends where it is given on.
QUICK_LEG: Final = """
SELECT f.dossier_key, f.agency, f.person, (next->>'given')::timestamptz
FROM motcua_fact f JOIN motcua_dossier d ON d.key = f.dossier_key
CROSS JOIN LATERAL jsonb_array_elements(d.legs) AS leg
CROSS JOIN LATERAL jsonb_array_elements(d.legs) AS next
WHERE f.recorded >= %(a)s AND f.recorded < %(b)s AND f.agency = ANY(%(units)s)
  AND f.kind = 'HandOverAccepted' AND (leg->>'number')::int = (f.body->>'leg')::int
  AND (next->>'number')::int = (leg->>'number')::int + 1 AND NOT (next->>'back')::boolean
  AND leg->>'role' IN ('officer', 'division_head', 'leader')
  AND (next->>'given')::timestamptz - (leg->>'accepted')::timestamptz
      < make_interval(secs => %(quick_leg)s)"""

ONE_ACCOUNT: Final = """
SELECT f.dossier_key, min(f.agency), f.person, max(f.happened)
FROM motcua_fact f
WHERE f.recorded >= %(a)s AND f.recorded < %(b)s AND f.agency = ANY(%(units)s) AND f.person > 0
  AND f.kind IN ('Received', 'HandedOver', 'Approved')
GROUP BY f.dossier_key, f.person
HAVING count(DISTINCT CASE WHEN f.kind = 'Received' THEN 'receive'
    WHEN f.kind = 'HandedOver' AND f.role = 'officer' THEN 'work'
    WHEN f.kind = 'Approved' THEN 'sign' END) >= %(roles)s"""

BURST: Final = """
SELECT dossier_key, agency, person, happened FROM (
  SELECT f.dossier_key, f.agency, f.person, f.happened,
    count(*) OVER (PARTITION BY f.agency, f.person,
      (f.recorded AT TIME ZONE 'Asia/Ho_Chi_Minh')::date) AS acts
  FROM motcua_fact f
  WHERE f.recorded >= %(a)s AND f.recorded < %(b)s AND f.agency = ANY(%(units)s)
    AND f.person > 0 AND f.kind IN ('HandedOver', 'Approved', 'Finished', 'Rejected')
    AND (f.recorded AT TIME ZONE 'Asia/Ho_Chi_Minh')::time >= %(burst_from)s
    AND (f.recorded AT TIME ZONE 'Asia/Ho_Chi_Minh')::time < %(burst_to)s
) AS x WHERE acts >= %(burst_acts)s"""

LATE_SUPPLEMENT: Final = f"""
SELECT f.dossier_key, f.agency, f.person, f.happened {_FACTS}
  AND f.kind = 'SupplementNotified' AND d.first_promise IS NOT NULL
  AND f.happened >= d.first_promise - make_interval(days => %(supplement)s)
  AND f.happened < d.first_promise + interval '1 day'"""

# Before reception there is no limit of them, so only those in process count.
REPEATED_SUPPLEMENT: Final = f"""
SELECT f.dossier_key, f.agency, f.person, f.happened {_FACTS}
  AND f.kind = 'SupplementRequested' AND (f.body->>'further')::boolean
  AND (f.body->>'number')::int >= %(supplements)s"""

QUICK_SUPPLEMENT: Final = f"""
SELECT f.dossier_key, f.agency, f.person, f.happened {_FACTS} AND f.kind = 'SupplementReceived'
  AND EXISTS (SELECT 1 FROM motcua_fact told WHERE told.dossier_key = f.dossier_key
    AND told.kind = 'SupplementNotified' AND told.body->>'number' = f.body->>'number'
    AND f.happened - told.happened < make_interval(mins => %(supplement_minutes)s))"""

REFUSED_AGAIN: Final = """
SELECT DISTINCT f.dossier_key, f.agency, f.person, f.happened
FROM motcua_fact f
JOIN motcua_deskrow a ON a.dossier_key = f.dossier_key AND a.seat = 'concerns'
JOIN motcua_deskrow n ON n.identity = a.identity AND n.identity <> '' AND n.seat = 'named'
JOIN motcua_deskrow b ON b.dossier_key = n.dossier_key AND b.agency = n.agency
  AND b.seat = 'concerns'
  AND b.dossier_key <> a.dossier_key AND b.procedure = a.procedure AND b.received > f.happened
  AND b.received <= f.happened + make_interval(hours => %(again)s)
WHERE f.recorded >= %(a)s AND f.recorded < %(b)s AND f.agency = ANY(%(units)s)
  AND f.kind IN ('ReceptionRefused', 'Rejected')"""

WITHOUT_FILE: Final = f"""
SELECT f.dossier_key, f.agency, f.person, f.happened {_FACTS} AND f.kind = 'Finished'
  AND jsonb_array_length(f.body->'files') = 0"""

HANDED_OUT_LATE: Final = f"""
SELECT f.dossier_key, f.agency, f.person, f.happened {_FACTS} AND f.kind = 'Returned'
  AND f.happened - d.finished > make_interval(days => %(handed_out)s)"""

ONLINE_AT_ONCE: Final = f"""
SELECT f.dossier_key, f.agency, f.person, f.happened {_FACTS} AND f.kind = 'Finished'
  AND d.channel = 'online'
  AND f.happened - coalesce(d.submitted, d.received) < make_interval(mins => %(online_minutes)s)"""

ONE_PHONE: Final = """
WITH rows AS (
  SELECT f.dossier_key, f.agency, f.person, f.happened, r.phone, r.identity
  FROM motcua_fact f JOIN motcua_deskrow r ON r.dossier_key = f.dossier_key
    AND r.agency = f.agency AND r.seat = 'concerns' AND r.phone <> ''
  WHERE f.recorded >= %(a)s AND f.recorded < %(b)s AND f.agency = ANY(%(units)s)
    AND f.kind = 'Received'
), many AS (
  SELECT agency, phone FROM rows GROUP BY agency, phone
  HAVING count(DISTINCT identity) >= %(owners)s
)
SELECT dossier_key, agency, person, happened FROM rows JOIN many USING (agency, phone)"""
