import type { ClauseId } from './clause-ids.ts'

/** One word of the business in our own words. */
export interface Term {
  readonly term: string
  /** Other spellings and abbreviations by which people look it up. */
  readonly also: readonly string[]
  readonly meaning: string
  /** Clauses that use or explain it. */
  readonly clauses: readonly ClauseId[]
  /** In use in these services without being explained there (policy B64). */
  readonly notExplainedBy?: readonly string[]
}

const term = (
  name: string,
  also: readonly string[],
  meaning: string,
  clauses: Term['clauses'] = [],
  notExplainedBy?: readonly string[],
): Term => ({
  term: name,
  also,
  meaning,
  clauses,
  ...(notExplainedBy && { notExplainedBy }),
})

/** The words of the business in our own words. */
export const terms: readonly Term[] = [
  // Texts and their rank
  term(
    'service description',
    ['SDD', 'Services Description Document'],
    'What the vendor wrote about one of its services',
    ['ACP-1.p3'],
    ['MSP'],
  ),
  term('MPLA', ['Master Purchase and License Agreement'], 'The master text around Advanced Care Plus', ['ACP-1.p2']),
  term(
    'EUSA',
    ['End User Support Agreement', 'End User Services Agreement', 'support agreement'],
    'The master text around the other four services',
    ['CSS-1.p4', 'ISS-1.p5', 'SSM-1.p4', 'MSP-1.p10'],
    ['MSP'],
  ),
  term(
    'EULA',
    ['End User License Agreement', 'licence'],
    'The licence for using the vendor’s software',
    ['ISS-1.p6', 'SSM-1.p5', 'MSP-1.p11'],
    ['MSP'],
  ),
  term('script licence', ['Script Software License Agreement'], 'The licence for custom software', ['CSS-1.p5']),
  term('master services agreement', ['MSA'], 'A negotiated agreement, signed by both, that stands in for a posted one', [
    'ACP-1.p2',
    'CSS-1.p4',
  ]),
  term('precedence', [], 'The order in which conflicting texts win', ['ACP-1.p3', 'MSP-1.p11']),
  term('addendum', [], 'A signed supplement that changes a service description for one customer', ['MSP-7.b3']),
  term('statement of work', ['SOW'], 'The agreed text of bespoke work', ['CSS-1.p2', 'MSP-5.q'], ['MSP']),
  term('task order', [], 'A call-off that names services, period and dates', ['MSP-6.d4'], ['MSP']),
  term('version pinning', ['grandfathering'], 'The text stays valid as it was when the contract was made'),
  // Buying
  term('SKU', [], 'The vendor’s order code of one item', ['ISS-2.pay-i']),
  term('purchase order', ['PO'], 'The order of a buyer or a partner', ['ACP-2.iii', 'ISS-2.cov-iii', 'MSP-1.p7']),
  term('end user', [], 'Whoever runs the products; every order carries its name and address', ['MSP-1.p5', 'SSM-1.p2']),
  term(
    'authorised reseller',
    ['reseller', 'distributor', 'authorised distributor'],
    'A partner allowed to sell on; a distributor supplies resellers',
    ['ACP-1.p1', 'CSS-1.p1'],
  ),
  term('operate specialist', ['OS'], 'An accredited partner that does the supporting and can fall back on the vendor', ['MSP-1.p4']),
  term('territory', [], 'The sales area of a partner', ['MSP-1.p6', 'MSP-2.p3']),
  term('theatre', [], 'A region of the world: the Americas; Europe, Middle East and Africa; Asia-Pacific', ['ACP-17.a', 'MSP-6.b1']),
  term('prequalification', ['qualified', 'prequalified'], 'A person’s consent, given beforehand, that an end user may buy', [
    'MSP-2.p1',
    'ACP-2.who-i1',
  ]),
  term('footprint', [], 'How many of the vendor’s devices a customer has, and how large', ['MSP-2.p1']),
  // Entitlement
  term('entitlement', [], 'The right of a party to a service, for a device and a date', ['ACP-16.p1']),
  term('installed base', ['install base', 'IB'], 'All of a customer’s devices that the vendor knows', ['ACP-6.a']),
  term('supported product', [], 'A device that meets every condition of cover today', ['ACP-2.p7', 'MSP-1.p9']),
  term('Juniper Care', ['JC', 'base contract'], 'The base support contract that most services build on', [
    'ACP-2.p2',
    'MSP-2.p2',
    'SSM-2.p1',
  ]),
  term('subscription licence', ['subscription'], 'A licence for a time; in one service it stands in for the base contract', ['ACP-2.p8']),
  term('co-terming', ['co-term'], 'Letting several contracts end on one day', ['ACP-2.p5', 'CSS-2.p2']),
  term('renewal', [], 'A new period that follows the old one without a gap', ['CSS-3.p3']),
  term('lapse', ['reinstatement'], 'A contract that ended without renewal; brought back, it is reinstated', ['MSP-6.a', 'SSM-5.a']),
  term('gray market', ['grey market'], 'Genuine goods sold outside the authorised channels', ['ACP-19.d', 'ISS-7.c']),
  term('third-party product', [], 'A product of another maker; without the vendor’s approval it is called unauthorised', [
    'ACP-19.c',
    'ISS-7.b',
    'MSP-5.l2',
  ]),
  term(
    'EAR',
    ['Country Group E', 'Group E', 'BIS'],
    'United States export rules; group E lists embargoed countries; BIS is the agency that keeps it',
    ['ACP-17.p1', 'CSS-9.p1'],
  ),
  // Cases
  term('JTAC', ['Technical Assistance Center', 'support centre'], 'The vendor’s engineers for faults', ['ISS-8.p1', 'MSP-8']),
  term('TAC', [], 'A technical assistance centre, here the vendor’s own', ['MSP-4.SRRA'], ['MSP']),
  term('customer care', [], 'The vendor’s desk for matters that are not technical: access, contracts, logistics', [
    'MSP-3.1.2.p3',
    'SSM-3.1.c3',
  ]),
  term('case', ['tech case', 'service request', 'SR', 'TAC case', 'JTAC case'], 'One recorded issue with number, priority and owner', [
    'ACP-9.p2',
    'CSS-5.a1',
    'MSP-3.1.4.p1',
  ]),
  term('priority', ['P1', 'P2', 'P3', 'P4'], 'How urgent a case is by its effect on the business; P1 is the most urgent', [
    'ACP-8.p3',
    'MSP-3.1.4.p3',
  ]),
  term('response time', ['first response'], 'From the opening of a case to the first contact by a support engineer', ['ACP-9.p5']),
  term(
    'target',
    ['SLA', 'service level', 'remedy'],
    'An aim without penalty; an agreed level is measured, and a remedy is what a miss costs',
    ['ACP-9.p6'],
  ),
  term('restore', ['resolve'], 'To restore is to have the service back; to resolve is to remove the cause or accept it', ['CSS-4.p3']),
  term('workaround', [], 'A way round a fault that leaves its cause in place', ['CSS-4.p3', 'ACP-12.p2']),
  term('escalation', [], 'Moving an issue to greater skill or to management', ['ACP-4.p1', 'SSM-3.1.a4']),
  term('single point of contact', ['SPOC'], 'The one place to turn to; the desk for escalations, the advisor for the rest', [
    'ACP-4.b',
    'ACP-10.p1',
  ]),
  term('expert route', ['Expert to Expert', 'E2E'], 'The straight way to senior engineers for urgent cases', ['ACP-8.p1']),
  term(
    'advance replacement',
    ['RMA', 'Return Materials Authorization'],
    'Sending a part before the faulty one is back; the return has a number of its own',
    ['ACP-6.d', 'CSS-9.p3'],
  ),
  term('root cause analysis', ['RCA'], 'Why something failed and what stops it from failing again', ['MSP-3.1.4.c']),
  // People
  term('technical services advisor', ['TSA', 'advisor'], 'The named person of the vendor who looks after one end user', ['ACP-10.p1']),
  term('service manager', ['SM'], 'A coordinator of the vendor from a pool', ['MSP-3.1.1.p1', 'ISS-3.1.4'], ['MSP']),
  term('service support manager', ['SSM'], 'The named coordinator of the service of that name', ['SSM-3.1.p1']),
  term('designated', ['non-designated'], 'One person assigned by name; not designated is whoever of the pool is free', [
    'MSP-3.p2',
    'MSP-6.g2',
  ]),
  term(
    'project manager',
    ['JPM', 'lead consultant'],
    'The vendor’s person who leads a project; a lead consultant is its senior engineer',
    ['MSP-5.h2'],
    ['MSP'],
  ),
  term('subject matter expert', ['SME'], 'A specialist who hosts or answers on one subject', ['ACP-7.a']),
  term('named contact', ['senior technical representative'], 'A customer’s person registered for a limited channel', [
    'ACP-16.p3',
    'ACP-18.p5',
    'MSP-5.b2',
  ]),
  term(
    'certificate',
    ['JNCIA', 'JNCIS', 'JNCIP', 'JNCIE'],
    'The vendor’s certificates, rising: associate, specialist, professional, expert; they expire',
    ['ACP-18.p6', 'MSP-5.b5', 'MSP-8'],
  ),
  term('subcontracting', ['subcontractor'], 'The vendor lets another firm do its work', ['ACP-18.p2', 'MSP-6.e', 'SSM-5.e1']),
  // Deliverables
  term('onboarding', [], 'The first steps that give a customer access and knowledge', ['ACP-5.p1']),
  term(
    'operational review',
    ['SBR', 'service business review'],
    'A call about open cases and progress; the business review is its yearly form',
    ['ACP-14.p1', 'SSM-3.1.a2'],
  ),
  term(
    'defect notice',
    ['PBN', 'Proactive Bug Notification', 'Product Bug Notification'],
    'A published word about a serious software defect',
    ['ACP-12.p1', 'MSP-3.1.5.p1'],
    ['MSP'],
  ),
  term('technical bulletin', ['TSB', 'Technical Services Bulletin'], 'Published news or a problem of a product', ['ACP-12.p1']),
  term('security advisory', ['JSA', 'SIRT'], 'A published vulnerability and the team that publishes it', ['ACP-12.p1']),
  term('defect', ['PR', 'bug'], 'A recorded fault of a product with the releases that have it and that cure it', [
    'ACP-6.e',
    'MSP-3.1.6.p1',
  ]),
  term('network profile', [], 'Models, releases, features and layout that defects are matched against', ['ACP-16.p6', 'MSP-3.1.5.p2']),
  term(
    'end of support',
    ['EOS', 'EOL', 'LOD', 'EOE'],
    'The day after which a product is no longer served; before it come notice, last order and end of engineering',
    ['ACP-19.b', 'ISS-7.a'],
  ),
  term('release', [], 'A published version of software', ['CSS-7.p1', 'ISS-7.f']),
  term('patch', [], 'A small change for one problem', ['CSS-6.p4']),
  term('update', ['maintenance release'], 'A release that gathers corrections', ['CSS-6.p5']),
  term('upgrade', [], 'A release with new features', ['CSS-6.p8']),
  term('Junos', [], 'The vendor’s operating system', ['CSS-6.p9']),
  term('line card', ['FPC', 'RE', 'routing engine'], 'Slot unit that carries ports; the routing engine is the part that computes', [
    'MSP-3.1.6.c',
  ]),
  term('health check', ['PHC', 'Product Health Check'], 'Sampled indicators of a device compared with recommended limits', [
    'MSP-3.1.8.p1',
    'MSP-8',
  ]),
  term(
    'configuration review',
    ['CACR', 'Configuration Analysis and Change Review'],
    'An expert’s reading of configurations against good practice',
    ['MSP-3.1.7.p1', 'MSP-8'],
  ),
  term('service management onboarding', ['SMO'], 'A month in which a service manager gets support running', ['MSP-3.1.1.p1', 'MSP-8']),
  term('technical guidance', ['TG'], 'A day of live advice by an engineer', ['MSP-3.1.2.p1'], ['MSP']),
  term('window support', ['IMWS', 'Implementation/Migration Window Support'], 'An engineer at hand while a change is carried out', [
    'MSP-3.1.3.p1',
    'MSP-8',
  ]),
  term(
    'resolution assistance',
    ['SRRA', 'Service Request Resolution Assistance'],
    'A named specialist owns one case until it is resolved',
    ['MSP-3.1.4.p1', 'MSP-8'],
  ),
  term(
    'defect notice review',
    ['PBNIR', 'Product Bug Notification Impact Review'],
    'Which published defect notices touch this network, and how',
    ['MSP-3.1.5.p2', 'MSP-8'],
  ),
  term('issue review', ['PIIR', 'Product Issue Impact Review'], 'Which known issues touch this network, and how', [
    'MSP-3.1.6.p1',
    'MSP-8',
  ]),
  term('maintenance services plus', ['MS Plus', 'MSP'], 'The service paid with prepaid credits', ['MSP-8', 'MSP-1.p1']),
  term('maintenance window', ['change window'], 'The agreed time of a risky change', ['ISS-6.2a', 'ACP-19.a']),
  term('migration', ['implementation'], 'Moving from old to new; implementing is putting something new in', ['ISS-1.p2', 'MSP-3.1.3.p1']),
  term('change plan', ['rollback'], 'The steps of a change; a rollback is the steps back', ['ISS-4.c1', 'ISS-1.p3']),
  term('on call', ['immediately available'], 'Can be reached; immediately available means already there', ['MSP-3.1.3.p2']),
  // Credits
  term('advanced services credit', ['ASC'], 'A prepaid unit, redeemed for listed services', ['MSP-2.p4', 'ISS-2.pay-iii']),
  term('flexible services credit', ['FSC'], 'A prepaid unit worth its value on the price list', ['ISS-2.pay-ii']),
  term('redemption', [], 'Spending credits', ['MSP-1.p3']),
  term('lot', ['expiry'], 'The credits of one purchase; they end together', ['MSP-2.p5']),
  term('ledger', [], 'The record of credit movements, to which entries are only added', ['MSP-4.p0']),
  // Time, duties and proof
  term(
    'business day',
    ['business hours', 'observed holiday'],
    'A working day at the stated place; on an observed holiday the vendor is closed',
    ['ACP-17.p4', 'MSP-6.c', 'SSM-5.c1'],
  ),
  term('customer wait', ['customer-wait'], 'Time during which nothing can go on until the customer has done its part', [
    'ACP-16.p10',
    'CSS-8.i',
  ]),
  term(
    'sign-off',
    ['acceptance criteria', 'completion certificate'],
    'A signature that work is done; the criteria say what done means, the certificate carries the signature',
    ['MSP-5.i', 'MSP-5.n'],
    ['MSP'],
  ),
  term('indemnity', ['indemnify', 'risk of loss', 'title'], 'Bearing another’s loss; title says who owns, risk who bears damage', [
    'MSP-5.e2',
    'MSP-5.e3',
    'MSP-5.e5',
  ]),
  term('reasonable efforts', ['commercially reasonable efforts'], 'Serious, ordinary effort without a guaranteed result', [
    'ACP-3.p1',
    'CSS-3.p1',
    'SSM-3.1.p1',
  ]),
  term('proof pack', [], 'An export that shows of every delivery why, when, by whom and with what evidence'),
]
