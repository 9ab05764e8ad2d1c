CREATE INDEX member_giving ON member ((replies + given) DESC, id)
    WHERE present AND NOT automated AND replies + given > 0;
CREATE INDEX member_appreciated ON member (givers DESC, received DESC, id)
    WHERE present AND NOT automated AND received > 0;
CREATE INDEX member_contributing ON member (contributions DESC, id)
    WHERE present AND NOT automated AND contributions > 0;
CREATE INDEX member_left_out ON member (id) WHERE NOT present OR automated;
CREATE INDEX contribution_time ON contribution (published_at) INCLUDE (author, answers) WHERE NOT withdrawn;
CREATE INDEX contribution_answers_program ON contribution (published_at) WHERE answers_program AND NOT withdrawn;
CREATE INDEX appreciation_time ON appreciation (given_at) INCLUDE (giver, receiver)
    WHERE NOT automated AND NOT time_inferred;
CREATE INDEX appreciation_receiver ON appreciation (receiver, given_at) WHERE NOT automated AND NOT time_inferred;
CREATE INDEX appreciation_giver_unknown ON appreciation (given_at) INCLUDE (time_inferred)
    WHERE giver IS NULL AND NOT automated;
CREATE INDEX appreciation_automated ON appreciation (given_at) WHERE automated;
CREATE INDEX appreciation_time_inferred ON appreciation (given_at) WHERE time_inferred AND NOT automated;
