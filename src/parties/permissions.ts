/**
 * Who may do what: the one reviewed table (section C of the notes across the five documents). The server asks it
 * before every operation, the portal draws its buttons from it, and neither has a rule of its own beside it.
 */

export const roles = {
  AD: { side: 'provider', title: 'Administrator of this installation' },
  SO: { side: 'provider', title: 'Sales and order desk' },
  CE: { side: 'provider', title: 'Contracts and entitlement' },
  QA: { side: 'provider', title: 'Qualification approver' },
  JT: { side: 'provider', title: 'JTAC engineer' },
  SJ: { side: 'provider', title: 'Senior JTAC engineer' },
  ED: { side: 'provider', title: 'Escalation desk' },
  TA: { side: 'provider', title: 'Technical Services Advisor' },
  SM: { side: 'provider', title: 'Service manager' },
  AE: { side: 'provider', title: 'Advanced Services engineer' },
  PM: { side: 'provider', title: 'Project manager or lead consultant' },
  CC: { side: 'provider', title: 'Customer Care' },
  ME: { side: 'provider', title: 'Subject matter expert' },
  FI: { side: 'provider', title: 'Finance' },
  EX: { side: 'provider', title: 'Export compliance' },
  PA: { side: 'provider', title: 'Policy and catalogue' },
  MG: { side: 'provider', title: 'Management' },
  AU: { side: 'provider', title: 'Auditor' },
  RS: { side: 'partner', title: 'Reseller' },
  DI: { side: 'partner', title: 'Distributor' },
  OS: { side: 'partner', title: 'Operate Specialist' },
  SB: { side: 'partner', title: 'Subcontractor' },
  LC: { side: 'customer', title: 'Lead contact' },
  NC: { side: 'customer', title: 'Named contact' },
  XP: { side: 'customer', title: 'Certified expert' },
  SG: { side: 'customer', title: 'Sign-off contact' },
  UU: { side: 'customer', title: 'User' },
  CL: { side: 'machine', title: 'Collector' },
} as const satisfies Readonly<Record<string, { side: 'provider' | 'partner' | 'customer' | 'machine'; title: string }>>

export type Role = keyof typeof roles

/** Work of the provider that a person belongs to. */
export const teams = {
  'frontline-tac': 'Frontline TAC',
  'senior-tac': 'Senior TAC',
  'escalation-desk': 'Escalation desk',
  advisors: 'Technical Services Advisors',
  'service-managers': 'Service managers',
  engineers: 'Advanced Services engineers',
  'customer-care': 'Customer Care',
  contracts: 'Contracts',
  finance: 'Finance',
  management: 'Management',
} as const

const staff = ['AD', 'SO', 'CE', 'QA', 'JT', 'SJ', 'ED', 'TA', 'SM', 'AE', 'PM', 'CC', 'ME', 'FI', 'EX', 'PA', 'MG', 'AU'] as const
const customer = ['LC', 'NC', 'XP', 'SG', 'UU'] as const
const tac = ['JT', 'SJ'] as const

type Row = {
  readonly title: string
  readonly roles: readonly Role[]
  /** What a service description says of a role that holds it on purpose not. */
  readonly barred?: Partial<Readonly<Record<Role, string>>>
}

/** Each permission and the roles that hold it. A customer's role holds it for its own account, a partner's for accounts linked to it. */
export const matrix = {
  'account.read': { title: 'See the account', roles: [...staff, ...customer, 'RS', 'DI', 'OS'] },
  'account.edit': { title: 'Open and edit accounts', roles: ['AD', 'CE', 'CC'] },
  'site.edit': { title: 'Edit sites', roles: ['AD', 'SM', 'CC', 'LC', 'NC', 'RS', 'OS'] },
  'people.read': { title: 'See people and contact roles', roles: [...staff, ...customer, 'OS'] },
  'people.edit': { title: 'Add people, change roles, switch leavers off', roles: ['AD', 'CC', 'LC'] },
  'contacts.maintain': { title: 'Maintain named contacts', roles: ['CC', 'OS', 'LC'] },
  'matrix.edit': { title: 'Write the contact matrix', roles: ['TA', 'SM', 'CC', 'LC', 'OS'] },
  'matrix.publish': { title: 'Publish the contact matrix', roles: ['TA', 'SM'] },
  'contact-data.check': { title: 'Check what is held of contacts', roles: ['TA', 'SM', 'CC', 'LC'] },
  'contact-data.own': { title: 'Confirm what is held of oneself', roles: [...customer] },
  'leaver.read': { title: 'See who has left or was not seen for long', roles: ['AD', 'TA', 'SM', 'CC', 'AU', 'LC'] },
  'expert.ask': { title: 'Ask for a certified expert', roles: ['LC'] },
  'expert.grant': { title: 'Grant a certified expert', roles: ['CE', 'TA'] },
  'staff.edit': { title: "Edit the provider's staff", roles: ['AD'] },
  'key.own': {
    title: 'Make API keys for oneself',
    roles: [...staff.filter((role) => role !== 'AU'), 'LC', 'NC', 'OS', 'RS'],
  },
  'device.read': { title: 'See devices and their cover', roles: [...staff, ...customer, 'RS', 'DI', 'OS'] },
  'device.register': { title: 'Register serials and sites', roles: ['SM', 'CC', 'RS', 'DI', 'OS', 'LC', 'NC'] },
  'device.mark': { title: 'Mark gray-market, third-party or modified devices', roles: ['CE', 'SM', 'CC', 'JT', 'SJ'] },
  'device-data.read': {
    title: 'See configurations and answers of devices, and what was found in them',
    roles: ['AD', ...tac, 'ED', 'TA', 'SM', 'AE', 'PM', 'AU', 'LC', 'NC', 'XP', 'OS'],
  },
  'device-data.take': {
    title: 'Bring configurations and answers of devices in',
    roles: [...tac, 'TA', 'SM', 'AE', 'LC', 'NC', 'XP', 'OS'],
  },
  'check-profile.edit': { title: 'Edit the profile of checks of an account', roles: ['TA', 'SM', 'AE', 'LC', 'OS'] },
  'review.read': { title: 'See reviews', roles: ['AD', ...tac, 'TA', 'SM', 'AE', 'PM', 'MG', 'AU', 'LC', 'NC', 'XP', 'SG', 'OS'] },
  'review.edit': { title: 'Make, write and release reviews', roles: ['TA', 'SM', 'AE', 'PM'] },
  'meeting.read': {
    title: 'See meetings, agendas and minutes',
    roles: ['AD', ...tac, 'ED', 'TA', 'SM', 'AE', 'PM', 'CC', 'MG', 'AU', 'LC', 'NC', 'XP', 'SG', 'OS'],
  },
  'meeting.run': { title: 'Plan, hold and minute meetings', roles: ['TA', 'SM', 'AE', 'PM'] },
  'meeting.join': {
    title: 'Answer invitations, add to agendas, settle own actions, ask for a review and enter project meetings',
    roles: [...tac, 'ED', 'TA', 'SM', 'AE', 'PM', 'CC', 'LC', 'NC', 'XP', 'SG', 'OS'],
  },
  'webinar.read': { title: 'See webinars and their recordings', roles: [...staff, ...customer] },
  'webinar.join': { title: 'Register for webinars', roles: [...customer] },
  'webinar.edit': { title: 'Plan webinars, and post their recordings', roles: ['TA', 'SM', 'ME'] },
  'reconciliation.settle': {
    title: "Compare the customer's list of devices and settle what differs",
    roles: ['SM', 'CC', 'LC', 'NC', 'OS'],
  },
  'reconciliation.sign': { title: 'Sign that both lists agree', roles: ['SM', 'LC', 'NC'] },
  'onboarding.read': {
    title: 'See how far a contract is set up',
    roles: ['AD', 'CE', 'TA', 'SM', 'AE', 'PM', 'CC', 'MG', 'AU', 'LC', 'NC', 'SG', 'OS'],
  },
  'onboarding.tick': { title: 'Say what is set up, with what shows it', roles: ['TA', 'SM', 'AE', 'PM'] },
  'lifecycle.edit': { title: 'Load and edit lifecycle dates', roles: ['AD', 'PA', 'SM', 'TA'] },
  'contract.read': { title: 'See contracts', roles: [...staff, ...customer, 'RS', 'DI', 'OS'] },
  'order.read': {
    title: 'See orders',
    roles: ['AD', 'SO', 'CE', 'QA', 'CC', 'FI', 'EX', 'AU', 'MG', 'RS', 'DI', 'OS', 'LC'],
  },
  'order.place': { title: 'Order a service', roles: ['SO', 'CE', 'RS', 'DI', 'OS', 'LC'] },
  'contract.activate': { title: 'Activate a contract and record base contracts', roles: ['CE'] },
  'credit.read': {
    title: 'See credits',
    roles: ['AD', 'SO', 'CE', 'TA', 'SM', 'AE', 'PM', 'CC', 'FI', 'MG', 'AU', 'LC', 'NC', 'SG', 'RS', 'OS'],
  },
  'credit.buy': { title: 'Enter credits that were bought', roles: ['SO', 'CE'] },
  'credit.correct': { title: 'Propose and make corrections of credits', roles: ['SO', 'CE', 'FI'] },
  'request.read': {
    title: 'See work by arrangement',
    roles: ['AD', 'SO', 'CE', ...tac, 'ED', 'TA', 'SM', 'AE', 'PM', 'CC', 'FI', 'MG', 'AU', 'LC', 'NC', 'SG', 'OS'],
  },
  'request.ask': { title: 'Ask for a service', roles: ['SM', 'AE', 'PM', 'CC', 'LC', 'NC', 'OS'] },
  'request.plan': { title: 'Assess requests, write task orders', roles: ['CE', 'SM', 'AE', 'PM'] },
  'request.work': { title: 'Do the work of a request and send what was made', roles: ['SM', 'AE', 'PM'] },
  'request.charge': { title: 'Approve what a missed duty costs', roles: ['FI', 'MG'] },
  'request.agree': { title: 'Approve task orders', roles: ['LC', 'NC', 'OS'] },
  'request.redeem': { title: 'Redeem credits for a service', roles: ['LC', 'NC', 'OS'] },
  'request.sign': { title: 'Sign for what was done', roles: ['SG', 'LC', 'NC'] },
  'request.cancel': { title: 'Call a request off', roles: ['SM', 'AE', 'PM', 'LC', 'NC', 'OS'] },
  'automation.send': { title: 'Send what a collector read and detected', roles: ['CL'] },
  'collector.edit': { title: 'Make and revoke keys of collectors', roles: ['SM', 'AE', 'LC', 'NC'] },
  'licence.accept': { title: 'Accept the licence of automation tools', roles: ['LC', 'NC'] },
  'readiness.read': { title: 'See how ready partners were found', roles: ['SM', 'AE', 'PM', 'MG', 'AU', 'RS', 'DI', 'OS'] },
  'change.read': {
    title: 'See change windows',
    roles: ['AD', 'SO', 'CE', ...tac, 'ED', 'TA', 'SM', 'AE', 'PM', 'CC', 'MG', 'AU', 'LC', 'NC', 'XP', 'SG', 'OS'],
  },
  'change.take-part': { title: 'Plan changes and take part in their windows', roles: [...tac, 'SM', 'AE', 'PM', 'LC', 'NC', 'XP', 'OS'] },
  'change.agree': { title: 'Agree on the time of a change', roles: ['SM', 'AE', 'PM', 'LC', 'NC', 'OS'] },
  'change.run': { title: 'Assign engineers, begin and end windows, write their reviews', roles: ['SM', 'AE', 'PM'] },
  'paper.write': { title: 'Keep the documents that a contract builds on, and offer to write them', roles: ['CE', 'AE', 'PM'] },
  'paper.agree': { title: 'Agree to documents that a contract builds on', roles: ['CE', 'AE', 'PM', 'LC', 'NC'] },
  'paper.accept-price': { title: 'Accept a price for writing a document', roles: ['LC'] },
  'software.read': {
    title: 'See custom software and its releases',
    roles: ['AD', 'SO', 'CE', ...tac, 'ED', 'TA', 'SM', 'AE', 'PM', 'CC', 'MG', 'AU', 'LC', 'NC', 'XP', 'SG', 'UU', 'OS'],
  },
  'software.edit': { title: 'Describe custom software and write its releases', roles: ['SJ', 'AE', 'PM'] },
  'software.publish': { title: 'Publish and withdraw releases of custom software', roles: ['SJ', 'AE', 'PM'] },
  'software.direct': { title: 'Direct that a release is installed', roles: [...tac, 'AE', 'PM'] },
  'software.take': { title: 'Download releases of custom software', roles: [...tac, 'AE', 'PM', 'LC', 'NC', 'XP', 'OS'] },
  'software.install': { title: 'Say what became of an installation', roles: [...tac, 'AE', 'PM', 'LC', 'NC', 'XP', 'OS'] },
  'software.agree': { title: 'Move the agreed release', roles: ['SJ', 'AE', 'PM', 'LC', 'NC'] },
  'software.ask': {
    title: 'Ask for work that custom software support leaves out',
    roles: [...tac, 'AE', 'PM', 'CC', 'LC', 'NC', 'XP', 'OS'],
  },
  'software.quote': { title: 'Answer enquiries for custom work', roles: ['SO', 'AE', 'PM'] },
  'addendum.edit': { title: 'Write addenda', roles: ['CE', 'SM', 'PM'] },
  'addendum.sign': { title: 'Sign addenda', roles: ['CE', 'LC'] },
  'document.read': {
    title: 'See documents',
    roles: ['AD', 'CE', ...tac, 'TA', 'SM', 'AE', 'PM', 'CC', 'MG', 'AU', 'LC', 'NC', 'XP', 'SG', 'OS'],
  },
  'document.add': { title: 'Keep documents', roles: ['CE', ...tac, 'TA', 'SM', 'AE', 'PM', 'CC', 'LC', 'NC', 'XP', 'SG', 'OS'] },
  'duty.read': {
    title: 'See what each side owes',
    roles: ['AD', 'CE', ...tac, 'ED', 'TA', 'SM', 'AE', 'PM', 'CC', 'FI', 'EX', 'MG', 'AU', 'LC', 'NC', 'XP', 'SG', 'OS'],
  },
  'duty.board': { title: 'See what is overdue over all accounts', roles: ['AD', 'CE', 'TA', 'SM', 'AE', 'PM', 'MG', 'AU'] },
  'duty.meet': {
    title: 'Give evidence for a duty, and say that one is not met',
    roles: ['TA', 'SM', 'AE', 'PM', 'EX', 'LC', 'NC', 'SG', 'OS'],
  },
  'duty.notify': { title: 'Give notice that a duty cannot be met', roles: ['LC', 'NC', 'SG', 'OS'] },
  'skill.assess': { title: 'Say whether people show the skill that work needs', roles: ['AE', 'PM'] },
  'participant.cost': { title: 'Write what third parties cost', roles: ['SM', 'AE', 'PM', 'FI', 'LC', 'NC', 'OS'] },
  'duty.waive': { title: 'Waive a duty of the customer', roles: [...tac, 'TA', 'SM', 'AE', 'PM'] },
  'duty.ask': { title: 'Ask the customer for what it owes', roles: [...tac, 'TA', 'SM', 'AE', 'PM'] },
  'engagement.edit': { title: 'Open, move and end work under a contract', roles: ['TA', 'SM', 'AE', 'PM'] },
  'loan.edit': { title: 'Lend equipment and take it back', roles: ['SM', 'AE', 'PM'] },
  'loan.handle': { title: 'Confirm equipment that is lent, and report damage', roles: ['SM', 'AE', 'PM', 'LC', 'NC'] },
  'loan.charge': { title: 'Decide about a charge for lent equipment', roles: ['FI'] },
  'qualification.read': { title: 'See qualifications', roles: ['SO', 'CE', 'QA', 'EX', 'AU', 'MG', 'RS', 'OS', 'LC'] },
  'qualification.decide': { title: 'Qualify an end user', roles: ['QA'] },
  'decision.read': { title: 'Read decisions', roles: [...staff, ...customer, 'OS', 'RS'] },
  'decision.preview': { title: 'Ask what would be decided', roles: [...staff, ...customer, 'OS', 'RS', 'DI'] },
  'advisory.read': { title: 'See what is published about the software', roles: [...staff, ...customer, 'RS', 'DI', 'OS'] },
  'advisory.edit': { title: 'Load, write and publish records', roles: ['AD', 'SJ', 'TA', 'SM', 'AE', 'PA'] },
  'exposure.read': {
    title: 'See which devices published records are about',
    roles: ['AD', ...tac, 'ED', 'TA', 'SM', 'AE', 'PM', 'CC', 'MG', 'AU', 'LC', 'NC', 'XP', 'OS'],
  },
  'exposure.acknowledge': { title: 'Say why a device may stay as it is', roles: ['TA', 'SM', 'AE', 'LC', 'NC', 'OS'] },
  'exposure.call': { title: 'Say whether a record is relevant, and settle it', roles: ['TA', 'AE', 'PM'] },
  'clause.read': { title: 'See clauses and policies', roles: [...staff, ...customer, 'RS', 'DI', 'OS', 'SB'] },
  'policy.edit': { title: 'Edit policies, catalogue and calendars', roles: ['PA'] },
  'resource.edit': { title: 'Edit what the portal offers', roles: ['AD', 'CC', 'PA'] },
  'policy.approve': { title: 'Approve policies, catalogue and calendars', roles: ['CE', 'FI', 'EX', 'AD'] },
  'case.read': {
    title: 'See cases',
    roles: ['AD', ...tac, 'ED', 'TA', 'SM', 'AE', 'PM', 'CC', 'MG', 'AU', 'CE', 'LC', 'NC', 'XP', 'UU', 'OS', 'RS', 'DI'],
  },
  'case.open': { title: 'Open a case', roles: [...tac, 'TA', 'CC', 'OS', 'LC', 'NC', 'XP', 'UU'] },
  'case.open-expert': { title: 'Open a P1 or P2 with senior engineers', roles: [...tac, 'OS', 'NC', 'XP'] },
  'case.update': {
    title: 'Add to a case',
    roles: [...tac, 'ED', 'TA', 'AE', 'PM', 'CC', 'OS', 'LC', 'NC', 'XP', 'UU'],
  },
  'case.note': { title: 'Write internal notes', roles: [...tac, 'ED', 'TA', 'SM', 'AE', 'PM', 'CC'] },
  'case.respond': { title: 'Log the first response', roles: [...tac] },
  'case.priority': { title: 'Change the priority', roles: [...tac] },
  'case.reveal': { title: 'See what is masked in a case', roles: [...tac, 'ED'] },
  'case.assign': {
    title: 'Take and hand over cases',
    roles: [...tac, 'ED', 'CC'],
    barred: { SM: 'a service manager advises on cases and owns none (MSP-3.1.1.g)' },
  },
  'case.work': { title: 'Move a case through its states', roles: [...tac, 'CC'] },
  'case.close': { title: 'Agree to close, or reopen', roles: [...tac, 'CC', 'OS', 'LC', 'NC', 'XP', 'UU'] },
  'case.access-work': { title: 'Ask for access to a network, and work on it', roles: [...tac] },
  'case.access-grant': { title: 'Grant, decline and revoke access to the network', roles: ['LC', 'NC'] },
  'case.access-watch': { title: 'Say who watches a session', roles: [...tac, 'LC', 'NC', 'XP', 'UU'] },
  'case.exclude': { title: 'Mark a part of a case as not served', roles: [...tac] },
  'case.exclude-decide': { title: 'Confirm and settle what is not served', roles: ['SM', 'MG'] },
  'case.exclude-dispute': { title: 'Dispute what is not served', roles: ['LC', 'NC', 'XP', 'OS'] },
  'case.accept-rates': { title: 'Accept the rates for work that is charged', roles: ['LC'] },
  'case.log-time': { title: 'Write down time that is charged', roles: [...tac] },
  'case.end-efforts': { title: 'End the efforts on a case without a solution', roles: ['SM', 'MG'] },
  'charge.read': { title: 'See what work is charged', roles: ['AD', 'CE', ...tac, 'SM', 'FI', 'MG', 'AU', 'LC', 'NC'] },
  'charge.bill': { title: 'Charge work, and correct charges', roles: ['FI'] },
  'rma.edit': { title: 'Handle returns', roles: [...tac, 'CC'] },
  'escalation.read': {
    title: 'See escalations',
    roles: ['AD', ...tac, 'ED', 'TA', 'SM', 'AE', 'MG', 'AU', 'LC', 'NC', 'XP', 'OS', 'UU', 'RS', 'DI'],
  },
  'escalation.raise': { title: 'Ask for escalation', roles: [...tac, 'ED', 'TA', 'SM', 'OS', 'LC', 'NC', 'XP', 'UU'] },
  'escalation.run': { title: 'Lead an escalation', roles: ['SJ', 'ED', 'TA', 'SM'] },
  'escalation.sign': { title: 'Sign escalations off that one oversees', roles: ['SM'] },
  'roster.read': { title: 'See who is on call', roles: ['AD', ...tac, 'ED', 'TA', 'SM', 'CC', 'MG', 'AU'] },
  'roster.edit': { title: 'Edit rosters', roles: ['AD', 'SJ', 'ED', 'MG'] },
  'roster.swap': { title: 'Put somebody else on call for a while, and hand over', roles: ['AD', ...tac, 'ED', 'TA', 'CC', 'MG'] },
  'page.acknowledge': { title: 'Answer a call of the desk', roles: [...tac, 'ED', 'TA', 'SM', 'CC', 'MG'] },
  'queue.read': { title: "See the desk's queue", roles: ['AD', ...tac, 'ED', 'TA', 'SM', 'CC', 'MG', 'AU'] },
  'day.read': { title: 'See what is due over all accounts', roles: ['AD', 'CE', 'TA', 'SM', 'AE', 'PM', 'MG', 'AU'] },
  'proof.read': { title: 'See what was promised and what was delivered', roles: [...staff, 'LC', 'NC', 'SG', 'OS'] },
  'engineer-record.write': { title: 'Put on record what engineers are trained in', roles: ['CE', 'CC', 'AE', 'PM', 'LC', 'NC'] },
  'advice.read': {
    title: 'See what the advisor of a contract does',
    roles: ['AD', 'CE', ...tac, 'ED', 'TA', 'SM', 'AE', 'CC', 'MG', 'AU', 'LC', 'NC', 'XP'],
  },
  'advice.log': { title: 'Write down what an advisor did', roles: ['TA'] },
  'planned-change.read': {
    title: 'See planned changes and the cases ahead of them',
    roles: ['AD', 'CE', ...tac, 'ED', 'TA', 'SM', 'AE', 'CC', 'MG', 'AU', 'LC', 'NC', 'XP', 'UU', 'OS'],
  },
  'planned-change.edit': {
    title: 'Enter planned changes and link the cases ahead of them',
    roles: ['TA', 'SM', 'AE', 'LC', 'NC', 'XP', 'OS'],
  },
  'release-plan.decide': { title: 'Decide on a plan of a release upgrade', roles: ['LC', 'NC', 'XP'] },
  'advisor.name': { title: 'Name the advisor of a contract', roles: ['CE', 'SM', 'MG'] },
  'network-report.read': {
    title: 'See reports about a network',
    roles: ['AD', 'CE', ...tac, 'ED', 'TA', 'SM', 'AE', 'CC', 'MG', 'AU', 'LC', 'NC'],
  },
  'network-report.send': { title: 'Send reports about a network', roles: ['TA', 'SM'] },
  'report.read': { title: 'See figures of the desk', roles: ['AD', 'SJ', 'ED', 'TA', 'SM', 'CC', 'MG', 'AU', 'LC', 'OS'] },
  'outbox.read': { title: 'See what was sent', roles: ['AD', 'AU'] },
  'mail.read': { title: 'See mail that came in', roles: ['AD', ...tac, 'ED', 'CC', 'AU'] },
  'mail.decide': { title: 'Release or discard mail that came in', roles: [...tac, 'CC'] },
  'webhook.edit': { title: 'Edit webhooks and see what they were sent', roles: ['AD', 'CC', 'LC'] },
  'audit.read': { title: 'Read and verify the audit trail', roles: ['AD', 'AU'] },
  'scenario.play': { title: 'Play scenarios', roles: ['SO', 'CE', 'PA', 'AD'] },
} as const satisfies Readonly<Record<string, Row>>

export type Permission = keyof typeof matrix

export const permissions: ReadonlySet<string> = new Set(Object.keys(matrix))

/**
 * Whether somebody with these roles holds a permission.
 * @returns undefined when they do, else in words what is missing
 */
export function lacks(held: readonly string[], permission: Permission): string | undefined {
  const { title, roles: allowed, barred }: Row = matrix[permission]
  if (held.some((role) => (allowed as readonly string[]).includes(role))) return undefined
  const sides: ReadonlySet<string> = new Set(held.map((role) => roles[role as Role]?.side))
  // which of the provider's people may do it says nothing to somebody who never can
  if (held.length > 0 && allowed.every((role) => roles[role].side === 'provider') && !sides.has('provider'))
    return `"${title}" belongs to the staff of the provider`
  const names = allowed
    .filter((role) => role !== 'AD')
    .slice(0, 4)
    .map((role) => roles[role].title)
  const why = held.flatMap((role) => barred?.[role as Role] ?? [])
  return [`"${title}" belongs to: ${names.join(', ')}${allowed.length > 4 ? ' and others' : ''}`, ...why].join('; ')
}

/** Roles a person of this side may be given. */
export const rolesOf = (side: 'provider' | 'partner' | 'customer'): readonly Role[] =>
  (Object.keys(roles) as Role[]).filter((role) => roles[role].side === side)

/** True for what shows or changes cases: a partner needs the end user's grant for it beside the role (policy B22). */
export const touchesCases = (permission: string): boolean => /^(case|escalation|rma|report|proof|meeting)\./.test(permission)

/** True for somebody who sees only cases they opened or take part in. */
export const seesOwnCasesOnly = (held: readonly string[]): boolean =>
  held.includes('UU') && !held.some((role) => role === 'LC' || role === 'NC' || role === 'XP')
