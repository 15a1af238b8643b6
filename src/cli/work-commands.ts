import type { Command } from 'commander'

/** Commands about what a case needs while it is worked on: access, things asked for, what is not served, time that is charged, outcomes. */
export function addWorkCommands(program: Command, cases: Command): void {
  const work = () => import('./case-work.ts')

  const access = cases.command('access').description('access to the customer’s network, and the sessions on it')
  access
    .command('show <number>')
    .description('access that was asked for, who granted it, and the sessions')
    .option('--json', 'as JSON')
    .action(async (number, options) => (await work()).showAccess(number, options))
  access
    .command('ask <number> <why...>')
    .description('ask for access; the case waits for the answer')
    .requiredOption('--to <instant>', 'until when')
    .option('--from <instant>', 'from when; left out, from now')
    .option('--level <level>', 'read or configure', 'read')
    .option('--environment <text>', 'to what, in words')
    .option('--devices <serials...>', 'to which devices')
    .option('--reason <reason>', 'performance, efficiency or legal')
    .action(async (number, why, options) => (await work()).act(number, 'case.access-ask', { why: why.join(' '), ...options }))
  access
    .command('grant <number> <request>')
    .description('grant it for the customer; level and time may be narrowed')
    .option('--level <level>', 'read or configure')
    .option('--from <instant>')
    .option('--to <instant>')
    .action(async (number, request, options) => (await work()).act(number, 'case.access-grant', { request: Number(request), ...options }))
  for (const [word, id, what] of [
    ['decline', 'case.access-decline', 'decline it for the customer'],
    ['revoke', 'case.access-revoke', 'revoke it at once; what runs on it ends'],
    ['withdraw', 'case.access-withdraw', 'it is not needed any more'],
  ] as const)
    access
      .command(`${word} <number> <request> <reason...>`)
      .description(what)
      .action(async (number, request, reason) => (await work()).act(number, id, { request: Number(request), reason: reason.join(' ') }))
  access
    .command('announce <number> <request>')
    .description('announce a session to the contacts of the customer')
    .requiredOption('--join <text>', 'how they can watch it')
    .requiredOption('--location <place>', 'from where you work')
    .option('--exception <text>', 'why you work from another place')
    .option('--level <level>', 'read or configure')
    .option('--at <instant>', 'when it starts; left out, now')
    .action(async (number, request, options) =>
      (await work()).act(number, 'case.session-announce', { request: Number(request), ...options }),
    )
  access
    .command('start <number> <session>')
    .description('start a session that was announced')
    .action(async (number, session) => (await work()).act(number, 'case.session-start', { session: Number(session) }))
  access
    .command('log <number> <session> <text...>')
    .description('a line of work in a session')
    .action(async (number, session, text) =>
      (await work()).act(number, 'case.session-log', { session: Number(session), text: text.join(' ') }),
    )
  access
    .command('end <number> <session> <done...>')
    .description('end a session, with what was done')
    .action(async (number, session, done) =>
      (await work()).act(number, 'case.session-end', { session: Number(session), done: done.join(' ') }),
    )
  access
    .command('watch <number> <session> [who...]')
    .description('say who watches it for the customer')
    .action(async (number, session, who) =>
      (await work()).act(number, 'case.session-observe', { session: Number(session), who: (who ?? []).join(' ') }),
    )

  const ask = cases.command('ask').description('what the customer is asked for')
  ask
    .command('list <number>')
    .description('what was asked for, and for how long it waited')
    .option('--json', 'as JSON')
    .action(async (number, options) => (await work()).showAsked(number, options))
  ask
    .command('for <number> <kind> <what...>')
    .description('ask for something, such as logs; the case waits until it is there')
    .requiredOption('--due <date>', 'by which day')
    .option('--reason <reason>', 'performance, efficiency or legal')
    .action(async (number, kind, what, { due, ...options }) =>
      (await work()).act(number, 'case.ask', { kind, what: what.join(' '), dueOn: due, ...options }),
    )
  ask
    .command('give <number> <item> <text...>')
    .description('give what was asked for, in words')
    .action(async (number, item, text) => (await work()).act(number, 'case.give', { item: Number(item), text: text.join(' ') }))
  ask
    .command('drop <number> <item> <reason...>')
    .description('it is not needed any more')
    .action(async (number, item, reason) => (await work()).act(number, 'case.drop-ask', { item: Number(item), reason: reason.join(' ') }))

  const exclude = cases.command('exclude').description('parts of a case that are not served')
  exclude
    .command('list <number>')
    .description('what is not served, and what may be marked')
    .option('--json', 'as JSON')
    .action(async (number, options) => (await work()).showExcluded(number, options))
  exclude
    .command('mark <number> <code> <part...>')
    .description('mark a part with a code of the service and evidence')
    .option('--charge', 'to be worked on at rates instead of declined')
    .option('--component <name>', 'the component at fault')
    .option('--document <name>', 'the document that was not followed')
    .option('--section <number>', 'its section')
    .option('--modified-by <who>', 'end-user or third-party')
    .option('--modified-on <date>', 'the day of the change')
    .option('--text <text>', 'more evidence')
    .action(async (number, code, part, { charge, ...options }) =>
      (await work()).act(number, 'case.exclude', { code, part: part.join(' '), how: charge ? 'charge' : 'decline', ...options }),
    )
  exclude
    .command('confirm <number> <part> [reason...]')
    .description('confirm as a manager that it is not served')
    .option('--no', 'it is served')
    .action(async (number, part, reason, options) =>
      (await work()).act(number, 'case.exclude-confirm', {
        part: Number(part),
        confirm: options.no !== true,
        reason: (reason ?? []).join(' '),
      }),
    )
  exclude
    .command('dispute <number> <part> <reason...>')
    .description('dispute it for the customer')
    .action(async (number, part, reason) =>
      (await work()).act(number, 'case.exclude-dispute', { part: Number(part), reason: reason.join(' ') }),
    )
  exclude
    .command('settle <number> <part> <as> <reason...>')
    .description('settle it as upheld, lifted or accepted')
    .action(async (number, part, as, reason) =>
      (await work()).act(number, 'case.exclude-settle', { part: Number(part), as, reason: reason.join(' ') }),
    )

  const time = cases.command('time').description('work at rates')
  time
    .command('list <number>')
    .description('rates, time and charges of a case')
    .option('--json', 'as JSON')
    .action(async (number, options) => (await work()).showTime(number, options))
  time
    .command('accept <number> <currency>')
    .description('accept the rate in force for the customer')
    .action(async (number, currency) => (await work()).acceptRate(number, currency))
  time
    .command('log <number> <from> <to> <what...>')
    .description('write down time that is charged')
    .action(async (number, from, to, what) => (await work()).act(number, 'case.log-time', { from, to, what: what.join(' ') }))
  time
    .command('bill <number>')
    .description('charge what was told and not charged yet')
    .action(async (number) => (await work()).bill(number))

  cases
    .command('outcome <number> <outcome> <diagnosis...>')
    .description('say what became of it: restored, workaround or fix')
    .option('--trouble <kind>', 'issue or outage')
    .option('--restored-at <instant>', 'when it worked again')
    .option('--defect <number>', 'the defect of a fix')
    .option('--release <version>', 'the patch or update that mends it')
    .action(async (number, outcome, diagnosis, options) =>
      (await work()).act(number, 'case.outcome', { outcome, diagnosis: diagnosis.join(' '), ...options }),
    )
  cases
    .command('efforts <number> <reason...>')
    .description('end the efforts on a case that could not be solved, as a manager')
    .requiredOption('--diagnosis <text>', 'what was found')
    .requiredOption('--efforts <text>', 'what was tried')
    .action(async (number, reason, options) => (await work()).act(number, 'case.end-efforts', { reason: reason.join(' '), ...options }))
  cases
    .command('claim <number> <claim> <text...>')
    .description('make a claim, such as warranty-claim; the answer names the clause')
    .action(async (number, claim, text) => (await work()).claim(number, claim, text.join(' ')))
  cases
    .command('return-text <number> <entry>')
    .description('give a text of the customer back that is not in the language of the service')
    .action(async (number, entry) => (await work()).act(number, 'case.return-text', { seq: Number(entry) }))
  program
    .command('charges [account]')
    .description('the statement of an account: what work was charged')
    .option('--csv', 'as a file for spreadsheets')
    .option('--json', 'as JSON')
    .action(async (account, options) => (await work()).charges(account, options))
}
