-- Why a case may be worth nominating to INTERPOL's IBIN, as its owner state coded it, and what its coordinator decided
-- (docs/intelligence.md). Nothing is changed: another view of the same is a new record that names the one that it replaces.
create table case_indicators (
  id uuid primary key,
  owner_state text not null references states (code),
  case_id uuid not null references cases (id),
  indicator text not null check (indicator in ('within 80 km of a border', 'customs seizure', 'suspected traffickers',
    'three or more firearms', 'terrorism', 'non-resident holder')),
  holds boolean not null,
  replaces uuid unique references case_indicators (id),
  recorded_by uuid not null references accounts (id),
  recorded_at timestamptz not null
);
create unique index case_indicators_first on case_indicators (case_id, indicator) where replaces is null;

create table ibin_decisions (
  id uuid primary key,
  owner_state text not null references states (code),
  case_id uuid not null references cases (id),
  decision text not null check (decision in ('accepted', 'declined')),
  -- those that held when it was decided
  indicators text[] not null check (cardinality(indicators) > 0),
  reasons text not null,
  replaces uuid unique references ibin_decisions (id),
  decided_by uuid not null references accounts (id),
  decided_at timestamptz not null
);
create unique index ibin_decisions_first on ibin_decisions (case_id) where replaces is null;

create trigger case_indicators_kept before update or delete on case_indicators for each row execute function refuse_change();
create trigger case_indicators_not_emptied before truncate on case_indicators for each statement execute function refuse_change();
create trigger ibin_decisions_kept before update or delete on ibin_decisions for each row execute function refuse_change();
create trigger ibin_decisions_not_emptied before truncate on ibin_decisions for each statement execute function refuse_change();

-- Of the own state only, whatever was released.
call guard_table('case_indicators');
create policy indicator_read on case_indicators for select to ribin_request using (
  owner_state = (select acting_state()) and (select acting_roles()) && array['firearms_examiner', 'investigator', 'national_coordinator']);
create policy indicator_record on case_indicators for insert to ribin_request with check (
  owner_state = (select acting_state()) and recorded_by::text = (select acting_id())
  and (select acting_roles()) && array['firearms_examiner', 'investigator', 'national_coordinator']);
call guard_table('ibin_decisions');
create policy decision_read on ibin_decisions for select to ribin_request using (
  owner_state = (select acting_state()) and (select acting_has('national_coordinator')));
create policy decision_record on ibin_decisions for insert to ribin_request with check (
  owner_state = (select acting_state()) and decided_by::text = (select acting_id()) and (select acting_has('national_coordinator')));
