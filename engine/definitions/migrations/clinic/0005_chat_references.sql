-- A copy says that its record is in the trash; it is fed by the engine alone, and read by everybody else.
alter table _ref_member add column trashed_at timestamptz, alter column title drop not null;
alter table _ref_unit add column trashed_at timestamptz, alter column title drop not null;
alter table _ref_team add column trashed_at timestamptz, alter column title drop not null;
revoke insert, update, delete on _ref_member, _ref_unit, _ref_team from :app;
