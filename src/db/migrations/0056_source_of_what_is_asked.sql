-- where a condition that is asked for comes from: the documents of a product, a guide, or a recommendation of the provider (CSS-8.k, ACP-16.p7)
alter table duty_event add column source text check (source in ('document', 'guide', 'recommendation'));
