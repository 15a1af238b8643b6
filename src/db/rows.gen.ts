// Generated from the migrations by `npm run generate`; never edited.
import type { ColumnType, Generated } from 'kysely'

/** Read as epoch milliseconds, written as a Date. */
type Timestamp = ColumnType<number, Date, Date>
// biome-ignore lint/suspicious/noExplicitAny: each slice parses what it stored at its own door
type Json = ColumnType<any, string, string>

export type Rows = {
  accepted_release: {
    account_id: string
    device_id: string
    seq: number
    release: string
    why: string
    on_day: string
    customer: string
    provider: string
    note: string
    at: Timestamp
  }
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
    request_number: Generated<number>
    addendum_number: Generated<number>
    meeting_number: Generated<number>
    change_number: Generated<number>
    enquiry_number: Generated<number>
    charge_number: Generated<number>
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
  addendum: {
    account_id: string
    id: string
    number: string
    contract_id: string
    title: string
    text: string
    serials: string[]
    options: string[]
    sha256: string
    written_by: string
    written_at: Timestamp
    vendor_signed_by: string | null
    vendor_signed_at: Timestamp | null
    vendor_signed_on: string | null
    customer_signed_by: string | null
    customer_signed_at: Timestamp | null
    customer_signed_on: string | null
    statement_of_work: Generated<boolean>
  }
  advice_entry: {
    account_id: string
    contract_id: string
    seq: number
    duty: string
    text: string
    on_day: string
    case_number: string | null
    question: Json | null
    actor: string
    actor_name: string
    at: Timestamp
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
  agreement_word: {
    agreement: string
    version: string
    word: string
    term: string
    meaning: string
    entered_by: string
    entered_at: Timestamp
  }
  assistance_withdrawal: {
    account_id: string
    request_id: string
    reason: string
    withdrawn_by: string
    at: Timestamp
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
  automation_advice: {
    account_id: string
    contract_id: string
    task: number
    seq: number
    text: string
    given_by: string
    at: Timestamp
  }
  automation_event: {
    account_id: string
    id: string
    contract_id: string
    collector_id: string
    serial: string
    device_id: string | null
    kind: string
    severity: string
    at: Timestamp
    received_at: Timestamp
    text: string
    sent_as: string | null
    fate: string
    case_id: string | null
    decision_id: string | null
    clauses: string[]
    why: string
  }
  automation_fault: {
    account_id: string
    device_id: string
    kind: string
    case_id: string | null
  }
  automation_feed: {
    account_id: string
    id: string
    contract_id: string
    collector_id: string
    source: string
    read_at: Timestamp
    received_at: Timestamp
    digest: Buffer
    listed: number
    speaks: string[]
    unread: Json
    unread_lines: number
    late: boolean
  }
  automation_feed_line: {
    account_id: string
    collector_id: string
    serial: string
    product: string
    release: string
    site: string
    contract_level: string
  }
  automation_file: {
    account_id: string
    id: string
    contract_id: string
    collector_id: string
    device_id: string
    script: string
    script_version: string
    collected_at: Timestamp
    received_at: Timestamp
    name: string
    digest: Buffer
    lines: number
    text: string
    late: boolean
    fates: Json
  }
  automation_plan: {
    account_id: string
    contract_id: string
    text: string
    planned_on: string
    manager_id: string
    manager: string
    engineer_id: string | null
    engineer: string | null
    licence: string | null
    licence_by: string | null
    licence_on: string | null
    enabled_at: Timestamp | null
    live_at: Timestamp | null
    version: number
  }
  automation_task: {
    account_id: string
    contract_id: string
    seq: number
    title: string
    owner: string
    due_on: string
    state: string
    state_by: string
    state_at: Timestamp
  }
  automation_test: {
    account_id: string
    contract_id: string
    seq: number
    trigger: string
    fields: Json
    passed: boolean
    tested_on: string
    tested_by: string
    at: Timestamp
  }
  automation_tool: {
    account_id: string
    contract_id: string
    seq: number
    tool: string
    tool_version: string
    place: string
    installed_on: string
    installed_by: string
    working: boolean
    note: string
    said_by: string
    at: Timestamp
  }
  calendar: {
    id: string
    version: number
    title: string
    data: Json
    created_at: Timestamp
  }
  case_access: {
    account_id: string
    id: string
    case_id: string
    number: number
    level: string
    environment: string
    devices: string[]
    reason: string
    why: string
    wanted_from: Timestamp
    wanted_to: Timestamp
    asked_by: string
    asked_by_id: string | null
    asked_at: Timestamp
    state: string
    granted_level: string | null
    from_at: Timestamp | null
    to_at: Timestamp | null
    answered_by: string | null
    answered_at: Timestamp | null
    answer: Generated<string>
    ended_by: string | null
    ended_at: Timestamp | null
    ended_why: Generated<string>
  }
  case_ask: {
    account_id: string
    case_id: string
    number: number
    item: string
    what: string
    reason: string
    due_on: string
    asked_by: string
    asked_at: Timestamp
    state: string
    answer: Generated<string>
    attachment_id: string | null
    closed_by: string | null
    closed_at: Timestamp | null
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
  case_exclusion: {
    account_id: string
    case_id: string
    number: number
    code: string
    part: string
    how: string
    evidence: Json
    clauses: string[]
    state: string
    marked_by: string
    marked_by_id: string
    marked_at: Timestamp
    decided_by: string | null
    decided_by_id: string | null
    decided_at: Timestamp | null
    decision: Generated<string>
    disputed_by: string | null
    disputed_at: Timestamp | null
    dispute: Generated<string>
    settled_by: string | null
    settled_by_id: string | null
    settled_at: Timestamp | null
    settlement: Generated<string>
  }
  case_link: {
    account_id: string
    case_id: string
    other_id: string
    kind: string
    at: Timestamp
    actor: string
  }
  case_rates: {
    account_id: string
    case_id: string
    currency: string
    hour_amount: number
    holds_from: string
    accepted_by: string
    accepted_at: Timestamp
  }
  case_secret: {
    account_id: string
    case_id: string
    seq: number
    kinds: string[]
    raw: Json
  }
  case_session: {
    account_id: string
    id: string
    access_id: string
    case_id: string
    number: number
    level: string
    engineer: string
    engineer_id: string
    location: string
    exception: string
    join_how: string
    announced_at: Timestamp
    announced_for: Timestamp
    announced_to: string[]
    started_at: Timestamp | null
    ended_at: Timestamp | null
    ended_by: string | null
    done: Generated<string>
  }
  case_session_observer: {
    account_id: string
    session_id: string
    name: string
    said_by: string
    at: Timestamp
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
  case_time: {
    account_id: string
    case_id: string
    number: number
    from_at: Timestamp
    to_at: Timestamp
    what: string
    engineer: string
    engineer_id: string
    lines: Json
    told_at: Timestamp
    told: string[]
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
  change_blackout: {
    account_id: string
    id: string
    site_id: string | null
    starts_at: Timestamp
    ends_at: Timestamp
    reason: string
    lifted_at: Timestamp | null
    made_by: string
  }
  change_event: {
    account_id: string
    change_id: string
    seq: number
    at: Timestamp
    actor: string
    actor_name: string
    side: string
    kind: string
    body: Json
  }
  change_move: {
    account_id: string
    id: string
    change_id: string
    side: string
    actor: string
    actor_name: string
    at: Timestamp
    starts_at: Timestamp
    ends_at: Timestamp
    why: string
    waiver: string
    agreement: string
    state: string
    answered_by: string | null
    answered_at: Timestamp | null
    answer: string
    kind: Generated<string>
  }
  change_plan: {
    account_id: string
    change_id: string
    version: number
    content: Json
    written_by: string
    written_at: Timestamp
  }
  change_window: {
    account_id: string
    id: string
    number: string
    request_id: string
    place: number
    unit: string
    title: string
    state: string
    starts_at: Timestamp
    ends_at: Timestamp
    zone: string
    country: string
    serials: string[]
    engineer_id: string | null
    engineer_name: string
    started_at: Timestamp | null
    ended_at: Timestamp | null
    closed_at: Timestamp | null
    sequence: number
    version: number
    made_at: Timestamp
    presence: Generated<string>
    location: Generated<string>
    open_issues: Generated<number>
    followed_up_by: Generated<string>
  }
  charge: {
    account_id: string
    seq: number
    case_id: string | null
    time_number: number | null
    kind: string
    on_day: string
    minutes: number | null
    hour_amount: number | null
    rate_from: string | null
    amount: number
    currency: string
    clauses: string[]
    actor: string
    at: Timestamp
    counters: number | null
    reason: Generated<string>
    about: string
    request_id: string | null
    proposed_by: string | null
  }
  check_profile: {
    account_id: string
    profile: Json
    changed_by: string
    changed_at: Timestamp
    version: number
  }
  collector: {
    account_id: string
    id: string
    contract_id: string
    name: string
    key_start: string
    key_hash: Buffer
    contact_id: string
    made_by: string
    made_at: Timestamp
    revoked_by: string | null
    revoked_at: Timestamp | null
    last_used_at: Timestamp | null
    last_feed_at: Timestamp | null
    silence_told_at: Timestamp | null
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
  contact_check: {
    account_id: string
    id: string
    person_id: string
    field: string
    value: string
    outcome: string
    note: string
    at: Timestamp
    actor: string
  }
  contact_matrix: {
    account_id: string
    number: number
    parts: Json
    published_at: Timestamp
    published_by: string
  }
  contact_matrix_part: {
    account_id: string
    side: string
    steps: Json
    changed_at: Timestamp
    changed_by: string
    version: number
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
  contact_round: {
    account_id: string
    id: string
    opened_at: Timestamp
    opened_by: string
    running: boolean
    closed_at: Timestamp | null
    closed_by: string | null
  }
  contact_round_person: {
    account_id: string
    round_id: string
    person_id: string
    reminded_at: Timestamp | null
    answered_at: Timestamp | null
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
  contract_advisor: {
    account_id: string
    contract_id: string
    seq: number
    person_id: string | null
    name: string
    theatre: string
    zone: string
    starts_on: string
    why: Generated<string>
    actor: string
    at: Timestamp
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
  contract_listing: {
    account_id: string
    contract_id: string
    country: string
    what: string
    from_on: string
    told_at: Timestamp
  }
  contract_paper: {
    account_id: string
    contract_id: string
    code: string
    version: number
    document_id: string
    note: string
    added_by: string
    added_at: Timestamp
    vendor_agreed_by: string | null
    vendor_agreed_on: string | null
    customer_agreed_by: string | null
    customer_agreed_on: string | null
    outdated_by: string | null
    outdated_on: string | null
    outdated_why: string | null
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
  custom_software: {
    account_id: string
    device_id: string
    statement_of_work: string
    deliverable: string
    designed: boolean
    developed: boolean
    tested: boolean
    licence: string
    components: Json
    said_by: string
    said_at: Timestamp
    version: number
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
    origin_proof: Generated<string>
    host: Generated<string>
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
  document: {
    account_id: string
    id: string
    name: string
    media_type: string
    size_bytes: number
    sha256: string
    secrets: string
    kept_by: string
    kept_at: Timestamp
    held_back: Generated<boolean>
  }
  draft: {
    account_id: string
    case_id: string
    person_id: string
    kind: string
    text: string
    saved_at: Timestamp
  }
  duty_book: {
    account_id: string
    contract_id: string
    seq: number
  }
  duty_cost: {
    account_id: string
    id: string
    participant_id: string
    what: string
    cents: number
    currency: string
    borne_by: string
    agreement: Generated<string>
    at: Timestamp
    actor: string
  }
  duty_engagement: {
    account_id: string
    id: string
    contract_id: string
    kind: string
    title: string
    acts: string[]
    opened_at: Timestamp
    opened_on: string
    starts_on: string | null
    window_starts_at: Timestamp | null
    window_ends_at: Timestamp | null
    zone: string
    ended_on: string | null
    lead_id: string | null
  }
  duty_event: {
    account_id: string
    id: string
    contract_id: string
    seq: number
    engagement_id: string | null
    duty: string
    part: string | null
    kind: string
    at: Timestamp
    on_day: string
    actor: string
    side: string
    text: string
    nothing: Generated<boolean>
    file_id: string | null
    until_day: string | null
    refers_to: string | null
    language: Generated<string>
    as_of: string | null
    source: string | null
    products: Json | null
  }
  duty_file: {
    account_id: string
    id: string
    name: string
    size_bytes: number
    sha256: string
    secrets: string
    at: Timestamp
    actor: string
  }
  duty_loan: {
    account_id: string
    id: string
    contract_id: string
    engagement_id: string | null
    serial: string
    what: string
    purpose: string
    site_id: string
    contact: string
    at: Timestamp
    actor: string
  }
  duty_loan_event: {
    account_id: string
    id: string
    loan_id: string
    seq: number
    kind: string
    at: Timestamp
    happened_at: Timestamp
    on_day: string
    actor: string
    text: string
    amount: string | null
    currency: string | null
    incident: string | null
    refers_to: string | null
  }
  duty_participant: {
    account_id: string
    id: string
    engagement_id: string
    kind: string
    name: string
    email: Generated<string>
    part: string
    coordinator: Generated<string>
    certificate: Generated<string>
    at: Timestamp
    actor: string
    ended_on: string | null
  }
  duty_skill: {
    account_id: string
    id: string
    participant_id: string
    passed: boolean
    note: string
    on_day: string
    at: Timestamp
    actor: string
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
  engineer_absence: {
    account_id: string
    id: string
    engineer_id: string
    starts_at: Timestamp
    ends_at: Timestamp
    reason: string
    ended_at: Timestamp | null
    made_by: string
  }
  engineer_booking: {
    account_id: string
    id: string
    change_id: string
    engineer_id: string
    starts_at: Timestamp
    ends_at: Timestamp
    released_at: Timestamp | null
  }
  engineer_firm: {
    account_id: string
    id: string
    engineer_id: string
    partner_id: string
    starts_on: string
    ends_on: string | null
    made_by: string
  }
  engineer_record: {
    account_id: string
    person_id: string
    offering: string
    seq: number
    trained_on: string | null
    skills: string[]
    note: Generated<string>
    actor: string
    at: Timestamp
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
    overseen: Generated<boolean>
    signed_by: string | null
    signed_at: Timestamp | null
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
  guidance_day: {
    account_id: string
    request_id: string
    on_day: string
    site: string
    country: string
    zone: string
    calendar: string
    opens_at: Timestamp
    closes_at: Timestamp
    half: boolean
    named_by: string
    named_at: Timestamp
  }
  guidance_question: {
    account_id: string
    request_id: string
    seq: number
    on_day: string
    channel: string
    topic: string
    about: string
    text: string
    asked_by: string
    asked_by_id: string | null
    asked_at: Timestamp
    logged_by: string
    decision_id: string
    answer: string | null
    advice: Generated<string>
    recommendation: Generated<string>
    answered_by: string | null
    answered_at: Timestamp | null
    case_number: string | null
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
  legal_hold: {
    account_id: string
    id: string
    device_id: string
    source: string
    why: string
    set_by: string
    set_at: Timestamp
    cleared_by: string | null
    cleared_at: Timestamp | null
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
  meeting: {
    account_id: string
    id: string
    number: string
    kind: string
    title: string
    series_id: string | null
    planned_on: string
    contract_id: string | null
    about_kind: string | null
    about_id: string | null
    starts_at: Timestamp
    minutes: number
    zone: string
    mode: string
    place: string
    statement: string
    topics: string[]
    clauses: string[]
    lead_id: string | null
    lead_name: string
    state: string
    side: string | null
    reason: string
    moved: string
    provider_invited: boolean
    outcome: Json | null
    sequence: number
    invited_at: Timestamp | null
    version: number
    made_at: Timestamp
    location: Generated<string>
    agreement: Generated<string>
  }
  meeting_action: {
    account_id: string
    id: string
    meeting_id: string
    text: string
    about: string | null
    owner_id: string | null
    owner_name: string
    side: string
    due_on: string
    state: string
    settled_at: Timestamp | null
    settled_by: string | null
    note: string
    version: number
    made_by: string
    made_at: Timestamp
  }
  meeting_draft: {
    account_id: string
    meeting_id: string
    text: string
    decisions: string[]
    version: number
    actor: string
    at: Timestamp
  }
  meeting_event: {
    account_id: string
    meeting_id: string
    seq: number
    at: Timestamp
    actor: string
    kind: string
    text: string
  }
  meeting_item: {
    account_id: string
    id: string
    meeting_id: string
    place: number
    source: string
    ref: string
    title: string
    note: string
    added_by: string
    removed: boolean
  }
  meeting_minutes: {
    account_id: string
    meeting_id: string
    version: number
    text: string
    decisions: string[]
    why: string
    actor: string
    at: Timestamp
  }
  meeting_person: {
    account_id: string
    id: string
    meeting_id: string
    person_id: string | null
    name: string
    email: string
    side: string
    answer: string
    answered_at: Timestamp | null
    answered_by: string
    attended: boolean | null
    removed: boolean
  }
  meeting_series: {
    account_id: string
    id: string
    contract_id: string
    kind: string
    title: string
    clauses: string[]
    rule: Json
    first_on: string
    until: string
    start_time: string
    minutes: number
    zone: string
    mode: string
    place: string
    statement: string
    lead_id: string
    lead_name: string
    made_by: string
    made_at: Timestamp
    location: Generated<string>
  }
  network_report: {
    account_id: string
    contract_id: string
    kind: string
    starts_on: string
    ends_on: string
    version: number
    due_on: string | null
    content: string
    sha256: string
    why: Generated<string>
    sent_by: string
    sent_by_name: string
    sent_at: Timestamp
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
  onboarding_event: {
    account_id: string
    id: string
    contract_id: string
    seq: number
    item: string
    state: string
    on_day: string
    text: string
    document_id: string | null
    meeting: string | null
    at: Timestamp
    actor: string
  }
  onboarding_record: {
    account_id: string
    request_id: string
    seq: number
    item: string
    body: Json
    said_by: string
    at: Timestamp
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
  paper_offer: {
    account_id: string
    contract_id: string
    code: string
    seq: number
    what: string
    amount: number
    currency: string
    offered_by: string
    offered_at: Timestamp
    accepted_by: string | null
    accepted_at: Timestamp | null
  }
  part_performer: {
    account_id: string
    id: string
    customer_id: string
    contract_id: string
    part: string
    engineer_id: string
    engineer_name: string
    partner_id: string | null
    starts_on: string
    ended_on: string | null
    made_by: string
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
    site_id: string | null
    left_on: string | null
    seen_at: Timestamp | null
    left_told_at: Timestamp | null
  }
  planned_change: {
    account_id: string
    id: string
    contract_id: string
    number: number
    kind: string
    title: string
    on_day: string
    case_from: string | null
    case_by: string | null
    planned_by: string
    planned_at: Timestamp
    case_number: string | null
    case_opened_on: string | null
    withdrawn_by: string | null
    withdrawn_at: Timestamp | null
    withdrawn_why: string | null
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
  portal_resource: {
    id: string
    area: string
    title: string
    text: Generated<string>
    url: string
    service: string | null
    starts_on: string
    ends_on: string | null
    added_by: string
    added_at: Timestamp
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
  reconciliation: {
    account_id: string
    id: string
    number: number
    list_name: string
    opened_at: Timestamp
    opened_by: string
    compared: string[]
    listed: number
    held: number
    same: number
    unread: Json
    state: string
    provider_signed_by: string | null
    provider_signed_at: Timestamp | null
    customer_signed_by: string | null
    customer_signed_at: Timestamp | null
    closed_at: Timestamp | null
    source: Generated<string>
    read_at: Timestamp | null
  }
  reconciliation_difference: {
    account_id: string
    reconciliation_id: string
    id: string
    serial: string
    field: string
    theirs: string
    ours: string
    owner: string
    decision: string | null
    reason: Generated<string>
    done: Generated<string>
    settled_by: string | null
    settled_at: Timestamp | null
  }
  reconciliation_event: {
    account_id: string
    id: string
    reconciliation_id: string
    seq: number
    at: Timestamp
    actor: string
    kind: string
    text: string
  }
  release_plan: {
    account_id: string
    contract_id: string
    seq: number
    serials: string[]
    current_release: string
    target_release: string
    features: string
    problems: string
    risks: string
    benefits: string
    advice: string
    written_by: string
    written_at: Timestamp
    issued_by: string | null
    issued_at: Timestamp | null
    decision: string | null
    decided_by: string | null
    decided_at: Timestamp | null
  }
  release_proposal: {
    account_id: string
    id: string
    device_id: string
    release: string
    why: string
    side: string
    proposed_by: string
    proposed_at: Timestamp
    outcome: string | null
    answered_by: string | null
    answered_at: Timestamp | null
    answer: Generated<string>
  }
  reply_address: {
    account_id: string
    id: string
    case_id: string
    person_id: string
    key_version: number
    issued_at: Timestamp
  }
  request_charge: {
    account_id: string
    request_id: string
    number: number
    amount: number
    currency: string
    duty: string
    clauses: string[]
    reason: string
    state: string
    proposed_by: string
    proposed_by_id: string
    proposed_at: Timestamp
    decided_by: string | null
    decided_by_id: string | null
    decided_at: Timestamp | null
    decision: Generated<string>
    line: number | null
  }
  request_deliverable: {
    account_id: string
    request_id: string
    code: string
    title: string
    clauses: string[]
    due_on: string
    waived_by: string | null
    waived_why: string | null
  }
  request_event: {
    account_id: string
    request_id: string
    seq: number
    at: Timestamp
    actor: string
    actor_name: string
    kind: string
    body: Json
  }
  request_exception: {
    account_id: string
    id: string
    request_id: string
    kind: string
    place: number | null
    what: string
    why: string
    asked_by: string
    asked_at: Timestamp
    state: string
    answered_by: string | null
    answered_at: Timestamp | null
    answer: string
    cents: number | null
    currency: string | null
  }
  request_paper: {
    account_id: string
    request_id: string
    code: string
    version: number
    text: string
    document_id: string | null
    review: string | null
    sha256: string
    sent_by: string
    sent_at: Timestamp
    sign_by: string | null
    signed_by: string | null
    signed_at: Timestamp | null
    outcome: string | null
    reason: string | null
    language: Generated<string>
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
  review_reading: {
    account_id: string
    review_id: string
    person_id: string
    read_at: Timestamp
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
    agreement: Generated<string>
  }
  review_talk_strike: {
    account_id: string
    talk_id: string
    why: string
    struck_by: string
    struck_at: Timestamp
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
  root_cause: {
    account_id: string
    request_id: string
    version: number
    content: Json
    written_by: string
    written_at: Timestamp
    paper: number | null
    delivered_at: Timestamp | null
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
  service_request: {
    account_id: string
    id: string
    number: string
    contract_id: string
    offering: string
    offering_version: number
    service: string
    title: string
    state: string
    asked_by: string
    asked_by_id: string | null
    asked_at: Timestamp
    wanted: Json
    scope: Json | null
    engineer: Generated<string>
    task_order: number | null
    movement_id: string | null
    active_on: string | null
    first_day: string | null
    last_day: string | null
    commenced_at: Timestamp | null
    closed_at: Timestamp | null
    paused_on: string | null
    paused_why: string | null
    version: Generated<number>
  }
  service_unit: {
    account_id: string
    id: string
    contract_id: string
    service: string
    bought: number
    used: Generated<number>
    bought_on: string
    po_number: string
    price_list: string
    cents: number
    currency: string
  }
  service_unit_use: {
    account_id: string
    unit_id: string
    request_id: string
    units: number
    given_back_at: Timestamp | null
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
  software_direction: {
    account_id: string
    id: string
    release_id: string
    unit: string
    text: string
    due_on: string
    directed_by: string
    directed_at: Timestamp
    state: string
    closed_by: string | null
    closed_at: Timestamp | null
  }
  software_download: {
    account_id: string
    id: string
    release_id: string
    document_id: string
    taken_by: string
    taken_by_id: string | null
    taken_at: Timestamp
    until: Timestamp
  }
  software_enquiry: {
    account_id: string
    id: string
    number: string
    device_id: string
    act: string
    text: string
    asked_by: string
    asked_by_id: string | null
    asked_at: Timestamp
    decision_id: string
    answer: string | null
    document_id: string | null
    answered_by: string | null
    answered_at: Timestamp | null
  }
  software_event: {
    account_id: string
    device_id: string
    seq: number
    at: Timestamp
    actor: string
    actor_name: string
    kind: string
    body: Json
  }
  software_file: {
    account_id: string
    release_id: string
    document_id: string
  }
  software_installation: {
    account_id: string
    id: string
    release_id: string
    direction_id: string | null
    installed_on: string
    place: string
    outcome: string
    note: string
    said_by: string
    at: Timestamp
  }
  software_release: {
    account_id: string
    id: string
    device_id: string
    version: string
    kind: string
    base: string
    component: string
    problems: Json
    gathers: Json
    features: Json
    features_why: string
    notes: string
    licence: string
    language: string
    language_why: string
    state: string
    written_by: string
    written_at: Timestamp
    published_by: string | null
    published_at: Timestamp | null
    withdrawn_by: string | null
    withdrawn_at: Timestamp | null
    withdrawn_why: string | null
    row_version: number
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
    miss_explained: Generated<boolean>
  }
  task_order: {
    account_id: string
    request_id: string
    version: number
    content: Json
    sha256: string
    provider_signed_by: string
    provider_signed_at: Timestamp
    customer_signed_by: string | null
    customer_signed_at: Timestamp | null
    turned_down_by: string | null
    turned_down_at: Timestamp | null
    turned_down_why: string | null
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
  webinar: {
    id: string
    theatre: string
    title: string
    topic: string
    about: string
    host: string
    starts_at: Timestamp
    minutes: number
    zone: string
    capacity: number
    state: string
    reason: string
    held_on: string | null
    post_by: string | null
    recording: string | null
    posted_at: Timestamp | null
    posted_on: string | null
    made_by: string
    version: number
  }
  webinar_answer: {
    account_id: string
    question_id: string
    seq: number
    text: string
    live: boolean
    name: string
    actor: string
    at: Timestamp
  }
  webinar_question: {
    account_id: string
    id: string
    webinar_id: string
    person_id: string
    name: string
    text: string
    shown: Generated<string>
    asked_at: Timestamp
    owner_id: string | null
    owner_name: Generated<string>
  }
  webinar_seat: {
    account_id: string
    webinar_id: string
    person_id: string
    name: string
    state: string
    attended: boolean | null
    at: Timestamp
  }
}
