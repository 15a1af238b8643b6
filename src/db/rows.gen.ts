// Generated from the migrations by `npm run generate`; never edited.
import type { ColumnType, Generated } from 'kysely'

/** Read as epoch milliseconds, written as a Date. */
type Timestamp = ColumnType<number, Date, Date>
// biome-ignore lint/suspicious/noExplicitAny: each slice parses what it stored at its own door
type Json = ColumnType<any, string, string>

export type Rows = {
  account: {
    id: string
    code: string
    kind: string
    name: string
    theatre: string
    country: string
    zone: string
    address: Generated<string>
    language: Generated<string>
    status: Generated<string>
    created_at: Timestamp
    version: Generated<number>
  }
  account_counter: {
    account_id: string
    audit_seq: Generated<number>
    audit_hash: Generated<Buffer>
    case_number: Generated<number>
    contract_number: Generated<number>
    order_number: Generated<number>
    rma_number: Generated<number>
    escalation_number: Generated<number>
    review_number: Generated<number>
  }
  acknowledgement: {
    account_id: string
    id: string
    advisory_key: string
    device_id: string | null
    reason: string
    expires_on: string | null
    by_name: string
    at: Timestamp
    ended_at: Timestamp | null
    ended_by: string | null
  }
  advisory: {
    key: string
    number: string
    kind: string
    title: string
    state: string
    severity: string
    weight: number
    exploited: boolean
    rejected: boolean
    doubts: number
    published_at: Timestamp | null
    updated_at: Timestamp | null
    record: Json
    source: string
    seq: number
    version: Generated<number>
    added_at: Timestamp
    changed_at: Timestamp
  }
  advisory_feed: {
    account_id: string
    id: string
    url: string
    title: string
    shape: string | null
    every_hours: number
    state: string
    next_ask_at: Timestamp
    asking_until: Timestamp | null
    asked_at: Timestamp | null
    answer: Generated<string>
    etag: string | null
    last_modified: string | null
    failures: Generated<number>
    failing_since: Timestamp | null
    told_at: Timestamp | null
    added_by: string
    added_at: Timestamp
    version: Generated<number>
  }
  advisory_feed_ask: {
    account_id: string
    feed_id: string
    at: Timestamp
    outcome: string
    answer: string
    fresh: Generated<number>
    amended: Generated<number>
    same: Generated<number>
    unread: Generated<number>
    fates: Json
  }
  advisory_feed_record: {
    account_id: string
    feed_id: string
    address: string
    changed: string
    etag: string | null
    last_modified: string | null
    asked_at: Timestamp
    trouble: string | null
  }
  advisory_version: {
    key: string
    version: number
    at: Timestamp
    actor: string
    source: string
    updated_at: Timestamp | null
    changes: string[]
    original: Json
  }
  attachment: {
    account_id: string
    id: string
    case_id: string
    name: string
    media_type: string
    size_bytes: number
    sha256: string
    visibility: string
    uploaded_by: string
    uploaded_at: Timestamp
  }
  attachment_check: {
    account_id: string
    attachment_id: string
    secrets: string
    kinds: string[]
    scan: string
    said: Generated<string>
    scanned_at: Timestamp | null
    tries: Generated<number>
    next_try_at: Timestamp
    leased_until: Timestamp | null
  }
  audit: {
    account_id: string
    seq: number
    at: Timestamp
    actor: string
    action: string
    subject: string
    detail: Json
    hash: Buffer
  }
  calendar: {
    id: string
    version: number
    title: string
    data: Json
    created_at: Timestamp
  }
  case_event: {
    account_id: string
    case_id: string
    seq: number
    kind: string
    visibility: string
    at: Timestamp
    logged_at: Timestamp
    actor: string
    actor_name: string
    body: Json
  }
  case_link: {
    account_id: string
    case_id: string
    other_id: string
    kind: string
    at: Timestamp
    actor: string
  }
  case_secret: {
    account_id: string
    case_id: string
    seq: number
    kinds: string[]
    raw: Json
  }
  case_specialist: {
    account_id: string
    case_id: string
    person_id: string
    name: string
    since: Timestamp
    named_by: string
    ended_at: Timestamp | null
    ended_why: string | null
  }
  case_upload: {
    account_id: string
    id: string
    case_id: string
    person_id: string
    name: string
    media_type: string
    visibility: string
    size_bytes: number
    received_bytes: Generated<number>
    mark: string
    begun_at: Timestamp
    expires_at: Timestamp
    attached: Generated<boolean>
  }
  case_watcher: {
    account_id: string
    case_id: string
    member_id: string
    side: string
    name: string
    added_at: Timestamp
    added_by: string
  }
  case_word: {
    account_id: string
    word: string
  }
  check_profile: {
    account_id: string
    profile: Json
    changed_by: string
    changed_at: Timestamp
    version: number
  }
  combination: {
    account_id: string
    id: string
    facts: string
    model: string
    release: string
    cards: string[] | null
    matched_seq: Generated<number>
    created_at: Timestamp
    evidence: Json | null
  }
  contact_role: {
    account_id: string
    id: string
    person_id: string
    role: string
    offering: string | null
    starts_on: string
    ends_on: string | null
    certificate_level: string | null
    certificate_number: string | null
    certificate_expires_on: string | null
    granted_by: string | null
    granted_at: Timestamp | null
    created_at: Timestamp
  }
  contract: {
    account_id: string
    id: string
    number: string
    kind: string
    service: string
    offering_version: number | null
    order_id: string | null
    renews_id: string | null
    state: string
    activated_on: string | null
    starts_on: string
    ends_on: string
    zone: string
    territory: string | null
    po_number: Generated<string>
    seller_id: string | null
    terms: Json
    created_at: Timestamp
    version: Generated<number>
  }
  contract_device: {
    account_id: string
    contract_id: string
    device_id: string
    starts_on: string
    ends_on: string
    suspended_on: string | null
    suspended_reason: string | null
  }
  credit_book: {
    account_id: string
    family: string
    seq: number
  }
  credit_correction: {
    account_id: string
    id: string
    lot_id: string
    credits: number
    reason: string
    state: string
    proposed_by: string
    proposed_at: Timestamp
    decided_by: string | null
    decided_at: Timestamp | null
    movement_id: string | null
  }
  credit_lot: {
    account_id: string
    id: string
    family: string
    number: number
    purchased_on: string
    last_day: string
    bought: number
    order_reference: string
    validity: string
  }
  credit_movement: {
    account_id: string
    id: string
    family: string
    seq: number
    kind: string
    at: Timestamp
    actor: string
    subject: string
    clauses: string[]
    returns_id: string | null
    approved_by: string | null
  }
  credit_posting: {
    account_id: string
    movement_id: string
    lot_id: string
    place: string
    credits: number
  }
  decision: {
    account_id: string
    id: string
    at: Timestamp
    actor: string
    act: string
    verdict: string
    offering: string | null
    offering_version: number | null
    question: Json
    answer: Json
    clauses: string[]
    decided_by: string[]
    subject: string
  }
  desk_view: {
    account_id: string
    id: string
    owner_id: string
    owner: string
    team: string | null
    name: string
    picks: Json
    columns: string[]
    created_at: Timestamp
    version: Generated<number>
  }
  device: {
    account_id: string
    id: string
    serial: string
    product: Generated<string>
    description: Generated<string>
    kind: Generated<string>
    slot: Generated<string>
    parent_id: string | null
    site_id: string | null
    status: Generated<string>
    status_since: string | null
    acquired: string | null
    source: string | null
    seller: Generated<string>
    registered_on: string | null
    registered_site_id: string | null
    modified_code: Generated<boolean>
    third_party: Generated<boolean>
    gray_market: Generated<boolean>
    end_of_support_on: string | null
    release: Generated<string>
    release_seen_on: string | null
    accepted_release: Generated<string>
    replaces_serial: string | null
    created_at: Timestamp
    updated_at: Timestamp
    version: Generated<number>
  }
  device_capture: {
    account_id: string
    reading_id: string
    id: string
    name: string
    command: string | null
    text: string
    lines: number
    digest: string
  }
  device_combination: {
    account_id: string
    device_id: string
    combination_id: string
    since: Timestamp
    until: Timestamp | null
  }
  device_configuration: {
    account_id: string
    id: string
    device_id: string
    taken_at: Timestamp
    taken_by: string
    name: string
    host: string
    release: string
    form: string
    text: string
    lines: number
    masked: number
    skipped: Json
    inspection: Json
  }
  device_history: {
    account_id: string
    id: string
    device_id: string
    at: Timestamp
    actor: string
    kind: string
    changes: Json
  }
  device_judgement: {
    account_id: string
    device_id: string
    kind: string
    data_at: Timestamp
    judged_at: Timestamp
    recheck_at: Timestamp
    stale: boolean
    high: number
    medium: number
    low: number
    outcomes: Json
    found: string[]
  }
  device_reading: {
    account_id: string
    id: string
    device_id: string
    chassis_ids: string[]
    batch: string | null
    read_at: Timestamp
    clock: string
    taken_at: Timestamp
    taken_by: string
    host: string
    answered: string[]
    inventories: Json
  }
  draft: {
    account_id: string
    case_id: string
    person_id: string
    kind: string
    text: string
    saved_at: Timestamp
  }
  end_letter: {
    account_id: string
    id: string
    at: Timestamp
    subject: string
    items: Json
    recipients: string[]
  }
  end_told: {
    account_id: string
    device_id: string
    of: string
    milestone: string
    subject: string
    on_date: string
    months: number | null
    told_at: Timestamp
  }
  escalation: {
    account_id: string
    id: string
    case_id: string
    kind: string
    step: number
    due_at: Timestamp
    at: Timestamp
    reason: string
    clauses: string[]
    told: Json
    raised_by: string
    ended_at: Timestamp | null
    code: Generated<string>
  }
  escalation_request: {
    account_id: string
    id: string
    number: string
    case_id: string
    severity: string
    reason: string
    level: number
    lead: string
    raised_at: Timestamp
    raised_by: string
    raised_side: string
    requester_id: string | null
    owner_id: string | null
    owner_name: string | null
    report_hours: number
    report_due_at: Timestamp
    watched_at: Timestamp
    state: string
    ended_at: Timestamp | null
    version: Generated<number>
  }
  exposure: {
    account_id: string
    combination_id: string
    advisory_key: string
    since: Timestamp
    until: Timestamp | null
    verdict: string
    match: Json
  }
  follow_up: {
    account_id: string
    advisory_key: string
    opened_at: Timestamp
    call: Generated<string>
    reason: Generated<string>
    called_by: string | null
    called_at: Timestamp | null
    outcome: string | null
    contact: string | null
    discussed_on: string | null
    settled_by: string | null
    settled_at: Timestamp | null
    version: Generated<number>
  }
  hand_over: {
    account_id: string
    id: string
    case_id: string
    from_id: string
    from_name: string
    to_id: string
    to_name: string
    situation: string
    next_step: string
    promised: string
    promised_at: Timestamp | null
    offered_at: Timestamp
    state: string
    answered_at: Timestamp | null
    answer: Generated<string>
  }
  handover_note: {
    account_id: string
    id: string
    roster_id: string
    at: Timestamp
    author_id: string
    author: string
    text: string
  }
  idempotency: {
    account_id: string
    actor: string
    key: string
    operation: string
    request_hash: Buffer
    status: number
    answer: Json
    created_at: Timestamp
  }
  letter: {
    account_id: string
    id: string
    outbox_id: string | null
    person_id: string | null
    home_id: string
    name: Generated<string>
    email: string
    why: string
    case_id: string | null
    urgent: Generated<boolean>
    state: string
    fate: Generated<string>
    gathered_into: string | null
    created_at: Timestamp
    next_try_at: Timestamp
    leased_until: Timestamp | null
    attempts: Generated<number>
    sent_at: Timestamp | null
    error: string | null
  }
  lifecycle_entry: {
    key: string
    kind: string
    software: string
    name: string
    line: string | null
    withdrawn: boolean
    note: string
    rule: Json | null
    dates: Json
    version: Generated<number>
    added_at: Timestamp
    changed_at: Timestamp
  }
  lifecycle_version: {
    key: string
    version: number
    at: Timestamp
    actor: string
    source: string
    changes: string[]
    said: Json
  }
  mail_bounce: {
    account_id: string
    email: string
    at: Timestamp
    source: string
    reason: string
    times: Generated<number>
    cleared_at: Timestamp | null
    cleared_by: string | null
  }
  mail_box: {
    account_id: string
    address: string
    uid_validity: number
    last_uid: number
    looked_at: Timestamp
  }
  mail_in: {
    account_id: string
    id: string
    received_at: Timestamp
    source: string
    dedup: string
    sha256: string
    size_bytes: number
    kept: boolean
    message_id: Generated<string>
    from_address: Generated<string>
    from_name: Generated<string>
    subject: Generated<string>
    fate: string
    rule: string
    reason: string
    clauses: Generated<string[]>
    case_id: string | null
    person_id: string | null
    body: Generated<string>
    quoted: Generated<string>
    attachments: Json
    state: string
    decided_at: Timestamp | null
    decided_by: string | null
    decided_why: string | null
    secrets: Generated<string[]>
    formatted: Generated<boolean>
    proof: Json | null
  }
  notice: {
    account_id: string
    id: string
    person_id: string
    outbox_id: string
    about_account: string
    kind: string
    subject: string
    title: string
    text: string
    why: string
    mail: string
    urgent: boolean
    at: Timestamp
    read_at: Timestamp | null
  }
  notice_feed: {
    account_id: string
    person_id: string
    secret_hash: Buffer
    made_at: Timestamp
  }
  notice_preference: {
    account_id: string
    person_id: string
    choices: Json
    quiet_from: string | null
    quiet_to: string | null
    digest_at: string
    version: Generated<number>
    hook_kinds: Generated<string[]>
  }
  offering: {
    code: string
    version: number
    effective_from: string
    data: Json
    created_at: Timestamp
  }
  outbox: {
    account_id: string
    id: string
    kind: string
    subject: string
    payload: Json
    created_at: Timestamp
    state: Generated<string>
    attempts: Generated<number>
    next_try_at: Timestamp
    sent_at: Timestamp | null
    error: string | null
    spread_at: Timestamp | null
  }
  page: {
    account_id: string
    id: string
    case_id: string
    team: string
    reason: string
    started_at: Timestamp
    state: string
    calls: Json
    acknowledged_at: Timestamp | null
    acknowledged_by: string | null
  }
  partner_authorisation: {
    account_id: string
    id: string
    kind: string
    territory: Generated<string[]>
    starts_on: string
    ends_on: string | null
  }
  partner_link: {
    account_id: string
    id: string
    partner_id: string
    kind: string
    sees_cases: Generated<boolean>
    starts_on: string
    ends_on: string | null
  }
  person: {
    account_id: string
    id: string
    name: string
    email: string
    phone: Generated<string>
    language: Generated<string>
    zone: string
    theatre: string | null
    roles: string[]
    teams: Generated<string[]>
    senior_by: string | null
    senior_at: Timestamp | null
    user_id: string | null
    status: Generated<string>
    left_at: Timestamp | null
    created_at: Timestamp
    version: Generated<number>
  }
  policy_value: {
    id: string
    key: string
    value: Json
    effective_from: string
    author: string
    approver: string | null
    reason: string
    created_at: Timestamp
  }
  qualification: {
    account_id: string
    id: string
    offering: string
    outcome: string
    decided_by: string
    decided_on: string
    valid_until: string
    footprint: number | null
    reason: string
  }
  reply_address: {
    account_id: string
    id: string
    case_id: string
    person_id: string
    key_version: number
    issued_at: Timestamp
  }
  review: {
    account_id: string
    id: string
    number: string
    kind: string
    state: string
    content: Json
    cutoff: Timestamp
    notes: Json
    engineer: string
    made_by: string
    made_at: Timestamp
    released_by: string | null
    released_at: Timestamp | null
    version: Generated<number>
    written_by: string | null
    written_at: Timestamp | null
  }
  review_talk: {
    account_id: string
    id: string
    review_id: string
    kind: string
    held_at: Timestamp
    zone: string
    engineer: string
    ours: string[]
    theirs: string[]
    said: string
    recorded_by: string
    recorded_at: Timestamp
  }
  rma: {
    account_id: string
    id: string
    number: string
    case_id: string
    device_id: string
    reason: string
    state: string
    replacement_serial: string | null
    ship_to: Generated<string>
    created_at: Timestamp
    updated_at: Timestamp
    version: Generated<number>
  }
  roster: {
    account_id: string
    id: string
    team: string
    theatre: string | null
    title: string
    zone: string
    layers: Json
    feed_hash: Buffer
    version: Generated<number>
  }
  roster_override: {
    account_id: string
    id: string
    roster_id: string
    layer: number
    person_id: string
    starts_at: Timestamp
    ends_at: Timestamp
    reason: string
    made_by: string
    removed_at: Timestamp | null
  }
  schema_migration: {
    version: number
    name: string
    checksum: string
    applied_at: Generated<Timestamp>
  }
  service_order: {
    account_id: string
    id: string
    number: string
    offering: string
    offering_version: number
    channel: string
    seller_id: string | null
    po_number: Generated<string>
    end_user_name: Generated<string>
    end_user_address: Generated<string>
    placed_on: string
    starts_on: string
    ends_on: string
    placed: Json
    outcome: string
    decision_id: string
    contract_id: string | null
    placed_by: string
    created_at: Timestamp
  }
  sign_in_failure: {
    email: string
    at: Timestamp
    address: string
  }
  site: {
    account_id: string
    id: string
    name: string
    address: Generated<string>
    city: Generated<string>
    country: string
    zone: string
    owner: Generated<string>
    created_at: Timestamp
    version: Generated<number>
  }
  support_case: {
    account_id: string
    id: string
    number: string
    kind: string
    summary: string
    device_id: string | null
    contract_id: string | null
    offering: string | null
    decision_id: string
    priority: string
    channel: string
    queue: string
    state: string
    customer_reference: Generated<string>
    requester_id: string | null
    owner_id: string | null
    reported_at: Timestamp
    created_at: Timestamp
    updated_at: Timestamp
    terms: Json
    due_at: Timestamp | null
    responded_at: Timestamp | null
    response: string
    escalated_at: Timestamp | null
    closed_at: Timestamp | null
    search: string
    last_event: Generated<number>
    version: Generated<number>
    owner_name: string | null
    alarm_at: Timestamp | null
    steps_done: Json
  }
  text_block: {
    account_id: string
    id: string
    owner_id: string
    owner: string
    team: string | null
    title: string
    text: string
    created_at: Timestamp
    version: Generated<number>
  }
  timer: {
    account_id: string
    id: string
    kind: string
    subject_id: string
    due_at: Timestamp
    rank: Generated<number>
    fired_at: Timestamp | null
    cancelled_at: Timestamp | null
    attempts: Generated<number>
    not_before: Timestamp | null
    error: string | null
  }
  webhook: {
    account_id: string
    id: string
    url: string
    events: string[]
    title: Generated<string>
    generation: Generated<number>
    previous_until: Timestamp | null
    state: string
    disabled_why: string | null
    failing_since: Timestamp | null
    created_at: Timestamp
    created_by: string
    version: Generated<number>
    person_id: string | null
    host: Generated<string>
    slow: Generated<boolean>
  }
  webhook_delivery: {
    account_id: string
    id: string
    webhook_id: string
    outbox_id: string | null
    event: string
    body: string
    created_at: Timestamp
    state: string
    attempts: Generated<number>
    next_try_at: Timestamp
    leased_until: Timestamp | null
    sent_at: Timestamp | null
    tries: Json
  }
}
