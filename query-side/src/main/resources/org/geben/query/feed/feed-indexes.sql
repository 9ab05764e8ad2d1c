CREATE INDEX contribution_community ON contribution (published_at DESC, id DESC)
    WHERE in_reply_to IS NULL AND NOT withdrawn;
CREATE INDEX contribution_group ON contribution (group_id, published_at DESC, id DESC)
    WHERE in_reply_to IS NULL AND NOT withdrawn;
CREATE INDEX contribution_author ON contribution (author, published_at DESC, id DESC) WHERE NOT withdrawn;
CREATE INDEX contribution_thread ON contribution (root, published_at, id)
    WHERE in_reply_to IS NOT NULL AND NOT withdrawn;
CREATE INDEX contribution_parent ON contribution (in_reply_to, published_at, id)
    WHERE in_reply_to IS NOT NULL AND NOT withdrawn;
