CREATE INDEX membership_group ON membership (group_id, member);
CREATE INDEX contribution_time ON contribution (published_at) INCLUDE (author, group_id);
CREATE INDEX contribution_thread ON contribution (root, published_at) INCLUDE (author)
    WHERE in_reply_to IS NOT NULL AND NOT withdrawn;
CREATE INDEX appreciation_time ON appreciation (given_at) INCLUDE (giver, receiver, contribution);
CREATE INDEX appreciation_contribution ON appreciation (contribution) INCLUDE (giver);
