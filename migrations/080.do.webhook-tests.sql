-- A coordinator sends a test message to a webhook (docs/notifications.md): of no event, and so at no place of the trail.
alter table webhook_messages alter column position drop not null,
  add constraint webhook_messages_of_events check ((kind = 'test') = (position is null));
create policy tested on webhook_messages for insert to ribin_request with check (kind = 'test' and acting_coordinates(owner_state)
  and exists (select from webhooks w where w.id = webhook_id and w.owner_state = webhook_messages.owner_state and w.withdrawn_at is null));
