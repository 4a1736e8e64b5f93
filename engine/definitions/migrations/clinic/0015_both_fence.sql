-- Ends a write's transaction only under the model and the rights it ran on; asked in the same round trip as the commit.
create function _check_fence(version integer, epoch integer) returns void language plpgsql stable set search_path from current
as $$
declare
    state record;
begin
    select model_version, policy_epoch, mode, mode_reason into strict state from _state;
    if state.model_version <> version or state.policy_epoch > epoch then
        raise exception '%,%', state.model_version, state.policy_epoch using errcode = 'NX001';
    end if;
    if state.mode = 'frozen' then
        raise exception '%', coalesce(state.mode_reason, '') using errcode = 'NX002';
    end if;
end
$$;
