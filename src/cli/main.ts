import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { addAutomationCommands } from './automation-commands.ts'
import { fail } from './say.ts'
import { addServiceCommands } from './service-commands.ts'
import { addWorkCommands } from './work-commands.ts'

/** The command line. Each command loads what it needs when it is called, so that the small ones start at once. */

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }

const program = new Command('holdfast')
  .description('Sell, entitle, deliver, account for and prove technical services. Every decision names the clause that decided it.')
  .version(version)
  .showHelpAfterError('(holdfast --help shows every command)')
  .helpCommand(true)

program
  .command('demo')
  .description('start with a demonstration world')
  .option('--check', 'start in a throw-away folder, open one granted and one refused case, and end')
  .action(async (options) => (await import('./demo.ts')).demo(options))
program
  .command('start')
  .description('start for real use')
  .action(async () => (await import('./start.ts')).start())
program
  .command('dev')
  .description('start while developing: restarts when sources change')
  .action(async () => (await import('./start.ts')).develop())
program
  .command('task <name> [args...]', { hidden: true })
  .allowUnknownOption()
  .action(async (name: string, args: string[]) => (await import('./task.ts')).task(name, args))

program
  .command('login <address>')
  .description('sign in to a server and remember it')
  .option('--email <address>')
  .option('--key <key>', 'an API key instead of e-mail and password')
  .action(async (address, options) => (await import('./login.ts')).login(address, options))
program
  .command('logout')
  .description('forget the sign-in')
  .action(async () => (await import('./login.ts')).logout())
program
  .command('whoami')
  .description('who is signed in')
  .action(async () => (await import('./login.ts')).whoami())

program
  .command('entitle <serial>')
  .description('what would be decided for a device, and which clause decides')
  .option('-p, --priority <priority>', 'P1 to P4', 'P3')
  .option('-c, --channel <channel>', 'phone, web, api, automation or email', 'web')
  .option('-a, --account <code>', 'account, when it is not your own')
  .option('--person <email>', 'who asks')
  .option('--at <instant>', 'as of this instant, such as 2026-06-01T12:00:00Z')
  .option('--json', 'print the decision as JSON')
  .action(async (serial, options) => (await import('./entitle.ts')).entitle(serial, options))

const cases = program.command('case').description('open, read and work cases')
cases
  .command('list')
  .description('open cases')
  .option('-q, --query <words>')
  .option('--all', 'closed ones too')
  .option('--queue', 'the desk’s queue, by what is due next')
  .option('--mine', 'those that are yours')
  .option('--json')
  .action(async (options) => (await import('./cases.ts')).list(options))
cases
  .command('show <number>')
  .description('one case with its timeline and clock')
  .option('--json')
  .action(async (number, options) => (await import('./cases.ts')).show(number, options))
cases
  .command('open <serial> <summary...>')
  .description('open a case')
  .option('-p, --priority <priority>', 'P1 to P4', 'P3')
  .option('-d, --description <text>', '', '')
  .option('-a, --account <code>')
  .option('-r, --requester <email>', 'the contact you act for (staff)')
  .option('--reference <text>', 'your own reference', '')
  .option('--confirm <codes...>', 'what the service asks to confirm, such as data-backed-up')
  .action(async (serial, summary, options) => (await import('./cases.ts')).open(serial, summary.join(' '), options))
cases
  .command('reply <number> <text...>')
  .description('write to the other side')
  .action(async (number, text) => (await import('./cases.ts')).act(number, 'case.message', { text: text.join(' ') }))
cases
  .command('note <number> <text...>')
  .description('write an internal note')
  .action(async (number, text) => (await import('./cases.ts')).act(number, 'case.note', { text: text.join(' ') }))
cases
  .command('respond <number> <medium> [text...]')
  .description('log that you reached out by phone, voicemail or email')
  .option('--at <instant>')
  .option('--number-left', 'a voicemail with a number to call back')
  .action(async (number, medium, text, options) =>
    (await import('./cases.ts')).act(number, 'case.respond', {
      medium,
      text: text.join(' '),
      at: options.at,
      numberLeft: options.numberLeft ?? false,
    }),
  )
cases
  .command('take <number>')
  .description('make it yours')
  .action(async (number) => (await import('./cases.ts')).act(number, 'case.assign', { to: 'me' }))
cases
  .command('hand <number> <to> [reason...]')
  .description('hand it to somebody by e-mail address, or back with "nobody"')
  .action(async (number, to, reason) =>
    (await import('./cases.ts')).act(number, 'case.assign', { to: to === 'nobody' ? null : to, reason: reason.join(' ') }),
  )
cases
  .command('offer <number> <to>')
  .description('hand it over to a colleague, who has it when they accept')
  .requiredOption('--situation <text>', 'how it stands')
  .requiredOption('--next <text>', 'what comes next')
  .option('--promised <text>', 'what the customer was told to expect')
  .option('--by <instant>', 'by when')
  .action(async (number, to, options) => (await import('./desk.ts')).offer(number, to, options))
cases
  .command('accept <number>')
  .description('take over what is offered to you')
  .action(async (number) => (await import('./desk.ts')).answerOffer(number))
cases
  .command('decline <number> <reason...>')
  .description('say no to what is offered to you')
  .action(async (number, reason) => (await import('./desk.ts')).answerOffer(number, reason.join(' ')))
cases
  .command('specialist <number> <to> [reason...]')
  .description('name who owns this one case for its customer; "nobody" ends it')
  .option('--withdrawn-by <name>', 'who of the customer withdrew it in writing')
  .action(async (number, to, reason, options) =>
    to === 'nobody'
      ? (await import('./cases.ts')).act(number, 'case.release-specialist', {
          reason: reason.join(' '),
          withdrawnBy: options.withdrawnBy ?? '',
        })
      : (await import('./cases.ts')).act(number, 'case.name-specialist', { to, reason: reason.join(' ') }),
  )
cases
  .command('watch <number>')
  .description('hear of everything public on it')
  .action(async (number) => (await import('./cases.ts')).act(number, 'case.watch', {}))
cases
  .command('unwatch <number>')
  .description('hear of it no more')
  .action(async (number) => (await import('./cases.ts')).unwatch(number))
cases
  .command('steps <number>')
  .description('the steps of the playbook')
  .action(async (number) => (await import('./cases.ts')).steps(number))
cases
  .command('step <number> <step> [reason...]')
  .description('a step is done; with --skip it is left out for a reason, with --undo open again')
  .option('--skip')
  .option('--undo')
  .action(async (number, step, reason, options) =>
    (await import('./cases.ts')).act(number, 'case.step', {
      step,
      as: options.skip ? 'skipped' : options.undo ? 'open' : 'done',
      text: reason.join(' '),
    }),
  )
cases
  .command('split <number> <entry> <summary...>')
  .description('a message of the customer, by its place in the history, becomes a case of its own')
  .option('-p, --priority <priority>', 'P1 to P4', 'P3')
  .option('--device <serial>', 'another device than that of the case')
  .action(async (number, entry, summary, options) => (await import('./cases.ts')).split(number, entry, summary.join(' '), options))
cases
  .command('merge <number> <other> [reason...]')
  .description('close it as part of another open case of the account')
  .action(async (number, other, reason) => (await import('./cases.ts')).act(number, 'case.merge', { other, reason: reason.join(' ') }))
cases
  .command('link <number> <other>')
  .description('link to another case of the account')
  .option('--as <how>', 'related, duplicate or caused-by', 'related')
  .action(async (number, other, options) => (await import('./cases.ts')).act(number, 'case.link', { other, as: options.as }))
cases
  .command('attach <number> <files...>')
  .description('send files to a case; run again after a break, it goes on where it stood')
  .option('--internal', 'for staff only')
  .action(async (number, files, options) => (await import('./files.ts')).attach(number, files, options))
cases
  .command('export <number>')
  .description('the whole case with its files as a zip archive')
  .option('--to <file>', 'where to write it; else NUMBER.zip')
  .action(async (number, options) => (await import('./files.ts')).take(number, options))
cases
  .command('escalate <number> <reason...>')
  .description('ask for escalation; the desk takes it at every hour')
  .option('-s, --severity <severity>', 'high, medium or low', 'medium')
  .action(async (number, reason, options) => (await import('./desk.ts')).escalate(number, reason.join(' '), options.severity))
cases
  .command('answer <number>')
  .description('answer what rings for it: the calling ends, the clock runs on')
  .action(async (number) => (await import('./desk.ts')).acknowledge(number))
cases
  .command('priority <number> <priority> <reason...>')
  .description('change the priority')
  .action(async (number, priority, reason) =>
    (await import('./cases.ts')).act(number, 'case.priority', { priority, reason: reason.join(' ') }),
  )
cases
  .command('move <number> <move> [reason...]')
  .description('start, wait-customer, wait-provider, resolve, agree, close-agreed, withdraw, refuse or reopen')
  .option('--agreed-by <name>')
  .option('--impact <text>', 'what an urgent case did to the business')
  .action(async (number, move, reason, options) =>
    (await import('./cases.ts')).act(number, 'case.move', {
      move,
      reason: reason.join(' '),
      agreedBy: options.agreedBy ?? '',
      impact: options.impact ?? '',
    }),
  )

const desk = program.command('desk').description('who is on call, and what rings')
desk
  .command('on-call')
  .description('who is on call, and where nobody would be')
  .option('--at <instant>', 'at another time, such as 2026-12-25T03:00:00Z')
  .option('--json')
  .action(async (options) => (await import('./desk.ts')).onCall(options))
desk
  .command('calls')
  .description('what rings now')
  .option('--json')
  .action(async (options) => (await import('./desk.ts')).calls(options))

const device = program.command('device').description('devices and their cover')
device
  .command('list')
  .description('devices with what covers them')
  .option('-a, --account <code>')
  .option('-q, --query <words>')
  .option('--json')
  .action(async (options) => (await import('./devices.ts')).list(options))
device
  .command('show <serial>')
  .description('one device and why it is covered or not')
  .option('-a, --account <code>')
  .option('--json')
  .action(async (serial, options) => (await import('./devices.ts')).show(serial, options))
program
  .command('import <file>')
  .description('a device list (CSV) or chassis hardware reply (XML); without --apply every row’s fate is only shown')
  .option('-a, --account <code>')
  .option('--site <name>', 'site for devices of a hardware reply')
  .option('--apply', 'write what was shown')
  .option('--json')
  .action(async (file, options) => (await import('./devices.ts')).importFile(file, options))

const advisories = program.command('advisories').description('published records and the devices they are about')
advisories
  .command('match')
  .description('match records against a list of devices; ends with 3 when one is affected, with 1 when something cannot be read')
  .requiredOption('-i, --inventory <file>', 'CSV with a column for the model and one for the release; name and cards if there are')
  .requiredOption('-r, --records <path>', 'a CVE record or a CSAF advisory as JSON, or a folder of them')
  .option('--all', 'fixed and not affected ones too')
  .option('--by-record', 'how many devices each record is about')
  .option('--json', 'with the row, the needs and the doubts of each')
  .action(async (options) => (await import('./advisories.ts')).match(options))
advisories
  .command('import <path>')
  .description('take CVE records, CSAF advisories or your own records into the register: a file, or a folder of them')
  .option('--dry-run', 'say what would become of each and write nothing')
  .option('--draft', 'as drafts, which only the provider sees')
  .option('--json', 'as JSON')
  .action(async (path, options) => (await import('./register.ts')).importRecords(path, options))
advisories
  .command('feeds [action] [address]')
  .description('feeds that are asked for records by themselves: list, add, show, ask, pause, resume or remove one')
  .option('--title <title>', 'what a new feed is called')
  .option('--hours <hours>', 'how often a new feed is asked; every hour when left out')
  .option('--json', 'as JSON')
  .action(async (action, address, options) => (await import('./feeds.ts')).keepFeeds(action, address, options))
advisories
  .command('exposure <account>')
  .description('published records by how many devices of an account they are about, worst first')
  .option('--all', 'also those that affect no device')
  .option('--json', 'as JSON')
  .action(async (account, options) => (await import('./register.ts')).listExposure(account, options))

const lifecycle = program.command('lifecycle').description('when releases, products and modules leave support')
lifecycle
  .command('import <file>')
  .description('take dates from a CSV table of releases or products')
  .option('--dry-run', 'say what would become of each row and write nothing')
  .option('--software <name>', 'the software that the releases are of, when the table does not say it')
  .option('--order <order>', 'how dates with slashes are written: month-first or day-first')
  .option('--label <label>', 'how dates are known whose column does not say it: published, recalled or computed')
  .option('--json', 'as JSON')
  .action(async (file, options) => (await import('./lifecycle.ts')).importDates(file, options))
lifecycle
  .command('list <account>')
  .description('devices of an account by end of support, the first to leave first')
  .option('--all', 'also those of which none is known')
  .option('--json', 'as JSON')
  .action(async (account, options) => (await import('./lifecycle.ts')).listEnds(account, options))

const junos = program
  .command('junos')
  .description('configurations, show output and releases of Junos, without a server; every secret is masked')
  .addHelpText('after', '\nFILE may be - for what comes in. Brace text, set text, XML and JSON, also several devices in one capture.')
junos
  .command('parse <files...>')
  .description('devices, statements, undefined and unused names, and what was left out')
  .option('--json', 'the whole tree, with lines')
  .addHelpText('after', '\nExit code 0: all was read, 1: something was left out, 2: nothing was read.')
  .action(async (files, options) => (await import('./junos.ts')).parse(files, options))
for (const form of ['set', 'brace'] as const)
  junos
    .command(`${form} <files...>`)
    .description(form === 'set' ? 'as set commands, as the device prints them' : 'as brace text; set text is marked where it is not exact')
    .option('--effective', 'after groups and ranges, without what is switched off')
    .option('--origins', 'each statement in effect with the line and group it comes from')
    .option('--json')
    .addHelpText('after', '\nExit code 0: printed, 2: a file could not be read.')
    .action(async (files, options) => (await import('./junos.ts')).print(form, files, options))
junos
  .command('diff <before> <after>')
  .description('what changed: added, removed, changed, moved, switched off, or changed through a group')
  .option('--commands', 'the commands that make the change')
  .option('--back', 'the other way')
  .option('--json')
  .addHelpText('after', '\nExit code 0: no difference, 1: a difference, 2: a file could not be read.')
  .action(async (before, after, options) => (await import('./junos.ts')).diff(before, after, options))
junos
  .command('mask <files...>')
  .description('the text as it is, with every secret masked')
  .action(async (files) => (await import('./junos.ts')).mask(files))
junos
  .command('show <files...>')
  .description('answers to show commands as tables: one reply, or a session of many; XML, JSON and text')
  .option('--command <command>', 'the command that a file answers, where the file itself does not say it')
  .option('--json', 'typed values, outcomes and warnings with their lines')
  .addHelpText('after', '\nExit code 0: all was read, 1: something was left out, refused or not understood, 2: nothing was read of a file.')
  .action(async (files, options) => (await import('./junos-show.ts')).show(files, options))
junos
  .command('check [files...]')
  .description('checks of configurations: what is wrong, where, why it matters and what to type')
  .option('-p, --profile <file>', 'which checks, with which values, and what is accepted until when; JSON or YAML')
  .option('-s, --severity <severity>', 'findings of high, of medium and up, or of low and up', 'low')
  .option('--list', 'all checks')
  .option('--explain <id>', 'one check: why, what it looks at, its source and its parameters')
  .option('--json', 'every result, passes too')
  .addHelpText('after', '\nExit code 0: no finding, 1: findings, 2: a file could not be read, or nothing could be judged.')
  .action(async (files, options) => (await import('./junos-check.ts')).check(files, options))
junos
  .command('health [files...]')
  .description('checks of what devices answer to show commands: what is wrong, where, why it matters and what to do')
  .option('-b, --before <files...>', 'earlier captures of the same devices, for what shows in the change only')
  .option('-p, --profile <file>', 'which checks, with which values, and what is accepted until when; JSON or YAML')
  .option('-s, --severity <severity>', 'findings of high, of medium and up, or of low and up', 'low')
  .option('--list', 'all checks')
  .option('--explain <id>', 'one check: why, which answers it needs, its source and its parameters')
  .option('--json', 'every result with what was seen, passes too')
  .addHelpText('after', '\nExit code 0: no finding, 1: findings, 2: a file could not be read, or nothing could be judged.')
  .action(async (files, options) => (await import('./junos-health.ts')).health(files, options))
junos
  .command('compare-state <before> <after>')
  .description('what a change did to the state of devices: what is worse, better or otherwise, out of two captures')
  .option('--percent <percent>', 'by which counts of prefixes and routes may differ', '1')
  .option('--count <count>', 'so many prefixes or routes may always differ', '3')
  .option('--json')
  .addHelpText('after', '\nExit code 0: nothing is worse, 1: something is, 2: a file could not be read, or nothing could be compared.')
  .action(async (before, after, options) => (await import('./junos-health.ts')).compareState(before, after, options))
junos
  .command('release <release> [other]')
  .description('reads a release, also inside a file name or a line; or compares two')
  .option('--json')
  .addHelpText(
    'after',
    '\nExit code of two: 0: the first is the same or after, 1: before, 2: one is no release, 3: they cannot be compared.',
  )
  .action(async (first, second, options) => (await import('./junos-release.ts')).release(first, second, options))

program
  .command('do [operation] [fields...]')
  .description('any operation by its name, as stories do, with name=value; with words or none: what you may do')
  .option('--fields', 'what the operation takes')
  .option('--from <file>', 'fields from a file in YAML or JSON, or - for what comes in')
  .option('--file <path>', 'a file that goes with it')
  .option('--if-match <version>', 'the version that is edited')
  .option('--json', 'the answer as it came')
  .addHelpText(
    'after',
    '\nholdfast do request.quote request=CORAL-S3 firstDay=2026-12-01 devices=AB1,AB2\nA value is text, a list with commas, JSON, or @file.',
  )
  .action(async (operation, fields, options) => (await import('./do/do.ts')).doIt(operation, fields, options))
program
  .command('play <files...>')
  .description('play scenario files on a throw-away database')
  .option('--json', 'one line a step')
  .option('--quiet', 'only what failed')
  .action(async (files, options) => (await import('./play.ts')).play(files, options))
const offering = program.command('offering').description('services as data')
offering
  .command('check <file>')
  .description('check a service in a YAML or JSON file')
  .action(async (file) => (await import('./offering.ts')).check(file))
offering
  .command('load <file>')
  .description('load a service into the server')
  .action(async (file) => (await import('./offering.ts')).load(file))
const admin = program.command('admin').description('this installation')
admin
  .command('create')
  .description('make the provider account and its first administrator')
  .requiredOption('--email <address>')
  .requiredOption('--name <name>')
  .option('--company <name>', 'name of the provider', 'Provider')
  .option('--country <code>', 'two letters', 'NL')
  .option('--zone <zone>', 'time zone', 'Europe/Amsterdam')
  .option('--theatre <theatre>', 'AMERICAS, EMEA or APAC', 'EMEA')
  .action(async (options) => (await import('./admin.ts')).create(options))

addServiceCommands(program)
addAutomationCommands(program)
addWorkCommands(program, cases)

try {
  await program.parseAsync()
} catch (error) {
  fail(error)
}
