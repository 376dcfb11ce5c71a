-- Processes that hold vectors in memory also hold what a search tells them by, whose and of which kind: what of it changes, changes the
-- vector's number, so that memory reads it anew and what it held leads nowhere.
create trigger features_of_another_kind before update on features for each row
  when ((old.owner_state, old.category, old.own, old.exhibit_type, old.calibre_group, old.excluding)
    is distinct from (new.owner_state, new.category, new.own, new.exhibit_type, new.calibre_group, new.excluding))
  execute function number_feature();
