-- Who began a thread stands in the log; a group without help, and whoever has nothing to wait for, begins anew.
DELETE FROM geben_outreach.watch
WHERE due IS NULL AND opened IS NULL
  AND (cause = 'SINGLE_HELPER' AND (group_id IS NULL OR settled) OR cause = 'NEVER_THANKED' AND NOT settled);
