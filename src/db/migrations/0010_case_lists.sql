-- Lists, queue and search that hold at a million cases.

create extension if not exists pg_trgm;
create extension if not exists btree_gin;
create extension if not exists fuzzystrmatch;

-- The owner is staff of the provider: the name is kept on the case, not read across accounts.
alter table support_case add column owner_name text;
update support_case c set owner_name = (
  select e.body->>'to' from case_event e
  where e.account_id = c.account_id and e.case_id = c.id and e.kind = 'owner' order by e.seq desc limit 1)
where c.owner_id is not null;

-- The desk's order: what waits for a first response by its due instant, then the rest by age.
create function queue_lane(response text, responded_at timestamptz, due_at timestamptz) returns integer
language sql immutable parallel safe as $$
  select case when due_at is not null and responded_at is null and response in ('running', 'missed') then 0 else 1 end
$$;
create function queue_key(responded_at timestamptz, due_at timestamptz, created_at timestamptz) returns timestamptz
language sql immutable parallel safe as $$
  select coalesce(case when responded_at is null then due_at end, created_at)
$$;

drop index support_case_account;
create index support_case_account on support_case (account_id, created_at desc, id desc);
create index support_case_newest on support_case (created_at desc, id desc);
create index support_case_queue on support_case (queue_lane(response, responded_at, due_at), queue_key(responded_at, due_at, created_at), id)
  where closed_at is null;
create index support_case_owner on support_case (owner_id) where owner_id is not null and closed_at is null;

-- Words are cut by the application, so that the same cutting finds them: no language, no parser of the database.
drop index support_case_search;
update support_case c set search = c.search || array_to_tsvector(array(
  select distinct word from regexp_split_to_table(lower(c.number || ' ' || c.summary || ' ' || c.customer_reference), '[^[:alnum:]]+') word
  where word <> ''));
create index support_case_search on support_case using gin (account_id, search);

-- The words of an account's cases, to find what was meant when a word is mistyped. A cache: it may be filled again from the cases.
create table case_word (
  account_id uuid not null references account (id),
  word text not null check (length(word) between 1 and 60),
  primary key (account_id, word)
);
-- words of letters by what they resemble; serials and references, alike by nature, by how they begin and end
create index case_word_similar on case_word using gin (word gin_trgm_ops) where word !~ '[0-9]';
create index case_word_begins on case_word (word text_pattern_ops) where word ~ '[0-9]';
create index case_word_ends on case_word (reverse(word) text_pattern_ops) where word ~ '[0-9]';
alter table case_word enable row level security;
alter table case_word force row level security;
create policy tenant on case_word using (sees(account_id)) with check (sees(account_id));
grant select, insert on case_word to holdfast_app;

-- Row-level security lets only operators that leak nothing reach an index, and those of text search are not marked so. These
-- functions look into the index as the tables' owner and give back only what the transaction may see.
create function search_cases(wanted tsquery, accounts uuid[], before_at timestamptz, before_id uuid, most integer)
returns table (account_id uuid, id uuid, created_at timestamptz)
language plpgsql stable security definer set search_path = holdfast, public, pg_temp set plan_cache_mode = force_custom_plan as $$
begin
  if accounts is null then
    return query select c.account_id, c.id, c.created_at from support_case c
      where c.search @@ wanted and sees(c.account_id) and (before_at is null or (c.created_at, c.id) < (before_at, before_id))
      order by c.created_at desc, c.id desc limit most;
  else
    return query select c.account_id, c.id, c.created_at from support_case c
      where c.account_id = any (accounts) and c.search @@ wanted and sees(c.account_id)
        and (before_at is null or (c.created_at, c.id) < (before_at, before_id))
      order by c.created_at desc, c.id desc limit most;
  end if;
end $$;

-- A mistyped serial has a beginning or an end that is right: what begins or ends like it is compared letter by letter, up to a bound.
-- Where words are rare, or none: only the index is asked, in no order. A planner that thinks of a limit and an order reads
-- every case to find that there is none.
create function matching_cases(wanted tsquery, accounts uuid[], most integer)
returns table (account_id uuid, id uuid, created_at timestamptz)
language plpgsql stable security definer set search_path = holdfast, public, pg_temp set plan_cache_mode = force_custom_plan
set enable_seqscan = off set enable_indexscan = off set enable_indexonlyscan = off as $$
begin
  if accounts is null then
    return query select c.account_id, c.id, c.created_at from support_case c
      where c.search @@ wanted and sees(c.account_id) limit most;
  else
    return query select c.account_id, c.id, c.created_at from support_case c
      where c.account_id = any (accounts) and c.search @@ wanted and sees(c.account_id) limit most;
  end if;
end $$;

create function similar_words(meant text, accounts uuid[], most integer) returns table (word text)
language plpgsql stable security definer set search_path = holdfast, public, pg_temp set plan_cache_mode = force_custom_plan as $$
declare
  half integer := length(meant) / 2;
  ending integer := greatest(3, length(meant) * 2 / 5);
  bound constant integer := 2000;
begin
  if meant !~ '[0-9]' then
    return query select w.word from case_word w
      where w.word % meant and w.word !~ '[0-9]' and (accounts is null or w.account_id = any (accounts)) and sees(w.account_id)
      group by w.word order by similarity(w.word, meant) desc, w.word limit most;
  elsif length(meant) >= 4 then
    return query select near.word from (
        (select w.word from case_word w
          where reverse(w.word) like replace(reverse(meant), '_', '\_') || '%' and w.word ~ '[0-9]'
            and (accounts is null or w.account_id = any (accounts)) and sees(w.account_id) limit bound)
        union all
        (select w.word from case_word w
          where w.word like replace(left(meant, half), '_', '\_') || '%' and w.word ~ '[0-9]'
            and (accounts is null or w.account_id = any (accounts)) and sees(w.account_id) limit bound)
        union all
        (select w.word from case_word w
          where reverse(w.word) like replace(reverse(right(meant, ending)), '_', '\_') || '%' and w.word ~ '[0-9]'
            and (accounts is null or w.account_id = any (accounts)) and sees(w.account_id) limit bound)) near
      where right(near.word, length(meant)) = meant or levenshtein_less_equal(near.word, meant, 2) <= 2
      group by near.word
      order by right(near.word, length(meant)) = meant desc, levenshtein(near.word, meant), near.word limit most;
  end if;
end $$;

revoke all on function search_cases(tsquery, uuid[], timestamptz, uuid, integer), matching_cases(tsquery, uuid[], integer),
  similar_words(text, uuid[], integer) from public;
grant execute on function search_cases(tsquery, uuid[], timestamptz, uuid, integer), matching_cases(tsquery, uuid[], integer),
  similar_words(text, uuid[], integer) to holdfast_app;
grant execute on function queue_lane(text, timestamptz, timestamptz), queue_key(timestamptz, timestamptz, timestamptz) to holdfast_app;

-- An owner that is no superuser is itself held by the forced walls: inside the functions above it may look.
do $$
begin
  if not (select rolsuper from pg_roles where rolname = current_user) then
    execute format('create policy searching on support_case for select to %I using (true)', current_user);
    execute format('create policy searching on case_word for select to %I using (true)', current_user);
  end if;
end $$;
