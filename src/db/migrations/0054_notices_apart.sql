-- Security bulletins and product notices are subscribed to apart (SSM-3.3.p2): whoever chose for both has chosen for each.
update notice_preference set
  choices = (choices - 'advisory-notice')
    || case when choices ? 'advisory-notice'
         then jsonb_build_object('security-bulletin', choices -> 'advisory-notice', 'product-notice', choices -> 'advisory-notice') else '{}' end,
  hook_kinds = array_remove(hook_kinds, 'advisory-notice')
    || case when 'advisory-notice' = any (hook_kinds) then array['security-bulletin', 'product-notice'] else '{}' end
where choices ? 'advisory-notice' or 'advisory-notice' = any (hook_kinds);
update notice set kind = 'product-notice' where kind = 'advisory-notice';
