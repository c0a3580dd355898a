-- The door to the job queue. The queue itself (schema graphile_worker) is installed by `migrate` under
-- bul_worker, who owns it; everybody else reaches it through enqueue alone, inside their own transaction.

-- The owner is no member of bul_worker, so the migrator makes the schema itself.
set local role none;
create schema jobs authorization bul_worker;
set local role bul_worker;

comment on schema jobs is 'The one door to the job queue.';
grant usage on schema jobs to bul_staff, bul_sealer;

-- p_key: a later job with the same key replaces one that has not started, so that pressing twice does once.
create function jobs.enqueue(p_task text, p_payload json, p_key text)
returns void language sql security definer set search_path = '' as $$
  select graphile_worker.add_job(identifier => p_task, payload => p_payload, job_key => p_key, max_attempts => 8)
$$;
revoke all on function jobs.enqueue from public;
grant execute on function jobs.enqueue to bul_staff, bul_sealer;
comment on function jobs.enqueue is 'Adds a job. The payload holds small ids only, never a pupil''s or a response''s.';

set local role bul_owner;
