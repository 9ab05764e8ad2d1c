-- What policies keep in mind of a member, a contribution or a group; see Watch.
CREATE TABLE geben_outreach.watch (
    cause        text NOT NULL,
    subject      uuid NOT NULL,
    member       uuid NOT NULL,
    contribution uuid,
    group_id     uuid,
    since        timestamptz NOT NULL,
    due          timestamptz,
    opened       timestamptz,
    alarm        timestamptz,
    settled      boolean NOT NULL,
    pledged      integer,
    moments      timestamptz[] NOT NULL,
    PRIMARY KEY (cause, subject)
) WITH (fillfactor = 70);

CREATE INDEX watch_member ON geben_outreach.watch (member);
CREATE INDEX watch_contribution ON geben_outreach.watch (contribution) WHERE contribution IS NOT NULL;

-- Who has helped lately in which group.
CREATE TABLE geben_outreach.help (
    group_id  uuid NOT NULL,
    helper    uuid NOT NULL,
    helped_at timestamptz NOT NULL
);

CREATE INDEX help_group ON geben_outreach.help (group_id, helped_at);

-- The table of db-scheduler, with the columns that it asks for.
CREATE TABLE geben_outreach.deadline (
    task_name            text NOT NULL,
    task_instance        text NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    PRIMARY KEY (task_name, task_instance)
);

CREATE INDEX deadline_execution_time ON geben_outreach.deadline (execution_time);
CREATE INDEX deadline_last_heartbeat ON geben_outreach.deadline (last_heartbeat);
